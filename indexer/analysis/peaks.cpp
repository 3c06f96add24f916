#include "indexer/analysis/peaks.hpp"

#include <algorithm>
#include <cmath>

namespace revivre::indexer {
namespace {

constexpr std::int32_t kVersion = 2;
constexpr std::uint32_t kEightBits = 1;
constexpr std::int32_t kSampleRateHz = 48'000;
constexpr std::int32_t kSamplesPerFrame = kSampleRateHz / 100;
constexpr std::int32_t kChannels = 1;
constexpr std::size_t kHeaderBytes = 24;

std::int8_t eight_bits(float sample) {
    return static_cast<std::int8_t>(std::lround(std::clamp(sample * 128, -128.0F, 127.0F)));
}

void put(std::string& file, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        file.push_back(static_cast<char>((value >> shift) & 0xFFU));
    }
}

}  // namespace

void Peaks::add(const SoundFrame& frame) {
    const auto index = static_cast<std::size_t>(frame.index / kLevels.front().frames);
    if (index >= pairs_.size()) pairs_.resize(index + 1);
    Pair& pair = pairs_[index];
    pair.lowest = std::min(pair.lowest, eight_bits(frame.lowest));
    pair.highest = std::max(pair.highest, eight_bits(frame.highest));
}

std::string Peaks::file(const Level& level) const {
    const auto step = static_cast<std::size_t>(level.frames / kLevels.front().frames);
    const std::size_t length = (pairs_.size() + step - 1) / step;
    std::string file;
    file.reserve(kHeaderBytes + 2 * length);
    put(file, static_cast<std::uint32_t>(kVersion));
    put(file, kEightBits);
    put(file, static_cast<std::uint32_t>(kSampleRateHz));
    put(file, static_cast<std::uint32_t>(kSamplesPerFrame * level.frames));
    put(file, static_cast<std::uint32_t>(length));
    put(file, static_cast<std::uint32_t>(kChannels));
    for (std::size_t from = 0; from < pairs_.size(); from += step) {
        Pair whole = pairs_[from];
        for (std::size_t at = from; at < std::min(pairs_.size(), from + step); ++at) {
            whole.lowest = std::min(whole.lowest, pairs_[at].lowest);
            whole.highest = std::max(whole.highest, pairs_[at].highest);
        }
        file.push_back(static_cast<char>(whole.lowest));
        file.push_back(static_cast<char>(whole.highest));
    }
    return file;
}

}  // namespace revivre::indexer
