#include "indexer/analysis/page_lines.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace revivre::indexer {
namespace {

using chapters::Box;

constexpr int kRowsWanted = 360;    // rows looked at: letters of a footer (2.5 %) have nine
constexpr int kBin = 4;             // columns told apart, in looked-at samples
constexpr int kEdge = 36;           // levels over two samples; grey text on white has over 100
constexpr double kWordGap = 0.016;  // of the width: a word space in a title is up to 1.3 %
constexpr std::size_t kMostParts = 1500;  // above, the picture is texture; merging is quadratic
constexpr std::size_t kMostLines = 64;
// Heights of a line of text, as shares of the page: print below is not readable at 270 lines.
constexpr double kLowest = 0.016;
constexpr double kHighest = 0.20;
constexpr int kLowestPx = 6;

struct Run {
    int first = 0;  // bins
    int last = 0;   // exclusive
    std::size_t part = 0;
};

// A connected group of runs, in bins and looked-at rows.
struct Part {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    int area = 0;

    [[nodiscard]] int height() const { return bottom - top; }
    [[nodiscard]] int width() const { return (right - left) * kBin; }
};

void join(Part& into, const Part& part) {
    into.left = std::min(into.left, part.left);
    into.top = std::min(into.top, part.top);
    into.right = std::max(into.right, part.right);
    into.bottom = std::max(into.bottom, part.bottom);
    into.area += part.area;
}

// Labels groups of runs while going down the rows.
class Parts {
  public:
    std::size_t add(const Run& run, int row) {
        parent_.push_back(parent_.size());
        parts_.push_back({run.first, row, run.last, row + 1, run.last - run.first});
        return parent_.size() - 1;
    }

    std::size_t root(std::size_t part) {
        while (parent_[part] != part) part = parent_[part] = parent_[parent_[part]];
        return part;
    }

    void unite(std::size_t a, std::size_t b) {
        a = root(a);
        b = root(b);
        if (a == b) return;
        parent_[b] = a;
        join(parts_[a], parts_[b]);
    }

    std::vector<Part> roots() const {
        std::vector<Part> found;
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (parent_[i] == i) found.push_back(parts_[i]);
        return found;
    }

  private:
    std::vector<std::size_t> parent_;
    std::vector<Part> parts_;
};

// The runs of bins with edges in a row, gaps closed.
std::vector<Run> runs_of(std::span<const std::uint8_t> row, int step, int gap_bins) {
    std::vector<Run> runs;
    const int bin_width = kBin * step;
    const int bins = static_cast<int>(row.size()) / bin_width;
    for (int bin = 0; bin < bins; ++bin) {
        bool edge = false;
        for (int x = std::max(bin * bin_width, step); x < (bin + 1) * bin_width; x += step) {
            const auto at = static_cast<std::size_t>(x);
            const auto by = static_cast<std::size_t>(step);
            if (at + by >= row.size()) break;
            edge |= std::abs(row[at + by] - row[at - by]) > kEdge;
        }
        if (!edge) continue;
        if (!runs.empty() && bin - runs.back().last <= gap_bins) {
            runs.back().last = bin + 1;
        } else {
            runs.push_back({bin, bin + 1});
        }
    }
    return runs;
}

std::vector<Part> parts_of(const Plane& luma, const Box& page, int step) {
    const int gap = std::max(2, static_cast<int>(page.width_px * kWordGap) / (kBin * step));
    Parts parts;
    std::vector<Run> above;
    for (int row = 0; row * step < page.height_px; ++row) {
        const auto samples = luma.row(page.y_px + row * step)
                                 .subspan(static_cast<std::size_t>(page.x_px),
                                          static_cast<std::size_t>(page.width_px));
        std::vector<Run> runs = runs_of(samples, step, gap);
        std::size_t from = 0;
        for (Run& run : runs) {
            run.part = parts.add(run, row);
            while (from < above.size() && above[from].last <= run.first) ++from;
            for (std::size_t i = from; i < above.size() && above[i].first < run.last; ++i)
                parts.unite(above[i].part, run.part);
        }
        above = std::move(runs);
    }
    return parts.roots();
}

// Pieces of one line: words set wide apart; dots, hyphens and accents beside or above letters. Only
// small pieces may differ in height from what they join: else charts and boxes take in all print.
bool one_line(const Part& a, const Part& b) {
    const Part& small = a.height() < b.height() ? a : b;
    const Part& large = a.height() < b.height() ? b : a;
    const int shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const int apart = (std::max(a.left, b.left) - std::min(a.right, b.right)) * kBin;
    const bool level = shared * 10 >= small.height() * 6;
    if (level && large.height() <= 2 * small.height()) return apart <= large.height();
    const bool sign = small.width() <= large.height() && 2 * small.height() <= large.height();
    const bool letters = large.width() > large.height();
    if (!sign || !letters) return false;
    if (level) return apart * 3 <= large.height();
    // Accents stand above; what stands below is an accent of the next line (a cedilla touches).
    return small.top < large.top && apart < 0 && -shared * 10 <= large.height() * 3;
}

void merge_lines(std::vector<Part>& parts) {
    std::ranges::sort(parts, {}, &Part::left);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            for (std::size_t j = i + 1; j < parts.size();) {
                if (!one_line(parts[i], parts[j])) {
                    ++j;
                    continue;
                }
                join(parts[i], parts[j]);
                parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(j));
                changed = true;
            }
        }
    }
}

// Text fills about half of its rectangle with (closed) runs, and is wider than it is high.
bool like_text(const Part& part, int rows) {
    const int lowest = std::max(kLowestPx, static_cast<int>(rows * kLowest));
    if (part.height() < lowest || part.height() > rows * kHighest) return false;
    if (part.width() * 2 < part.height() * 3) return false;
    return part.area * kBin * 10 >= part.width() * part.height() * 4;
}

bool too_large(const Part& part, int rows) {
    return part.height() > rows * kHighest;
}

}  // namespace

std::vector<Box> page_lines(const Plane& luma, const Box& page) {
    if (page.width_px < 4 * kBin || page.height_px < 2 * kLowestPx) return {};
    const int step = std::max(1, page.height_px / kRowsWanted);
    const int rows = page.height_px / step;
    std::vector<Part> parts = parts_of(luma, page, step);
    std::erase_if(parts, [rows](const Part& part) { return too_large(part, rows); });
    if (parts.size() > kMostParts) return {};
    merge_lines(parts);
    std::erase_if(parts, [rows](const Part& part) { return !like_text(part, rows); });
    std::ranges::sort(parts, {}, &Part::top);
    if (parts.size() > kMostLines) parts.resize(kMostLines);
    std::vector<Box> boxes;
    for (const Part& part : parts) {
        const int left = part.left * kBin * step;
        const int top = part.top * step;
        boxes.push_back({page.x_px + left, page.y_px + top,
                         std::min(part.width() * step, page.width_px - left),
                         std::min(part.height() * step, page.height_px - top)});
    }
    return boxes;
}

}  // namespace revivre::indexer
