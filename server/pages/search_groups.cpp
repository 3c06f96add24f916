#include "server/pages/search_groups.hpp"

#include <algorithm>

#include "chapters/text/fold.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Credit;
using storage::SearchHit;

bool is_named_by(const Credit& credit, const std::vector<std::string>& words) {
    for (const std::string& part : chapters::folded_words(credit.name)) {
        for (const std::string& word : words) {
            if (part.starts_with(word)) return true;
        }
    }
    return false;
}

const Credit* speaker_of(const SearchHit& hit, const std::vector<std::string>& words) {
    const chapters::Chapter& chapter = hit.published.chapter;
    if (hit.credit >= 0) return &chapter.credits.at(static_cast<std::size_t>(hit.credit));
    const auto credits = confirmed_credits(chapter);
    if (credits.empty()) return nullptr;
    const auto named = std::find_if(credits.begin(), credits.end(), [&](const Credit* credit) {
        return is_named_by(*credit, words);
    });
    return named == credits.end() ? credits.front() : *named;
}

template <typename Item, typename Same>
Item& found_or_added(std::vector<Item>& all, Same same, Item fresh) {
    const auto found = std::find_if(all.begin(), all.end(), same);
    return found != all.end() ? *found : all.emplace_back(std::move(fresh));
}

bool is_same(const SpeakerHits& a, const SpeakerHits& b) {
    return a.person.empty() ? b.person.empty() && a.name == b.name : a.person == b.person;
}

// Events as they were found, each with its recordings as the day went.
void put_in_order(std::vector<RecordingHits>& recordings, Sources& sources) {
    std::vector<std::string> events;
    for (const RecordingHits& each : recordings) {
        found_or_added(
            events, [&](const std::string& event) { return event == each.event; }, each.event);
    }
    std::ranges::stable_sort(recordings, {}, [&](const RecordingHits& each) {
        return std::pair(std::ranges::find(events, each.event) - events.begin(),
                         sources.recording(each.recording).order);
    });
    for (RecordingHits& each : recordings) {
        std::ranges::stable_sort(each.hits, {}, &SearchHit::start);
    }
}

}  // namespace

std::vector<SpeakerHits> by_speaker(const std::vector<SearchHit>& hits,
                                    const std::vector<std::string>& words, Sources& sources) {
    std::vector<SpeakerHits> speakers;
    for (const SearchHit& hit : hits) {
        SpeakerHits fresh;
        if (const Credit* credit = speaker_of(hit, words)) {
            fresh.name = credit->name;
            fresh.person = credit->person;
        }
        SpeakerHits& speaker = found_or_added(
            speakers, [&](const SpeakerHits& each) { return is_same(fresh, each); }, fresh);
        RecordingHits& recording = found_or_added(
            speaker.recordings,
            [&](const RecordingHits& each) { return each.recording == hit.published.recording; },
            RecordingHits{hit.published.recording, hit.published.event, {}});
        recording.hits.push_back(&hit);
    }
    for (SpeakerHits& speaker : speakers) put_in_order(speaker.recordings, sources);
    std::stable_partition(speakers.begin(), speakers.end(),
                          [](const SpeakerHits& each) { return !each.name.empty(); });
    return speakers;
}

}  // namespace revivre::server::pages
