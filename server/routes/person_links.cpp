#include <array>

#include "server/content.hpp"
#include "server/http/limits.hpp"
#include "server/persons_content.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

const std::string& person_of(const Request& request) {
    return request.parameters.at("person");
}

// The person as it is then, and the id by which it can be undone.
Response linked(Context& context, const std::string& person, const char* name,
                const std::string& id) {
    Response response = person_response(context, person);
    Json json = chapters::parse_json(response.body);
    json[name] = id;
    response.body = json_response(json).body;
    return response;
}

Response merge_person(const Request& request, Context& context) {
    const Json content = json_content(request);
    const std::string into = text_member(content, "into");
    if (into.empty()) throw ContentError("/into", "say who it is: 'into'");
    const std::string id = context.repository.person_register().merge(
        {.person = person_of(request), .into = into, .author = context.caller->name});
    return linked(context, into, "merge", id);
}

Response undo_merge(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("merge");
    const std::string person = context.repository.person_register().person_merge(id).person;
    context.repository.person_register().undo_merge(id);
    return person_response(context, person);
}

Response split_person(const Request& request, Context& context) {
    const Json content = json_content(request);
    storage::PersonSplit split{.person = person_of(request), .author = context.caller->name};
    for (const Json& each : list_member(content, "chapters")) {
        if (!each.is_string()) throw ContentError("/chapters", "chapters are ids");
        split.chapters.push_back(each.get<std::string>());
    }
    std::string id;
    context.repository.transact([&] {
        split.to = person_or_new(context, content);
        id = context.repository.person_register().split(split);
    });
    return linked(context, split.to, "split", id);
}

Response undo_split(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("split");
    const std::string person = context.repository.person_register().person_split(id).person;
    context.repository.person_register().undo_split(id);
    return person_response(context, person);
}

Response withdraw(const Request& request, Context& context) {
    const Json content = json_content(request);
    context.repository.person_register().withdraw({.person = person_of(request),
                                                   .reason = text_member(content, "reason"),
                                                   .author = context.caller->name});
    return person_response(context, person_of(request));
}

Response restore(const Request& request, Context& context) {
    context.repository.person_register().restore(person_of(request), context.caller->name);
    return person_response(context, person_of(request));
}

}  // namespace

namespace routes {

std::span<const Route> person_links() {
    static constexpr std::array kRoutes{
        private_route("POST", "/api/v1/persons/{person}/merge", merge_person, Access::archivist,
                      kContentLimit),
        private_route("DELETE", "/api/v1/merges/{merge}", undo_merge, Access::archivist,
                      kContentLimit),
        private_route("POST", "/api/v1/persons/{person}/split", split_person, Access::archivist,
                      kContentLimit),
        private_route("DELETE", "/api/v1/splits/{split}", undo_split, Access::archivist,
                      kContentLimit),
        private_route("PUT", "/api/v1/persons/{person}/withdrawal", withdraw, Access::archivist,
                      kContentLimit),
        private_route("DELETE", "/api/v1/persons/{person}/withdrawal", restore, Access::archivist,
                      kContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
