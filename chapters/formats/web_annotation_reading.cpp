#include "chapters/formats/web_annotation_reading.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/media_fragments.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

// Without tags, and with character references decoded.
std::string text_of_html(std::string_view html) {
    std::string text;
    while (!html.empty()) {
        const std::size_t open = html.find('<');
        text += html.substr(0, open);
        if (open == std::string_view::npos) break;
        html.remove_prefix(open);
        const std::size_t close = html.find('>');
        if (close == std::string_view::npos) break;
        text += ' ';
        html.remove_prefix(close + 1);
    }
    return clean_title(text);
}

// What the bodies of one annotation say: a tag names somebody, a description is a summary, any
// other text is a title.
class AnnotationText {
  public:
    explicit AnnotationText(std::string_view motivation) : motivation_(motivation) {}

    void read_body(const Json& body) {
        if (body.is_string()) return read_text(std::string(text_of(&body)), {}, {});
        std::string_view purpose = text_of(field_of(body, "purpose"));
        if (purpose.empty()) purpose = motivation_;
        const Json* value = field_of(body, {"value", "chars"});
        if (value != nullptr && value->is_string()) {
            const auto languages = list_of(field_of(body, "language"));
            const bool is_html = text_of(field_of(body, "format")) == "text/html";
            read_text(is_html ? text_of_html(text_of(value)) : std::string(text_of(value)), purpose,
                      languages.empty() ? std::string_view() : text_of(languages.front()));
            return;
        }
        const Json* source = field_of(body, {"source", "id", "@id"});
        if (type_of(body) == "Image" && chapter_.image.empty()) {
            chapter_.image = address_of(source);
        } else if (purpose == "linking" && chapter_.link.empty()) {
            chapter_.link = address_of(source);
        }
    }

    // False when everything lies in other files.
    [[nodiscard]] bool found() const { return titled_ || tagged_ || !chapter_.summary.empty(); }

    Chapter take() {
        if (!titled_ && tagged_) chapter_.title = chapter_.credits.front().name;
        return std::move(chapter_);
    }

  private:
    void read_text(std::string text, std::string_view purpose, std::string_view language) {
        if (purpose == "tagging") {
            tagged_ = true;
            Credit credit;
            credit.name = std::move(text);
            chapter_.credits.push_back(std::move(credit));
        } else if (purpose == "describing" && chapter_.summary.empty()) {
            chapter_.summary = std::move(text);
        } else if (!std::exchange(titled_, true)) {
            chapter_.title = std::move(text);
            chapter_.language = language;
        } else {
            chapter_.translations.push_back({std::string(language), std::move(text)});
        }
    }

    std::string_view motivation_;
    Chapter chapter_;
    bool titled_ = false;
    bool tagged_ = false;
};

class AnnotationReader {
  public:
    AnnotationReader(Gathering& gathering, const std::vector<std::string>& sources)
        : gathering_(gathering) {
        for (const std::string& source : sources)
            items_.emplace(source, static_cast<int>(items_.size()));
    }

    // Pages hold annotations, collections pages, manifests canvases with pages.
    void read(const Json& json) {
        if (gathering_.full()) return;
        if (json.is_array()) {
            for (const Json& each : json) read(each);
            return;
        }
        if (type_of(json) == "Annotation") return read_annotation(json);
        for (const std::string_view name : {"items", "first", "resources", "annotations",
                                            "otherContent", "sequences", "canvases"}) {
            if (const Json* inside = field_of(json, name)) read(*inside);
        }
    }

    void tell_what_is_elsewhere() {
        if (files_ > 0) {
            gathering_.tell(0, fmt::format("{} annotations point to files (captions, pages) that "
                                           "are not followed",
                                           files_));
        }
        if (timeless_ > 0) {
            gathering_.tell(0,
                            fmt::format("left out {} annotations that are of no time", timeless_));
        }
    }

    [[nodiscard]] bool found() const noexcept { return count_ > 0; }

  private:
    void read_annotation(const Json& annotation) {
        ++count_;
        const auto motivations = list_of(field_of(annotation, "motivation"));
        const auto paints = [](const Json* word) { return text_of(word).ends_with("painting"); };
        if (std::ranges::any_of(motivations, paints)) return;  // the medium itself
        AnnotationText text(motivations.size() == 1 ? text_of(motivations.front()) : "");
        for (const Json* body : list_of(field_of(annotation, {"body", "bodyValue", "resource"})))
            text.read_body(*body);
        if (!text.found()) {
            ++files_;
            return;
        }
        Chapter chapter = text.take();
        const auto targets = list_of(field_of(annotation, {"target", "on"}));
        const Citation citation = targets.empty() ? Citation{} : citation_of(*targets.front());
        if (!citation.understood) {
            gathering_.tell(
                0, fmt::format("annotation {} '{}' gives no good time: {}", count_,
                               shown(chapter.title),
                               citation.range ? "its end is left open" : "it is left out"));
        }
        if (!citation.range) {
            if (citation.understood) ++timeless_;
            return;
        }
        chapter.start = citation.range->start;
        chapter.end = citation.range->end;
        chapter.item = item_of(citation.source);
        gathering_.add(std::move(chapter));
    }

    int item_of(const std::string& source) {
        const auto [known, is_new] = items_.emplace(source, static_cast<int>(items_.size()));
        if (is_new) gathering_.document().items.push_back({{}, source, {}, {}});
        return known->second;
    }

    Gathering& gathering_;
    std::unordered_map<std::string, int> items_;
    std::size_t count_ = 0;
    std::size_t files_ = 0;
    std::size_t timeless_ = 0;
};

}  // namespace

bool gather_annotations(const Json& json, const std::vector<std::string>& sources,
                        Gathering& gathering) {
    AnnotationReader reader(gathering, sources);
    reader.read(json);
    reader.tell_what_is_elsewhere();
    return reader.found();
}

}  // namespace revivre::chapters::formats
