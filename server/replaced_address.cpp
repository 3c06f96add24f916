#include "server/replaced_address.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/text/time_text.hpp"
#include "server/http/target.hpp"

namespace revivre::server {
namespace {

constexpr std::string_view kPrefix = "rec_";

// Below these, "c" and the fragment say what to show.
constexpr std::array<std::string_view, 2> kShown{"/v/", "/embed/"};

bool is_id_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// The id of a recording at `at`, which may be the end of the text.
std::string_view id_at(std::string_view text, std::size_t at) {
    std::size_t end = std::min(text.size(), at + kPrefix.size());
    while (end < text.size() && is_id_letter(text[end])) ++end;
    return text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
}

// "#t=25.1,57.8" of the chapter that the address names, or nothing.
std::string fragment_of(std::string_view target, storage::Repository& repository) {
    const bool shown = std::ranges::any_of(
        kShown, [&](std::string_view start) { return target.starts_with(start); });
    const auto query = parse_target(target).query;
    const auto chapter = query.find("c");
    if (!shown || chapter == query.end() || query.contains("t")) return {};
    try {
        const auto found = repository.public_chapter(chapter->second).chapter;
        return fmt::format("#t={},{}", chapters::seconds_text(found.start),
                           chapters::seconds_text(found.end.value_or(found.start)));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found && error.code() != ErrorCode::gone) throw;
        return {};
    }
}

}  // namespace

std::optional<std::string> replaced_address(std::string_view target,
                                            storage::Repository& repository) {
    const std::size_t path_end = std::min(target.find('?'), target.size());
    const bool asks_about_another = target.substr(0, path_end) == "/oembed";
    const std::size_t at = target.find(kPrefix);
    if (at == std::string_view::npos || (at > path_end && !asks_about_another)) return std::nullopt;
    const std::string old(id_at(target, at));
    const auto successor = repository.public_replacement(old);
    if (!successor) return std::nullopt;
    std::string address(target);
    address.replace(at, old.size(), *successor);
    return address + fragment_of(target, repository);
}

}  // namespace revivre::server
