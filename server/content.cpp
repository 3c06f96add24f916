#include "server/content.hpp"

#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/text/title.hpp"
#include "server/http/text.hpp"
#include "server/problem.hpp"

namespace revivre::server {
namespace {

using chapters::Chapter;
using chapters::Json;

constexpr std::int64_t kLongestMs = std::int64_t{7} * 24 * 3600 * 1000;  // no recording is longer

// Lines of a JSON Pointer (RFC 6901) hold no "/" or "~" here: member names of ours have none.
std::string below(const std::string& pointer, std::string_view name) {
    return fmt::format("{}/{}", pointer, name);
}

void check_time(const Json& object, const char* name, const std::string& pointer) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return;
    const bool good = found->is_number_integer() && found->get<std::int64_t>() >= 0 &&
                      found->get<std::int64_t>() <= kLongestMs;
    if (!good) {
        throw ContentError(below(pointer, name),
                           fmt::format("'{}' is a whole number of milliseconds from 0", name));
    }
}

void clean(Chapter& chapter) {
    for (std::string* text : {&chapter.title, &chapter.summary}) {
        *text = chapters::clean_line(*text);
    }
    for (chapters::Credit& credit : chapter.credits) {
        for (std::string* text : {&credit.name, &credit.function, &credit.organisation}) {
            *text = chapters::clean_line(*text);
        }
    }
    for (chapters::Translation& each : chapter.translations) {
        each.text = chapters::clean_line(each.text);
    }
}

[[noreturn]] void throw_stale(int latest) {
    throw StatusError(
        412, fmt::format("the list is at revision {} now: read it again, or merge", latest), {},
        {{"revision", latest}});
}

}  // namespace

Json json_content(const Request& request) {
    const std::string_view type = request.content_type;
    if (!same_token(trim(type.substr(0, type.find(';'))), "application/json")) {
        throw StatusError(415, "this address takes content of the type application/json");
    }
    Json json;
    try {
        json = chapters::parse_json(request.content());
    } catch (const Error& error) {
        throw ContentError("", error.what());
    }
    if (!json.is_object()) throw ContentError("", "the content is no object: {…}");
    return json;
}

std::string text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return "";
    if (!found->is_string()) {
        throw ContentError(below("", name), fmt::format("'{}' is a text", name));
    }
    return found->get<std::string>();
}

int number_member(const Json& object, const char* name, int otherwise) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return otherwise;
    const bool fits = found->is_number_integer() && found->get<std::int64_t>() >= 0 &&
                      found->get<std::int64_t>() <= INT32_MAX;
    if (!fits) throw ContentError(below("", name), fmt::format("'{}' is a whole number", name));
    return found->get<int>();
}

bool flag_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return false;
    if (!found->is_boolean()) {
        throw ContentError(below("", name), fmt::format("'{}' is true or false", name));
    }
    return found->get<bool>();
}

const Json& list_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_array()) {
        throw ContentError(below("", name), fmt::format("'{}' is a list", name));
    }
    return *found;
}

Chapter chapter_from(const Json& object, const std::string& pointer) {
    if (!object.is_object()) throw ContentError(pointer, "a chapter is an object");
    check_time(object, "start_ms", pointer);
    check_time(object, "end_ms", pointer);
    Json own = object;
    own.erase("children");
    own.erase("item");
    Chapter chapter;
    try {
        chapter = chapters::chapter_from_json(own);
        clean(chapter);
    } catch (const Error& error) {
        throw ContentError(pointer, error.what());
    }
    const auto children = object.find("children");
    if (children != object.end() && !children->is_null()) {
        chapter.children = chapters_from(*children, below(pointer, "children"));
    }
    return chapter;
}

std::vector<Chapter> chapters_from(const Json& list, const std::string& pointer) {
    if (!list.is_array()) throw ContentError(pointer, "chapters are a list");
    std::vector<Chapter> all;
    for (const Json& each : list) {
        all.push_back(chapter_from(each, below(pointer, std::to_string(all.size()))));
    }
    return all;
}

std::string draft_tag(int revision) {
    return fmt::format("\"r{}\"", revision);
}

int matched_revision(const Request& request, Context& context, const std::string& recording) {
    const int latest = context.repository.latest_revision(recording);
    const std::string_view field = trim(request.if_match);
    if (field.empty()) {
        throw StatusError(428, fmt::format("say in If-Match what you change, as the draft's ETag "
                                           "names it; now it is {}",
                                           draft_tag(latest)));
    }
    if (field != draft_tag(latest)) throw_stale(latest);
    return latest;
}

}  // namespace revivre::server
