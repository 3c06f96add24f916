#include "chapters/exchange/losses.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace revivre::chapters {

namespace {

// In the order of LossKind.
constexpr std::array<std::string_view, 16> kNames{
    "order", "items",       "nesting",   "times",     "count", "precision", "ends",   "speakers",
    "kinds", "identifiers", "languages", "summaries", "links", "images",    "titles", "characters"};
static_assert(kNames.size() == static_cast<std::size_t>(LossKind::characters) + 1);

}  // namespace

std::string_view name_of(LossKind kind) noexcept {
    return kNames.at(static_cast<std::size_t>(kind));
}

void Losses::add(LossKind kind, std::size_t chapters, std::string_view message) {
    if (chapters == 0) return;
    const auto known = std::ranges::find(losses_, kind, &Loss::kind);
    if (known != losses_.end()) {
        known->chapters = std::max(known->chapters, chapters);
        return;
    }
    const std::string counted = chapters == 1 ? "1 chapter" : fmt::format("{} chapters", chapters);
    std::string text(message);
    const std::size_t place = text.find("{}");
    if (place != std::string::npos) text.replace(place, 2, counted);
    losses_.push_back({kind, chapters, std::move(text)});
}

}  // namespace revivre::chapters
