#include "chapters/remap/envelope.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "chapters/containers/byte_order.hpp"
#include "chapters/error.hpp"

namespace revivre::chapters::remap {
namespace {

constexpr std::size_t kHeaderBytes = 24;
constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kEightBits = 1;

// 36 dB below what one in twenty frames exceeds: there is only the room, and what codecs make of
// it.
constexpr float kDeepestRatio = 64;
constexpr int kLoudShare = 20;  // one frame in so many is louder

// What is always there is the quietest fifth of a second of the 10 s before and after; speech rises
// 6 dB above it several times a second, the noise of a room does not.
constexpr int kBlock = 10;
constexpr int kAroundBlocks = 50;
constexpr float kStandsOut = 1.0F;

float usual_peak(const Envelope& envelope) {
    if (envelope.empty()) return 1;
    Envelope sorted = envelope;
    const auto at = sorted.end() - 1 - static_cast<std::ptrdiff_t>(sorted.size() / kLoudShare);
    std::nth_element(sorted.begin(), at, sorted.end());
    return std::max(1.0F, static_cast<float>(*at));
}

std::vector<float> levels(const Envelope& envelope, float usual, float ratio) {
    std::vector<float> all;
    all.reserve(envelope.size());
    for (const std::uint8_t peak : envelope) {
        all.push_back(std::log2(std::max(static_cast<float>(peak) / usual, 1 / ratio)));
    }
    return all;
}

std::vector<float> block_means(const std::vector<float>& level) {
    std::vector<float> means;
    for (std::size_t from = 0; from < level.size(); from += kBlock) {
        const std::size_t end = std::min(level.size(), from + kBlock);
        float sum = 0;
        for (std::size_t at = from; at < end; ++at) sum += level[at];
        means.push_back(sum / static_cast<float>(end - from));
    }
    return means;
}

std::vector<std::uint8_t> activity(const std::vector<float>& level) {
    const std::vector<float> means = block_means(level);
    const int blocks = static_cast<int>(means.size());
    std::vector<std::uint8_t> active(level.size());
    for (int block = 0; block < blocks; ++block) {
        const auto from = means.begin() + std::max(0, block - kAroundBlocks);
        const auto end = means.begin() + std::min(blocks, block + kAroundBlocks + 1);
        const float usual = *std::min_element(from, end);
        const std::size_t first = static_cast<std::size_t>(block) * kBlock;
        for (std::size_t at = first; at < std::min(level.size(), first + kBlock); ++at) {
            active[at] = level[at] > usual + kStandsOut ? 1 : 0;
        }
    }
    return active;
}

}  // namespace

Envelope read_peaks(std::string_view file) {
    const auto refuse = [] {
        throw Error(ErrorCode::invalid_input, "these are no peaks of 20 ms of one channel");
    };
    if (file.size() < kHeaderBytes) refuse();
    const auto rate = little32(file, 8);
    const auto step = little32(file, 12);
    const std::size_t pairs = little32(file, 16);
    const auto milliseconds = static_cast<std::uint32_t>(kFrame.count());
    if (little32(file, 0) != kVersion || little32(file, 4) != kEightBits || little32(file, 20) != 1)
        refuse();
    if (rate == 0 || step != rate / 1000 * milliseconds) refuse();
    if (pairs != (file.size() - kHeaderBytes) / 2) refuse();
    Envelope envelope;
    envelope.reserve(pairs);
    for (std::size_t at = kHeaderBytes; at + 1 < file.size(); at += 2) {
        const int lowest = static_cast<std::int8_t>(file[at]);
        const int highest = static_cast<std::int8_t>(file[at + 1]);
        envelope.push_back(
            static_cast<std::uint8_t>(std::max(std::abs(lowest), std::abs(highest))));
    }
    return envelope;
}

std::pair<Sound, Sound> comparable(const Envelope& left, const Envelope& right) {
    const float of_left = usual_peak(left);
    const float of_right = usual_peak(right);
    const float ratio = std::min({kDeepestRatio, of_left, of_right});
    const auto sound = [&](const Envelope& envelope, float usual) {
        Sound made{.level = levels(envelope, usual, ratio), .active = {}};
        made.active = activity(made.level);
        return made;
    };
    return {sound(left, of_left), sound(right, of_right)};
}

}  // namespace revivre::chapters::remap
