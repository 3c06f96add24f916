#include "indexer/analysis/screening.hpp"

#include <algorithm>
#include <utility>

namespace revivre::indexer {
namespace {

using chapters::Time;

// All figures below: chosen on 17 recordings of make_day.py (x264, 270p to 1080p, 401 hard cuts, 67
// dissolves, 72 captions). With them 397 cuts, 65 dissolves and, counting those that hold a key
// frame, 70 captions lie in a stretch, and the stretches ask for 38 % of the pictures.

// Packets on either side that one is compared with: 1.6 s at 25 pictures a second.
constexpr std::size_t kNeighbours = 40;
// What a packet is compared with: the size that nine in ten of its neighbours stay below. The
// median would be that of B pictures, which are small, and every P picture would stand out.
constexpr double kQuantile = 0.9;
// How many times larger. 4 loses three more cuts and captions and saves 6 % of the pictures.
constexpr double kTimes = 3.0;
// A change worth a look costs at least this part of a whole picture's bytes: in still slides
// packets are so small that noise is many times the usual.
constexpr double kOfKeyFrame = 0.02;

// A dissolve, a fade or a caption that fades in raises many packets a little: the mean of a third
// of a second, against what such means usually are (three in four stay below) within some seconds.
constexpr std::size_t kSmoothed = 9;
constexpr std::size_t kSurroundings = 120;
constexpr std::size_t kSampled = 6;  // every sixth of them is enough
constexpr double kUsualMean = 0.75;
constexpr double kTimesMean = 2.5;

// Where other pictures cost nearly as much as key frames (strong noise in a small picture), a cut
// costs no more than anything else: such a group is decoded whole. Recordings have 0.02 to 0.35.
constexpr double kHopeless = 0.4;

// What is decoded around such a packet. Before: B pictures that are shown earlier may belong to
// the change, and one picture of what was there before is needed. After: a caption takes 0.3 s to
// fade in and 0.5 s to slide in, of which the last packets still stand out, and has then to stay.
constexpr Time kBefore{240};
constexpr Time kAfter{480};

double quantile(std::vector<std::int64_t>& sizes, double share) {
    if (sizes.empty()) return 0;
    const auto rank = static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * share);
    const auto at = sizes.begin() + std::min(rank, std::ssize(sizes) - 1);
    std::ranges::nth_element(sizes, at);
    return static_cast<double>(*at);
}

// Judges the packets of a group one by one.
class Judge {
  public:
    explicit Judge(std::span<const PacketFacts> packets) : packets_(packets) {
        sums_.reserve(packets.size() + 1);
        for (std::size_t i = 0; i < packets.size(); ++i)
            sums_.push_back(sums_.back() + envelope_at(i));
    }

    [[nodiscard]] bool stands_out(std::size_t place) {
        sizes_.clear();
        const auto [first, last] = around(place, kNeighbours);
        for (std::size_t i = first; i < last; ++i) {
            const bool near = i + 1 >= place && i <= place + 1;
            if (!near && !packets_[i].key) sizes_.push_back(packets_[i].bytes);
        }
        return static_cast<double>(packets_[place].bytes) > kTimes * quantile(sizes_, kQuantile);
    }

    [[nodiscard]] bool is_raised(std::size_t place, double least) {
        const double mean = mean_at(place);
        if (bytes_around(place) < least) return false;
        sizes_.clear();
        const auto [first, last] = around(place, kSurroundings);
        for (std::size_t i = first; i < last; i += kSampled)
            sizes_.push_back(static_cast<std::int64_t>(mean_at(i)));
        return mean > kTimesMean * quantile(sizes_, kUsualMean);
    }

  private:
    [[nodiscard]] std::pair<std::size_t, std::size_t> around(std::size_t place,
                                                             std::size_t reach) const {
        return {place > reach ? place - reach : 0, std::min(place + reach + 1, packets_.size())};
    }

    // The largest of three: what P pictures cost, with the small B pictures between them.
    [[nodiscard]] std::int64_t envelope_at(std::size_t place) const {
        if (packets_[place].key) return 0;
        std::int64_t most = 0;
        const auto [first, last] = around(place, 1);
        for (std::size_t i = first; i < last; ++i)
            most = std::max(most, packets_[i].key ? 0 : packets_[i].bytes);
        return most;
    }

    [[nodiscard]] double bytes_around(std::size_t place) const {
        std::int64_t sum = 0;
        const auto [first, last] = around(place, kSmoothed / 2);
        for (std::size_t i = first; i < last; ++i) sum += packets_[i].key ? 0 : packets_[i].bytes;
        return static_cast<double>(sum);
    }

    [[nodiscard]] double mean_at(std::size_t place) const {
        const std::size_t first = place > kSmoothed / 2 ? place - kSmoothed / 2 : 0;
        const std::size_t last = std::min(place + kSmoothed / 2, packets_.size());
        return static_cast<double>(sums_[last] - sums_[first]) /
               static_cast<double>(std::max<std::size_t>(last - first, 1));
    }

    std::span<const PacketFacts> packets_;
    std::vector<std::int64_t> sums_{0};
    std::vector<std::int64_t> sizes_;
};

bool is_hopeless(std::span<const PacketFacts> group) {
    std::vector<std::int64_t> sizes;
    for (const PacketFacts& packet : group.subspan(1)) sizes.push_back(packet.bytes);
    return quantile(sizes, kQuantile) > kHopeless * static_cast<double>(group.front().bytes);
}

void add(std::vector<Stretch>& stretches, Time time) {
    const Stretch next{time - kBefore, time + kAfter, time};
    if (!stretches.empty() && next.first <= stretches.back().last) {
        stretches.back().first = std::min(stretches.back().first, next.first);
        stretches.back().last = std::max(stretches.back().last, next.last);
        stretches.back().change = std::min(stretches.back().change, time);
    } else {
        stretches.push_back(next);
    }
}

}  // namespace

std::vector<Stretch> betraying_stretches(std::span<const PacketFacts> packets, std::size_t begin,
                                         std::size_t end) {
    std::vector<Stretch> stretches;
    if (begin >= end) return stretches;
    const double least = kOfKeyFrame * static_cast<double>(packets[begin].bytes);
    if (is_hopeless(packets.subspan(begin, end - begin)))
        return {{packets[begin].time, packets[end - 1].time + kAfter, packets[begin].time}};
    Judge judge(packets);
    for (std::size_t i = begin + 1; i < end; ++i) {
        const bool large = static_cast<double>(packets[i].bytes) >= least;
        if ((large && judge.stands_out(i)) || judge.is_raised(i, least))
            add(stretches, packets[i].time);
    }
    return stretches;
}

}  // namespace revivre::indexer
