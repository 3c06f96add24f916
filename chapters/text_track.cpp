#include "chapters/text_track.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chapters/error.hpp"

namespace revivre::chapters {
namespace {

constexpr std::array kKinds{
    std::pair{TextTrackKind::captions, std::string_view("captions")},
    std::pair{TextTrackKind::subtitles, std::string_view("subtitles")},
    std::pair{TextTrackKind::descriptions, std::string_view("descriptions")}};

void append_cues(std::vector<Cue>& cues, const std::vector<Chapter>& chapters, bool names) {
    for (const Chapter& chapter : chapters) {
        if (!chapter.children.empty()) {
            append_cues(cues, chapter.children, names);
        } else if (chapter.end && !chapter.title.empty()) {
            const bool named = names && !chapter.credits.empty();
            cues.push_back({.start = chapter.start,
                            .end = *chapter.end,
                            .speaker = named ? chapter.credits.front().name : std::string(),
                            .text = chapter.title});
        }
    }
}

}  // namespace

std::string_view name_of(TextTrackKind kind) noexcept {
    return kKinds[static_cast<std::size_t>(kind)].second;
}

TextTrackKind text_track_kind_named(std::string_view name) {
    const auto found =
        std::ranges::find(kKinds, name, &std::pair<TextTrackKind, std::string_view>::second);
    if (found != kKinds.end()) return found->first;
    throw Error(ErrorCode::invalid_input,
                "a text track is 'captions', 'subtitles' or "
                "'descriptions', not '" +
                    std::string(name) + "'");
}

Json to_json(const Cue& cue) {
    Json json{{"start_ms", cue.start.count()}, {"end_ms", cue.end.count()}, {"text", cue.text}};
    if (!cue.speaker.empty()) json["speaker"] = cue.speaker;
    return json;
}

Cue cue_from_json(const Json& json) {
    try {
        return {.start = Time(json.at("start_ms").get<std::int64_t>()),
                .end = Time(json.at("end_ms").get<std::int64_t>()),
                .speaker = json.value("speaker", std::string()),
                .text = json.at("text").get<std::string>()};
    } catch (const Json::exception& fault) {
        throw Error(ErrorCode::invalid_input, std::string("this is no cue: ") + fault.what());
    }
}

std::vector<Cue> cues_of(const Document& document, bool names) {
    std::vector<Cue> cues;
    append_cues(cues, document.chapters, names);
    std::ranges::stable_sort(cues, {}, &Cue::start);
    return cues;
}

Document document_of(const TextTrack& track) {
    Document document;
    document.language = track.language;
    for (const Cue& cue : track.cues) {
        Chapter chapter;
        chapter.start = cue.start;
        chapter.end = cue.end;
        chapter.title = cue.text;
        if (!cue.speaker.empty()) {
            chapter.credits.emplace_back();
            chapter.credits.back().name = cue.speaker;
        }
        document.chapters.push_back(std::move(chapter));
    }
    return document;
}

}  // namespace revivre::chapters
