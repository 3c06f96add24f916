#pragma once

#include <optional>
#include <string_view>

#include "chapters/model.hpp"

/// The words by which French (and some English) programmes tell persons, functions, organisations
/// and kinds of sessions apart. An argument named `folded` is one folded word (text/fold.hpp).
namespace revivre::chapters::programmes {

/// "maire", "directrice", "vice-presidente", "elus": begins what a person is or does.
bool is_function_word(std::string_view folded);

/// "association", "universite", "conseil", "habitat": stands in names of organisations and places,
/// never in a person's.
bool is_organisation_word(std::string_view folded);

/// "institut", "universite", "cnrs": what somebody works "at" (à, au, chez).
bool is_employer_word(std::string_view folded);

/// A given name that is common in France. A support, never the only proof in running text.
bool is_given_name(std::string_view folded);

/// Articles, prepositions and other words that open no name although a sentence may capitalise
/// them.
bool is_small_word(std::string_view folded);

/// Words of programmes ("ouverture", "table", "quartiers") that are no part of a person's name.
bool is_programme_word(std::string_view folded);

/// What kind of session a title announces by its first telling word; nothing without one.
std::optional<SessionKind> session_kind_in(std::string_view title);

/// "animateur", "moderation", "presidente de seance", "speaker"…: a whole text that names a role.
std::optional<Role> role_named(std::string_view text);

/// "matin", "APRÈS-MIDI", "morning": a whole text that names a part of the day.
bool is_part_of_day(std::string_view text);

}  // namespace revivre::chapters::programmes
