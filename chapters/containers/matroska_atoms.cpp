#include "chapters/containers/matroska_atoms.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "chapters/containers/ebml.hpp"
#include "chapters/containers/matroska_ids.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters {
namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;
// The model holds sixteen levels, but hidden ones between them do not count.
constexpr int kAtomLevels = 64;

bool is_code(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

class AtomReader {
  public:
    AtomReader(Gathering& gathering, std::size_t bytes)
        : gathering_(gathering), budget_(chapter_allowance(bytes / kBytesAsOneOfText), bytes) {}

    std::vector<MatroskaEdition> editions(std::string_view content) {
        std::vector<MatroskaEdition> editions;
        MatroskaEdition loose;
        for_each_child(content, [&](const EbmlChild& child) {
            if (child.id == matroska::kEditionEntry) editions.push_back(edition(child.content));
            if (child.id == matroska::kChapterAtom) add_atom(child.content, loose.atoms, 1);
        });
        if (!loose.atoms.empty()) editions.push_back(std::move(loose));
        return editions;
    }

  private:
    template <typename Function>
    void for_each_child(std::string_view content, const Function& function) {
        while (const auto child = take_ebml_child(content)) {
            if (child->cut) tell_break();
            function(*child);
        }
        if (!content.empty()) tell_break();
    }

    void tell_break() {
        if (!std::exchange(broken_, true))
            gathering_.tell(0, "the list of chapters is damaged: what could be read of it is kept");
    }

    std::uint64_t number(const EbmlChild& child, std::uint64_t otherwise) {
        const auto value = ebml_uint(child.content, otherwise);
        if (!value) tell_break();
        return value.value_or(otherwise);
    }

    std::optional<Time> time(const EbmlChild& child) {
        const auto value = ebml_uint(child.content);
        if (!value || *value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
        return time_of_ticks(static_cast<std::int64_t>(*value), 1, kNanoseconds);
    }

    MatroskaEdition edition(std::string_view content) {
        MatroskaEdition edition;
        for_each_child(content, [&](const EbmlChild& child) {
            if (child.id == matroska::kEditionFlagHidden) edition.hidden = number(child, 0) != 0;
            if (child.id == matroska::kEditionFlagDefault)
                edition.is_default = number(child, 0) != 0;
            if (child.id == matroska::kEditionFlagOrdered) edition.ordered = number(child, 0) != 0;
            if (child.id == matroska::kChapterAtom) add_atom(child.content, edition.atoms, 1);
        });
        return edition;
    }

    void add_atom(std::string_view content, std::vector<MatroskaAtom>& into, int level) {
        if (level > kAtomLevels) {
            if (!std::exchange(deep_, true))
                gathering_.tell(
                    0, fmt::format("what lies deeper than {} levels is left out", kAtomLevels));
            return;
        }
        if (!budget_.take_atom(gathering_)) return;
        MatroskaAtom atom;
        for_each_child(content, [&](const EbmlChild& child) {
            if (child.id == matroska::kChapterTimeStart) atom.start = time(child);
            if (child.id == matroska::kChapterTimeEnd) atom.end = time(child);
            if (child.id == matroska::kChapterFlagHidden) atom.hidden = number(child, 0) != 0;
            if (child.id == matroska::kChapterFlagEnabled) atom.enabled = number(child, 1) != 0;
            if (child.id == matroska::kChapterSegmentUuid) atom.elsewhere = true;
            if (child.id == matroska::kChapterStringUid) atom.string_uid = ebml_text(child.content);
            if (child.id == matroska::kChapterDisplay) add_display(child.content, atom.displays);
            if (child.id == matroska::kChapterAtom)
                add_atom(child.content, atom.children, level + 1);
        });
        into.push_back(std::move(atom));
    }

    void add_display(std::string_view content, std::vector<MatroskaDisplay>& into) {
        if (!budget_.take_text(gathering_)) return;
        MatroskaDisplay display;
        for_each_child(content, [&](const EbmlChild& child) {
            const std::string_view text = ebml_text(child.content);
            if (child.id == matroska::kChapString) display.text = text;
            const bool code = child.id == matroska::kChapLanguage;
            if ((!code && child.id != matroska::kChapLanguageBcp47) || text.empty() ||
                !is_code(text))
                return;
            if (!budget_.take_text(gathering_)) return;
            (code ? display.codes : display.tags).emplace_back(text);
        });
        if (!display.empty()) into.push_back(std::move(display));
    }

    Gathering& gathering_;
    MatroskaBudget budget_;
    bool broken_ = false;
    bool deep_ = false;
};

std::uint64_t nanoseconds(Time time) {
    return static_cast<std::uint64_t>(ticks_of_time(time, kNanoseconds));
}

std::string display_element(const MatroskaDisplay& display) {
    std::string content = ebml_element(matroska::kChapString, display.text);
    for (const std::string& code : display.codes)
        content += ebml_element(matroska::kChapLanguage, code);
    for (const std::string& tag : display.tags)
        content += ebml_element(matroska::kChapLanguageBcp47, tag);
    return ebml_element(matroska::kChapterDisplay, content);
}

std::string atom_element(const MatroskaAtom& atom) {
    std::string content = ebml_uint_element(matroska::kChapterUid, atom.uid);
    if (!atom.string_uid.empty())
        content += ebml_element(matroska::kChapterStringUid, atom.string_uid);
    if (atom.start)
        content += ebml_uint_element(matroska::kChapterTimeStart, nanoseconds(*atom.start));
    if (atom.end) content += ebml_uint_element(matroska::kChapterTimeEnd, nanoseconds(*atom.end));
    for (const MatroskaDisplay& display : atom.displays) content += display_element(display);
    for (const MatroskaAtom& child : atom.children) content += atom_element(child);
    return ebml_element(matroska::kChapterAtom, content);
}

}  // namespace

std::vector<MatroskaEdition> read_editions(std::string_view content, Gathering& gathering) {
    return AtomReader(gathering, content.size()).editions(content);
}

std::string chapters_element(const MatroskaEdition& edition) {
    if (edition.atoms.empty()) return {};
    std::string content =
        ebml_uint_element(matroska::kEditionFlagDefault, edition.is_default ? 1 : 0);
    for (const MatroskaAtom& atom : edition.atoms) content += atom_element(atom);
    return ebml_element(matroska::kChapters, ebml_element(matroska::kEditionEntry, content));
}

}  // namespace revivre::chapters
