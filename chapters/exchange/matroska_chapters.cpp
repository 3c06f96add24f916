#include "chapters/exchange/matroska_chapters.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/languages.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kUndetermined = "und";

// All languages of a display, at least one, which may be empty.
std::vector<std::string> languages_of(MatroskaDisplay& display) {
    std::vector<std::string> languages;
    for (const std::string& tag : display.tags)
        languages.push_back(is_bcp47_tag(tag) && tag != kUndetermined ? tag : "");
    if (languages.empty())
        for (const std::string& code : display.codes) languages.push_back(tag_of_iso639(code));
    if (languages.empty()) languages.emplace_back();
    return languages;
}

void give_titles(std::vector<MatroskaDisplay> displays, Chapter& chapter) {
    bool first = true;
    for (MatroskaDisplay& display : displays) {
        for (std::string& language : languages_of(display)) {
            if (std::exchange(first, false)) {
                chapter.title = display.text;
                chapter.language = std::move(language);
            } else {
                chapter.translations.push_back({std::move(language), display.text});
            }
        }
    }
}

class EditionReader {
  public:
    explicit EditionReader(Gathering& gathering) : gathering_(gathering) {}

    // Chapters of `atoms`, those inside left-out ones beside them.
    void collect(std::vector<MatroskaAtom> atoms, std::vector<Chapter>& into) {
        for (MatroskaAtom& atom : atoms) {
            std::vector<MatroskaAtom> children = std::exchange(atom.children, {});
            if (atom.elsewhere) ++elsewhere_;
            if (is_left_out(atom)) {
                collect(std::move(children), into);
                continue;
            }
            Chapter chapter;
            chapter.start = *atom.start;
            chapter.end = atom.end;
            if (is_chapter_id(atom.string_uid)) chapter.id = std::move(atom.string_uid);
            give_titles(std::exchange(atom.displays, {}), chapter);
            collect(std::move(children), chapter.children);
            into.push_back(std::move(chapter));
        }
    }

    // The same at the outermost level, where each goes with its line.
    void gather(std::vector<MatroskaAtom> atoms) {
        for (MatroskaAtom& atom : atoms) {
            const int line = atom.line;
            std::vector<MatroskaAtom> one;
            one.push_back(std::move(atom));
            std::vector<Chapter> chapters;
            collect(std::move(one), chapters);
            for (Chapter& chapter : chapters)
                if (!gathering_.add(std::move(chapter), line)) return;
        }
        if (elsewhere_ > 0) {
            gathering_.tell(0, fmt::format("{} chapters are parts of other files: their times are "
                                           "those of these files",
                                           elsewhere_));
        }
    }

  private:
    bool is_left_out(const MatroskaAtom& atom) {
        const std::string title = atom.displays.empty() ? "" : shown(atom.displays.front().text);
        if (!atom.start) {
            gathering_.tell(atom.line,
                            fmt::format("left out '{}': it has no start that is a time", title));
        } else if (atom.hidden) {
            gathering_.tell(atom.line, fmt::format("left out '{}': it is hidden", title));
        } else if (!atom.enabled) {
            gathering_.tell(atom.line, fmt::format("left out '{}': it is disabled", title));
        } else {
            return false;
        }
        return true;
    }

    Gathering& gathering_;
    std::size_t elsewhere_ = 0;
};

MatroskaDisplay display_of(const std::string& text, const std::string& language) {
    MatroskaDisplay display;
    display.text = text;
    display.codes.push_back(iso639_of_tag(language));
    if (!language.empty()) display.tags.push_back(language);
    return display;
}

// FNV-1a, 64 bits (draft-eastlake-fnv), of which 63 are used: some programs read signed numbers.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash & 0x7fffffffffffffff;
}

class EditionWriter {
  public:
    std::vector<MatroskaAtom> atoms(const std::vector<Chapter>& chapters) {
        std::vector<MatroskaAtom> made;
        made.reserve(chapters.size());
        for (const Chapter& chapter : chapters) made.push_back(atom(chapter));
        return made;
    }

  private:
    MatroskaAtom atom(const Chapter& chapter) {
        MatroskaAtom atom;
        atom.uid = free_uid(chapter);
        atom.string_uid = chapter.id;
        atom.start = chapter.start;
        atom.end = chapter.end;
        if (!chapter.title.empty() || !chapter.language.empty() || !chapter.translations.empty())
            atom.displays.push_back(display_of(chapter.title, chapter.language));
        for (const Translation& each : chapter.translations)
            atom.displays.push_back(display_of(each.text, each.language));
        atom.children = atoms(chapter.children);
        return atom;
    }

    std::uint64_t free_uid(const Chapter& chapter) {
        ++place_;
        std::uint64_t uid =
            hash_of(chapter.id.empty()
                        ? fmt::format("{} {} {}", place_, chapter.start.count(), chapter.title)
                        : chapter.id);
        while (uid == 0 || !uids_.insert(uid).second) ++uid;
        return uid;
    }

    std::unordered_set<std::uint64_t> uids_;
    std::size_t place_ = 0;
};

// Says what no language says, too.
void clear_undetermined(std::string& language) {
    if (language == kUndetermined) language.clear();
}

}  // namespace

bool MatroskaBudget::take(std::size_t& left, Gathering& gathering) {
    if (left > 0) {
        --left;
        return true;
    }
    if (!std::exchange(told_, true))
        gathering.tell(0, "more chapters and titles than its size allows: the others are left out");
    return false;
}

void gather_edition(std::vector<MatroskaEdition> editions, Gathering& gathering) {
    if (editions.empty()) return;
    const auto is_visible = [](const MatroskaEdition& each) { return !each.hidden; };
    auto chosen = std::ranges::find_if(
        editions, [&](const MatroskaEdition& each) { return is_visible(each) && each.is_default; });
    if (chosen == editions.end()) chosen = std::ranges::find_if(editions, is_visible);
    if (chosen == editions.end()) {
        gathering.tell(0, "every edition is hidden: the first one is read");
        chosen = editions.begin();
    }
    if (editions.size() > 1) {
        gathering.tell(0, fmt::format("the edition that players show is read, {} other{} left out",
                                      editions.size() - 1, editions.size() == 2 ? " is" : "s are"));
    }
    if (chosen->ordered) {
        gathering.tell(0,
                       "its chapters are to be played one after the other, in the order of the "
                       "list: times are those of the file, not of such a showing");
    }
    EditionReader(gathering).gather(std::move(chosen->atoms));
}

MatroskaEdition edition_of(const Document& document) {
    MatroskaEdition edition;
    edition.is_default = true;
    edition.atoms = EditionWriter().atoms(document.chapters);
    return edition;
}

void adapt_to_matroska(Document& document, Losses& losses) {
    for_each_chapter(document.chapters, [](Chapter& chapter) {
        clear_undetermined(chapter.language);
        for (Translation& each : chapter.translations) clear_undetermined(each.language);
    });
    keep_chapter_ids(document, losses);
    keep_language_tags(document, losses);
}

}  // namespace revivre::chapters
