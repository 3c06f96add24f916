#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters::linking {

/// A person's name taken apart for comparison: folded words, given names and family name apart.
struct PersonName {
    std::vector<std::string> given;
    std::vector<std::string> family;  ///< particles included: "le", "foll"
    bool operator==(const PersonName&) const = default;
};

/// Where the family name begins: at the words written in capitals ("LE FOLL Stéphane"), else at the
/// first particle after the first word ("de", "Le", "Van"…), else at the last blank-separated word.
PersonName parse_person_name(std::string_view name);

/// "Le Foll, Stéphane" of "Stéphane Le Foll": the order of lists of persons.
std::string sort_name_of(const std::string& name);

/// Whether a folded word may begin a family name without being one: "le", "de", "d", "van"…
bool is_particle(std::string_view word);

enum class Gender { unknown, feminine, masculine };

/// What a civility ("mme", "monsieur", folded) or the first word of a French function
/// ("directrice", "délégué") says of its bearer.
Gender gender_of_civility(std::string_view word);
Gender gender_of_function(std::string_view function);

/// What a common French given name (folded) says of its bearer; most say nothing here.
Gender gender_of_given_name(std::string_view name);

/// Whether a folded word is a civility or an academic style: "m", "mme", "dr", "professeur".
bool is_civility(std::string_view word);

/// `a` and `b` are the same but for one exchange of two neighbouring letters.
bool differs_by_one_exchange(std::string_view a, std::string_view b);

/// `a` and `b` are the same but for one letter added, dropped or replaced.
bool differs_by_one_letter(std::string_view a, std::string_view b);

/// All words one behind the other.
std::string joined(const std::vector<std::string>& words);

}  // namespace revivre::chapters::linking
