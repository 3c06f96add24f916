#pragma once

#include <string>

#include "review/persons.hpp"

#include "chapters/json.hpp"
#include "server/routes/route.hpp"

/// Records of persons in requests and answers of those who work here.
namespace revivre::server {

/// "name", "sort_name", "variants", "identifiers", each only when it is there. Throws ContentError.
review::PersonChange person_change(const chapters::Json& content);

/// {"person":{…}}, with the record's version as ETag.
Response person_response(Context& context, const std::string& person, int status = 200);

/// Throws StatusError{428} without If-Match, StatusError{412} when the record changed since.
void require_matched_person(const Request& request, Context& context, const std::string& person);

/// Makes a person of the content of a request, or takes the one whose id it has as "person".
std::string person_or_new(Context& context, const chapters::Json& content);

}  // namespace revivre::server
