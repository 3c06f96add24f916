#include "indexer/analysis/screen_memory.hpp"

#include <algorithm>

namespace revivre::indexer {
namespace {

constexpr std::size_t kKept = 96;
constexpr int kCells = Thumbnail::kWidth * Thumbnail::kHeight;
// A card is one picture; a slide may fill up, and a caption or an inset may lie over it.
constexpr int kCardCells = kCells / 8;
constexpr int kSlideCells = kCells / 2;
// One other letter of a title changes four to nine cells of it.
constexpr int kTitleCells = 3;

}  // namespace

bool KnownScreen::shown_in(const Cells& picture) const {
    if (!text) return is_still(change_between(luma, picture));
    if (changed_cells(luma, picture, title) > kTitleCells) return false;
    const int allowed = text->kind == ScreenKind::card ? kCardCells : kSlideCells;
    return changed_cells(luma, picture, {0, 0, Thumbnail::kWidth, Thumbnail::kHeight}) <= allowed;
}

KnownScreen* ScreenMemory::find(const Cells& picture) {
    const auto found = std::ranges::find_if(
        screens_, [&](const KnownScreen& screen) { return screen.shown_in(picture); });
    return found == screens_.end() ? nullptr : &*found;
}

KnownScreen& ScreenMemory::add(KnownScreen screen) {
    if (screens_.size() == kKept) screens_.pop_front();
    return screens_.emplace_back(std::move(screen));
}

}  // namespace revivre::indexer
