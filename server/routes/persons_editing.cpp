#include <array>
#include <map>

#include "server/content.hpp"
#include "server/http/limits.hpp"
#include "server/persons_content.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

constexpr NumberRange kLimit{.least = 1, .most = 500, .otherwise = 50};

const std::string& person_of(const Request& request) {
    return request.parameters.at("person");
}

Json record_json(Context& context, const std::string& person) {
    return review::to_json(review::record_of(context.repository, person));
}

Json similar_json(Context& context, const std::string& name) {
    Json list = Json::array();
    for (const auto& each : review::similar_persons(context.repository, name)) {
        Json json = record_json(context, each.person.id);
        json["reason"] = each.reason;
        list.push_back(std::move(json));
    }
    return list;
}

// `?near=NAME`: who could be confused with somebody of that name; `?q=`: who is called so.
Response studio_persons(const Request& request, Context& context) {
    const std::string& near = text_parameter(request, "near");
    if (!near.empty()) return json_response({{"persons", similar_json(context, near)}});
    const int limit = number_parameter(request, "limit", kLimit);
    Json list = Json::array();
    for (const auto& each : review::persons_called(context.repository, text_parameter(request, "q"),
                                                   static_cast<std::size_t>(limit))) {
        list.push_back(record_json(context, each.id));
    }
    return json_response({{"persons", std::move(list)}});
}

Json interventions_json(Context& context, const std::string& person) {
    // A chapter may stand in the draft and in what is public: as the draft says it, told once.
    std::map<std::string, Json> by_chapter;
    for (const auto& each : context.repository.person_register().credited(person, false)) {
        const bool published = each.published || (by_chapter.contains(each.chapter.id) &&
                                                  by_chapter[each.chapter.id]["published"] == true);
        by_chapter[each.chapter.id] = {{"chapter", each.chapter.id},
                                       {"recording", each.recording},
                                       {"title", each.chapter.title},
                                       {"start_ms", each.chapter.start.count()},
                                       {"published", published}};
    }
    Json list = Json::array();
    for (auto& [id, json] : by_chapter) list.push_back(std::move(json));
    return list;
}

Json merges_json(Context& context, const std::string& person) {
    Json list = Json::array();
    for (const auto& each : context.repository.person_register().merges(person)) {
        list.push_back(
            {{"id", each.id},
             {"from", {{"id", each.person}, {"name", context.repository.person(each.person).name}}},
             {"at", each.created_at},
             {"author", each.author}});
    }
    return list;
}

Json moves_json(Context& context, const std::string& person) {
    const auto named = [&](const std::string& id) -> Json {
        return {{"id", id}, {"name", context.repository.person(id).name}};
    };
    Json list = Json::array();
    for (const auto& each : context.repository.person_register().splits(person)) {
        list.push_back({{"id", each.id},
                        {"from", named(each.person)},
                        {"to", named(each.to)},
                        {"chapters", each.chapters},
                        {"at", each.created_at},
                        {"author", each.author}});
    }
    return list;
}

Response studio_person(const Request& request, Context& context) {
    const std::string& person = person_of(request);
    Response response = person_response(context, person);
    Json json = chapters::parse_json(response.body);
    json["interventions"] = interventions_json(context, person);
    json["merges"] = merges_json(context, person);
    json["moves"] = moves_json(context, person);
    response.body = json_response(json).body;
    return response;
}

Response add_person(const Request& request, Context& context) {
    const Json content = json_content(request);
    const review::PersonChange change = person_change(content);
    if (!change.name || change.name->empty()) {
        throw ContentError("/name", "a person needs a name");
    }
    if (!flag_member(content, "even_if_similar")) {
        Json similar = similar_json(context, *change.name);
        if (!similar.empty()) {
            throw StatusError(409,
                              "there are persons who could be confused with this one: take one of "
                              "them, or say even_if_similar",
                              {}, {{"similar", std::move(similar)}});
        }
    }
    return person_response(context, review::create_person(context.repository, change), 201);
}

Response patch_person(const Request& request, Context& context) {
    const std::string& person = person_of(request);
    const Json content = json_content(request);
    context.repository.transact([&] {
        require_matched_person(request, context, person);
        review::change_person(context.repository, person, person_change(content));
    });
    return person_response(context, person);
}

Response export_person(const Request& request, Context& context) {
    return json_response(review::everything_about(context.repository, person_of(request)));
}

}  // namespace

namespace routes {

std::span<const Route> persons_editing() {
    static constexpr std::array kRoutes{
        private_route("GET", "/api/v1/studio/persons", studio_persons, Access::editor),
        private_route("GET", "/api/v1/studio/persons/{person}", studio_person, Access::editor),
        private_route("POST", "/api/v1/persons", add_person, Access::editor, kContentLimit),
        private_route("PATCH", "/api/v1/persons/{person}", patch_person, Access::editor,
                      kContentLimit),
        private_route("GET", "/api/v1/persons/{person}/export", export_person, Access::archivist)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
