#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/programme/programme.hpp"

namespace revivre::chapters::programmes {

/// A programme's entry taken apart: "Table ronde « Habiter », animée par Mme Roy, avec M. Petit".
struct SessionPhrase {
    std::string title;
    std::vector<ProgrammePerson> persons;
    std::vector<std::string> doubtful;  ///< see PersonsFound
    bool labelled = false;              ///< ends in a label without persons: "Intervenants :"
    Role label_role = Role::speaker;
};

/// Takes one entry (a line without its time) apart. All of it is title when no person is found.
SessionPhrase session_phrase(std::string_view text);

/// Reads a line below an entry that begins with a label: "Modération : …", "Avec …", "animée par".
/// Nothing when it begins otherwise.
std::optional<SessionPhrase> labelled_line(std::string_view text);

/// The kind that a word of a table or of JSON names: one of ours ("panel") or French ("débat").
std::optional<SessionKind> kind_named(std::string_view word);

/// What kind of session this is: by the words of its title, else talks when somebody speaks.
SessionKind kind_of(const ProgrammeSession& session);

}  // namespace revivre::chapters::programmes
