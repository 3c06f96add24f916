#include "indexer/analysis/scale.hpp"

#include <algorithm>
#include <span>

namespace revivre::indexer {
namespace {

// Positions and weights in 1/256 of a sample.
constexpr std::int64_t kOne = 256;

// More rows than these add nothing to a mean, and their weighted sum stays within 32 bits.
constexpr int kMostRows = 256;

// The samples that one smaller sample covers.
struct Span {
    int first = 0;
    int last = 0;  // included
    std::uint32_t first_weight = 0;
    std::uint32_t last_weight = 0;  // not used when there is but one
};

std::vector<Span> spans(int from, int to) {
    std::vector<Span> all;
    all.reserve(static_cast<std::size_t>(to));
    for (std::int64_t at = 0; at < to; ++at) {
        std::int64_t start = at * from * kOne / to;
        std::int64_t end = (at + 1) * from * kOne / to;
        if (end - start < kOne) {
            start -= start % kOne;
            end = start + kOne;
        }
        const std::int64_t first = start / kOne;
        const std::int64_t last = (end - 1) / kOne;
        const std::int64_t first_end = std::min(end, (first + 1) * kOne);
        all.push_back({static_cast<int>(first), static_cast<int>(last),
                       static_cast<std::uint32_t>(first_end - start),
                       static_cast<std::uint32_t>(end - last * kOne)});
    }
    return all;
}

// The weighted sums of rows, and the sum of weights. Whole rows are added up in 16 bits first:
// eight to a register.
class RowSums {
  public:
    explicit RowSums(int width)
        : sums_(static_cast<std::size_t>(width)), whole_(static_cast<std::size_t>(width)) {}

    std::uint32_t add_up(const Plane& from, const Span& rows) {
        std::ranges::fill(whole_, std::uint16_t{0});
        const int step = (rows.last - rows.first) / kMostRows + 1;
        std::uint32_t count = 0;
        for (int y = rows.first + step; y < rows.last; y += step, ++count) add_whole(from.row(y));
        const std::uint32_t last_weight = rows.last > rows.first ? rows.last_weight : 0;
        weigh(from.row(rows.first), rows.first_weight, from.row(rows.last), last_weight);
        return count * static_cast<std::uint32_t>(kOne) + rows.first_weight + last_weight;
    }
    [[nodiscard]] std::span<const std::uint32_t> sums() const { return sums_; }

  private:
    void add_whole(std::span<const std::uint8_t> row) {
        std::uint16_t* const to = whole_.data();
        const std::uint8_t* const from = row.data();
        for (std::size_t x = 0; x < row.size(); ++x)
            to[x] = static_cast<std::uint16_t>(to[x] + from[x]);
    }
    void weigh(std::span<const std::uint8_t> first, std::uint32_t first_weight,
               std::span<const std::uint8_t> last, std::uint32_t last_weight) {
        std::uint32_t* const to = sums_.data();
        const std::uint16_t* const whole = whole_.data();
        for (std::size_t x = 0; x < first.size(); ++x) {
            // Weights are 256 at most: products fit into 16 bits.
            const auto above = static_cast<std::uint16_t>(first_weight * first[x]);
            const auto below = static_cast<std::uint16_t>(last_weight * last[x]);
            to[x] = std::uint32_t{whole[x]} * static_cast<std::uint32_t>(kOne) + above + below;
        }
    }

    std::vector<std::uint32_t> sums_;
    std::vector<std::uint16_t> whole_;
};

std::uint8_t mean(std::span<const std::uint32_t> sums, const Span& columns, double share) {
    const auto at = [sums](int x) { return std::uint64_t{sums[static_cast<std::size_t>(x)]}; };
    std::uint64_t sum = at(columns.first) * columns.first_weight;
    if (columns.last > columns.first) {
        std::uint64_t middle = 0;
        for (int x = columns.first + 1; x < columns.last; ++x) middle += at(x);
        sum += middle * kOne + at(columns.last) * columns.last_weight;
    }
    return static_cast<std::uint8_t>(static_cast<double>(sum) * share + 0.5);
}

// One part of all weights that columns have.
std::vector<double> shares_of(const std::vector<Span>& columns) {
    std::vector<double> shares;
    shares.reserve(columns.size());
    for (const Span& span : columns) {
        std::int64_t total = span.first_weight;
        if (span.last > span.first) {
            total += std::int64_t{span.last - span.first - 1} * kOne + span.last_weight;
        }
        shares.push_back(1.0 / static_cast<double>(total));
    }
    return shares;
}

}  // namespace

void scale_plane(const Plane& from, const MutablePlane& to) {
    if (from.width == to.width && from.height == to.height) {
        for (int y = 0; y < to.height; ++y) {
            std::ranges::copy(from.row(y), to.samples + y * to.stride);
        }
        return;
    }
    const std::vector<Span> columns = spans(from.width, to.width);
    const std::vector<double> shares = shares_of(columns);
    const std::vector<Span> rows = spans(from.height, to.height);
    RowSums sums(from.width);
    for (int y = 0; y < to.height; ++y) {
        const double share = 1.0 / sums.add_up(from, rows[static_cast<std::size_t>(y)]);
        std::uint8_t* const row = to.samples + y * to.stride;
        for (int x = 0; x < to.width; ++x) {
            const auto at = static_cast<std::size_t>(x);
            row[x] = mean(sums.sums(), columns[at], share * shares[at]);
        }
    }
}

Plane part_of(const Plane& plane, int x, int y, int width, int height) {
    return {plane.samples + y * plane.stride + x, width, height, plane.stride};
}

OwnPicture::OwnPicture(int width, int height) {
    const auto plane = [](int plane_width, int plane_height, std::uint8_t value) {
        const std::size_t size =
            static_cast<std::size_t>(plane_width) * static_cast<std::size_t>(plane_height);
        return Samples{plane_width, plane_height, std::vector<std::uint8_t>(size, value)};
    };
    luma_ = plane(width, height, 16);
    blue_ = plane((width + 1) / 2, (height + 1) / 2, 128);
    red_ = blue_;
}

Plane OwnPicture::plane_of(const Samples& samples) {
    return {samples.samples.data(), samples.width, samples.height, samples.width};
}

MutablePlane OwnPicture::area_of(Samples& samples, const chapters::Box& where) {
    return {samples.samples.data() + std::ptrdiff_t{where.y_px} * samples.width + where.x_px,
            where.width_px, where.height_px, samples.width};
}

Picture OwnPicture::picture() const {
    return {.luma = plane_of(luma_), .blue = plane_of(blue_), .red = plane_of(red_)};
}

void OwnPicture::put(const Picture& picture, const chapters::Box& where) {
    const chapters::Box half{where.x_px / 2, where.y_px / 2, (where.width_px + 1) / 2,
                             (where.height_px + 1) / 2};
    scale_plane(picture.luma, area_of(luma_, where));
    scale_plane(picture.blue, area_of(blue_, half));
    scale_plane(picture.red, area_of(red_, half));
}

}  // namespace revivre::indexer
