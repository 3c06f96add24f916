#pragma once

#include <array>
#include <cstdint>

#include "indexer/analysis/picture.hpp"

namespace revivre::indexer {

/// A picture in small: what shots are told from. Mean values of the samples that fall into each
/// cell, of some of its rows (noise is averaged away all the same, and memory is read a third as
/// often). 14 KB; comparing two costs some microseconds.
struct Thumbnail {
    static constexpr int kWidth = 128;
    static constexpr int kHeight = 72;
    static constexpr int kChromaWidth = kWidth / 2;
    static constexpr int kChromaHeight = kHeight / 2;

    std::array<std::uint8_t, std::size_t{kWidth} * kHeight> luma{};
    std::array<std::uint8_t, std::size_t{kChromaWidth} * kChromaHeight> blue{};
    std::array<std::uint8_t, std::size_t{kChromaWidth} * kChromaHeight> red{};

    [[nodiscard]] int luma_at(int x, int y) const {
        return luma[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)];
    }
};

/// Makes `thumbnail` anew from the three planes of a picture (its own `thumbnail` is not read).
void fill_thumbnail(const Picture& picture, Thumbnail& thumbnail);

}  // namespace revivre::indexer
