#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/programme/programme.hpp"

/// Persons in a phrase: "Mme Hélène Vauquelou, maire de Saint-Aubrel, et Loïc Péchinard
/// (journaliste)". What is not surely a person is left out and told: never name wrongly.
namespace revivre::chapters::programmes {

/// How much the place of a phrase says that persons stand in it.
enum class Expectancy {
    none,       ///< running text: only a civility or a function beside the name prove a person
    connected,  ///< behind "par", "avec": a common given name or a family in capitals do, too
    entry,      ///< an entry of a list below a session: so does a description behind the name
    labelled,   ///< behind "Intervenants :": every name is one
};

struct PersonsFound {
    std::vector<ProgrammePerson> persons;
    std::vector<std::string> doubtful;           ///< looked like names, proved nothing
    std::size_t begin = std::string_view::npos;  ///< of the first person, civility included
    std::size_t first_word = 0;                  ///< the number of that word in the phrase
};

/// All persons of one phrase (a line, a sentence), in order, names cleaned.
PersonsFound persons_in(std::string_view phrase, Expectancy expectancy);

/// A person from one text that is all about this person: a name, perhaps with its description.
/// The name may be anything.
ProgrammePerson person_of(std::string_view text);

}  // namespace revivre::chapters::programmes
