#include <algorithm>
#include <charconv>

#include "chapters/text/fold.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Credit;
using storage::PublishedChapter;

constexpr Counted kSpeakers{Message::speaker_one, Message::speaker_many};
constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};
constexpr Counted kPassages{Message::passage_one, Message::passage_many};
constexpr int kHitsOnAPage = 50;
constexpr int kLastPage = 1000 / kHitsOnAPage + 1;  // storage/repository.hpp: offset up to 1000

std::string asked(const Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

int page_number(const std::string& text) {
    int number = 1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::clamp(number, 1, kLastPage);
}

struct RecordingHits {
    std::string recording;
    std::string event;
    std::vector<const PublishedChapter*> chapters;
};

struct SpeakerHits {
    std::string name;  // empty: nobody is confirmed in these
    std::string person;
    std::vector<RecordingHits> recordings;
};

bool is_named_by(const Credit& credit, const std::vector<std::string>& words) {
    for (const std::string& part : chapters::folded_words(credit.name)) {
        for (const std::string& word : words) {
            if (part.starts_with(word)) return true;
        }
    }
    return false;
}

// Under whom a hit is shown: the speaker that the words name, else the first.
const Credit* speaker_for(const chapters::Chapter& chapter, const std::vector<std::string>& words) {
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

std::vector<SpeakerHits> by_speaker(const std::vector<PublishedChapter>& hits,
                                    const std::vector<std::string>& words) {
    std::vector<SpeakerHits> speakers;
    for (const PublishedChapter& hit : hits) {
        const Credit* credit = speaker_for(hit.chapter, words);
        const SpeakerHits fresh{
            credit == nullptr ? "" : credit->name, credit == nullptr ? "" : credit->person, {}};
        SpeakerHits& speaker = found_or_added(
            speakers,
            [&](const SpeakerHits& each) {
                return fresh.person.empty() ? each.person.empty() && each.name == fresh.name
                                            : each.person == fresh.person;
            },
            fresh);
        RecordingHits& recording = found_or_added(
            speaker.recordings,
            [&](const RecordingHits& each) { return each.recording == hit.recording; },
            RecordingHits{hit.recording, hit.event, {}});
        recording.chapters.push_back(&hit);
    }
    // Nobody's passages last.
    std::stable_partition(speakers.begin(), speakers.end(),
                          [](const SpeakerHits& each) { return !each.name.empty(); });
    return speakers;
}

Html hit_item(const Visit& visit, Sources& sources, const PublishedChapter& hit) {
    const std::string& session = sources.session_title(hit.chapter.session);
    Html where;
    if (!session.empty()) where = element("span", {{"class", "function"}}, isolated(session));
    const Html what = element("span", {{"class", "what"}},
                              spaced({speaker_and_title(visit, hit.chapter), where}));
    const Html when = element("span", {{"class", "when"}}, clock(visit, hit.chapter.start));
    return element("li", element("a",
                                 {{"class", "jump"},
                                  {"href", jump_url(visit, hit.recording, hit.chapter)}},
                                 spaced({what, when}))) +
           text("\n");
}

Html recording_hits(const Visit& visit, Sources& sources, const RecordingHits& hits) {
    const auto& recording = sources.recording(hits.recording);
    const std::string name = full_name(visit, sources.event(hits.event), recording);
    Html items;
    for (const PublishedChapter* hit : hits.chapters) items += hit_item(visit, sources, *hit);
    return element("h3", text(visit.say(Message::in_recording, {name}))) +
           element("ol", {{"class", "chapters"}}, items);
}

Html speaker_hits(const Visit& visit, Sources& sources, const SpeakerHits& hits) {
    Html name = isolated(hits.name);
    if (hits.name.empty()) name = text(visit.say(Message::search_others));
    if (!hits.person.empty()) {
        name = element("a", {{"href", person_url(visit, hits.person)}}, name);
    }
    Html content = element("h2", name);
    for (const RecordingHits& each : hits.recordings) {
        content += recording_hits(visit, sources, each);
    }
    return element("section", content) + text("\n");
}

// What a search found, and which page of it this is.
struct Found {
    std::string text;
    int page;
    const storage::SearchResult& result;
    std::vector<SpeakerHits> speakers;
};

std::string count_words(const Visit& visit, const Found& found) {
    const auto& hits = found.result.chapters;
    const auto count = hits.size();
    if (count == 0) return visit.say(Message::search_nothing, {found.text});
    if (found.page > 1 || found.result.more) {
        const auto first = static_cast<std::size_t>(found.page - 1) * kHitsOnAPage + 1;
        return visit.say(Message::search_range,
                         {std::to_string(first), std::to_string(first + count - 1)});
    }
    const bool all_interventions = std::all_of(hits.begin(), hits.end(), [](const auto& hit) {
        return hit.chapter.kind == chapters::ChapterKind::intervention;
    });
    const auto speakers = static_cast<std::size_t>(
        std::count_if(found.speakers.begin(), found.speakers.end(),
                      [](const SpeakerHits& each) { return !each.name.empty(); }));
    const std::string passages = visit.count(count, all_interventions ? kInterventions : kPassages);
    return speakers == 0 ? passages : passages + ", " + visit.count(speakers, kSpeakers);
}

Html page_links(const Visit& visit, const Found& found) {
    const auto link = [&](int number, Message name) {
        const Url url = Url({"search"})
                            .with("q", found.text)
                            .with("page", number > 1 ? std::to_string(number) : "");
        return element("li", element("a", {{"href", visit.link(url)}}, text(visit.say(name))));
    };
    Html links;
    if (found.page > 1) links += link(found.page - 1, Message::search_previous);
    if (found.result.more && found.page < kLastPage) {
        links += link(found.page + 1, Message::search_next);
    }
    if (links.empty()) return {};
    return element("nav", {{"class", "pages"}, {"aria-label", visit.say(Message::search_pages)}},
                   element("ul", links));
}

Html results(const Visit& visit, Sources& sources, const Found& found) {
    Html out =
        element("p", {{"role", "status"}, {"class", "lead"}}, text(count_words(visit, found)));
    for (const SpeakerHits& each : found.speakers) out += speaker_hits(visit, sources, each);
    return out + page_links(visit, found);
}

}  // namespace

Response search_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string words = asked(request, "q");
    const int number = page_number(asked(request, "page"));
    const bool empty = words.find_first_not_of(" \t") == std::string::npos;
    Page page{.title = empty ? std::string(visit.say(Message::search_title))
                             : visit.say(Message::search_title_for, {words}),
              .address = Url({"search"}).with("q", words)};
    if (number > 1) page.address = page.address.with("page", std::to_string(number));
    page.searched = words;
    page.content = element("h1", text(page.title));
    if (empty) {
        page.content += element("p", text(visit.say(Message::search_hint)));
        return page_response(visit, page);
    }
    storage::SearchQuery query;
    query.text = words;
    query.limit = kHitsOnAPage;
    query.offset = (number - 1) * kHitsOnAPage;
    const auto result = context.repository.public_search(query);
    Sources sources(context.repository);
    const Found found{words, number, result,
                      by_speaker(result.chapters, chapters::folded_words(words))};
    page.content += results(visit, sources, found);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
