#pragma once

#include <string>

#include "chapters/model.hpp"
#include "chapters/programme/programme.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// What the command line said about the event; empty: take it from the programme.
struct EventWords {
    std::string title;
    std::string date;
};

/// The event of that title and date, found again or made, with what the programme adds.
chapters::Event register_event(storage::Repository& repository, const EventWords& words,
                               const chapters::Programme& programme,
                               const std::string& otherwise_title);

/// Sessions, persons and who is expected where, as the programme has them. Sessions of the same
/// title and part keep their ids; those that left the programme go, unless a revision names them.
/// A person is known again by the same name with the same function or organisation, or with none;
/// two of one name with different functions in one programme are two persons.
void register_programme(storage::Repository& repository, const chapters::Event& event,
                        const chapters::Programme& programme);

}  // namespace revivre::app
