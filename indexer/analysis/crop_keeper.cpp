#include "indexer/analysis/crop_keeper.hpp"

#include <algorithm>

#include "indexer/analysis/boxes.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;

// A fade of eight pictures raises the strength by an eighth of the whole at each.
constexpr double kStronger = 1.1;
constexpr double kWeaker = 0.93;
constexpr int kMostSummed = 250;  // of 255 each in 16 bits

// Borders on which both planes of colour have a sample; cut_to() leaves at most an odd one.
Box even(const Box& box) {
    const int left = box.x_px & ~1;
    const int top = box.y_px & ~1;
    return {left, top, (box.x_px + box.width_px - left) & ~1,
            (box.y_px + box.height_px - top) & ~1};
}

void copy_part(const Plane& plane, const Box& wanted, GreyImage& part) {
    const Box box = cut_to(wanted, plane.width, plane.height);
    const auto width = static_cast<std::size_t>(box.width_px);
    part.width = box.width_px;
    part.height = box.height_px;
    part.samples.resize(width * static_cast<std::size_t>(box.height_px));
    for (int y = 0; y < box.height_px; ++y) {
        const auto row = plane.row(box.y_px + y).subspan(static_cast<std::size_t>(box.x_px), width);
        std::ranges::copy(row, part.samples.begin() + y * static_cast<std::ptrdiff_t>(width));
    }
}

}  // namespace

void CropKeeper::add(const Picture& picture, double strength) {
    if (count_ > 0 && strength < kWeaker * strength_) return;
    if (strength > kStronger * strength_) {
        strength_ = strength;
        count_ = 0;
    }
    box_ = even(cut_to(box_, picture.luma.width, picture.luma.height));
    const Box chroma{box_.x_px / 2, box_.y_px / 2, box_.width_px / 2, box_.height_px / 2};
    copy_part(picture.luma, box_, luma_);
    copy_part(picture.blue, chroma, blue_);
    copy_part(picture.red, chroma, red_);
    if (count_ >= kMostSummed) return;
    if (count_ == 0) sums_.assign(luma_.samples.size(), 0);
    for (std::size_t i = 0; i < sums_.size(); ++i)
        sums_[i] = static_cast<std::uint16_t>(sums_[i] + luma_.samples[i]);
    ++count_;
}

Picture CropKeeper::picture() const {
    return {.luma = luma_.plane(), .blue = blue_.plane(), .red = red_.plane()};
}

GreyImage CropKeeper::mean() const {
    GreyImage image = luma_;
    if (count_ < 2) return image;
    for (std::size_t i = 0; i < image.samples.size(); ++i)
        image.samples[i] = static_cast<std::uint8_t>((sums_[i] + count_ / 2) / count_);
    return image;
}

}  // namespace revivre::indexer
