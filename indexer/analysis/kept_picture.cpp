#include "indexer/analysis/kept_picture.hpp"

namespace revivre::indexer {
namespace {

Plane copied(const Plane& plane, std::vector<std::uint8_t>& samples) {
    samples.clear();
    samples.reserve(static_cast<std::size_t>(plane.width) * static_cast<std::size_t>(plane.height));
    for (int y = 0; y < plane.height; ++y) {
        const auto row = plane.row(y);
        samples.insert(samples.end(), row.begin(), row.end());
    }
    return {samples.data(), plane.width, plane.height, plane.width};
}

}  // namespace

void KeptPicture::keep(const Picture& picture) {
    picture_ = picture;
    thumbnail_ = *picture.thumbnail;
    picture_.luma = copied(picture.luma, luma_);
    picture_.blue = copied(picture.blue, blue_);
    picture_.red = copied(picture.red, red_);
    kept_ = true;
}

std::optional<Picture> KeptPicture::picture() const {
    if (!kept_) return {};
    Picture picture = picture_;
    picture.thumbnail = &thumbnail_;
    return picture;
}

}  // namespace revivre::indexer
