#include "chapters/programme/csv_persons.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "chapters/programme/names.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::programmes {
namespace {

using Parts = std::vector<std::string_view>;

Parts split(std::string_view text, std::string_view mark) {
    Parts parts;
    for (;;) {
        const std::size_t end = text.find(mark);
        const std::string_view part = trimmed(text.substr(0, end));
        if (!part.empty()) parts.push_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + mark.size());
    }
}

// By the first mark that stands in the cell.
Parts split_cell(std::string_view cell) {
    for (const std::string_view mark : {"\n", ";", " / ", "/"}) {
        if (cell.find(mark) != std::string_view::npos) return split(cell, mark);
    }
    return split(cell, "\n");
}

bool is_whole_name(std::string_view text) {
    const std::vector<Word> words = words_of(text);
    const auto name = name_at(text, words, 0);
    return name && name->last == words.size();
}

bool all_names(const Parts& parts) {
    return parts.size() > 1 && std::ranges::all_of(parts, is_whole_name);
}

// "Hélène Roy, Loïc Petit et Mme Blin" when all parts are names.
Parts names_of(std::string_view cell) {
    Parts parts = split_cell(cell);
    if (parts.size() != 1) return parts;
    Parts pieces;
    for (const std::string_view by_and : split(parts[0], " et ")) {
        for (const std::string_view piece : split(by_and, ",")) pieces.push_back(piece);
    }
    if (all_names(pieces)) return pieces;
    Parts by_and = split(parts[0], " et ");
    const bool safe = by_and.size() > 1 && std::ranges::all_of(by_and, [](std::string_view part) {
                          const std::vector<Word> words = words_of(part);
                          return name_at(part, words, 0).has_value();
                      });
    return safe ? by_and : parts;
}

// "LE FOLL" and "Stéphane" in two columns.
ProgrammePerson person_of_two(const PersonCells& cells) {
    ProgrammePerson person;
    const std::string family = clean_person_name(clean_title(cells.names));
    const std::string given = clean_person_name(cells.given_name);
    person.name = given.empty() ? family : family.empty() ? given : given + ' ' + family;
    return person;
}

// "PETIT, Jean", "Petit, Jean": a family name, then one given name.
std::optional<std::string> inverted_name(std::string_view part) {
    const Parts pieces = split(part, ",");
    if (pieces.size() != 2) return std::nullopt;
    const std::vector<Word> family = words_of(pieces[0]);
    const std::vector<Word> given = words_of(pieces[1]);
    const bool one_given = given.size() == 1 && given[0].capital && !given[0].upper &&
                           !is_function_word(given[0].folded) &&
                           !is_organisation_word(given[0].folded);
    const bool shouted = std::ranges::all_of(family, [](const Word& word) { return word.upper; });
    const bool one_family = family.size() == 1 && family[0].capital;
    if (family.empty() || !one_given || !(shouted || one_family)) return std::nullopt;
    if (!shouted) return std::string(pieces[1]) + ' ' + std::string(pieces[0]);
    return std::string(pieces[0]) + ' ' + std::string(pieces[1]);
}

class RowPersons {
  public:
    RowPersons(const PersonCells& cells, std::vector<Diagnostic>& diagnostics)
        : cells_(cells), diagnostics_(diagnostics) {}

    std::vector<ProgrammePerson> read() {
        if (!cells_.given_name.empty()) {
            persons_.push_back(person_of_two(cells_));
        } else {
            for (const std::string_view part : names_of(cells_.names)) add(part);
        }
        share(cells_.function, &ProgrammePerson::function, "functions");
        share(cells_.organisation, &ProgrammePerson::organisation, "organisations");
        read_role();
        for (ProgrammePerson& person : persons_) person.line = cells_.line;
        return std::move(persons_);
    }

  private:
    void add(std::string_view part) {
        const std::string text = clean_title(part);
        ProgrammePerson person;
        if (const auto inverted = inverted_name(text)) {
            person.name = clean_person_name(*inverted);
        } else {
            person = person_of(text);
        }
        if (words_of(person.name).empty()) {
            tell(fmt::format("'{}' is no name", text));
        } else {
            persons_.push_back(std::move(person));
        }
    }

    void share(std::string_view cell, std::string ProgrammePerson::*field, std::string_view what) {
        if (trimmed(cell).empty()) return;
        if (persons_.empty()) {
            tell(fmt::format("'{}' stands without a name", clean_title(cell)));
            return;
        }
        if (persons_.size() == 1) {
            persons_[0].*field = clean_title(cell);
            return;
        }
        const Parts parts = split_cell(cell);
        if (parts.size() != persons_.size()) {
            tell(fmt::format("the row has {} persons and {} {}; these were left out",
                             persons_.size(), parts.size(), what));
            return;
        }
        for (std::size_t i = 0; i < parts.size(); ++i) persons_[i].*field = clean_title(parts[i]);
    }

    // "rôle" is ours ("modératrice"), or another word for function.
    void read_role() {
        if (cells_.role.empty()) return;
        const auto role = role_named(cells_.role);
        if (!role) {
            const bool free = std::ranges::all_of(
                persons_, [](const ProgrammePerson& each) { return each.function.empty(); });
            if (free) return share(cells_.role, &ProgrammePerson::function, "functions");
            tell(fmt::format("'{}' is no role", cells_.role));
            return;
        }
        for (ProgrammePerson& person : persons_) person.role = *role;
    }

    void tell(std::string message) { diagnostics_.push_back({cells_.line, std::move(message)}); }

    const PersonCells& cells_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<ProgrammePerson> persons_;
};

}  // namespace

std::vector<ProgrammePerson> persons_of_cells(const PersonCells& cells,
                                              std::vector<Diagnostic>& diagnostics) {
    return RowPersons(cells, diagnostics).read();
}

}  // namespace revivre::chapters::programmes
