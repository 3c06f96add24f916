#include "chapters/programme/person_set.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace revivre::chapters::programmes {

void merge_person(std::vector<ProgrammePerson>& persons, ProgrammePerson person) {
    const auto differ = [](const std::string& a, const std::string& b) {
        return !a.empty() && !b.empty() && a != b;
    };
    const auto known = std::ranges::find_if(persons, [&](const ProgrammePerson& each) {
        return each.name == person.name && !(differ(each.function, person.function) &&
                                             differ(each.organisation, person.organisation));
    });
    if (known == persons.end()) {
        if (persons.size() < kPersonLimit) persons.push_back(std::move(person));
        return;
    }
    if (known->function.empty()) known->function = std::move(person.function);
    if (known->organisation.empty()) known->organisation = std::move(person.organisation);
    if (known->role == Role::speaker) known->role = person.role;
    std::move(person.quotations.begin(), person.quotations.end(),
              std::back_inserter(known->quotations));
}

}  // namespace revivre::chapters::programmes
