#include <algorithm>
#include <array>

#include "server/parameters.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

struct FoundPerson {
    std::string id;
    std::string name;
    int count = 0;
};

void count_speakers(std::vector<FoundPerson>& persons, const chapters::Chapter& chapter) {
    for (const chapters::Credit& credit : chapter.credits) {
        if (credit.person.empty() || credit.status != chapters::CreditStatus::confirmed) continue;
        const auto found = std::ranges::find(persons, credit.person, &FoundPerson::id);
        if (found == persons.end()) {
            persons.push_back({.id = credit.person, .name = credit.name, .count = 1});
        } else {
            ++found->count;
        }
    }
}

// Who speaks in this page of results: most often first, then in the order of the results.
Json persons_json(const storage::SearchResult& result) {
    std::vector<FoundPerson> persons;
    for (const storage::PublishedChapter& each : result.chapters) {
        count_speakers(persons, each.chapter);
    }
    std::ranges::stable_sort(persons, std::ranges::greater{}, &FoundPerson::count);
    Json list = Json::array();
    for (const FoundPerson& person : persons) {
        list.push_back({{"id", person.id}, {"name", person.name}, {"count", person.count}});
    }
    return list;
}

// The cursor of a search is how many results came before: what is best has no other order.
Response search_results(const Request& request, Context& context) {
    constexpr NumberRange kLimit{.least = 1, .most = 100, .otherwise = 20};
    constexpr NumberRange kCursor{.least = 0, .most = 1000, .otherwise = 0};
    const storage::SearchQuery query{.text = text_parameter(request, "q"),
                                     .person = text_parameter(request, "person"),
                                     .session = text_parameter(request, "session"),
                                     .event = text_parameter(request, "event"),
                                     .limit = number_parameter(request, "limit", kLimit),
                                     .offset = number_parameter(request, "cursor", kCursor)};
    const storage::SearchResult result = context.repository.public_search(query);
    const int next = query.offset + query.limit;
    const bool more = result.more && next <= kCursor.most;
    Representation representation(context);
    return json_response(
        {{"query", query.text},
         {"results", representation.chapters(result.chapters)},
         {"persons", persons_json(result)},
         {"links", list_links(representation, request, more ? std::to_string(next) : "")}});
}

}  // namespace

namespace routes {

std::span<const Route> search() {
    // Not prepared: what people type would drive out what many ask for.
    static constexpr std::array kRoutes{Route{"/api/v1/search", search_results, false}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
