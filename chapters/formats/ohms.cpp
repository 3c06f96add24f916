// OHMS index files (Oral History Metadata Synchronizer, Nunn Center; schema ohms.xsd of
// versions 5.4 and 6.0, as its record, index and point elements are written). Points have whole
// seconds and no ends. Titles and synopses are shown as HTML by the OHMS viewer: their tags go, and
// what would be one is written escaped.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/budget.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/ohms_html.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"ohms-xml"};
constexpr const char* kNamespace = "https://www.weareavp.com/nunncenter/ohms";
constexpr const char* kTitleAlt = "title_alt";

// The language fields of OHMS hold English names; the tags that belong to the usual ones.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kLanguages{
    {{"English", "en"},
     {"French", "fr"},
     {"Spanish", "es"},
     {"German", "de"},
     {"Italian", "it"},
     {"Portuguese", "pt"},
     {"Dutch", "nl"},
     {"Polish", "pl"},
     {"Russian", "ru"},
     {"Arabic", "ar"},
     {"Hebrew", "he"},
     {"Chinese", "zh"},
     {"Japanese", "ja"},
     {"Korean", "ko"}}};

std::string language_tag(std::string_view said) {
    for (const auto& [name, tag] : kLanguages) {
        if (said == name) return std::string(tag);
    }
    return is_language_tag(said) ? std::string(said) : std::string();
}

std::string text_of(pugi::xml_node point, std::string_view name) {
    return clean_line(text_of_html(text_inside(child_named(point, name))));
}

bool has_text(pugi::xml_node point, std::string_view name) {
    return !text_of(point, name).empty();
}

class Reader {
  public:
    Reader(const XmlText& xml, pugi::xml_node record, std::string_view text)
        : xml_(xml), record_(record), gathering_(text.size() / kXmlBytesPerPlainByte) {
        document().title = text_of(record, "title");
        document().language = language_tag(text_of(record, "language"));
        alternative_ = language_tag(text_of(record, "transcript_alt_lang"));
    }

    ReadResult run() {
        read_item();
        const pugi::xml_node index = child_named(record_, "index");
        const auto points = children_named(index, "point");
        for (const pugi::xml_node point : points) {
            if (!gathering_.full()) read_point(point);
        }
        const std::string transcript = text_inside(child_named(record_, "vtt_transcript"));
        if (points.empty() && !clean_line(transcript).empty()) return with_cues_of(transcript);
        if (unheld_ > 0) {
            gathering_.tell(0, fmt::format("keywords, subjects, places, partial transcripts and "
                                           "further links of {} points are not kept",
                                           unheld_));
        }
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        return gathering_.take();
    }

  private:
    Document& document() { return gathering_.document(); }

    void read_item() {
        Item item;
        item.address = trimmed(text_inside(child_named(record_, "media_url")));
        const auto duration = parse_clock(text_of(record_, "duration"), {.least_parts = 1});
        if (duration && *duration > Time(0)) item.duration = duration;
        if (!item.address.empty() || item.duration) document().items.push_back(std::move(item));
    }

    void read_point(pugi::xml_node point) {
        Chapter chapter;
        chapter.title = text_of(point, "title");
        const int line = xml_.line_of(point);
        const std::string said = text_of(point, "time");
        const auto start = parse_clock(said, {.least_parts = 1});
        if (!start) {
            gathering_.tell(line,
                            fmt::format("left out '{}': its time '{}' is no number of seconds",
                                        shown(chapter.title), shown(said)));
            return;
        }
        chapter.start = *start;
        if (std::string other = text_of(point, kTitleAlt); !other.empty())
            chapter.translations.push_back({alternative_, std::move(other)});
        read_details(point, chapter);
        gathering_.add(std::move(chapter), line);
    }

    void read_details(pugi::xml_node point, Chapter& chapter) {
        chapter.summary = text_of(point, "synopsis");
        bool unheld = has_text(point, "keywords") || has_text(point, "subjects") ||
                      has_text(child_named(point, "gpspoints"), "gps");
        if (std::string partial = text_of(point, "partial_transcript"); !partial.empty()) {
            if (chapter.summary.empty()) {
                chapter.summary = std::move(partial);
            } else {
                unheld = true;
            }
        }
        for (const pugi::xml_node link : children_named(point, "hyperlinks")) {
            std::string address = trimmed(text_inside(child_named(link, "hyperlink")));
            if (address.empty()) continue;
            if (chapter.link.empty()) {
                chapter.link = std::move(address);
            } else {
                unheld = true;
            }
        }
        if (unheld) ++unheld_;
    }

    ReadResult with_cues_of(const std::string& transcript) {
        const Format* webvtt = find_format("webvtt");
        const std::size_t begin = transcript.find_first_not_of(" \t\n");
        ReadResult result;
        if (webvtt != nullptr && webvtt->read != nullptr)
            result = webvtt->read(std::string_view(transcript).substr(begin));
        result.refused = false;
        result.document.title = document().title;
        result.document.items = document().items;
        result.diagnostics.insert(
            result.diagnostics.begin(),
            {xml_.line_of(child_named(record_, "vtt_transcript")),
             "the index is empty: the cues of the transcript are read in its place"});
        return result;
    }

    const XmlText& xml_;
    pugi::xml_node record_;
    Gathering gathering_;
    std::string alternative_;
    std::size_t unheld_ = 0;
};

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    const pugi::xml_node root = xml.root();
    const pugi::xml_node record = local_name(root) == "record" ? root : child_named(root, "record");
    if (!record) {
        return refused(xml.fault().empty() ? "this XML has no OHMS element 'record'" : xml.fault(),
                       xml.fault_line());
    }
    return Reader(xml, record, text).run();
}

Likeness recognise(std::string_view text) {
    const std::string_view root = root_name(text);
    if (root != "ROOT" && root != "record") return Likeness::none;
    if (text.find("nunncenter/ohms") != std::string_view::npos) return Likeness::certain;
    const bool shaped = text.find("<index") != std::string_view::npos &&
                        text.find("<point") != std::string_view::npos;
    return shaped ? Likeness::likely : Likeness::none;
}

// The language of the second titles: that of the first translation.
std::string alternative_language(const std::vector<Chapter>& chapters) {
    const auto found = std::ranges::find_if(
        chapters, [](const Chapter& chapter) { return !chapter.translations.empty(); });
    return found == chapters.end() ? std::string() : found->translations.front().language;
}

// One language for all titles, and one other for all second titles.
void adapt(Document& document, Losses& losses) {
    const std::string other = alternative_language(document.chapters);
    std::size_t lost = 0;
    for (Chapter& chapter : document.chapters) {
        bool changed = !chapter.language.empty() && chapter.language != document.language;
        chapter.language.clear();
        std::vector<Translation> kept;
        for (Translation& each : chapter.translations) {
            if (kept.empty() && each.language == other && !each.text.empty()) {
                kept.push_back(std::move(each));
            } else {
                changed = true;
            }
        }
        if (!kept.empty() && language_tag(other) != other) {
            kept.front().language = language_tag(other);
            changed = true;
        }
        chapter.translations = std::move(kept);
        if (changed) ++lost;
    }
    losses.add(LossKind::languages, lost,
               "{} lose titles or languages: OHMS has one language and one other for all");
}

void write_texts(pugi::xml_node parent, std::initializer_list<const char*> names) {
    for (const char* name : names) parent.append_child(name);
}

void write_point(const Chapter& chapter, pugi::xml_node index) {
    pugi::xml_node point = index.append_child("point");
    append_text(point, "time", std::to_string(chapter.start.count() / 1000));
    append_text(point, "title", html_of_text(chapter.title));
    append_text(
        point, kTitleAlt,
        chapter.translations.empty() ? "" : html_of_text(chapter.translations.front().text));
    write_texts(point, {"partial_transcript", "partial_transcript_alt"});
    append_text(point, "synopsis", html_of_text(chapter.summary));
    write_texts(point, {"synopsis_alt", "keywords", "keywords_alt", "subjects", "subjects_alt"});
    write_texts(point.append_child("gpspoints"), {"gps", "gps_zoom", "gps_text", "gps_text_alt"});
    pugi::xml_node links = point.append_child("hyperlinks");
    append_text(links, "hyperlink", chapter.link);
    write_texts(links, {"hyperlink_text", "hyperlink_text_alt"});
}

pugi::xml_node append_record(pugi::xml_document& tree) {
    pugi::xml_node root = append_root(
        tree, "ROOT",
        {{"xmlns", kNamespace},
         {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
         {"xsi:schemaLocation",
          "https://www.weareavp.com/nunncenter/ohms https://www.weareavp.com/nunncenter/ohms/"
          "ohms.xsd"}});
    pugi::xml_node record = root.append_child("record");
    set_attribute(record, "id", "");
    set_attribute(record, "dt", "");
    append_text(record, "version", "5.4");
    return record;
}

void write_head(const Document& document, pugi::xml_node record) {
    set_attribute(append_element(record, "date", {{"format", "yyyy-mm-dd"}}), "value", "");
    write_texts(record, {"date_nonpreferred_format", "cms_record_id"});
    append_text(record, "title", html_of_text(document.title));
    record.append_child("accession");
    const auto duration = document.duration();
    append_text(record, "duration", duration ? timestamp_text(*duration).substr(0, 8) : "");
    write_texts(record,
                {"collection_id", "collection_name", "series_id", "series_name", "repository",
                 "funding", "repository_url", "file_name", "sync", "sync_alt"});
    const std::string other = alternative_language(document.chapters);
    append_text(record, "transcript_alt_lang", other);
    append_text(record, "translate", other.empty() ? "0" : "1");
    record.append_child("media_id");
    append_text(record, "media_url", document.items.empty() ? "" : document.items[0].address);
    pugi::xml_node media = record.append_child("mediafile");
    append_text(media, "host", "Other");
    write_texts(media, {"avalon_target_domain", "host_account_id", "host_player_id", "host_clip_id",
                        "clip_format"});
    append_text(media, "clip_format", "video");
    record.append_child("kembed");
    append_text(record, "language", document.language);
    record.append_child("user_notes");
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node record = append_record(tree);
    write_head(document, record);
    pugi::xml_node index = record.append_child("index");
    for (const Chapter& chapter : document.chapters) write_point(chapter, index);
    write_texts(record, {"type", "description", "rel", "transcript", "transcript_alt", "rights"});
    append_text(record, "fmt", "video");
    record.append_child("usage");
    append_text(record, "userestrict", "0");
    write_texts(record, {"xmllocation", "xmlfilename", "collection_link", "series_link"});
    return xml_text(tree);
}

}  // namespace

Format ohms() {
    return {.name = "ohms",
            .aliases = kAliases,
            .title = "OHMS index",
            .extension = "xml",
            .media_type = "application/xml",
            .reference = "OHMS 5.4 (ohms.xsd)",
            .holds = {.languages = true, .summaries = true, .links = true, .ticks_per_second = 1},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
