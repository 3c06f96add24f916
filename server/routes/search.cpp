#include <algorithm>
#include <array>

#include "chapters/text/time_text.hpp"
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
    for (const storage::SearchHit& each : result.hits) {
        count_speakers(persons, each.published.chapter);
    }
    std::ranges::stable_sort(persons, std::ranges::greater{}, &FoundPerson::count);
    Json list = Json::array();
    for (const FoundPerson& person : persons) {
        list.push_back({{"id", person.id}, {"name", person.name}, {"count", person.count}});
    }
    return list;
}

std::string_view name_of(storage::FoundIn place) {
    switch (place) {
        case storage::FoundIn::name:
            return "name";
        case storage::FoundIn::title:
            return "title";
        case storage::FoundIn::function:
            return "function";
        case storage::FoundIn::summary:
            return "summary";
        case storage::FoundIn::transcript:
            break;
    }
    return "transcript";
}

Json excerpt_json(const std::vector<chapters::ExcerptPart>& excerpt) {
    Json list = Json::array();
    for (const chapters::ExcerptPart& part : excerpt) {
        list.push_back({{"text", part.text}, {"match", part.match}});
    }
    return list;
}

// The chapter, and within it what was found. A passage that no chapter holds has neither id nor
// kind.
Json hit_json(Representation& representation, const storage::SearchHit& hit) {
    Json json = representation.chapter(hit.published);
    const bool spoken = hit.found_in == storage::FoundIn::transcript;
    const std::string at =
        "#t=" + chapters::seconds_text(hit.start) + "," + chapters::seconds_text(hit.end);
    const std::string& chapter = hit.published.chapter.id;
    if (chapter.empty()) {
        json["id"] = json["kind"] = nullptr;
        json["links"] = {{"self", nullptr}};
    }
    if (spoken) {
        const std::string within = chapter.empty() ? "" : "?c=" + chapter;
        json["links"]["watch"] = representation.link("/v/" + hit.published.recording + within + at);
    }
    json["found"] = {{"in", name_of(hit.found_in)},
                     {"start_ms", hit.start.count()},
                     {"end_ms", hit.end.count()},
                     {"excerpt", excerpt_json(hit.excerpt)}};
    return json;
}

Json hits_json(Representation& representation, const std::vector<storage::SearchHit>& hits) {
    Json list = Json::array();
    for (const storage::SearchHit& hit : hits) list.push_back(hit_json(representation, hit));
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
         {"total", result.total},
         {"complete", result.all},
         {"suggestion", result.suggestion.empty() ? Json(nullptr) : Json(result.suggestion)},
         {"results", hits_json(representation, result.hits)},
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
