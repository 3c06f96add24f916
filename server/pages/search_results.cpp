#include "server/pages/search_results.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "chapters/text/excerpt.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::server::pages {
namespace {

using storage::FoundIn;
using storage::SearchHit;

constexpr Counted kSpeakers{Message::speaker_one, Message::speaker_many};
constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};
constexpr Counted kPassages{Message::passage_one, Message::passage_many};
constexpr std::size_t kFilterLinks = 6;  // of persons, and of events: more are no help

// What every part of the results is written with.
struct Writing {
    const Visit& visit;
    Sources& sources;
    Pictures& pictures;
    const Found& found;
};

Html with_marks(std::span<const chapters::ExcerptPart> parts) {
    Html out;
    for (const chapters::ExcerptPart& part : parts) {
        out += part.match ? element("mark", text(part.text)) : text(part.text);
    }
    return element("bdi", out);
}

Html span_of(std::string_view style, const Html& content) {
    return content.empty() ? Html() : element("span", {{"class", style}}, content);
}

Url hit_url(const Visit& visit, const SearchHit& hit) {
    return visit.link(recording_url(hit.published.recording)
                          .with("c", hit.published.chapter.id)
                          .with("t", chapters::seconds_text(hit.start)));
}

Html thumbnail(Pictures& pictures, const SearchHit& hit) {
    const std::string path = pictures.poster(hit.published.recording, hit.start, hit.end);
    if (path.empty()) return {};
    const std::string name = path.substr(path.rfind('/') + 1);
    // What it shows says nothing that the words beside it do not say.
    return void_element("img", {{"src", Url({"pictures", hit.published.recording, name})},
                                {"alt", ""},
                                {"width", "160"},
                                {"height", "90"},
                                {"loading", "lazy"}});
}

// The title, or who speaks when the title only repeats that; speakers apart from the heading's.
Html hit_title(const Writing& writing, const SearchHit& hit, const std::string& heading) {
    const Visit& visit = writing.visit;
    const std::vector<std::string>& words = writing.found.words;
    const chapters::Chapter& chapter = hit.published.chapter;
    const std::string names = speaker_names(chapter);
    const bool repeated = chapters::fold(names) == chapters::fold(chapter.title);
    Html title;
    if (!repeated) {
        const bool foreign =
            !chapter.language.empty() && chapter.language != tag_of(visit.language());
        const auto language = foreign ? std::optional(chapter.language) : std::nullopt;
        title = element("span", {{"class", "title"}, {"lang", language}},
                        with_marks(chapters::marked(chapter.title, words)));
    }
    const bool others = names != heading || title.empty();
    Html speaker;
    if (others && !names.empty()) {
        speaker =
            element("strong", {{"class", "speaker"}}, with_marks(chapters::marked(names, words)));
    } else if (names.empty() && chapter.kind == chapters::ChapterKind::intervention) {
        speaker = element("em", {{"class", "speaker"}}, text(visit.say(Message::unidentified)));
    }
    return spaced({speaker, title});
}

Html hit_excerpt(const Visit& visit, const SearchHit& hit) {
    if (hit.excerpt.empty()) return {};
    const Html words = with_marks(hit.excerpt);
    if (hit.found_in != FoundIn::transcript) return span_of("excerpt", words);
    const Html said = text(visit.say(Message::search_said));
    return span_of("excerpt said", spaced({span_of("heard", said), element("q", words)}));
}

Html hit_item(const Writing& writing, const SearchHit& hit, const std::string& heading) {
    const Visit& visit = writing.visit;
    const std::string& session = writing.sources.session_title(hit.published.chapter.session);
    const Html where = session.empty() ? Html() : span_of("function", isolated(session));
    const Html what =
        span_of("what", spaced({hit_title(writing, hit, heading), hit_excerpt(visit, hit), where}));
    const Html when = span_of("when", clock(visit, hit.start));
    const Html picture = span_of("thumbnail", thumbnail(writing.pictures, hit));
    return element("li", element("a", {{"class", "jump"}, {"href", hit_url(visit, hit)}},
                                 spaced({picture, what, when}))) +
           text("\n");
}

Html speaker_section(const Writing& writing, const SpeakerHits& speaker) {
    const Visit& visit = writing.visit;
    Sources& sources = writing.sources;
    Html name = with_marks(chapters::marked(speaker.name, writing.found.words));
    if (speaker.name.empty()) name = text(visit.say(Message::search_others));
    if (!speaker.person.empty()) {
        name = element("a", {{"href", person_url(visit, speaker.person)}}, name);
    }
    Html content = element("h2", name);
    for (const RecordingHits& each : speaker.recordings) {
        const std::string recording =
            full_name(visit, sources.event(each.event), sources.recording(each.recording));
        Html items;
        for (const SearchHit* hit : each.hits) {
            items += hit_item(writing, *hit, speaker.name);
        }
        content += element("h3", text(visit.say(Message::in_recording, {recording}))) +
                   element("ol", {{"class", "chapters hits"}}, items);
    }
    return element("section", content) + text("\n");
}

Html filter_link(const Visit& visit, const storage::SearchQuery& query, std::string_view name) {
    return element("li", element("a", {{"href", visit.link(search_url(query))}}, isolated(name)));
}

// What the results can be narrowed to: several persons, several events.
Html filters(const Visit& visit, Sources& sources, const Found& found) {
    std::vector<std::string> events;
    for (const SearchHit& hit : found.result.hits) {
        const std::string& event = hit.published.event;
        if (std::ranges::find(events, event) == events.end()) events.push_back(event);
    }
    Html persons;
    std::size_t count = 0;
    for (const SpeakerHits& each : found.speakers) {
        if (each.person.empty() || ++count > kFilterLinks) continue;
        storage::SearchQuery narrowed = found.query;
        narrowed.person = each.person;
        persons += filter_link(visit, narrowed, each.name);
    }
    Html links;
    if (found.query.person.empty() && count > 1) links += persons;
    events.resize(std::min(events.size(), kFilterLinks));
    for (const std::string& event : events) {
        if (events.size() < 2 || !found.query.event.empty()) break;
        storage::SearchQuery narrowed = found.query;
        narrowed.event = event;
        links += filter_link(visit, narrowed, sources.event(event).title);
    }
    if (links.empty()) return {};
    const std::string_view name = visit.say(Message::search_narrow);
    return element("nav", {{"class", "filters"}, {"aria-label", name}},
                   element("span", text(name)) + element("ul", links));
}

Html active_filters(const Visit& visit, const Found& found) {
    Html items;
    const auto item = [&](const std::string& name, const storage::SearchQuery& wider) {
        const std::string limited = visit.say(Message::search_only, {name});
        const std::string_view all = visit.say(Message::search_everywhere);
        items += element(
            "li", spaced({text(limited),
                          element("a", {{"href", visit.link(search_url(wider))}}, text(all))}));
    };
    storage::SearchQuery wider = found.query;
    wider.person.clear();
    if (!found.person.empty()) item(found.person, wider);
    wider = found.query;
    wider.event.clear();
    if (!found.event.empty()) item(found.event, wider);
    return items.empty() ? Html() : element("ul", {{"class", "facts"}}, items);
}

Html suggestion(const Visit& visit, const Found& found) {
    if (found.result.suggestion.empty()) return {};
    storage::SearchQuery meant = found.query;
    meant.text = found.result.suggestion;
    const Html link = element("a", {{"href", visit.link(search_url(meant))}}, isolated(meant.text));
    return element("p", {{"class", "suggestion"}},
                   text(visit.say(Message::search_did_you_mean)) + text(" ") + link +
                       text(visit.say(Message::search_question_mark)));
}

Html page_links(const Visit& visit, const Found& found) {
    const auto link = [&](int number, Message name) {
        return element("li", element("a", {{"href", visit.link(search_url(found.query, number))}},
                                     text(visit.say(name))));
    };
    Html links;
    if (found.page > 1) links += link(found.page - 1, Message::search_previous);
    if (found.result.more && found.page < found.last_page) {
        links += link(found.page + 1, Message::search_next);
    }
    if (links.empty()) return {};
    return element("nav", {{"class", "pages"}, {"aria-label", visit.say(Message::search_pages)}},
                   element("ul", links));
}

}  // namespace

std::string count_words(const Visit& visit, const Found& found) {
    const auto& hits = found.result.hits;
    const auto count = hits.size();
    if (count == 0 && found.query.text.empty()) return visit.count(0, kPassages);
    if (count == 0) return visit.say(Message::search_nothing, {found.query.text});
    if (found.page > 1 || found.result.more) {
        const auto first =
            static_cast<std::size_t>(found.page - 1) * static_cast<std::size_t>(found.query.limit) +
            1;
        const std::string range = visit.say(
            Message::search_range, {std::to_string(first), std::to_string(first + count - 1)});
        if (!found.result.all) return range;
        return visit.say(Message::search_range_of, {range, std::to_string(found.result.total)});
    }
    const bool all_interventions = std::all_of(hits.begin(), hits.end(), [](const SearchHit& hit) {
        return hit.found_in != FoundIn::transcript &&
               hit.published.chapter.kind == chapters::ChapterKind::intervention;
    });
    const auto speakers = static_cast<std::size_t>(
        std::count_if(found.speakers.begin(), found.speakers.end(),
                      [](const SpeakerHits& each) { return !each.name.empty(); }));
    const std::string passages = visit.count(count, all_interventions ? kInterventions : kPassages);
    return speakers == 0 ? passages : passages + ", " + visit.count(speakers, kSpeakers);
}

Url search_url(const storage::SearchQuery& query, int page) {
    return Url({"search"})
        .with("q", query.text)
        .with("person", query.person)
        .with("session", query.session)
        .with("event", query.event)
        .with("page", page > 1 ? std::to_string(page) : "");
}

Html search_results(const Visit& visit, Sources& sources, Pictures& pictures, const Found& found) {
    Html out =
        suggestion(visit, found) + active_filters(visit, found) + filters(visit, sources, found);
    for (const SpeakerHits& each : found.speakers) {
        out += speaker_section({visit, sources, pictures, found}, each);
    }
    return out + page_links(visit, found);
}

}  // namespace revivre::server::pages
