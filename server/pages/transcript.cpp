#include "server/pages/transcript.hpp"

#include "chapters/text/time_text.hpp"
#include "server/pages/published.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Cue;
using chapters::TextTrack;
using chapters::TextTrackKind;

// Long enough to read on, short enough to find one's place.
constexpr chapters::Time kParagraph{30'000};

// Lower is better.
int rank(const Visit& visit, const TextTrack& track) {
    const bool here = track.language.starts_with(tag_of(visit.language()));
    return (track.kind == TextTrackKind::captions ? 0 : 2) + (here ? 0 : 1);
}

Html paragraph(const Visit& visit, const TextTrack& track, const TranscriptParagraph& said) {
    const Url address =
        visit.link(recording_url(track.recording).with("t", chapters::seconds_text(said.start)));
    const std::string start = std::to_string(said.start.count());
    const Html time = element("a", {{"class", "said-at"}, {"href", address}, {"data-start", start}},
                              clock(visit, said.start));
    Html words;
    if (!said.speaker.empty()) {
        words = element("strong", {{"class", "speaker"}}, isolated(said.speaker)) + text(" ");
    }
    words += element("span", {{"lang", track.language}}, text(said.text));
    return element("li", {{"data-from", start}}, time + text(" ") + element("p", words)) +
           text("\n");
}

}  // namespace

std::vector<TranscriptParagraph> paragraphs_of(const TextTrack& track) {
    std::vector<TranscriptParagraph> out;
    for (const Cue& cue : track.cues) {
        const bool goes_on = !out.empty() && out.back().speaker == cue.speaker &&
                             cue.start - out.back().start < kParagraph;
        if (goes_on) {
            out.back().text += " " + cue.text;
        } else {
            out.push_back({cue.start, cue.speaker, cue.text});
        }
    }
    return out;
}

const TextTrack* transcript_of(const Visit& visit, const std::vector<TextTrack>& tracks) {
    const TextTrack* best = nullptr;
    for (const TextTrack& track : tracks) {
        if (track.kind == TextTrackKind::descriptions) continue;
        if (best == nullptr || rank(visit, track) < rank(visit, *best)) best = &track;
    }
    return best;
}

Html transcript_section(const Visit& visit, const std::vector<TextTrack>& tracks) {
    const TextTrack* track = transcript_of(visit, tracks);
    if (track == nullptr) return {};
    Html items;
    for (const TranscriptParagraph& said : paragraphs_of(*track)) {
        items += paragraph(visit, *track, said);
    }
    return element(
        "section",
        {{"id", "transcript"}, {"tabindex", "-1"}, {"aria-labelledby", "transcript-title"}},
        element("h2", {{"id", "transcript-title"}}, text(visit.say(Message::transcript))) +
            element("p", {{"class", "quiet"}}, text(visit.say(Message::transcript_hint))) +
            element("ol", {{"class", "said"}}, text("\n") + items));
}

}  // namespace revivre::server::pages
