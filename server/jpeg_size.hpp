#pragma once

#include <filesystem>
#include <optional>

namespace revivre::server {

/// Pixels of a picture.
struct PictureSize {
    int width = 0;
    int height = 0;
};

/// The size that a JPEG file's frame header gives (ITU-T T.81, B.2.2); nothing for a file that is
/// none, or not there. Reads its headers only.
std::optional<PictureSize> jpeg_size(const std::filesystem::path& file);

}  // namespace revivre::server
