#include <algorithm>
#include <charconv>

#include "chapters/text/fold.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/search_results.hpp"

namespace revivre::server::pages {
namespace {

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

storage::SearchQuery asked_query(const Request& request, int page) {
    storage::SearchQuery query;
    query.text = asked(request, "q");
    if (query.text.find_first_not_of(" \t\r\n") == std::string::npos) query.text.clear();
    query.person = asked(request, "person");
    query.session = asked(request, "session");
    query.event = asked(request, "event");
    query.limit = kHitsOnAPage;
    query.offset = (page - 1) * kHitsOnAPage;
    return query;
}

// The names of filters, of what is public only.
std::string public_person_name(storage::Repository& repository, const std::string& id) {
    if (id.empty()) return {};
    const auto persons = repository.public_persons();
    const auto found = std::ranges::find(persons, id, &chapters::Person::id);
    return found == persons.end() ? std::string() : found->name;
}

std::string public_event_title(storage::Repository& repository, const std::string& id) {
    if (id.empty()) return {};
    const auto events = repository.public_events();
    const auto found = std::ranges::find(events, id, &chapters::Event::id);
    return found == events.end() ? std::string() : found->title;
}

Found found_by(storage::Repository& repository, const storage::SearchQuery& query, int page,
               const storage::SearchResult& result, Sources& sources) {
    std::vector<std::string> words = chapters::folded_words(query.text);
    std::vector<SpeakerHits> speakers = by_speaker(result.hits, words, sources);
    return {.query = query,
            .page = page,
            .last_page = kLastPage,
            .result = result,
            .words = std::move(words),
            .speakers = std::move(speakers),
            .person = public_person_name(repository, query.person),
            .event = public_event_title(repository, query.event)};
}

}  // namespace

Html search_status(const Visit& visit, std::string_view said) {
    return element("p",
                   {{"role", "status"},
                    {"class", "lead found"},
                    {"data-failed", visit.say(Message::search_failed)}},
                   text(said));
}

Response search_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const int number = page_number(asked(request, "page"));
    const storage::SearchQuery query = asked_query(request, number);
    Page page{.title = query.text.empty() ? std::string(visit.say(Message::search_title))
                                          : visit.say(Message::search_title_for, {query.text}),
              .address = search_url(query, number)};
    page.searched = query.text;
    page.scripts = {"search.js"};
    page.content = element("h1", text(page.title));
    if (query.text.empty() && query.person.empty() && query.event.empty() &&
        query.session.empty()) {
        page.content += search_status(visit, "");
        page.content += element("p", text(visit.say(Message::search_hint)));
        return page_response(visit, page);
    }
    const storage::SearchResult result = context.repository.public_search(query);
    Sources sources(context.repository);
    const Found found = found_by(context.repository, query, number, result, sources);
    Pictures pictures(context.settings.library, &context.repository);
    page.content += search_status(visit, count_words(visit, found));
    page.content += search_results(visit, sources, pictures, found);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
