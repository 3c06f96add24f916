// EBUCore (EBU Tech 3293 version 1.10, ebucore.xsd: partType, timeType, durationType). A part is a
// chapter; times are written as normalPlayTime, and as editUnitNumber from 24 hours on, which
// xs:time cannot say. Files of older namespaces are read alike.

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/budget.hpp"
#include "chapters/exchange/durations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr const char* kLink = "Link";
constexpr const char* kSpeaker = "Speaker";
constexpr std::int64_t kLargest = 1'000'000'000;  // of a rate and its factors: no overflow
constexpr Time kDay = std::chrono::hours(24);

std::int64_t number_in(std::string_view digits, std::int64_t otherwise) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc{} && end == digits.data() + digits.size() ? value : otherwise;
}

std::string text_of(pugi::xml_node node) {
    return clean_line(text_inside(node));
}

// Units in a second, as a fraction.
struct Rate {
    std::int64_t numerator = 25;  // the usual one of EBU members
    std::int64_t denominator = 1;
    bool stated = false;
};

std::optional<Time> time_of_units(std::int64_t count, const Rate& rate) {
    return time_of_ticks(count, rate.denominator, rate.numerator);
}

// The rate that `node` states as `value` and two factors of it; none when they are no rate.
std::optional<Rate> rate_of(pugi::xml_node node, std::int64_t value) {
    const std::int64_t up = number_in(attribute_named(node, "factorNumerator"), 1);
    const std::int64_t down = number_in(attribute_named(node, "factorDenominator"), 1);
    if (value <= 0 || up <= 0 || down <= 0 || value > kLargest || up > kLargest || down > kLargest)
        return std::nullopt;
    return Rate{value * up, down, true};
}

class Reader {
  public:
    Reader(const XmlText& xml, std::string_view text)
        : xml_(xml), gathering_(text), budget_(text.size(), gathering_) {}

    ReadResult run(pugi::xml_node core) {
        const auto rates = descendants_named(child_named(core, "format"), "frameRate");
        if (!rates.empty()) {
            const auto stated = rate_of(rates.front(), number_in(text_of(rates.front()), 0));
            rate_ = stated.value_or(rate_);
        }
        Document& document = gathering_.document();
        document.title = text_of(child_named(child_named(core, "title"), "title"));
        document.language = attribute_named(xml_.root(), "lang");
        std::vector<Chapter> chapters =
            local_name(core) == "part" ? std::vector<Chapter>{} : parts_in(core);
        if (local_name(core) == "part") read_part(core, chapters);
        for (Chapter& chapter : chapters) gathering_.add(std::move(chapter));
        if (guessed_)
            gathering_.tell(0,
                            "frames in time codes are counted as 25 a second: the file does "
                            "not say how many there are");
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        return gathering_.take();
    }

  private:
    std::vector<Chapter> parts_in(pugi::xml_node parent) {
        std::vector<Chapter> found;
        for (const pugi::xml_node part : children_named(parent, "part")) {
            if (!budget_.take(xml_.line_of(part))) break;
            read_part(part, found);
        }
        return found;
    }

    void read_part(pugi::xml_node part, std::vector<Chapter>& found) {
        Chapter chapter;
        describe(part, chapter);
        chapter.children = parts_in(part);
        const auto start = moment(child_named(part, "partStartTime"));
        if (!start && chapter.children.empty()) {
            gathering_.tell(xml_.line_of(part),
                            fmt::format("left out the part '{}': it has no start that is a time",
                                        shown(chapter.title)));
            return;
        }
        chapter.start =
            start ? *start : std::ranges::min(chapter.children, {}, &Chapter::start).start;
        if (!start) {
            gathering_.tell(xml_.line_of(part),
                            fmt::format("the part '{}' has no start: it is put where the first in "
                                        "it starts",
                                        shown(chapter.title)));
        } else if (const auto length = moment(child_named(part, "partDuration"))) {
            chapter.end = *start + *length;
        } else {
            chapter.end = moment(child_named(part, "partEndTime"));
        }
        found.push_back(std::move(chapter));
    }

    static void describe(pugi::xml_node part, Chapter& chapter) {
        bool first = true;
        for (const pugi::xml_node node : children_named(part, "title")) {
            for (const pugi::xml_node title : children_named(node, "title")) {
                const std::string language(attribute_named(title, "lang"));
                if (first) {
                    chapter.title = text_of(title);
                    chapter.language = language;
                } else if (std::string text = text_of(title); !text.empty()) {
                    chapter.translations.push_back({language, std::move(text)});
                }
                first = false;
            }
        }
        if (first) chapter.title = attribute_named(part, "partName");
        for (const pugi::xml_node node : children_named(part, "description")) {
            if (chapter.summary.empty())
                chapter.summary = text_of(child_named(node, "description"));
        }
        for (const pugi::xml_node node : children_named(part, "relation")) {
            if (chapter.link.empty() && attribute_named(node, "typeLabel") == kLink)
                chapter.link = trimmed(text_inside(child_named(node, "relation")));
        }
        for (const pugi::xml_node node : children_named(part, "contributor"))
            add_speaker(child_named(node, "contactDetails"), chapter);
    }

    static void add_speaker(pugi::xml_node contact, Chapter& chapter) {
        Credit credit;
        credit.name = text_of(child_named(contact, "name"));
        if (credit.name.empty())
            credit.name = clean_line(text_of(child_named(contact, "givenName")) + " " +
                                     text_of(child_named(contact, "familyName")));
        if (!credit.name.empty()) chapter.credits.push_back(std::move(credit));
    }

    // What a timeType or a durationType says, in any of its forms.
    std::optional<Time> moment(pugi::xml_node node) {
        std::optional<Time> time;
        std::string said;
        for (const pugi::xml_node form : node.children()) {
            said = text_of(form);
            if (local_name(form) == "editUnitNumber") {
                const std::int64_t edit_rate = number_in(attribute_named(form, "editRate"), 0);
                const auto rate = rate_of(form, edit_rate);
                time = rate ? time_of_units(number_in(said, -1), *rate) : std::nullopt;
            } else {
                time = clock_time(said);
            }
            if (time) return time;
        }
        if (!said.empty())
            gathering_.tell(xml_.line_of(node), fmt::format("'{}' is no time", shown(said)));
        return time;
    }

    // "00:01:02.5" (also with a zone, as xs:time may have), "PT62.5S", "00:01:02:12".
    std::optional<Time> clock_time(std::string_view said) {
        if (said.ends_with('Z')) said.remove_suffix(1);
        if (const auto time = parse_duration(said)) return time;
        if (const auto time = parse_clock(said)) return time;
        const std::size_t frames = said.find_last_of(":;");
        if (frames == std::string_view::npos) return std::nullopt;
        const auto seconds = parse_clock(said.substr(0, frames), {.least_parts = 3});
        const std::int64_t count = number_in(said.substr(frames + 1), -1);
        const auto rest = time_of_units(count, rate_);
        if (!seconds || !rest) return std::nullopt;
        guessed_ |= count > 0 && !rate_.stated;
        return *seconds + *rest;
    }

    const XmlText& xml_;
    Gathering gathering_;
    Budget budget_;
    Rate rate_;
    bool guessed_ = false;
};

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    pugi::xml_node core = xml.root();
    if (local_name(core) == "ebuCoreMain") core = child_named(core, "coreMetadata");
    const std::string_view name = local_name(core);
    if (name != "coreMetadata" && name != "part") {
        return refused(
            xml.fault().empty() ? "this XML has no EBUCore element 'coreMetadata'" : xml.fault(),
            xml.fault_line());
    }
    return Reader(xml, text).run(core);
}

Likeness recognise(std::string_view text) {
    return root_name(text) == "ebuCoreMain" ? Likeness::certain : Likeness::none;
}

void write_titles(const Chapter& chapter, pugi::xml_node part) {
    if (chapter.title.empty() && chapter.language.empty() && chapter.translations.empty()) return;
    pugi::xml_node titles = part.append_child("title");
    append_text(titles, "dc:title", chapter.title, {{"xml:lang", chapter.language}});
    for (const Translation& each : chapter.translations)
        append_text(titles, "dc:title", each.text, {{"xml:lang", each.language}});
}

void write_parts(const std::vector<Chapter>& chapters, pugi::xml_node parent) {
    for (const Chapter& chapter : chapters) {
        pugi::xml_node part = parent.append_child("part");
        write_titles(chapter, part);
        if (!chapter.summary.empty())
            append_text(append_element(part, "description", {{"typeLabel", "Summary"}}),
                        "dc:description", chapter.summary);
        for (const Credit& credit : chapter.credits) {
            pugi::xml_node contributor = part.append_child("contributor");
            append_text(contributor.append_child("contactDetails"), "name", credit.name);
            append_element(contributor, "role", {{"typeLabel", kSpeaker}});
        }
        if (!chapter.link.empty())
            append_text(append_element(part, "relation", {{"typeLabel", kLink}}), "dc:relation",
                        chapter.link);
        write_parts(chapter.children, part);
        pugi::xml_node start = part.append_child("partStartTime");
        if (chapter.start < kDay) {
            append_text(start, "normalPlayTime", timestamp_text(chapter.start));
        } else {
            append_text(
                start, "editUnitNumber", std::to_string(chapter.start.count()),
                {{"editRate", "1000"}, {"factorNumerator", "1"}, {"factorDenominator", "1"}});
        }
        if (chapter.end)
            append_text(part.append_child("partDuration"), "normalPlayTime",
                        duration_text(*chapter.end - chapter.start));
    }
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node root = append_root(tree, "ebuCoreMain",
                                      {{"xmlns", "urn:ebu:metadata-schema:ebucore"},
                                       {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                                       {"version", "1.10"},
                                       {"xml:lang", document.language}});
    pugi::xml_node core = root.append_child("coreMetadata");
    if (!document.title.empty())
        append_text(core.append_child("title"), "dc:title", document.title);
    write_parts(document.chapters, core);
    return xml_text(tree);
}

}  // namespace

Format ebucore() {
    return {.name = "ebucore",
            .title = "EBUCore parts",
            .extension = "xml",
            .media_type = "application/xml",
            .reference = "EBU Tech 3293 v1.10 (ebucore.xsd)",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::optional,
                      .speakers = Speakers::names,
                      .language = true,
                      .languages = true,
                      .summaries = true,
                      .links = true},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
