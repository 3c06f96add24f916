#include "server/persons_content.hpp"

#include <fmt/format.h>

#include "server/content.hpp"
#include "server/http/text.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

bool has(const Json& content, const char* name) {
    return content.contains(name) && !content[name].is_null();
}

std::vector<std::string> texts(const Json& content, const char* name) {
    std::vector<std::string> all;
    for (const Json& each : list_member(content, name)) {
        if (!each.is_string()) {
            throw ContentError(fmt::format("/{}/{}", name, all.size()), "this is no text");
        }
        all.push_back(each.get<std::string>());
    }
    return all;
}

std::vector<storage::Identifier> identifiers(const Json& content) {
    std::vector<storage::Identifier> all;
    for (const Json& each : list_member(content, "identifiers")) {
        if (!each.is_object()) {
            throw ContentError(fmt::format("/identifiers/{}", all.size()),
                               "an identifier is an object with scheme and value");
        }
        all.push_back({text_member(each, "scheme"), text_member(each, "value")});
    }
    return all;
}

std::string tag_of(int version) {
    return fmt::format("\"p{}\"", version);
}

}  // namespace

review::PersonChange person_change(const Json& content) {
    review::PersonChange change;
    if (has(content, "name")) change.name = text_member(content, "name");
    if (has(content, "sort_name")) change.sort_name = text_member(content, "sort_name");
    if (has(content, "variants")) change.variants = texts(content, "variants");
    if (has(content, "identifiers")) change.identifiers = identifiers(content);
    return change;
}

Response person_response(Context& context, const std::string& person, int status) {
    const review::PersonRecord record = review::record_of(context.repository, person);
    Response response = json_response({{"person", review::to_json(record)}});
    response.status = status;
    response.etag = tag_of(record.version);
    return response;
}

void require_matched_person(const Request& request, Context& context, const std::string& person) {
    const std::string now = tag_of(context.repository.person_register().version(person));
    const std::string_view field = trim(request.if_match);
    if (field.empty()) {
        throw StatusError(428, "say in If-Match what you change, as the person's ETag names it");
    }
    if (field != now) {
        throw StatusError(412, "somebody changed this person in the meantime: read them again");
    }
}

std::string person_or_new(Context& context, const Json& content) {
    if (!has(content, "new_person")) {
        const std::string person = text_member(content, "person");
        if (person.empty()) throw ContentError("/person", "say who: 'person' or 'new_person'");
        return person;
    }
    if (!content["new_person"].is_object()) {
        throw ContentError("/new_person", "'new_person' is an object with a name");
    }
    return review::create_person(context.repository, person_change(content["new_person"]));
}

}  // namespace revivre::server
