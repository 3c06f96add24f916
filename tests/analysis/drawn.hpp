#pragma once

#include "indexer/analysis/scale.hpp"
#include "indexer/analysis/thumbnail.hpp"

/// Pictures drawn by tests.
namespace revivre::indexer::testing {

/// A picture with its thumbnail: two plain halves, or one colour.
class Drawn {
  public:
    Drawn(int width, int height, int left, int right) : picture_(width, height) {
        const std::uint8_t halves[]{static_cast<std::uint8_t>(left),
                                    static_cast<std::uint8_t>(right)};
        constexpr std::uint8_t kGrey = 128;
        picture_.put(
            {.luma = {halves, 2, 1, 2}, .blue = {&kGrey, 1, 1, 1}, .red = {&kGrey, 1, 1, 1}},
            {0, 0, width, height});
        fill_thumbnail(picture_.picture(), thumbnail_);
    }

    /// Lives as long as this.
    [[nodiscard]] Picture at(chapters::Time time, Gap before = Gap::none) const {
        Picture picture = picture_.picture();
        picture.time = time;
        picture.before = before;
        picture.thumbnail = &thumbnail_;
        return picture;
    }

  private:
    OwnPicture picture_;
    Thumbnail thumbnail_;
};

}  // namespace revivre::indexer::testing
