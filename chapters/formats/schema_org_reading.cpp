// JSON-LD of schema.org as pages have it: one object, a list, or "@graph"; types as names or
// addresses, alone or in lists; parts in place or by "@id".

#include "chapters/formats/schema_org_reading.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "chapters/exchange/durations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/json_values.hpp"
#include "chapters/exchange/media_fragments.hpp"
#include "chapters/formats/schema_org_names.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::size_t kPersonLimit = 1'000;  // of one clip

// "Clip", "schema:Clip", "https://schema.org/Clip", or a list with one of these.
bool is_a(const Json& json, std::string_view wanted) {
    const auto types = list_of(field_of(json, {"@type", "type"}));
    return std::ranges::any_of(types, [wanted](const Json* type) {
        std::string_view name = text_of(type);
        const std::size_t prefix = name.find_last_of("/:#");
        if (prefix != std::string_view::npos) name.remove_prefix(prefix + 1);
        return name == wanted;
    });
}

// "…", {"@value":"…"}, or the first of several.
std::string plain_text(const Json* value) {
    const auto all = list_of(value);
    if (all.empty()) return {};
    const Json* inside = field_of(*all.front(), "@value");
    return title_of(inside != nullptr ? inside : all.front());
}

// An address, or an object (ImageObject) that has one.
std::string address_in(const Json* value) {
    const auto all = list_of(value);
    if (all.empty()) return {};
    if (all.front()->is_string()) return address_of(all.front());
    return address_of(field_of(*all.front(), {"url", "contentUrl", "@id"}));
}

// Seconds, a clock time, or an ISO 8601 duration.
std::optional<Time> offset_of(const Json* value) {
    const auto all = list_of(value);
    if (all.empty()) return std::nullopt;
    const auto seconds = time_of(all.front());
    return seconds ? seconds : parse_duration(text_of(all.front()));
}

// Everything in a text that could have parts, and clips by their "@id".
class Nodes {
  public:
    void find(const Json& json) {
        if (json.is_object()) {
            if (is_a(json, "Clip") && !id_of(json).empty()) clips_.emplace(id_of(json), &json);
            if (field_of(json, "hasPart") != nullptr && !is_a(json, "Clip"))
                wholes_.push_back(&json);
            else if (is_a(json, "VideoObject") || is_a(json, "AudioObject"))
                media_.push_back(&json);
        }
        if (!json.is_structured()) return;
        for (const Json& inside : json) find(inside);
    }

    // The clips of a whole, in its order.
    [[nodiscard]] std::vector<const Json*> clips_of(const Json& whole) const {
        std::vector<const Json*> clips;
        for (const Json* part : list_of(field_of(whole, "hasPart"))) {
            if (is_a(*part, "Clip") && field_of(*part, "startOffset") != nullptr) {
                clips.push_back(part);
                continue;
            }
            const auto known = clips_.find(part->is_string() ? text_of(part) : id_of(*part));
            if (known != clips_.end()) {
                clips.push_back(known->second);
            } else if (is_a(*part, "Clip")) {
                clips.push_back(part);
            }
        }
        return clips;
    }

    [[nodiscard]] const std::vector<const Json*>& wholes() const { return wholes_; }
    [[nodiscard]] const std::vector<const Json*>& media() const { return media_; }

  private:
    std::unordered_map<std::string_view, const Json*> clips_;
    std::vector<const Json*> wholes_;
    std::vector<const Json*> media_;
};

class ClipReader {
  public:
    explicit ClipReader(Gathering& gathering) : gathering_(gathering) {}

    // True when there was something of schema.org.
    bool read(const Json& json) {
        Nodes nodes;
        nodes.find(json);
        for (const Json* whole : nodes.wholes()) {
            const auto clips = nodes.clips_of(*whole);
            if (clips.empty()) {
                has_empty_list_ |= list_of(field_of(*whole, "hasPart")).empty();
                continue;
            }
            if (std::exchange(has_clips_, true)) {
                gathering_.tell(0, "several videos have clips: those of the first one are read");
                break;
            }
            read_video(*whole);
            std::size_t number = 0;
            std::optional<Time> last_end;
            for (const Json* clip : clips) read_clip(*clip, ++number, last_end);
        }
        if (!has_clips_ && !nodes.media().empty()) read_video(*nodes.media().front());
        if (!has_clips_ && has_empty_list_) read_video(*nodes.wholes().front());
        return !nodes.media().empty() || !nodes.wholes().empty();
    }

    [[nodiscard]] bool has_clips() const noexcept { return has_clips_; }
    [[nodiscard]] bool has_list() const noexcept { return has_clips_ || has_empty_list_; }

  private:
    void read_video(const Json& video) {
        Document& document = gathering_.document();
        document.title = plain_text(field_of(video, {"name", "headline"}));
        document.language = text_of(field_of(video, "inLanguage"));
        video_address_ = address_in(field_of(video, {"url", "contentUrl"}));
        Item item;
        item.address = address_in(field_of(video, {"contentUrl", "url"}));
        item.media_type = text_of(field_of(video, "encodingFormat"));
        item.duration = parse_duration(text_of(field_of(video, "duration")));
        document.items.assign(1, std::move(item));
    }

    void read_clip(const Json& clip, std::size_t number, std::optional<Time>& last_end) {
        Chapter chapter;
        chapter.title = plain_text(field_of(clip, "name"));
        const Json* offset = field_of(clip, "startOffset");
        // As yt-dlp does: a clip without a start begins where the one before it ends.
        const auto start = offset != nullptr ? offset_of(offset) : last_end;
        const Json* end = field_of(clip, "endOffset");
        last_end = chapter.end = offset_of(end);
        if (!start) {
            gathering_.tell(0, fmt::format("left out clip {} '{}': its startOffset is no time from "
                                           "0",
                                           number, shown(chapter.title)));
            return;
        }
        if (end != nullptr && !chapter.end) {
            gathering_.tell(0, fmt::format("the endOffset of clip {} is no time: its end is left "
                                           "open",
                                           number));
        }
        chapter.start = *start;
        chapter.language = text_of(field_of(clip, "inLanguage"));
        chapter.summary = plain_text(field_of(clip, "description"));
        chapter.image = address_in(field_of(clip, {"image", "thumbnailUrl", "thumbnail"}));
        chapter.link = address_in(field_of(clip, "url"));
        if (chapter.link == clip_address(video_address_, *start)) chapter.link.clear();
        read_persons(clip, chapter);
        gathering_.add(std::move(chapter));
    }

    static void read_persons(const Json& clip, Chapter& chapter) {
        for (const std::string_view role : {"actor", "performer", "contributor", "creator"}) {
            for (const Json* person : list_of(field_of(clip, role))) {
                if (chapter.credits.size() == kPersonLimit) return;
                std::string name =
                    plain_text(person->is_object() ? field_of(*person, "name") : person);
                if (name.empty()) continue;
                Credit credit;
                credit.name = std::move(name);
                chapter.credits.push_back(std::move(credit));
            }
        }
    }

    Gathering& gathering_;
    std::string video_address_;
    bool has_clips_ = false;
    bool has_empty_list_ = false;
};

// What the scripts with JSON-LD hold, without the comment or CDATA marks around it.
std::vector<std::string_view> scripts_of(std::string_view page) {
    std::vector<std::string_view> scripts;
    for (;;) {
        const std::size_t type = page.find("application/ld+json");
        if (type == std::string_view::npos) return scripts;
        page.remove_prefix(type);
        const std::size_t open = page.find('>');
        const std::size_t close = page.find("</script", std::min(open, page.size()));
        if (close == std::string_view::npos) return scripts;
        std::string_view script = page.substr(open + 1, close - open - 1);
        const std::size_t first = script.find_first_of("{[");
        // "[CDATA[" stands before the JSON in "//<![CDATA[".
        constexpr std::string_view kMark = "<![CDATA[";
        const std::size_t mark = script.find(kMark);
        const std::size_t begin =
            mark < first ? script.find_first_of("{[", mark + kMark.size()) : first;
        const std::size_t last = script.find_last_of("}]");
        const bool is_closed = last != std::string_view::npos && last >= begin;
        if (begin != std::string_view::npos)
            scripts.push_back(script.substr(begin, is_closed ? last - begin + 1 : script.npos));
        page.remove_prefix(close);
    }
}

// A CDATA section ends in "]]>", of which "]]" looks like JSON.
std::string_view without_cdata_end(std::string_view script) {
    if (script.starts_with('{') && script.ends_with("]")) {
        const std::size_t brace = script.find_last_of('}');
        if (brace != std::string_view::npos) script = script.substr(0, brace + 1);
    }
    return script;
}

}  // namespace

ReadResult read_schema_org(std::string_view text) {
    Gathering gathering(json_chapter_bytes(text));
    ClipReader reader(gathering);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_page = first != std::string_view::npos && text[first] == '<';
    const auto scripts = is_page ? scripts_of(text) : std::vector{text};
    if (scripts.empty()) return refused("this page has no JSON-LD", 0);
    bool found = false;
    for (const std::string_view script : scripts) {
        const ParsedJson parsed = parsed_json(is_page ? without_cdata_end(script) : script);
        if (!parsed.fault.empty() && !is_page) return refused(parsed.fault, 0);
        if (!parsed.fault.empty()) gathering.tell(0, "left out a script: " + parsed.fault);
        if (!reader.has_clips()) found |= reader.read(parsed.json);
    }
    if (!found) return refused("this JSON-LD describes no video and no parts of one", 0);
    if (!reader.has_list()) gathering.tell(0, "this JSON-LD has no Clip as hasPart of a video");
    return gathering.take();
}

}  // namespace revivre::chapters::formats
