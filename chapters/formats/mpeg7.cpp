// MPEG-7 segments (ISO/IEC 15938-5, section 11.4: TemporalDecomposition) as Opencast writes them:
// a title from the first FreeTextAnnotation, else from keywords; further ones, and the text that
// was seen in the picture, make a summary. Read-only here. Namespaces are as they come.

#include <array>
#include <charconv>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/durations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"mpeg-7", "opencast"};

std::optional<std::int64_t> whole(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

// "T00:01:02:3F25" and "T00:01:02,3F25": 3 of 25 parts of a second; both may be missing.
std::optional<Time> time_point(std::string_view text) {
    if (text.starts_with('P')) return parse_duration(text);
    if (const std::size_t day = text.find('T'); day != std::string_view::npos)
        text.remove_prefix(day + 1);
    const std::size_t rate = text.find('F');
    if (rate == std::string_view::npos) return parse_clock(text);
    const std::size_t parts = text.substr(0, rate).find_last_of(":,;.");
    if (parts == std::string_view::npos) return std::nullopt;
    const auto count = whole(text.substr(parts + 1, rate - parts - 1));
    const auto in_second = whole(text.substr(rate + 1));
    const auto seconds = parse_clock(text.substr(0, parts));
    const auto fraction = count && in_second ? time_of_ticks(*count, 1, *in_second) : std::nullopt;
    if (!seconds || !fraction) return std::nullopt;
    return *seconds + *fraction;
}

// A number of units: "5400" of "PT1N1000F". Within a file the unit is that of the element.
std::optional<Time> counted_time(pugi::xml_node node) {
    const auto count = whole(clean_line(text_inside(node)));
    std::string_view unit = attribute_named(node, "mediaTimeUnit");
    if (!count) return std::nullopt;
    const std::size_t parts = unit.find('N');
    if (!unit.starts_with("PT") || !unit.ends_with('F') || parts == std::string_view::npos) {
        const auto length = parse_duration(unit);
        return length ? time_of_ticks(*count, length->count(), 1000) : std::nullopt;
    }
    const auto numerator = whole(unit.substr(2, parts - 2));
    const auto denominator = whole(unit.substr(parts + 1, unit.size() - parts - 2));
    if (!numerator || !denominator) return std::nullopt;
    return time_of_ticks(*count, *numerator, *denominator);
}

bool is_segment(pugi::xml_node node) {
    const std::string_view name = local_name(node);
    return name == "VideoSegment" || name == "AudioSegment" || name == "AudioVisualSegment";
}

class Reader {
  public:
    Reader(const XmlText& xml, std::string_view text)
        : xml_(xml), gathering_(xml_chapter_bytes(text)) {}

    ReadResult run() {
        std::size_t decomposed = 0;
        for (const pugi::xml_node content : descendants_named(xml_.root(), "MultimediaContent")) {
            const pugi::xml_node medium = content.first_child();
            std::vector<Chapter> segments = segments_in(medium);
            if (segments.empty() || ++decomposed > 1) continue;
            Item item;
            item.address = trimmed(text_inside(child_named(medium, "MediaLocator")));
            item.duration = duration_of(medium);
            gathering_.document().items.push_back(std::move(item));
            for (Chapter& segment : segments) gathering_.add(std::move(segment));
        }
        if (decomposed > 1)
            gathering_.tell(0, fmt::format("{} media have segments: only those of the first are "
                                           "read",
                                           decomposed));
        tell_fault(xml_, gathering_);
        return gathering_.take();
    }

  private:
    std::vector<Chapter> segments_in(pugi::xml_node parent) {
        std::vector<Chapter> found;
        for (const pugi::xml_node part : children_named(parent, "TemporalDecomposition")) {
            for (const pugi::xml_node node : part.children()) {
                if (!is_segment(node)) continue;
                if (!gathering_.take_place(xml_.line_of(node))) return found;
                read_segment(node, found);
            }
        }
        return found;
    }

    void read_segment(pugi::xml_node node, std::vector<Chapter>& found) {
        Chapter chapter;
        const pugi::xml_node time = child_named(node, "MediaTime");
        pugi::xml_node point = child_named(time, "MediaRelTimePoint");
        if (!point) point = child_named(time, "MediaTimePoint");
        const std::string said = clean_line(text_inside(point));
        const pugi::xml_node counted = child_named(time, "MediaRelIncrTimePoint");
        const auto start = point || !counted ? time_point(said) : counted_time(counted);
        if (!start) {
            gathering_.tell(xml_.line_of(node),
                            fmt::format("left out the segment '{}': '{}' is no time",
                                        shown(attribute_named(node, "id")), shown(said)));
            return;
        }
        chapter.start = *start;
        if (const auto duration = duration_of(node)) chapter.end = *start + *duration;
        describe(node, chapter);
        chapter.children = segments_in(node);
        found.push_back(std::move(chapter));
    }

    std::optional<Time> duration_of(pugi::xml_node node) {
        const pugi::xml_node time = child_named(node, "MediaTime");
        const pugi::xml_node stated = child_named(time, "MediaDuration");
        if (const auto counted = counted_time(child_named(time, "MediaIncrDuration")))
            return counted;
        const std::string said = clean_line(text_inside(stated));
        const auto duration = parse_duration(said);
        if (!duration && !said.empty())
            gathering_.tell(xml_.line_of(stated),
                            fmt::format("'{}' is no duration: the end is left open", shown(said)));
        return duration;
    }

    // The first free text is the title, those in other languages are its translations.
    static void describe(pugi::xml_node node, Chapter& chapter) {
        std::string keywords;
        for (const pugi::xml_node annotation : children_named(node, "TextAnnotation")) {
            const std::string language(language_of(annotation));
            for (const pugi::xml_node text : children_named(annotation, "FreeTextAnnotation"))
                add_title(clean_line(text_inside(text)), language, chapter);
            for (const pugi::xml_node each : descendants_named(annotation, "Keyword")) {
                if (!keywords.empty()) keywords += ", ";
                keywords += clean_line(text_inside(each));
            }
        }
        if (chapter.title.empty()) chapter.title = keywords;
        for (const pugi::xml_node seen :
             descendants_named(child_named(node, "SpatioTemporalDecomposition"), "VideoText")) {
            chapter.summary += text_inside(child_named(seen, "Text")) + " ";
        }
    }

    static void add_title(std::string text, const std::string& language, Chapter& chapter) {
        if (text.empty()) return;
        if (chapter.title.empty()) {
            chapter.title = std::move(text);
            chapter.language = language;
        } else if (language != chapter.language) {
            chapter.translations.push_back({language, std::move(text)});
        } else {
            chapter.summary += text + " ";
        }
    }

    const XmlText& xml_;
    Gathering gathering_;
};

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    if (local_name(xml.root()) != "Mpeg7")
        return refused(xml, "the outermost element is no 'Mpeg7'");
    return Reader(xml, text).run();
}

Likeness recognise(std::string_view text) {
    return root_name(text) == "Mpeg7" ? Likeness::certain : Likeness::none;
}

}  // namespace

Format mpeg7() {
    return {.name = "mpeg7",
            .aliases = kAliases,
            .title = "MPEG-7 segments (Opencast)",
            .extension = "xml",
            .media_type = "application/xml",
            .reference = "ISO/IEC 15938-5:2003, as Opencast writes it",
            .recognise = recognise,
            .read = read};
}

}  // namespace revivre::chapters::formats
