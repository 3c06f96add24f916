#include "server/jpeg_size.hpp"

#include <fstream>

namespace revivre::server {
namespace {

// ITU-T T.81, table B.1. Start of frame: C0 to CF but for tables (C4, CC) and an extension (C8).
bool is_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

int two_bytes(std::istream& in) {
    const int high = in.get();
    const int low = in.get();
    return in ? high * 256 + low : -1;
}

}  // namespace

std::optional<PictureSize> jpeg_size(const std::filesystem::path& file) {
    constexpr int kMostSegments = 64;  // before the frame: JFIF, EXIF, a few tables
    std::ifstream in(file, std::ios::binary);
    if (two_bytes(in) != 0xFFD8) return std::nullopt;
    for (int segment = 0; segment < kMostSegments; ++segment) {
        const int marker = two_bytes(in);
        const int length = two_bytes(in);
        if (marker < 0xFF00 || length < 2) return std::nullopt;
        if (is_frame(marker & 0xFF)) {
            in.get();  // bits of a sample
            const int height = two_bytes(in);
            const int width = two_bytes(in);
            if (height <= 0 || width <= 0) return std::nullopt;
            return PictureSize{width, height};
        }
        in.ignore(length - 2);
    }
    return std::nullopt;
}

}  // namespace revivre::server
