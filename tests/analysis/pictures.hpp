#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "indexer/analysis/thumbnail.hpp"

/// Pictures made for tests.
namespace revivre::indexer::pictures {

/// Noise that is the same for the same numbers: 0 to 255.
inline int noise(int a, int b, int seed) {
    unsigned x = static_cast<unsigned>(a) * 73856093U ^ static_cast<unsigned>(b) * 19349663U ^
                 static_cast<unsigned>(seed) * 83492791U;
    x = (x ^ x >> 13U) * 1274126177U;
    return static_cast<int>((x ^ x >> 16U) & 255U);
}

inline void set(Thumbnail& picture, int x, int y, double luma) {
    picture.luma[static_cast<std::size_t>(y * Thumbnail::kWidth + x)] =
        static_cast<std::uint8_t>(std::clamp(luma, 16.0, 235.0));
}

inline Thumbnail plain(int luma) {
    Thumbnail picture;
    picture.luma.fill(static_cast<std::uint8_t>(luma));
    picture.blue.fill(128);
    picture.red.fill(128);
    return picture;
}

/// Noise between a lattice of cells of that size: -1 to 1.
inline double soft_noise(double x, double y, double size, int seed) {
    const double left = std::floor(x / size);
    const double top = std::floor(y / size);
    const auto at = [&](int dx, int dy) {
        return noise(static_cast<int>(left) + dx, static_cast<int>(top) + dy, seed) / 127.5 - 1;
    };
    const double right = x / size - left;
    const double down = y / size - top;
    return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - down) +
           (at(0, 1) * (1 - right) + at(1, 1) * right) * down;
}

/// A scene as a camera sees it: large and small shapes, other ones for each `seed`, moved to the
/// left by `shift` cells.
inline Thumbnail scene(int seed, double shift = 0) {
    Thumbnail picture = plain(128);
    for (int y = 0; y < Thumbnail::kHeight; ++y)
        for (int x = 0; x < Thumbnail::kWidth; ++x)
            set(picture, x, y,
                115 + 90 * soft_noise(x + shift, y, 25, seed) +
                    40 * soft_noise(x + shift, y, 6, seed + 1000) +
                    15 * soft_noise(x + shift, y, 2, seed + 2000));
    return picture;
}

/// `share` of the second picture over the first one.
inline Thumbnail mixed(const Thumbnail& first, const Thumbnail& second, double share) {
    Thumbnail picture = first;
    const auto mix = [&](auto& to, const auto& from) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<std::uint8_t>(std::lround(to[i] + share * (from[i] - to[i])));
    };
    mix(picture.luma, second.luma);
    mix(picture.blue, second.blue);
    mix(picture.red, second.red);
    return picture;
}

/// Letters, other ones for each `seed`, in the cells [x, x + width) and [y, y + 5).
inline void write(Thumbnail& picture, int seed, int x, int y, int width, int luma = 230) {
    for (int row = y; row < y + 5; ++row)
        for (int column = x; column < x + width; ++column)
            if (noise(column / 2, row / 2, seed) > 110) set(picture, column, row, luma);
}

/// The same picture with other exposure: studio black stays, white clips.
inline Thumbnail exposed(Thumbnail picture, double gain) {
    for (std::uint8_t& luma : picture.luma)
        luma = static_cast<std::uint8_t>(std::clamp(16 + (luma - 16) * gain, 16.0, 235.0));
    return picture;
}

}  // namespace revivre::indexer::pictures
