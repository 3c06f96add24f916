#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chapters/programme/programme.hpp"

/// Sessions that running text tells of.
namespace revivre::chapters::programmes {

/// Whether a list of the day's parts follows: "était organisée en trois temps", "au programme :".
bool announces_parts(std::string_view paragraph);

/// The session that a sentence says took place: "En clôture, une table ronde a réuni …". Without
/// persons.
std::optional<ProgrammeSession> told_session(std::string_view sentence);

/// Its kind by its title; talks when that says nothing.
SessionKind told_kind(const ProgrammeSession& session);

/// The one session whose title shares most words with a section's heading; nothing when none or
/// several do.
std::optional<std::size_t> session_about(std::string_view heading,
                                         std::span<const ProgrammeSession> sessions);

/// Who "animated" the day by the sentence, as written, when these are no persons: "Animée par
/// Résovilles et le mouvement citoyen".
std::optional<std::string> hosts_in(std::string_view sentence);

}  // namespace revivre::chapters::programmes
