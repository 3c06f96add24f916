#include <algorithm>
#include <array>

#include "server/chapter_filter.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using storage::PublishedChapter;

struct Speaker {
    chapters::Person person;
    std::vector<PublishedChapter> interventions;
};

// Who is only expected, or only proposed, is not public.
Speaker public_speaker(storage::Repository& repository, const std::string& id) {
    Speaker speaker{.person = {}, .interventions = confirmed_interventions(repository, id)};
    if (speaker.interventions.empty()) {
        throw Error(ErrorCode::not_found, "no published speaker has the id '" + id + "'");
    }
    speaker.person = repository.person(id);
    return speaker;
}

// `?event=`, `?recording=`, `?session=`: who speaks there; the count is of all that they say.
Response person_list(const Request& request, Context& context) {
    Representation representation(context);
    const ChapterFilter filter(request);
    std::vector<Speaker> speakers;
    for (chapters::Person& person : context.repository.public_persons()) {
        auto interventions = confirmed_interventions(context.repository, person.id);
        const bool wanted = std::ranges::any_of(
            interventions, [&](const PublishedChapter& each) { return filter.wants(each); });
        if (wanted) speakers.push_back({std::move(person), std::move(interventions)});
    }
    const auto page =
        page_of(request, std::move(speakers), [](const Speaker& each) { return each.person.id; });
    Json list = Json::array();
    for (const Speaker& each : page.items) {
        list.push_back(representation.speaker(each.person, each.interventions));
    }
    return list_response(representation, request, page, {"persons", std::move(list)});
}

Response one_person(const Request& request, Context& context) {
    Representation representation(context);
    const Speaker speaker = public_speaker(context.repository, request.parameters.at("person"));
    return json_response(representation.speaker(speaker.person, speaker.interventions));
}

Response person_interventions(const Request& request, Context& context) {
    Representation representation(context);
    Speaker speaker = public_speaker(context.repository, request.parameters.at("person"));
    ChapterFilter(request).apply(speaker.interventions);
    const auto page = page_of(request, std::move(speaker.interventions),
                              [](const PublishedChapter& each) { return each.chapter.id; });
    return json_response({{"person", speaker.person.id},
                          {"name", speaker.person.name},
                          {"interventions", representation.chapters(page.items)},
                          {"total", page.total},
                          {"links", list_links(representation, request, page.next)}});
}

}  // namespace

namespace routes {

std::span<const Route> persons() {
    static constexpr std::array kRoutes{
        Route{"/api/v1/persons", person_list}, Route{"/api/v1/persons/{person}", one_person},
        Route{"/api/v1/persons/{person}/interventions", person_interventions}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
