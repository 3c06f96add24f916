#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/page_look.hpp"
#include "indexer/analysis/tools.hpp"

/// What a page that fills the picture says.
namespace revivre::indexer {

enum class ScreenKind { card, slide };

struct ScreenText {
    ScreenKind kind = ScreenKind::card;
    std::string text{};  ///< lines parted by "\n"; of a slide the title alone
    double confidence = 0;
    chapters::Box box{};    ///< around the lines in `text`
    chapters::Box title{};  ///< around the lines of its title
};

/// Where the lines of a page stand, and what they seem to be: found without reading.
struct ScreenLayout {
    ScreenKind kind = ScreenKind::card;
    std::vector<chapters::Box> lines;  ///< those worth reading; the title's first
    std::size_t title_lines = 0;
};

/// A title in the middle or alone on the page makes a card; a title on top of other things makes a
/// slide. Logos in corners and small print are left out. `boxes`: the page's lines, from the top;
/// `body`: that there is something (a diagram, a picture) below the title. Nothing when no line
/// could be a title.
std::optional<ScreenLayout> layout_of(const std::vector<chapters::Box>& boxes,
                                      const chapters::Box& page, bool body);

/// Reads the page that `look` found in the picture, with one call of `reader` at most. Nothing when
/// there is no text that makes sense, or when it stands on a panel within the picture (a screen in
/// the room). What is no page by its look (a photograph that stands still) must have large print,
/// read well.
std::optional<ScreenText> read_screen(const Picture& picture, const PageLook& look,
                                      TextReader& reader);

}  // namespace revivre::indexer
