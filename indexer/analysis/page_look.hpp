#pragma once

#include "indexer/analysis/thumbnail.hpp"

/// Whether a picture looks drawn (a card, a slide) or filmed, told from its thumbnail alone.
namespace revivre::indexer {

/// A rectangle of thumbnail cells.
struct CellBox {
    int left = 0;
    int top = 0;
    int right = 0;   ///< exclusive
    int bottom = 0;  ///< exclusive

    [[nodiscard]] int width() const { return right - left; }
    [[nodiscard]] int height() const { return bottom - top; }
    [[nodiscard]] bool holds(int x, int y) const {
        return x >= left && x < right && y >= top && y < bottom;
    }
};

/// The cells in which a box of a picture of this size lies, with one more on each side.
CellBox cells_around(const chapters::Box& box, const Plane& luma);

/// Drawn pages consist of a few plain colours; pictures of a camera have light that falls off,
/// texture and noise. Shares are of the cells of `page`.
struct PageLook {
    double flat = 0;    ///< cells that differ from the next ones by one level at most
    double plain = 0;   ///< cells of the three commonest levels (+-1); 0 when few are flat
    CellBox page{};     ///< without black bars at the sides, above and below
    bool dark = false;  ///< hardly anything is brighter than black
};

PageLook look_at(const Thumbnail& thumbnail);

/// Could be a page, perhaps with a photograph or a small picture of the speaker on it, perhaps
/// filmed from the screen: to be confirmed by staying still.
bool may_be_page(const PageLook& look);

/// A page, also when it is seen in a single picture.
bool surely_page(const PageLook& look);

/// The cells that the ground around `text` reaches without a step: of a page that fills the picture
/// they go to its edges, of one that is projected in the room they end with the screen. `cells`
/// tells how many they are: few when the text stands on a photograph.
struct Ground {
    CellBox reach{};
    int cells = 0;
};

Ground ground_around(const Thumbnail& thumbnail, const CellBox& text);

/// Text on a plain ground that ends well within the page.
bool is_panel(const Ground& ground, const CellBox& page);

}  // namespace revivre::indexer
