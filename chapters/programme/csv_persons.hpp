#pragma once

#include <string>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/programme/programme.hpp"

namespace revivre::chapters::programmes {

/// The cells of one row that are about persons, line ends inside kept.
struct PersonCells {
    std::string names;
    std::string given_name;
    std::string function;
    std::string organisation;
    std::string role;
    int line = 0;
};

/// The persons of one row. Several names in one cell are parted by line ends, "/", ";" or " et ",
/// by commas only where every part has the shape of a name. Functions and organisations belong to
/// them when they are as many.
std::vector<ProgrammePerson> persons_of_cells(const PersonCells& cells,
                                              std::vector<Diagnostic>& diagnostics);

}  // namespace revivre::chapters::programmes
