#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "chapters/containers/byte_order.hpp"
#include "chapters/remap/envelope.hpp"

/// Sound as the peaks of a recording show it.
namespace revivre::chapters::remap {

/// Syllables of 80 to 300 ms that rise and fall, pauses between phrases, the noise of a room.
inline Envelope speech(unsigned seed, int length_s) {
    std::mt19937 chance(seed);
    const auto between = [&](int least, int most) {
        return least + static_cast<int>(chance() % static_cast<unsigned>(most - least + 1));
    };
    const auto wanted = static_cast<std::size_t>(length_s) * 50;
    Envelope made;
    while (made.size() < wanted) {
        const int syllables = between(3, 14);
        for (int syllable = 0; syllable < syllables; ++syllable) {
            const int length = between(4, 15);
            const int height = between(15, 70);
            for (int at = 0; at < length; ++at) {
                const double rise = std::sin((at + 0.5) / length * 3.14159);
                made.push_back(static_cast<std::uint8_t>(height * rise + between(0, 2)));
            }
        }
        for (int pause = between(5, 60); pause > 0; --pause)
            made.push_back(static_cast<std::uint8_t>(between(0, 2)));
    }
    made.resize(wanted);
    return made;
}

/// What a room sounds like when nobody speaks.
inline Envelope room_noise(unsigned seed, int length_s) {
    std::mt19937 chance(seed);
    Envelope made;
    for (int frame = 0; frame < length_s * 50; ++frame)
        made.push_back(static_cast<std::uint8_t>(8 + chance() % 4));
    return made;
}

inline Envelope part(const Envelope& whole, int from_s, int to_s) {
    return {whole.begin() + from_s * 50, whole.begin() + to_s * 50};
}

inline Envelope joined(const std::vector<Envelope>& parts) {
    Envelope whole;
    for (const Envelope& each : parts) whole.insert(whole.end(), each.begin(), each.end());
    return whole;
}

/// Played more slowly.
inline Envelope stretched(const Envelope& whole, double factor) {
    Envelope made;
    const auto length = static_cast<std::size_t>(static_cast<double>(whole.size()) * factor);
    for (std::size_t at = 0; at < length; ++at)
        made.push_back(whole[static_cast<std::size_t>(static_cast<double>(at) / factor)]);
    return made;
}

inline std::string peaks_file(const Envelope& envelope) {
    std::string file;
    for (const std::uint64_t value :
         {std::uint64_t{2}, std::uint64_t{1}, std::uint64_t{48'000}, std::uint64_t{960},
          static_cast<std::uint64_t>(envelope.size()), std::uint64_t{1}})
        file += as_little_endian(value, 4);
    for (const std::uint8_t peak : envelope) {
        file.push_back(static_cast<char>(-static_cast<int>(peak)));
        file.push_back(static_cast<char>(peak == 128 ? 127 : peak));
    }
    return file;
}

}  // namespace revivre::chapters::remap
