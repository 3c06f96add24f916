#pragma once

#include <cstdint>
#include <vector>

#include "indexer/analysis/picture.hpp"
#include "indexer/analysis/thumbnail.hpp"
#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// A picture that a test draws, with its thumbnail.
class DrawnPicture {
  public:
    explicit DrawnPicture(std::uint8_t level = 90, int width = 480, int height = 270)
        : luma_{width, height, std::vector<std::uint8_t>(area(width, height), level)},
          chroma_{width / 2, height / 2,
                  std::vector<std::uint8_t>(area(width / 2, height / 2), std::uint8_t{128})} {}

    DrawnPicture& fill(const chapters::Box& box, std::uint8_t level) {
        for (int y = box.y_px; y < box.y_px + box.height_px; ++y)
            for (int x = box.x_px; x < box.x_px + box.width_px; ++x)
                luma_.samples[at(x, y)] = level;
        return *this;
    }
    /// A wall that looks filmed: soft spots everywhere, other ones for another `seed`.
    DrawnPicture& wall(unsigned seed) {
        constexpr int kSpot = 30;
        for (int y = 0; y < luma_.height; ++y)
            for (int x = 0; x < luma_.width; ++x) {
                const unsigned spot =
                    hash(seed + static_cast<unsigned>(x / kSpot * 37 + y / kSpot));
                luma_.samples[at(x, y)] = static_cast<std::uint8_t>(60 + spot % 80);
            }
        return *this;
    }
    /// Something like letters of 10 pixels: strokes of two, 4 to 7 apart, other ones for another
    /// `seed`.
    DrawnPicture& text(int left, int top, int width, std::uint8_t level, unsigned seed) {
        unsigned letter = seed;
        for (int x = left; x + 2 < left + width; x += 4 + static_cast<int>(hash(letter) % 4)) {
            const int cut = static_cast<int>(hash(++letter) % 5);
            fill({x, top + cut, 2, 10 - cut}, level);
        }
        return *this;
    }
    [[nodiscard]] Picture picture(int time_ms, Gap before = Gap::none) {
        Picture picture{.time = chapters::Time{time_ms},
                        .luma = luma_.plane(),
                        .blue = chroma_.plane(),
                        .red = chroma_.plane(),
                        .before = before};
        fill_thumbnail(picture, thumbnail_);
        picture.thumbnail = &thumbnail_;
        return picture;
    }
    [[nodiscard]] const GreyImage& luma() const { return luma_; }

  private:
    static std::size_t area(int width, int height) {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    static unsigned hash(unsigned value) { return (value * 2654435761U) >> 16U; }
    [[nodiscard]] std::size_t at(int x, int y) const {
        return area(luma_.width, y) + static_cast<std::size_t>(x);
    }

    GreyImage luma_;
    GreyImage chroma_;
    Thumbnail thumbnail_;
};

}  // namespace revivre::indexer
