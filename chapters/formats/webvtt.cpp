// WebVTT chapters. Written from: W3C WebVTT, Candidate Recommendation of 2019-04-04, sections 4.1
// (file structure) and 4.6 (chapter titles text: one line, no "-->"). Chapter menus (video.js, Able
// Player) show the cue's text as it is: no markup is written, and so no voices.

#include <array>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/webvtt_cue_text.hpp"
#include "chapters/formats/webvtt_cues.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"vtt"};

// Nesting is by containment of times, so that a chapter comes before those inside it.
void append_cues(std::string& out, const std::vector<Chapter>& chapters) {
    for (const Chapter& chapter : chapters) {
        append_cue(out, chapter, escape_cue_text(chapter.title));
        append_cues(out, chapter.children);
    }
}

std::string write(const Document& document) {
    std::string out = "WEBVTT\n";
    append_cues(out, document.chapters);
    return out;
}

}  // namespace

Format webvtt() {
    return {.name = "webvtt",
            .aliases = kAliases,
            .title = "WebVTT chapters",
            .extension = "vtt",
            .media_type = "text/vtt",
            .reference = "W3C WebVTT, sections 4.1 and 4.6",
            .holds = {.nesting = Nesting::containment,
                      .ends = Ends::required,
                      .ids = true,
                      .points = false},
            .recognise = recognise_webvtt,
            .read = read_webvtt,
            .adapt = keep_chapter_ids,
            .write = write};
}

}  // namespace revivre::chapters::formats
