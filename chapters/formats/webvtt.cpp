// WebVTT chapter cues. Written from: W3C WebVTT, Candidate Recommendation of 2019-04-04, sections
// 4.1 (file structure) and 4.6 (chapter titles text: one line, no "-->"). Write-only here.

#include <string>

#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

std::string escaped(std::string_view title) {
    std::string out;
    for (const char byte : title) {
        switch (byte) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += byte;
        }
    }
    return out;
}

// Nesting is by containment of times, so that a chapter comes before those inside it.
void append_cues(std::string& out, const std::vector<Chapter>& chapters) {
    for (const Chapter& chapter : chapters) {
        out += "\n";
        if (!chapter.id.empty()) out += chapter.id + "\n";
        out += timestamp_text(chapter.start) + " --> " +
               timestamp_text(chapter.end.value_or(chapter.start)) + "\n";
        out += escaped(chapter.title) + "\n";
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
            .title = "WebVTT chapters",
            .extension = "vtt",
            .media_type = "text/vtt",
            .reference = "W3C WebVTT, sections 4.1 and 4.6",
            .holds = {.nesting = Nesting::containment, .ends = Ends::required, .ids = true},
            .write = write};
}

}  // namespace revivre::chapters::formats
