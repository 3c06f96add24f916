#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "chapters/model.hpp"

namespace revivre::indexer {

/// Rows of 8-bit samples, borrowed.
struct Plane {
    const std::uint8_t* samples = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;  ///< samples from one row to the next

    [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
        return {samples + y * stride, static_cast<std::size_t>(width)};
    }
};

struct Thumbnail;

/// What is known of the time between a picture and the one given before it.
enum class Gap {
    none,    ///< no picture was presented between them
    quiet,   ///< some were, and the sizes of their packets say that nothing of note happened
    unseen,  ///< some were; anything may have happened
};

/// One decoded picture: upright, progressive, 8-bit 4:2:0 (BT.601 or 709, studio range), in the
/// size at which it is shown but for square pixels. Lent for the length of a call.
struct Picture {
    chapters::Time time{};  ///< presentation time, from the first frame of the recording
    Plane luma;
    Plane blue;  ///< Cb
    Plane red;   ///< Cr
    bool key = false;
    Gap before = Gap::none;
    /// After a quiet gap: when its packets betray a change that left the scene the same, such as a
    /// caption that comes or goes, and was not decoded.
    std::optional<chapters::Time> changed{};
    const Thumbnail* thumbnail = nullptr;  ///< of this picture; never null
};

}  // namespace revivre::indexer
