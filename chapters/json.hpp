#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "chapters/model.hpp"

/// The model to and from our JSON: the only place that knows its field names.
namespace revivre::chapters {

/// Keeps the order in which fields are written, so that answers read as they were meant.
using Json = nlohmann::ordered_json;

// The words that stand for enumerators in JSON and in the store. DO NOT CHANGE THESE VALUES.
std::string_view name_of(ChapterKind kind) noexcept;
std::string_view name_of(SessionKind kind) noexcept;
std::string_view name_of(Role role) noexcept;
std::string_view name_of(CreditStatus status) noexcept;
std::string_view name_of(ProposalKind kind) noexcept;
std::string_view name_of(ProposalStatus status) noexcept;
std::string_view name_of(RevisionKind kind) noexcept;

/// The enumerator that `name_of` calls `name`; throws Error{invalid_input} for any other word.
/// Defined for the enumerations above.
template <typename Enum>
Enum enum_named(std::string_view name);

/// Parses text that may come from anyone: depth at most 64, at most 1,000 fields an object, and, in
/// texts above 64 KiB, at most one value for each 8 bytes, so that the tree takes less than 20
/// times the text. Duplicate keys keep the last, invalid UTF-8 is refused. Throws
/// Error{invalid_input} that says what is too much, or where the text stops being JSON.
Json parse_json(std::string_view text);

/// One line of JSON, or indented when `indent` >= 0. Invalid UTF-8 becomes U+FFFD.
std::string dump_json(const Json& json, int indent = -1);

Json to_json(const Event& event);
Json to_json(const Session& session);
Json to_json(const Person& person);
Json to_json(const Expectation& expectation);
Json to_json(const Stream& stream);
Json to_json(const Recording& recording);
Json to_json(const Marker& marker);
Json to_json(const Credit& credit);
Json to_json(const Translation& translation);
/// What a chapter may have beside its title: "language", "translations", "summary", "href",
/// "image", each only when set; and the other way.
Json extras_to_json(const Chapter& chapter);
void read_extras(const Json& json, Chapter& chapter);
/// "children", "language", "translations", "summary", "href", "image" and "item" only when set.
Json to_json(const Chapter& chapter);
Json to_json(const Box& box);
/// "box" and "still" only when there is one.
Json to_json(const Evidence& evidence);
Json to_json(const Candidate& candidate);
Json to_json(const Proposal& proposal);
Json to_json(const Revision& revision);

/// The other way, for what we wrote ourselves. Throw Error{invalid_input}, naming the field.
Stream stream_from_json(const Json& json);
Marker marker_from_json(const Json& json);
Credit credit_from_json(const Json& json);
Translation translation_from_json(const Json& json);
Chapter chapter_from_json(const Json& json);
Box box_from_json(const Json& json);
Evidence evidence_from_json(const Json& json);
Candidate candidate_from_json(const Json& json);

/// Wall-clock text of a programme: "09:05".
std::string clock_time_text(ClockTime time);

}  // namespace revivre::chapters
