#include "indexer/analysis/reading_sheet.hpp"

#include <algorithm>
#include <cmath>

namespace revivre::indexer {
namespace {

using chapters::Box;

constexpr int kLineHeight = 36;  // with ascenders: capitals of 30 px, as Tesseract likes them
constexpr int kMargin = 14;      // white around and between lines
constexpr int kWidest = 2400;    // 80 letters of 30 px; longer lines are made smaller
constexpr std::size_t kMostLines = 12;
constexpr double kLargest = 5.0;  // letters below 6 px are not readable, however enlarged
constexpr std::uint8_t kWhite = 255;

// Some ground around a line, but nothing of the lines above and below.
Box padded(const Box& line, std::span<const Box> lines, const Plane& luma) {
    const int pad = std::max(2, line.height_px / 5);
    int above = pad;
    int below = pad;
    for (const Box& other : lines) {
        const int over = line.y_px - (other.y_px + other.height_px);
        const int under = other.y_px - (line.y_px + line.height_px);
        if (over >= 0) above = std::min(above, over / 2 + 1);
        if (under >= 0) below = std::min(below, under / 2 + 1);
    }
    const int left = std::max(0, line.x_px - pad);
    const int top = std::max(0, line.y_px - above);
    const int right = std::min(luma.width, line.x_px + line.width_px + pad);
    const int bottom = std::min(luma.height, line.y_px + line.height_px + below);
    return {left, top, right - left, bottom - top};
}

double scale_of(const Box& line, const Box& crop) {
    const double wanted = std::min(static_cast<double>(kLineHeight) / line.height_px, kLargest);
    return std::min(wanted, static_cast<double>(kWidest) / crop.width_px);
}

// Weights along one axis: where a scaled sample begins and ends in samples of the picture.
struct Reach {
    int first = 0;
    int last = 0;         // inclusive
    double fraction = 0;  // when enlarging: how far towards `last`
};

Reach reach_of(int at, double scale, int samples) {
    if (scale < 1) {
        const int first = std::min(static_cast<int>(at / scale), samples - 1);
        const int last = static_cast<int>((at + 1) / scale) - 1;
        return {first, std::clamp(last, first, samples - 1), 0};
    }
    const double centre = std::clamp((at + 0.5) / scale - 0.5, 0.0, samples - 1.0);
    const int first = static_cast<int>(centre);
    return {first, std::min(first + 1, samples - 1), centre - first};
}

int averaged(const Plane& luma, const Box& crop, const Reach& x, const Reach& y) {
    int sum = 0;
    for (int row = y.first; row <= y.last; ++row) {
        const auto samples = luma.row(crop.y_px + row);
        for (int column = x.first; column <= x.last; ++column)
            sum += samples[static_cast<std::size_t>(crop.x_px + column)];
    }
    return sum / ((y.last - y.first + 1) * (x.last - x.first + 1));
}

int interpolated(const Plane& luma, const Box& crop, const Reach& x, const Reach& y) {
    const auto above = luma.row(crop.y_px + y.first);
    const auto below = luma.row(crop.y_px + y.last);
    const auto left = static_cast<std::size_t>(crop.x_px + x.first);
    const auto right = static_cast<std::size_t>(crop.x_px + x.last);
    const double upper = std::lerp(above[left], above[right], x.fraction);
    const double lower = std::lerp(below[left], below[right], x.fraction);
    return static_cast<int>(std::lround(std::lerp(upper, lower, y.fraction)));
}

GreyImage scaled(const Plane& luma, const Box& crop, double scale) {
    GreyImage image;
    image.width = std::max(1, static_cast<int>(crop.width_px * scale));
    image.height = std::max(1, static_cast<int>(crop.height_px * scale));
    image.samples.reserve(static_cast<std::size_t>(image.width) *
                          static_cast<std::size_t>(image.height));
    std::vector<Reach> columns;
    for (int x = 0; x < image.width; ++x) columns.push_back(reach_of(x, scale, crop.width_px));
    for (int y = 0; y < image.height; ++y) {
        const Reach rows = reach_of(y, scale, crop.height_px);
        for (const Reach& column : columns) {
            const int level = scale < 1 ? averaged(luma, crop, column, rows)
                                        : interpolated(luma, crop, column, rows);
            image.samples.push_back(static_cast<std::uint8_t>(level));
        }
    }
    return image;
}

// The level of the ground: the middle one of the frame around the letters.
int ground_of(const GreyImage& image) {
    std::vector<std::uint8_t> frame;
    const auto width = static_cast<std::size_t>(image.width);
    frame.insert(frame.end(), image.samples.begin(), image.samples.begin() + image.width);
    frame.insert(frame.end(), image.samples.end() - image.width, image.samples.end());
    for (std::size_t i = 0; i < image.samples.size(); i += width) {
        frame.push_back(image.samples[i]);
        frame.push_back(image.samples[i + width - 1]);
    }
    const auto median = frame.begin() + static_cast<std::ptrdiff_t>(frame.size() / 2);
    std::ranges::nth_element(frame, median);
    return *median;
}

// Letters are at the end of the range that is farther from the ground.
void darken_text(GreyImage& image) {
    const int ground = ground_of(image);
    const auto [low, high] = std::ranges::minmax(image.samples);
    const int text = ground - low > high - ground ? low : high;
    if (text == ground) return;
    for (std::uint8_t& level : image.samples) {
        const int share = (level - text) * kWhite / (ground - text);
        level = static_cast<std::uint8_t>(std::clamp(share, 0, int{kWhite}));
    }
}

void put(const GreyImage& line, int top, GreyImage& sheet) {
    for (int y = 0; y < line.height; ++y) {
        const auto from = line.plane().row(y);
        const std::ptrdiff_t to = std::ptrdiff_t{top + y} * sheet.width + kMargin;
        std::ranges::copy(from, sheet.samples.begin() + to);
    }
}

// The reader may find several lines in what was one box: noise above the text, or two lines.
void add_text(const TextLine& line, ReadLine& read) {
    constexpr double kNoise = 0.5;
    if (read.text.empty() || read.confidence < kNoise) {
        read.text = line.text;
        read.confidence = line.confidence;
        return;
    }
    if (line.confidence < kNoise) return;
    read.text += " " + line.text;
    read.confidence = std::min(read.confidence, line.confidence);
}

}  // namespace

ReadingSheet reading_sheet(const Plane& luma, std::span<const Box> lines) {
    std::vector<GreyImage> crops;
    ReadingSheet sheet;
    int bottom = kMargin;
    lines = lines.first(std::min(lines.size(), kMostLines));
    for (const Box& line : lines) {
        const Box crop = padded(line, lines, luma);
        crops.push_back(scaled(luma, crop, scale_of(line, crop)));
        darken_text(crops.back());
        bottom += crops.back().height + kMargin;
        sheet.line_ends.push_back(bottom);
        sheet.image.width = std::max(sheet.image.width, crops.back().width + 2 * kMargin);
    }
    sheet.image.height = bottom;
    sheet.image.samples.assign(
        static_cast<std::size_t>(sheet.image.width) * static_cast<std::size_t>(bottom), kWhite);
    for (std::size_t i = 0; i < crops.size(); ++i)
        put(crops[i], sheet.line_ends[i] - kMargin - crops[i].height, sheet.image);
    return sheet;
}

std::vector<ReadLine> read_lines(const Plane& luma, std::span<const Box> lines,
                                 TextReader& reader) {
    const ReadingSheet sheet = reading_sheet(luma, lines);
    std::vector<ReadLine> read;
    for (std::size_t i = 0; i < sheet.line_ends.size(); ++i) read.push_back({.box = lines[i]});
    if (read.empty()) return read;
    for (const TextLine& line : reader.read(sheet.image)) {
        const int middle = line.box.y_px + line.box.height_px / 2;
        const auto end = std::ranges::upper_bound(sheet.line_ends, middle);
        if (end == sheet.line_ends.end()) continue;
        add_text(line, read[static_cast<std::size_t>(end - sheet.line_ends.begin())]);
    }
    return read;
}

}  // namespace revivre::indexer
