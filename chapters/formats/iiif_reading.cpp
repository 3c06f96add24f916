// IIIF Presentation API 3.0, sections 5.2 to 5.4 (manifest, canvas, range), and what 2.1 and the
// draft of 4.0 write otherwise: "@id", "@type", lists of ranges by address, labels as plain text.

#include "chapters/formats/iiif_reading.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/json_values.hpp"
#include "chapters/exchange/media_fragments.hpp"
#include "chapters/formats/iiif_names.hpp"
#include "chapters/formats/web_annotation_reading.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::formats {
namespace {

// JSON nests 64 levels, two of them a range; ranges cited by address could go on for ever.
constexpr std::size_t kRangeDepth = 32;

// How much of one list is looked at: labels have few languages, sessions few speakers.
constexpr std::size_t kTextLimit = 1'000;

// A range on more media than that is a list of everything.
constexpr std::size_t kMediaLimit = 8;

std::string language_named(std::string_view key) {
    return key == "none" || key == "@none" ? std::string() : std::string(key);
}

// {"fr":["…"]}, and "…", ["…"], {"@value":"…","@language":"fr"} of Presentation 2.
std::vector<Translation> texts_of(const Json* value) {
    std::vector<Translation> texts;
    for (const Json* each : list_of(value)) {
        if (texts.size() == kTextLimit) break;
        if (const Json* plain = field_of(*each, "@value")) {
            texts.push_back(
                {language_named(text_of(field_of(*each, "@language"))), title_of(plain)});
        } else if (each->is_object()) {
            for (const auto& [key, values] : each->items()) {
                for (const Json* text : list_of(&values)) {
                    if (texts.size() == kTextLimit) return texts;
                    texts.push_back({language_named(key), title_of(text)});
                }
            }
        } else {
            texts.push_back({{}, title_of(each)});
        }
    }
    return texts;
}

void read_label(const Json& range, Chapter& chapter) {
    std::vector<Translation> texts = texts_of(field_of(range, "label"));
    if (texts.empty()) return;
    chapter.title = std::move(texts.front().text);
    chapter.language = std::move(texts.front().language);
    for (std::size_t i = 1; i < texts.size(); ++i) {
        if (!texts[i].text.empty()) chapter.translations.push_back(std::move(texts[i]));
    }
}

bool is_speaker_label(std::string_view label) {
    constexpr std::array<std::string_view, 6> kWords{
        "speaker", "speakers", "intervenant", "intervenants", "intervenante", "intervenantes"};
    return std::ranges::find(kWords, fold(label)) != kWords.end();
}

void read_speakers(const Json& range, Chapter& chapter) {
    for (const Json* pair : list_of(field_of(range, "metadata"))) {
        const auto labels = texts_of(field_of(*pair, "label"));
        const bool speaks = std::ranges::any_of(
            labels, [](const Translation& label) { return is_speaker_label(label.text); });
        if (!speaks) continue;
        for (Translation& name : texts_of(field_of(*pair, "value"))) {
            if (chapter.credits.size() == kTextLimit) return;
            Credit credit;
            credit.name = std::move(name.text);
            chapter.credits.push_back(std::move(credit));
        }
    }
}

// The address of the first of "homepage", "rendering" or "thumbnail".
std::string first_address(const Json& range, std::string_view field) {
    const auto list = list_of(field_of(range, field));
    if (list.empty()) return {};
    if (list.front()->is_string()) return address_of(list.front());
    return address_of(field_of(*list.front(), {"id", "@id"}));
}

// What a range says of itself, without its time.
Chapter described(const Json& range) {
    Chapter chapter;
    read_label(range, chapter);
    const auto summary = texts_of(field_of(range, {"summary", "description"}));
    if (!summary.empty()) chapter.summary = summary.front().text;
    chapter.link = first_address(range, "homepage");
    if (chapter.link.empty()) chapter.link = first_address(range, "rendering");
    chapter.image = first_address(range, "thumbnail");
    read_speakers(range, chapter);
    return chapter;
}

bool has_behaviour(const Json& range, std::string_view wanted) {
    const auto words = list_of(field_of(range, {"behavior", "viewingHint"}));
    return std::ranges::any_of(words,
                               [wanted](const Json* word) { return text_of(word) == wanted; });
}

struct Span {
    int item = 0;
    Time start{};
    std::optional<Time> end;
};

// The medium that is painted on a canvas.
const Json* painted_body(const Json& canvas) {
    const auto first = [](const Json* list) -> const Json* {
        const auto all = list_of(list);
        return all.empty() ? nullptr : all.front();
    };
    const Json* page = first(field_of(canvas, "items"));
    const Json* annotation = page != nullptr ? first(field_of(*page, "items")) : nullptr;
    const Json* body = annotation != nullptr ? first(field_of(*annotation, "body")) : nullptr;
    if (body != nullptr && type_of(*body) == "Choice") body = first(field_of(*body, "items"));
    return body;
}

class ManifestReader {
  public:
    explicit ManifestReader(std::string_view text) : gathering_(json_chapter_bytes(text)) {}

    ReadResult read(const Json& manifest) {
        read_head(manifest);
        for (const Json* range : list_of(field_of(manifest, "structures"))) note_ranges(*range, 0);
        const bool has_ranges = !ranges_.empty();
        for (const Json* range : list_of(field_of(manifest, "structures"))) {
            if (gathering_.full()) break;
            if (cited_.contains(id_of(*range))) continue;  // Presentation 2: inside another one
            for (Chapter& chapter : read_range(*range, 0)) gathering_.add(std::move(chapter));
        }
        if (has_ranges && read_.empty()) gathering_.tell(0, "all ranges lie inside each other");
        if (!has_ranges) {
            gathering_.tell(0, "this manifest has no ranges: its annotations are taken");
            gather_annotations(manifest, canvas_ids_, gathering_);
        }
        if (images_ > 0) {
            gathering_.tell(0, fmt::format("{} citations of pictures have no time", images_));
        }
        return gathering_.take();
    }

  private:
    void read_head(const Json& manifest) {
        Document& document = gathering_.document();
        auto titles = texts_of(field_of(manifest, "label"));
        if (!titles.empty()) {
            document.title = std::move(titles.front().text);
            document.language = std::move(titles.front().language);
        }
        for (const Json* canvas : list_of(field_of(manifest, "items"))) read_canvas(*canvas);
        for (const Json* sequence : list_of(field_of(manifest, "sequences"))) {
            for (const Json* canvas : list_of(field_of(*sequence, "canvases")))
                read_canvas(*canvas);
        }
    }

    void read_canvas(const Json& canvas) {
        Item item;
        const auto titles = texts_of(field_of(canvas, "label"));
        if (!titles.empty()) item.title = titles.front().text;
        item.duration = time_of(field_of(canvas, "duration"));
        if (const Json* body = painted_body(canvas)) {
            item.address = address_of(field_of(*body, {"id", "@id"}));
            item.media_type = text_of(field_of(*body, "format"));
        }
        canvases_.emplace(id_of(canvas), static_cast<int>(canvas_ids_.size()));
        canvas_ids_.emplace_back(id_of(canvas));
        gathering_.document().items.push_back(std::move(item));
    }

    // Where each range is, and which ones are cited by others.
    void note_ranges(const Json& range, std::size_t depth) {
        if (depth == kRangeDepth) return;
        ranges_.emplace(id_of(range), &range);
        for (const Json* member : members_of(range)) {
            if (is_range(*member) && field_of(*member, "items") != nullptr) {
                note_ranges(*member, depth + 1);
            } else {
                const std::string_view id = member->is_string() ? text_of(member) : id_of(*member);
                if (id != id_of(range)) cited_.insert(id);
            }
        }
    }

    static std::vector<const Json*> members_of(const Json& range) {
        std::vector<const Json*> members = list_of(field_of(range, {"items", "members"}));
        for (const std::string_view field : {"ranges", "canvases"}) {
            const auto more = list_of(field_of(range, field));
            members.insert(members.end(), more.begin(), more.end());
        }
        return members;
    }

    static bool is_range(const Json& member) { return type_of(member) == "Range"; }

    // The range that is meant by a member that only gives its address.
    const Json* resolved(const Json& member) const {
        if (is_range(member) && field_of(member, "items") != nullptr) return &member;
        const auto found = ranges_.find(member.is_string() ? text_of(&member) : id_of(member));
        return found == ranges_.end() ? nullptr : found->second;
    }

    // One chapter; its children alone when it is not to be shown; one for each medium when it is
    // on several; none when it has no time.
    std::vector<Chapter> read_range(const Json& range, std::size_t depth) {
        if (depth == kRangeDepth || !read_.insert(&range).second) {
            gathering_.tell(
                0, fmt::format("range '{}' is cited again: left out there", shown(id_of(range))));
            return {};
        }
        Chapter chapter = described(range);
        std::vector<Span> spans;
        for (const Json* member : members_of(range)) {
            if (const Json* inner = resolved(*member)) {
                for (Chapter& child : read_range(*inner, depth + 1))
                    chapter.children.push_back(std::move(child));
            } else if (is_range(*member)) {
                gathering_.tell(0, fmt::format("range '{}' is cited but not in this file",
                                               shown(id_of(*member))));
            } else if (const auto span = span_of(*member)) {
                spans.push_back(*span);
            }
        }
        if (id_of(range).ends_with(kIiifRootEnding) || has_behaviour(range, "top"))
            return std::move(chapter.children);
        return timed(std::move(chapter), std::move(spans), range);
    }

    std::vector<Chapter> timed(Chapter chapter, std::vector<Span> spans, const Json& range) {
        for (const std::string_view hidden : {"no-nav", "sequence"}) {
            if (!has_behaviour(range, hidden)) continue;
            gathering_.tell(
                0, fmt::format("left out '{}': its behavior is {}", shown(chapter.title), hidden));
            return std::move(chapter.children);
        }
        if (spans.empty()) {
            for (const Chapter& child : chapter.children)
                spans.push_back({child.item, child.start, child.end});
            if (!spans.empty()) {
                const int first = spans.front().item;
                std::erase_if(spans, [first](const Span& span) { return span.item != first; });
            }
        }
        if (spans.empty()) {
            if (images_ == 0) {
                gathering_.tell(
                    0, fmt::format("left out '{}': it cites no time", shown(chapter.title)));
            }
            return {};
        }
        return on_each_item(std::move(chapter), spans);
    }

    std::vector<Chapter> on_each_item(Chapter chapter, const std::vector<Span>& spans) {
        std::vector<Span> hulls;  // one a medium
        for (const Span& span : spans) {
            const auto known = std::ranges::find(hulls, span.item, &Span::item);
            if (known == hulls.end()) {
                if (hulls.size() < kMediaLimit) hulls.push_back(span);
                continue;
            }
            known->start = std::min(known->start, span.start);
            known->end = known->end && span.end ? std::optional(std::max(*known->end, *span.end))
                                                : std::nullopt;
        }
        std::vector<Chapter> chapters;
        std::vector<Chapter> children = std::exchange(chapter.children, {});
        for (const Span& hull : hulls) {
            Chapter part = chapter;
            part.children = std::exchange(children, {});
            part.item = hull.item;
            part.start = hull.start;
            part.end = hull.end;
            chapters.push_back(std::move(part));
        }
        if (chapters.size() > 1) {
            gathering_.tell(0, fmt::format("'{}' is on {} media: it is a chapter of each",
                                           shown(chapter.title), chapters.size()));
        }
        return chapters;
    }

    std::optional<Span> span_of(const Json& member) {
        const Citation citation = citation_of(member);
        if (citation.source.empty()) return std::nullopt;
        if (!citation.understood) {
            gathering_.tell(0, fmt::format("a citation of '{}' has a time that is none, or that "
                                           "ends before it starts",
                                           shown(citation.source)));
        }
        const int item = item_of(citation.source);
        if (citation.range) return Span{item, citation.range->start, citation.range->end};
        const auto duration = gathering_.document().duration(item);
        if (!duration) {
            ++images_;
            return std::nullopt;
        }
        return Span{item, Time{}, duration};
    }

    int item_of(const std::string& source) {
        const auto [known, is_new] =
            canvases_.emplace(source, static_cast<int>(canvas_ids_.size()));
        if (is_new) {
            canvas_ids_.push_back(source);
            gathering_.document().items.push_back({{}, source, {}, {}});
            gathering_.tell(0, fmt::format("'{}' is cited but not in this file", shown(source)));
        }
        return known->second;
    }

    Gathering gathering_;
    std::unordered_map<std::string, int> canvases_;
    std::vector<std::string> canvas_ids_;
    std::unordered_map<std::string_view, const Json*> ranges_;
    std::unordered_set<std::string_view> cited_;
    std::unordered_set<const Json*> read_;
    std::size_t images_ = 0;
};

}  // namespace

ReadResult read_iiif(std::string_view text) {
    const ParsedJson parsed = parsed_json(text);
    if (!parsed.fault.empty()) return refused(parsed.fault, 0);
    const Json& json = parsed.json;
    if (!json.is_object()) return refused("this JSON is no IIIF manifest", 0);
    const bool is_manifest = type_of(json) == "Manifest" || field_of(json, "structures") != nullptr;
    if (!is_manifest) {
        const std::string_view type = type_of(json);
        return refused(
            type == "Collection"
                ? std::string("this is a IIIF collection: read its manifests one by one")
                : fmt::format("this JSON is no IIIF manifest (its type is '{}')", shown(type)),
            0);
    }
    return ManifestReader(text).read(json);
}

}  // namespace revivre::chapters::formats
