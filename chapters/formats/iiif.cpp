// IIIF Presentation API 3.0: a manifest for an event, a canvas for each recording, ranges (section
// 5.4) for chapters, with a part of a canvas by Media Fragment. Valid by the schema iiif_3_0.json
// of IIIF/presentation-validator. Reading is in iiif_reading.cpp.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/json_values.hpp"
#include "chapters/exchange/media_fragments.hpp"
#include "chapters/formats/iiif_manifest.hpp"
#include "chapters/formats/iiif_names.hpp"
#include "chapters/formats/iiif_reading.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"iiif-v3", "iiif-presentation"};

Likeness recognise(std::string_view text) {
    const JsonOutline outline(text);
    const std::string_view type =
        outline.has("type") ? outline.text("type") : outline.text("@type");
    if (type == "Manifest" || type == "sc:Manifest") return Likeness::certain;
    const std::string_view context =
        outline.has("@context/*") ? outline.text("@context/*") : outline.text("@context");
    return context.find("iiif.io/api/presentation") != std::string_view::npos ? Likeness::likely
                                                                              : Likeness::none;
}

std::string key_of(std::string_view language) {
    return language.empty() ? "none" : std::string(language);
}

// Titles of one language stand together, the language of the first one first.
void order_translations(Document& document, Losses& /*losses*/) {
    for_each_chapter(document.chapters, [](Chapter& chapter) {
        std::vector<std::string> order{chapter.language};
        for (const Translation& each : chapter.translations) {
            if (std::ranges::find(order, each.language) == order.end())
                order.push_back(each.language);
        }
        std::ranges::stable_sort(chapter.translations, {}, [&order](const Translation& each) {
            return std::ranges::find(order, each.language) - order.begin();
        });
        std::erase_if(chapter.translations,
                      [](const Translation& each) { return each.text.empty(); });
    });
}

void adapt(Document& document, Losses& losses) {
    open_points(document, losses);
    keep_web_addresses(document, losses);
    order_translations(document, losses);
}

Json language_map(std::string_view text, std::string_view language) {
    return {{key_of(language), Json::array({text})}};
}

class ManifestWriter {
  public:
    ManifestWriter(const Document& document, const IiifAddresses& addresses)
        : document_(document), addresses_(addresses) {}

    Json manifest() {
        note_times(document_.chapters);
        Json manifest{{"@context", "http://iiif.io/api/presentation/3/context.json"},
                      {"id", addresses_.base + "/manifest"},
                      {"type", "Manifest"},
                      {"label", language_map(document_.title, document_.language)}};
        manifest["items"] = Json::array();
        for (std::size_t i = 0; i < last_times_.size(); ++i) manifest["items"].push_back(canvas(i));
        Json ranges = Json::array();
        for (const Chapter& chapter : document_.chapters) ranges.push_back(range(chapter));
        Json root{
            {"id", addresses_.base + std::string(kIiifRootEnding)},
            {"type", "Range"},
            {"label", {{"fr", Json::array({"Chapitres"})}, {"en", Json::array({"Chapters"})}}},
            {"items", std::move(ranges)}};
        manifest["structures"] = Json::array({std::move(root)});
        return manifest;
    }

  private:
    // Of what belongs to a medium: its canvas and what is on it.
    [[nodiscard]] std::string address(std::string_view kind, std::size_t number) const {
        if (number <= addresses_.items.size()) {
            return fmt::format("{}/{}", addresses_.items[number - 1], kind);
        }
        return fmt::format("{}/{}/{}", addresses_.base, kind, number);
    }

    std::string range_address(const Chapter& chapter) {
        ++ranges_;
        if (addresses_.names_ranges && !chapter.id.empty()) {
            return fmt::format("{}/range/{}", addresses_.base, chapter.id);
        }
        return fmt::format("{}/range/{}", addresses_.base, ranges_);
    }

    // A canvas needs a duration above 0, and there are as many as are spoken of.
    void note_times(const std::vector<Chapter>& chapters) {
        last_times_.resize(std::max<std::size_t>(document_.items.size(), 1), Time(1));
        for_each_chapter(chapters, [this](const Chapter& chapter) {
            const auto index = static_cast<std::size_t>(chapter.item);
            if (index >= last_times_.size()) last_times_.resize(index + 1, Time(1));
            last_times_[index] =
                std::max({last_times_[index], chapter.start, chapter.end.value_or(Time{})});
        });
    }

    [[nodiscard]] Time duration(std::size_t index) const {
        const auto known = document_.duration(static_cast<int>(index));
        return known && *known > Time::zero() ? *known : last_times_[index];
    }

    // What plays on a canvas, when its address is known.
    [[nodiscard]] Json painting(std::size_t index) const {
        if (index >= document_.items.size()) return Json::array();
        const Item& item = document_.items[index];
        if (!is_web_address(item.address)) return Json::array();
        const bool is_sound = item.media_type.starts_with("audio/");
        Json body{{"id", item.address}, {"type", is_sound ? "Sound" : "Video"}};
        if (is_sound || item.media_type.starts_with("video/")) body["format"] = item.media_type;
        body["duration"] = seconds_json(duration(index));
        return Json::array({{{"id", address("painting", index + 1)},
                             {"type", "Annotation"},
                             {"motivation", "painting"},
                             {"body", std::move(body)},
                             {"target", address("canvas", index + 1)}}});
    }

    [[nodiscard]] Json canvas(std::size_t index) const {
        Json canvas{{"id", address("canvas", index + 1)}, {"type", "Canvas"}};
        if (index < document_.items.size() && !document_.items[index].title.empty())
            canvas["label"] = language_map(document_.items[index].title, "");
        canvas["duration"] = seconds_json(duration(index));
        canvas["items"] = Json::array({{{"id", address("page", index + 1)},
                                        {"type", "AnnotationPage"},
                                        {"items", painting(index)}}});
        return canvas;
    }

    static Json label(const Chapter& chapter) {
        Json label = language_map(chapter.title, chapter.language);
        for (const Translation& each : chapter.translations) {
            Json& texts = label[key_of(each.language)];
            if (texts.is_null()) texts = Json::array();
            texts.push_back(each.text);
        }
        return label;
    }

    static Json speakers(const Chapter& chapter) {
        Json names = Json::array();
        for (const Credit& credit : chapter.credits) names.push_back(credit.name);
        return Json::array(
            {{{"label",
               {{"fr", Json::array({kIntervenantLabel})}, {"en", Json::array({kSpeakerLabel})}}},
              {"value", {{"none", std::move(names)}}}}});
    }

    Json range(const Chapter& chapter) {
        Json range{{"id", range_address(chapter)}, {"type", "Range"}};
        range["label"] = label(chapter);
        if (!chapter.summary.empty()) range["summary"] = language_map(chapter.summary, "");
        if (!chapter.credits.empty()) range["metadata"] = speakers(chapter);
        if (!chapter.link.empty()) {
            range["homepage"] = Json::array({{{"id", chapter.link},
                                              {"type", "Text"},
                                              {"label", language_map(chapter.title, "")},
                                              {"format", "text/html"}}});
        }
        if (!chapter.image.empty())
            range["thumbnail"] = Json::array({{{"id", chapter.image}, {"type", "Image"}}});
        const std::size_t canvas = static_cast<std::size_t>(chapter.item) + 1;
        range["items"] =
            Json::array({{{"id", fmt::format("{}#{}", address("canvas", canvas),
                                             fragment_text(chapter.start, chapter.end))},
                          {"type", "Canvas"}}});
        for (const Chapter& child : chapter.children) range["items"].push_back(this->range(child));
        return range;
    }

    const Document& document_;
    const IiifAddresses& addresses_;
    std::vector<Time> last_times_;  // by item
    std::size_t ranges_ = 0;
};

std::string write(const Document& document) {
    return dump_json(iiif_manifest(document, {.base = std::string(kIiifBase)}), 2) + "\n";
}

}  // namespace

Json iiif_manifest(const Document& document, const IiifAddresses& addresses) {
    return ManifestWriter(document, addresses).manifest();
}

Format iiif() {
    return {.name = "iiif",
            .aliases = kAliases,
            .title = "IIIF manifest (Presentation 3)",
            .extension = "json",
            .media_type =
                R"(application/ld+json;profile="http://iiif.io/api/presentation/3/context.json")",
            .reference = "IIIF Presentation API 3.0, section 5",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::optional,
                      .speakers = Speakers::names,
                      .language = true,
                      .languages = true,
                      .summaries = true,
                      .links = true,
                      .images = true,
                      .items = true},
            .recognise = recognise,
            .read = read_iiif,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
