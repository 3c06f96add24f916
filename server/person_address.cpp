#include "server/person_address.hpp"

#include <algorithm>

#include "chapters/error.hpp"

namespace revivre::server {
namespace {

constexpr std::string_view kPrefix = "per_";

bool is_id_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// The first id of a person in the path, or in what oEmbed is asked about; empty: there is none.
std::string_view person_in(std::string_view target) {
    const std::size_t path_end = std::min(target.find('?'), target.size());
    const std::size_t at = target.find(kPrefix);
    const bool in_query = at != std::string_view::npos && at > path_end;
    if (at == std::string_view::npos || (in_query && target.substr(0, path_end) != "/oembed")) {
        return {};
    }
    std::size_t end = at + kPrefix.size();
    while (end < target.size() && is_id_letter(target[end])) ++end;
    return target.substr(at, end - at);
}

// Who is meant; empty when nobody has the id.
std::string meant(storage::Repository& repository, const std::string& person) {
    try {
        return repository.person_register().meant(person);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found) throw;
        return {};
    }
}

}  // namespace

std::optional<std::string> merged_address(std::string_view target,
                                          storage::Repository& repository) {
    const std::string_view asked = person_in(target);
    if (asked.empty()) return std::nullopt;
    const std::string now = meant(repository, std::string(asked));
    if (now.empty() || now == asked) return std::nullopt;
    std::string address(target);
    const auto at = static_cast<std::size_t>(asked.data() - target.data());
    return address.replace(at, asked.size(), now);
}

bool is_withdrawn_address(std::string_view target, storage::Repository& repository) {
    const std::string person(person_in(target));
    if (person.empty() || meant(repository, person).empty()) return false;
    storage::PersonRegister& persons = repository.person_register();
    if (!persons.withdrawal(person)) return false;
    const auto credited = persons.credited(person, false);
    return std::ranges::any_of(credited, &storage::CreditedChapter::published);
}

}  // namespace revivre::server
