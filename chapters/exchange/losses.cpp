#include "chapters/exchange/losses.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace revivre::chapters {

std::string_view name_of(LossKind kind) noexcept {
    switch (kind) {
        case LossKind::order:
            return "order";
        case LossKind::items:
            return "items";
        case LossKind::nesting:
            return "nesting";
        case LossKind::times:
            return "times";
        case LossKind::count:
            return "count";
        case LossKind::precision:
            return "precision";
        case LossKind::ends:
            return "ends";
        case LossKind::speakers:
            return "speakers";
        case LossKind::kinds:
            return "kinds";
        case LossKind::identifiers:
            return "identifiers";
        case LossKind::languages:
            return "languages";
        case LossKind::summaries:
            return "summaries";
        case LossKind::links:
            return "links";
        case LossKind::images:
            return "images";
        case LossKind::titles:
            return "titles";
        case LossKind::characters:
            return "characters";
    }
    return "";
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
