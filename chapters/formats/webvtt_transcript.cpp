// WebVTT transcripts and captions. Written from: W3C WebVTT, Candidate Recommendation of
// 2019-04-04, sections 4.1 (file structure), 4.2.2 (cue text: voice and language spans). Who speaks
// is said by a voice span around the whole text. Further speakers have spans without text behind
// it, for a cue does not say who says which of its words, and the W3C's own parser takes no voice
// inside another. The header says "Kind: captions" in the place that the file structure leaves
// free, so that cues which overlap are no chapters inside each other.

#include <algorithm>
#include <string>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/languages.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/webvtt_cue_text.hpp"
#include "chapters/formats/webvtt_cues.hpp"

namespace revivre::chapters::formats {
namespace {

// A cue names each of its voices once.
void keep_distinct_names(Document& document, Losses& losses) {
    const std::size_t changed = count_changes(document.chapters, [](Chapter& chapter) {
        std::vector<Credit> distinct;
        for (const Credit& credit : chapter.credits) {
            const bool again =
                std::ranges::find(distinct, credit.name, &Credit::name) != distinct.end();
            if (!again && distinct.size() < kMostVoices) distinct.push_back(credit);
        }
        const bool fewer = distinct.size() < chapter.credits.size();
        if (fewer) chapter.credits = std::move(distinct);
        return fewer;
    });
    losses.add(LossKind::speakers, changed, "speakers of {}: named twice, or beyond the first 100");
}

void adapt(Document& document, Losses& losses) {
    keep_chapter_ids(document, losses);
    keep_language_tags(document, losses);
    keep_distinct_names(document, losses);
}

// "-->" must stand nowhere in a cue, and the tag's own ">" would make one of a name that ends
// in "--".
std::string voice(const std::string& plain) {
    std::string name = escape_cue_text(plain);
    if (name.ends_with("--")) name.replace(name.size() - 1, 1, "&#45;");
    return "<v " + name + ">";
}

std::string cue_text(const Chapter& chapter) {
    std::string text = escape_cue_text(chapter.title);
    if (!chapter.language.empty()) text = "<lang " + chapter.language + ">" + text + "</lang>";
    if (chapter.credits.empty()) return text;
    std::string spans;
    for (const Credit& credit : chapter.credits) {
        if (!spans.empty()) spans += "</v>";
        spans += voice(credit.name);
        if (&credit == &chapter.credits.front()) spans += text;
    }
    // The end tag of a voice that says the whole cue may be left out, and most tools do.
    return chapter.credits.size() > 1 ? spans + "</v>" : spans;
}

std::string write(const Document& document) {
    std::string out = "WEBVTT Kind: captions";
    if (is_bcp47_tag(document.language)) out += "; Language: " + document.language;
    out += "\n";
    for (const Chapter& chapter : document.chapters) append_cue(out, chapter, cue_text(chapter));
    return out;
}

}  // namespace

Format webvtt_transcript() {
    return {.name = "webvtt-transcript",
            .title = "WebVTT transcript",
            .extension = "vtt",
            .media_type = "text/vtt",
            .reference = "W3C WebVTT, sections 4.1 and 4.2.2",
            .holds = {.ends = Ends::required,
                      .speakers = Speakers::names,
                      .ids = true,
                      .language = true,
                      .points = false},
            .read = read_webvtt,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
