#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "indexer/analysis/thumbnail.hpp"

/// Pages and camera pictures drawn by tests.
namespace revivre::indexer::testing {

class DrawnPage {
  public:
    DrawnPage(int width, int height, int level)
        : width_(width),
          luma_(static_cast<std::size_t>(width * height), static_cast<std::uint8_t>(level)),
          chroma_(static_cast<std::size_t>(width * height / 4), std::uint8_t{128}) {}

    DrawnPage& fill(const chapters::Box& box, int level) {
        for (int y = box.y_px; y < box.y_px + box.height_px; ++y)
            std::fill_n(luma_.begin() + y * width_ + box.x_px, box.width_px,
                        static_cast<std::uint8_t>(level));
        return *this;
    }

    /// Upright strokes, two pixels wide and high as the box: edges as close as those of letters.
    /// Other `writing` has them at other places.
    DrawnPage& write(const chapters::Box& box, int level, int writing = 0) {
        for (int x = 0; x + 2 <= box.width_px; x += 6) {
            const int shift = (x * 7 + writing * 13) % 4;
            fill({box.x_px + x + shift, box.y_px, 2, box.height_px}, level);
        }
        return *this;
    }

    /// What a camera sees: no two cells alike, other ones for each `moment`.
    DrawnPage& film(const chapters::Box& box, int moment) {
        for (int y = box.y_px; y < box.y_px + box.height_px; ++y)
            for (int x = box.x_px; x < box.x_px + box.width_px; ++x)
                at(x, y) = static_cast<std::uint8_t>(40 + (x / 8 * 31 + y / 8 * 17 + moment * 23) *
                                                              37 % 160);
        return *this;
    }

    /// `share` of another page over this one.
    DrawnPage& mix(const DrawnPage& other, double share) {
        for (std::size_t i = 0; i < luma_.size(); ++i)
            luma_[i] = static_cast<std::uint8_t>(luma_[i] * (1 - share) + other.luma_[i] * share);
        return *this;
    }

    /// Lives as long as this page, until the next call.
    Picture at(chapters::Time time, Gap before = Gap::none) {
        const int height = static_cast<int>(luma_.size()) / width_;
        const Plane half{chroma_.data(), width_ / 2, height / 2, width_ / 2};
        Picture picture{.time = time,
                        .luma = {luma_.data(), width_, height, width_},
                        .blue = half,
                        .red = half,
                        .before = before};
        fill_thumbnail(picture, thumbnail_);
        picture.thumbnail = &thumbnail_;
        return picture;
    }

    [[nodiscard]] const Thumbnail& thumbnail() {
        at({});
        return thumbnail_;
    }

  private:
    std::uint8_t& at(int x, int y) { return luma_[static_cast<std::size_t>(y * width_ + x)]; }

    int width_;
    std::vector<std::uint8_t> luma_;
    std::vector<std::uint8_t> chroma_;
    Thumbnail thumbnail_;
};

/// 640 x 360: a title in the middle of a dark ground.
inline DrawnPage card(int writing = 0) {
    return DrawnPage(640, 360, 60).write({100, 150, 400, 28}, 230, writing);
}

/// 640 x 360: a title above `bullets` lines of print.
inline DrawnPage slide(int writing = 0, int bullets = 3) {
    DrawnPage page(640, 360, 225);
    page.write({40, 24, 400, 28}, 40, writing);
    for (int i = 0; i < bullets; ++i) page.write({60, 120 + i * 50, 240, 16}, 60);
    return page;
}

inline DrawnPage camera(int moment) {
    return DrawnPage(640, 360, 100).film({0, 0, 640, 360}, moment);
}

}  // namespace revivre::indexer::testing
