#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "chapters/json.hpp"
#include "chapters/model.hpp"

/// What can differ between two states of a chapter, field by field.
namespace revivre::chapters::revision {

enum class Field {
    title,
    kind,
    start,
    end,
    session,
    speakers,
    language,
    translations,
    summary,
    link,
    image,
    parent,  ///< the chapter around it
    whole,   ///< the chapter itself: that it is there
};

/// Those that a chapter holds by itself: all but the last two.
inline constexpr std::array kOwnFields{Field::title,    Field::kind,         Field::start,
                                       Field::end,      Field::session,      Field::speakers,
                                       Field::language, Field::translations, Field::summary,
                                       Field::link,     Field::image};

/// As our JSON calls it ("start_ms", "href"); "parent" and "chapter" for the last two.
std::string_view name_of(Field field) noexcept;

/// For the functions below `field` is one of kOwnFields.
bool same(const Chapter& a, const Chapter& b, Field field);
void copy(const Chapter& from, Chapter& to, Field field);

/// The value as chapters/json writes it; null when it is not set.
Json value_of(const Chapter& chapter, Field field);

/// Titles of sessions by id.
using SessionTitles = std::map<std::string, std::string, std::less<>>;

/// The value for people: "00:01:05.250", "Anne Roy, maire". An id of a session without title stays.
std::string text_of(const Chapter& chapter, Field field, const SessionTitles& sessions);

}  // namespace revivre::chapters::revision
