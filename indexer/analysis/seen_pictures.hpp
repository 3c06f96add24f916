#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/picture.hpp"
#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

/// A picture in small that was seen, and what is known of how it came about.
struct SeenPicture {
    static constexpr int kSmallWidth = Thumbnail::kWidth / 4;
    static constexpr int kSmallHeight = Thumbnail::kHeight / 4;

    Thumbnail picture;
    std::array<std::uint8_t, std::size_t{kSmallWidth} * kSmallHeight> small{};  ///< its luma again
    chapters::Time time{};
    Gap before = Gap::none;
    bool key = false;
    double step = 0;  ///< mean absolute difference of luma from the picture before it
    bool plain = false;
    bool black = false;
};

/// The last pictures of a pass, numbered from 0 as they came. Memory: capacity * 14 KB.
class SeenPictures {
  public:
    explicit SeenPictures(std::int64_t capacity) : pictures_(static_cast<std::size_t>(capacity)) {}

    /// The one beyond the last, to be filled in; it takes the place of the oldest.
    SeenPicture& add() { return slot(next_++); }

    [[nodiscard]] const SeenPicture& operator[](std::int64_t number) const {
        return pictures_[static_cast<std::size_t>(number) % pictures_.size()];
    }
    [[nodiscard]] std::int64_t next() const { return next_; }  ///< the number of the one to come
    [[nodiscard]] std::int64_t oldest() const {
        const auto capacity = static_cast<std::int64_t>(pictures_.size());
        return next_ > capacity ? next_ - capacity : 0;
    }

  private:
    SeenPicture& slot(std::int64_t number) {
        return pictures_[static_cast<std::size_t>(number) % pictures_.size()];
    }

    std::vector<SeenPicture> pictures_;
    std::int64_t next_ = 0;
};

}  // namespace revivre::indexer
