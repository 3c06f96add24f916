#include "indexer/analysis/screen_reading.hpp"

#include <algorithm>
#include <cstdlib>

#include "indexer/analysis/page_lines.hpp"
#include "indexer/analysis/reading_sheet.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;

// Shares of the page. Titles of slides stand in the upper fifth in every common template; a title
// whose middle is lower is the message of the page itself.
constexpr double kTopOfSlide = 0.24;
constexpr double kLowestTitle = 0.75;
constexpr double kBodyFrom = 0.30;
constexpr double kCorner = 0.14;  // the rows, from above and below, where logos stand
constexpr double kCornerWidth = 0.35;
constexpr double kTitleWidth = 0.06;  // "Pause" in a small size is a tenth of the page wide
// Shares of the height of the largest line. One letter size gives boxes from 0.75 to 1 em high,
// depending on accents and descenders.
constexpr double kSameSize = 0.66;
constexpr double kSmallPrint = 0.36;
constexpr double kLogoSize = 0.60;
constexpr std::size_t kMostCardLines = 8;
constexpr std::size_t kMostTitleLines = 3;

constexpr double kReadable = 0.50;  // a texture read as text has confidences around 0.2 to 0.4
// On a photograph: titles of such cards are larger than any lettering that a camera shows by the
// way.
constexpr double kLargeHeight = 0.055;
constexpr double kLargeWidth = 0.25;
constexpr double kReadOnPhotograph = 0.85;
constexpr int kFewestLetters = 3;

int middle(const Box& box) {
    return box.y_px + box.height_px / 2;
}

int share(int of, double part) {
    return static_cast<int>(of * part);
}

// Logos, dates and page numbers stand in corners. In the upper left one titles begin as well, but
// larger than a logo.
bool corner_print(const Box& line, const Box& page, int largest_px) {
    const int y = middle(line) - page.y_px;
    const bool above = y < share(page.height_px, kCorner);
    const bool below = y > page.height_px - share(page.height_px, kCorner);
    const int left = page.x_px + share(page.width_px, kCornerWidth);
    const int right = page.x_px + page.width_px - share(page.width_px, kCornerWidth);
    const bool at_left = line.x_px + line.width_px <= left;
    const bool at_right = line.x_px >= right;
    if ((!above && !below) || (!at_left && !at_right)) return false;
    return !(above && at_left) || line.height_px < share(largest_px, kLogoSize);
}

// Captions that lie over a page stand in its lower part, boxed and often larger than its print;
// titles do not.
bool may_be_title(const Box& line, const Box& page) {
    return line.width_px >= share(page.width_px, kTitleWidth) &&
           middle(line) - page.y_px < share(page.height_px, kLowestTitle);
}

int largest(const std::vector<Box>& lines, const Box& page) {
    int height = 0;
    for (const Box& line : lines)
        if (may_be_title(line, page)) height = std::max(height, line.height_px);
    return height;
}

// Lines that go on with the title above them: of its size, close, and beginning or centred alike.
bool continues(const Box& above, const Box& line) {
    const int apart = line.y_px - (above.y_px + above.height_px);
    const int low = std::min(above.height_px, line.height_px);
    const int high = std::max(above.height_px, line.height_px);
    const bool overlap =
        line.x_px < above.x_px + above.width_px && above.x_px < line.x_px + line.width_px;
    return overlap && apart < high && low >= share(high, kSameSize);
}

Box around(const Box& a, const Box& b) {
    const int left = std::min(a.x_px, b.x_px);
    const int top = std::min(a.y_px, b.y_px);
    const int right = std::max(a.x_px + a.width_px, b.x_px + b.width_px);
    const int bottom = std::max(a.y_px + a.height_px, b.y_px + b.height_px);
    return {left, top, right - left, bottom - top};
}

// Moves the lines of the title to the front.
std::size_t title_first(std::vector<Box>& lines, std::size_t title) {
    std::rotate(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(title),
                lines.begin() + static_cast<std::ptrdiff_t>(title) + 1);
    std::size_t count = 1;
    for (std::size_t i = std::max<std::size_t>(title, 1); i < lines.size(); ++i) {
        if (i < count || count >= kMostTitleLines || !continues(lines[count - 1], lines[i]))
            continue;
        const auto at = lines.begin() + static_cast<std::ptrdiff_t>(i);
        std::rotate(lines.begin() + static_cast<std::ptrdiff_t>(count), at, at + 1);
        ++count;
    }
    return count;
}

// Diagrams and photographs below the title: cells that are not flat.
bool anything_below(const Thumbnail& thumbnail, const CellBox& page) {
    constexpr int kStep = 6;     // levels between cells
    constexpr int kFewest = 40;  // cells; a line under a title or a circle has fewer
    int uneven = 0;
    for (int y = page.top + share(page.height(), kBodyFrom); y + 1 < page.bottom; ++y)
        for (int x = page.left; x + 1 < page.right; ++x)
            uneven += std::abs(thumbnail.luma_at(x, y) - thumbnail.luma_at(x + 1, y)) > kStep;
    return uneven >= kFewest;
}

bool large_print(const Box& title, const Box& page) {
    return title.height_px >= share(page.height_px, kLargeHeight) &&
           title.width_px >= share(page.width_px, kLargeWidth);
}

Box pixels_of(const CellBox& cells, const Plane& luma) {
    const int left = cells.left * luma.width / Thumbnail::kWidth;
    const int top = cells.top * luma.height / Thumbnail::kHeight;
    return {left, top, cells.right * luma.width / Thumbnail::kWidth - left,
            cells.bottom * luma.height / Thumbnail::kHeight - top};
}

// Letters of a word, in any script; the bytes beyond ASCII are counted by their first one.
bool makes_sense(const ReadLine& line) {
    int letters = 0;
    int others = 0;
    for (const char c : line.text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                            (byte >= '0' && byte <= '9') || byte >= 0xC0;
        if (letter) ++letters;
        if (!letter && byte > ' ' && byte < 0x80) ++others;
    }
    return line.confidence >= kReadable && letters >= kFewestLetters && others <= letters;
}

std::optional<ScreenText> text_of(const std::vector<ReadLine>& lines, const ScreenLayout& layout) {
    ScreenText screen{.kind = layout.kind};
    double sum = 0;
    int kept = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool title = i < layout.title_lines;
        if (!makes_sense(lines[i])) {
            if (i == 0) return {};
            continue;
        }
        if (title) screen.title = kept == 0 ? lines[i].box : around(screen.title, lines[i].box);
        screen.box = kept == 0 ? lines[i].box : around(screen.box, lines[i].box);
        screen.text += (kept == 0 ? "" : "\n") + lines[i].text;
        if (title) sum += lines[i].confidence;
        kept += title ? 1 : 0;
    }
    screen.confidence = sum / std::max(1, kept);
    return screen;
}

}  // namespace

std::optional<ScreenLayout> layout_of(const std::vector<Box>& boxes, const Box& page, bool body) {
    std::vector<Box> lines = boxes;
    const int all = largest(lines, page);
    std::erase_if(lines, [&](const Box& line) { return corner_print(line, page, all); });
    const int height = largest(lines, page);
    if (height == 0) return {};
    const auto title = std::ranges::find_if(lines, [&](const Box& line) {
        return line.height_px >= share(height, kSameSize) && may_be_title(line, page);
    });
    ScreenLayout layout;
    const bool on_top = middle(*title) - page.y_px < share(page.height_px, kTopOfSlide);
    const bool crowded = lines.size() > kMostCardLines;
    if (crowded || (on_top && body)) layout.kind = ScreenKind::slide;
    const auto at = static_cast<std::size_t>(title - lines.begin());
    layout.title_lines = title_first(lines, at);
    if (layout.kind == ScreenKind::slide)
        lines.resize(std::min(layout.title_lines, std::size_t{2}));
    std::erase_if(lines,
                  [&](const Box& line) { return line.height_px < share(height, kSmallPrint); });
    layout.title_lines = std::min(layout.title_lines, lines.size());
    layout.lines = std::move(lines);
    return layout;
}

std::optional<ScreenText> read_screen(const Picture& picture, const PageLook& look,
                                      TextReader& reader) {
    const Box page = pixels_of(look.page, picture.luma);
    const bool body = anything_below(*picture.thumbnail, look.page);
    const auto layout = layout_of(page_lines(picture.luma, page), page, body);
    if (!layout) return {};
    const bool photograph = !may_be_page(look);
    if (photograph && !large_print(layout->lines.front(), page)) return {};
    const CellBox title = cells_around(layout->lines.front(), picture.luma);
    if (is_panel(ground_around(*picture.thumbnail, title), look.page)) return {};
    auto text = text_of(read_lines(picture.luma, layout->lines, reader), *layout);
    if (photograph && text && text->confidence < kReadOnPhotograph) text.reset();
    return text;
}

}  // namespace revivre::indexer
