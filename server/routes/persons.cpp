#include <array>

#include "server/parameters.hpp"
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

Response person_list(const Request& request, Context& context) {
    Representation representation(context);
    std::vector<std::pair<chapters::Person, std::size_t>> speakers;
    for (chapters::Person& person : context.repository.public_persons()) {
        const std::size_t count = confirmed_interventions(context.repository, person.id).size();
        if (count > 0) speakers.emplace_back(std::move(person), count);
    }
    const auto page =
        page_of(request, std::move(speakers), [](const auto& each) { return each.first.id; });
    Json list = Json::array();
    for (const auto& [person, count] : page.items) {
        list.push_back(representation.person(person, count));
    }
    return json_response(
        {{"persons", list}, {"links", list_links(representation, request, page.next)}});
}

Response one_person(const Request& request, Context& context) {
    Representation representation(context);
    const Speaker speaker = public_speaker(context.repository, request.parameters.at("person"));
    return json_response(representation.person(speaker.person, speaker.interventions.size()));
}

Response person_interventions(const Request& request, Context& context) {
    Representation representation(context);
    Speaker speaker = public_speaker(context.repository, request.parameters.at("person"));
    const auto page = page_of(request, std::move(speaker.interventions),
                              [](const PublishedChapter& each) { return each.chapter.id; });
    return json_response({{"person", speaker.person.id},
                          {"name", speaker.person.name},
                          {"interventions", representation.chapters(page.items)},
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
