#pragma once

#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "server/routes/route.hpp"

/// What comes with requests that change something, read and checked.
namespace revivre::server {

/// The object that the request's content is. Throws StatusError{415} unless it is sent as
/// application/json, and ContentError for what is no object of JSON.
chapters::Json json_content(const Request& request);

// A member of an object. Throw ContentError, which points to it, for a value of another type; the
// first three take a missing member, or null, for "", the last number and false.
std::string text_member(const chapters::Json& object, const char* name);
int number_member(const chapters::Json& object, const char* name, int otherwise);
bool flag_member(const chapters::Json& object, const char* name);
/// Throws for a missing one too.
const chapters::Json& list_member(const chapters::Json& object, const char* name);

/// Chapters in the form of chapters/json.hpp, texts cleaned to one line of NFC each. `pointer`:
/// where they stand in the content. Throws ContentError.
std::vector<chapters::Chapter> chapters_from(const chapters::Json& list,
                                             const std::string& pointer);

/// One chapter, with its children.
chapters::Chapter chapter_from(const chapters::Json& object, const std::string& pointer);

// The entity-tag of a draft is its revision: "r12".
std::string draft_tag(int revision);

/// The revision that If-Match names. Throws StatusError{428} without one, and StatusError{412},
/// with the latest revision as "revision", when it is not the latest of `recording`.
int matched_revision(const Request& request, Context& context, const std::string& recording);

}  // namespace revivre::server
