#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chapters/json.hpp"
#include "chapters/model.hpp"

/// Looks into JSON of which nothing is certain. Nothing here throws.
namespace revivre::chapters {

/// A text as JSON, or why it is none.
struct ParsedJson {
    Json json;
    std::string fault;  ///< empty when it is JSON
};
ParsedJson parsed_json(std::string_view text);

/// The field of an object; null when `json` is no object, has no such field, or holds null there.
/// Lives as long as `json`.
const Json* field_of(const Json& json, std::string_view name);

/// The first field of these names that is there.
const Json* field_of(const Json& json, std::initializer_list<std::string_view> names);

/// What a string says, empty for everything else.
std::string_view text_of(const Json* value);

/// What a string or a number says, for titles; empty for everything else.
std::string title_of(const Json* value);

/// An address without blanks around it; empty when it holds control characters or is no string.
std::string address_of(const Json* value);

/// The elements of a list; anything else but null is a list of one, as JSON-LD has it.
std::vector<const Json*> list_of(const Json* value);

/// Seconds as a number or a string, or a clock time ("1:02:03.5") as a string. None when there is
/// no value, or it says no time from 0 to kLatestTime.
std::optional<Time> time_of(const Json* value);

/// What a reader of JSON gives to its Gathering as the size of the text: a sixth of it, one chapter
/// for each 120 bytes beyond 10,000. The tree that was parsed is there, too, up to 14 times the
/// text, and a list of chapters that grows takes 700 bytes each: together 20 times the text.
inline std::size_t json_chapter_bytes(std::string_view text) {
    return text.size() / 6;
}

/// Seconds as a JSON number that has the milliseconds exactly: 12 or 12.5.
Json seconds_json(Time time);

/// The names that lie in the first three levels of a JSON text, written as "chapters/*/start" where
/// "*" is an element of a list, with what strings there say. Reads 4,000 values at most, so that it
/// is cheap to ask what a text could be; a text that is not JSON gives what comes before the fault.
class JsonOutline {
  public:
    explicit JsonOutline(std::string_view text);

    [[nodiscard]] bool has(std::string_view path) const;
    /// The first string at that path, empty when there is none.
    [[nodiscard]] std::string_view text(std::string_view path) const;

  private:
    std::vector<std::pair<std::string, std::string>> entries_;
};

}  // namespace revivre::chapters
