#include "indexer/analysis/text_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "indexer/analysis/boxes.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;

constexpr int kEdge = 16;  // levels between two neighbours; below is ground
constexpr int kColumnEdge = 24;
constexpr double kBlank = 0.08;   // of the busiest row: what a rule or a frame at the side gives
constexpr double kValley = 0.40;  // of the lines above and below: where descenders meet ascenders
constexpr int kLowestLine = 5;    // rows: letters below are not readable
constexpr std::size_t kMostLines = 6;

constexpr int kMargin = 14;
constexpr double kMostEnlarged = 6;
constexpr int kWidest = 2600;

struct Rows {
    int top = 0;
    int bottom = 0;  // not part of it
    [[nodiscard]] int height() const { return bottom - top; }
};

int sample_at(const GreyImage& image, int x, int y) {
    const auto width = static_cast<std::size_t>(image.width);
    return image.samples[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)];
}

std::vector<int> edges_by_row(const GreyImage& crop) {
    std::vector<int> edges(static_cast<std::size_t>(crop.height), 0);
    for (int y = 0; y < crop.height; ++y) {
        int& sum = edges[static_cast<std::size_t>(y)];
        for (int x = 1; x < crop.width; ++x) {
            const int rise = std::abs(sample_at(crop, x, y) - sample_at(crop, x - 1, y));
            if (rise >= kEdge) sum += rise;
        }
    }
    return edges;
}

int busiest(const std::vector<int>& edges, int top, int bottom) {
    if (top >= bottom) return 0;
    return *std::max_element(edges.begin() + top, edges.begin() + bottom);
}

// Where two lines touch: the row that is quietest against both sides, or none.
int valley(const std::vector<int>& edges, Rows rows) {
    int best = -1;
    double least = kValley;
    for (int y = rows.top + kLowestLine; y + kLowestLine < rows.bottom; ++y) {
        const int sides = std::min(busiest(edges, rows.top, y), busiest(edges, y + 1, rows.bottom));
        if (sides == 0) continue;
        const double depth = static_cast<double>(edges[static_cast<std::size_t>(y)]) / sides;
        // A side must hold a line of its own, not an accent or a descender.
        if (depth >= least || sides * 4 < busiest(edges, rows.top, rows.bottom)) continue;
        least = depth;
        best = y;
    }
    return best;
}

void split(const std::vector<int>& edges, Rows rows, std::vector<Rows>& lines) {
    const int middle = valley(edges, rows);
    if (middle < 0) {
        lines.push_back(rows);
        return;
    }
    split(edges, {rows.top, middle}, lines);
    split(edges, {middle, rows.bottom}, lines);
}

std::vector<Rows> filled_rows(const std::vector<int>& edges) {
    const int height = static_cast<int>(edges.size());
    const double blank = kBlank * busiest(edges, 0, height);
    std::vector<Rows> filled;
    for (int y = 0; y < height; ++y) {
        if (edges[static_cast<std::size_t>(y)] <= blank) continue;
        if (filled.empty() || filled.back().bottom < y) filled.push_back({y, y});
        filled.back().bottom = y + 1;
    }
    return filled;
}

// Accents and the dots of capitals stand apart: they belong to what is under them.
std::vector<Rows> with_accents(std::vector<Rows> rows) {
    std::vector<Rows> lines;
    for (Rows part : rows) {
        const bool close = !lines.empty() && part.top - lines.back().bottom <= part.height() / 4;
        if (close && lines.back().height() * 3 < part.height()) {
            lines.back().bottom = part.bottom;
        } else {
            lines.push_back(part);
        }
    }
    return lines;
}

// Columns with edges, as stretches without a gap of half the line's height (a space is a third).
std::vector<Rows> stretches_of(const GreyImage& crop, Rows rows) {
    std::vector<Rows> stretches;
    for (int x = 1; x < crop.width; ++x) {
        bool edge = false;
        for (int y = rows.top; y < rows.bottom && !edge; ++y)
            edge = std::abs(sample_at(crop, x, y) - sample_at(crop, x - 1, y)) >= kColumnEdge;
        if (!edge) continue;
        const bool far = stretches.empty() || 2 * (x - stretches.back().bottom) > rows.height();
        if (far) stretches.push_back({x - 1, x});
        stretches.back().bottom = x + 1;
    }
    return stretches;
}

// Single accents and descenders hardly show in a whole row: up to 0.4 of the height of the rest.
Rows with_room(Rows rows, int above, int below) {
    const int room = std::max(2, rows.height() * 2 / 5);
    return {std::max({0, above, rows.top - room}), std::min(below, rows.bottom + room)};
}

// Where the text of a line begins and ends; empty when there is none.
Rows columns_of(const GreyImage& crop, Rows rows) {
    std::vector<Rows> stretches = stretches_of(crop, rows);
    // The border of a box or a bar beside the text is narrower than any word.
    const auto narrow = [&](Rows stretch) { return 5 * stretch.height() < 4 * rows.height(); };
    while (!stretches.empty() && narrow(stretches.back())) stretches.pop_back();
    const auto text = std::ranges::find_if_not(stretches, narrow);
    stretches.erase(stretches.begin(), text);
    if (stretches.empty()) return {};
    return {stretches.front().top, stretches.back().bottom};
}

Box line_of(const GreyImage& crop, Rows rows, int above, int below) {
    const Rows columns = columns_of(crop, rows);
    if (columns.height() == 0) return {};
    const Rows high = with_room(rows, above, below);
    const int room = std::max(2, rows.height() / 4);
    return cut_to({columns.top - room, high.top, columns.height() + 2 * room, high.height()},
                  crop.width, crop.height);
}

struct Levels {
    int ground = 255;
    int ink = 0;
};

// The ground is the most frequent level; the ink the end of the range that more samples reach.
Levels levels_of(const GreyImage& crop, const Box& line) {
    std::array<int, 256> counts{};
    for (int y = line.y_px; y < line.y_px + line.height_px; ++y)
        for (int x = line.x_px; x < line.x_px + line.width_px; ++x)
            ++counts[static_cast<std::size_t>(sample_at(crop, x, y))];
    constexpr int kReach = 6;
    int ground = 0;
    int most = -1;
    for (int level = 0; level < 256; ++level) {
        const int from = std::max(0, level - kReach);
        const int to = std::min(256, level + kReach + 1);
        const int sum = std::accumulate(counts.begin() + from, counts.begin() + to, 0);
        if (sum > most) {
            most = sum;
            ground = level;
        }
    }
    const int all = line.width_px * line.height_px;
    const auto end_of = [&](int level, int step) {
        int sum = 0;
        while (level > 0 && level < 255 &&
               (sum += counts[static_cast<std::size_t>(level)]) * 33 < all)
            level += step;
        return level;
    };
    const int darkest = end_of(1, 1);
    const int lightest = end_of(254, -1);
    const int below = std::accumulate(counts.begin(), counts.begin() + (ground + darkest) / 2, 0);
    const int above =
        std::accumulate(counts.begin() + (ground + lightest) / 2 + 1, counts.end(), 0);
    const double dark = static_cast<double>(below) * (ground - darkest);
    const double light = static_cast<double>(above) * (lightest - ground);
    return {ground, light > dark ? lightest : darkest};
}

// Weights of four neighbours at a fraction of a sample (Catmull and Rom, 1974).
std::array<float, 4> weights_at(float t) {
    return {((-0.5F * t + 1.0F) * t - 0.5F) * t, (1.5F * t - 2.5F) * t * t + 1.0F,
            ((-1.5F * t + 2.0F) * t + 0.5F) * t, (0.5F * t - 0.5F) * t * t};
}

struct Tap {
    std::array<int, 4> at{};
    std::array<float, 4> weight{};
};

std::vector<Tap> taps(int from, int to) {
    std::vector<Tap> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const float place =
            (static_cast<float>(i) + 0.5F) * static_cast<float>(from) / static_cast<float>(to) -
            0.5F;
        const int base = static_cast<int>(std::floor(place));
        Tap& tap = all[static_cast<std::size_t>(i)];
        tap.weight = weights_at(place - static_cast<float>(base));
        for (int k = 0; k < 4; ++k)
            tap.at[static_cast<std::size_t>(k)] = std::clamp(base - 1 + k, 0, from - 1);
    }
    return all;
}

float sum_of(const Tap& tap, const float* samples, std::ptrdiff_t step) {
    float sum = 0;
    for (std::size_t k = 0; k < 4; ++k) sum += tap.weight[k] * samples[tap.at[k] * step];
    return sum;
}

struct Scaled {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> samples;
};

// The ground of each column: behind a translucent box it changes along the line. Taken from
// windows twice as wide as the line is high, in which less than half is ink.
std::vector<float> grounds_of(const GreyImage& crop, const Box& line, const Levels& levels) {
    const int reach = std::max(4, line.height_px);
    const bool light_ink = levels.ink > levels.ground;
    const int windows = std::max(1, line.width_px / (2 * reach));
    std::vector<float> middle;
    for (int window = 0; window < windows; ++window) {
        std::vector<int> samples;
        const int last = (window + 1) * line.width_px / windows;
        for (int x = window * line.width_px / windows; x < last; ++x)
            for (int y = 0; y < line.height_px; ++y)
                samples.push_back(sample_at(crop, line.x_px + x, line.y_px + y));
        const auto part = static_cast<std::ptrdiff_t>(samples.size()) * (light_ink ? 4 : 6) / 10;
        std::nth_element(samples.begin(), samples.begin() + part, samples.end());
        middle.push_back(static_cast<float>(samples[static_cast<std::size_t>(part)]));
    }
    std::vector<float> grounds;
    for (int x = 0; x < line.width_px; ++x) {
        const float place = (static_cast<float>(x) + 0.5F) * static_cast<float>(windows) /
                                static_cast<float>(line.width_px) -
                            0.5F;
        const auto from =
            static_cast<std::size_t>(std::clamp(place, 0.0F, static_cast<float>(windows - 1)));
        const std::size_t to = std::min(from + 1, middle.size() - 1);
        const float share = std::clamp(place - static_cast<float>(from), 0.0F, 1.0F);
        grounds.push_back(middle[from] * (1 - share) + middle[to] * share);
    }
    return grounds;
}

// 0 is ink, 255 is ground and whatever lies beyond it: the outline of a letter, its shadow.
std::vector<float> normalised(const GreyImage& crop, const Box& line) {
    const Levels levels = levels_of(crop, line);
    const std::vector<float> grounds = grounds_of(crop, line, levels);
    const auto whole = static_cast<float>(levels.ground - levels.ink);
    std::vector<float> samples;
    samples.reserve(static_cast<std::size_t>(line.width_px) *
                    static_cast<std::size_t>(line.height_px));
    for (int y = line.y_px; y < line.y_px + line.height_px; ++y) {
        for (int x = 0; x < line.width_px; ++x) {
            const auto above_ink =
                static_cast<float>(sample_at(crop, line.x_px + x, y) - levels.ink);
            float range = grounds[static_cast<std::size_t>(x)] - static_cast<float>(levels.ink);
            if (range * whole <= 0 || std::abs(range) < std::abs(whole) / 3) range = whole;
            const float share = range == 0 ? 1.0F : above_ink / range;
            samples.push_back(std::clamp(share, 0.0F, 1.0F) * 255.0F);
        }
    }
    return samples;
}

Scaled enlarged(const GreyImage& crop, const Box& line, int line_height_px) {
    const std::vector<float> small = normalised(crop, line);
    const double factor =
        std::min({kMostEnlarged, static_cast<double>(line_height_px) / line.height_px,
                  static_cast<double>(kWidest) / line.width_px});
    Scaled image{.width = std::max(1, static_cast<int>(line.width_px * factor)),
                 .height = std::max(1, static_cast<int>(line.height_px * factor)),
                 .samples = {}};
    const std::vector<Tap> across = taps(line.width_px, image.width);
    const std::vector<Tap> down = taps(line.height_px, image.height);
    std::vector<float> wide;
    wide.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(line.height_px));
    for (int y = 0; y < line.height_px; ++y) {
        const float* row = small.data() + static_cast<std::ptrdiff_t>(y) * line.width_px;
        for (const Tap& tap : across) wide.push_back(sum_of(tap, row, 1));
    }
    for (const Tap& tap : down) {
        for (int x = 0; x < image.width; ++x) {
            const float value = std::clamp(sum_of(tap, wide.data() + x, image.width), 0.0F, 255.0F);
            image.samples.push_back(static_cast<std::uint8_t>(value + 0.5F));
        }
    }
    return image;
}

}  // namespace

std::vector<Box> text_lines(const GreyImage& crop) {
    const std::vector<int> edges = edges_by_row(crop);
    std::vector<Rows> rows;
    for (const Rows& part : with_accents(filled_rows(edges))) split(edges, part, rows);
    std::erase_if(rows, [](Rows part) { return part.height() < kLowestLine; });
    std::vector<Box> lines;
    for (std::size_t i = 0; i < rows.size() && lines.size() < kMostLines; ++i) {
        const int above = i == 0 ? 0 : rows[i - 1].bottom;
        const int below = i + 1 == rows.size() ? crop.height : rows[i + 1].top;
        const Box line = line_of(crop, rows[i], above, below);
        if (line.width_px > line.height_px) lines.push_back(line);
    }
    return lines;
}

GreyImage prepare_for_reading(const GreyImage& crop, const std::vector<Box>& lines,
                              int line_height_px) {
    std::vector<Scaled> images;
    GreyImage page;
    for (const Box& line : lines) {
        images.push_back(enlarged(crop, line, line_height_px));
        page.width = std::max(page.width, images.back().width + 2 * kMargin);
        page.height += images.back().height + kMargin;
    }
    if (images.empty()) return {};
    page.height += kMargin;
    page.samples.assign(
        static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height), 255);
    std::ptrdiff_t top = kMargin;
    for (const Scaled& image : images) {
        for (int y = 0; y < image.height; ++y, ++top) {
            std::copy_n(image.samples.begin() + static_cast<std::ptrdiff_t>(y) * image.width,
                        image.width, page.samples.begin() + top * page.width + kMargin);
        }
        top += kMargin;
    }
    return page;
}

}  // namespace revivre::indexer
