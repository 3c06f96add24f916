#include "chapters/remap/passage.hpp"

#include <algorithm>

namespace revivre::chapters::remap {
namespace {

// Encoders round the end of a file to whole packets: 1024 samples at 44.1 kHz are 23 ms, a picture
// at 25 a second 40.
constexpr Time kRoundedEnd{100};

Time distance(const Passage& passage, Time time) {
    if (time < passage.start) return passage.start - time;
    return std::max(Time(0), time - passage.end);
}

}  // namespace

Time Passage::shift_at(Time time) const {
    const auto after = std::ranges::upper_bound(knots, time, {}, &Knot::at);
    if (after == knots.begin()) return knots.front().shift;
    if (after == knots.end()) return knots.back().shift;
    const Knot& before = *(after - 1);
    const auto part = (time - before.at).count() * (after->shift - before.shift).count();
    return before.shift + Time(part / (after->at - before.at).count());
}

std::optional<Time> PassageMap::inside(Time moved) const {
    if (moved >= Time(0) && moved <= new_duration_) return moved;
    if (moved < Time(0) && moved >= -kRoundedEnd) return Time(0);
    if (moved > new_duration_ && moved <= new_duration_ + kRoundedEnd) return new_duration_;
    return std::nullopt;
}

std::optional<Time> PassageMap::start(Time time) const {
    for (const Passage& each : passages_) {
        if (time >= each.start && time < each.end) return inside(time + each.shift_at(time));
    }
    return std::nullopt;
}

std::optional<Time> PassageMap::end(Time time) const {
    for (const Passage& each : passages_) {
        if (time > each.start && time <= each.end) return inside(time + each.shift_at(time));
    }
    return std::nullopt;
}

std::optional<Time> PassageMap::guess(Time time) const {
    if (passages_.empty()) return std::nullopt;
    const auto nearest = std::ranges::min_element(
        passages_, {}, [&](const Passage& each) { return distance(each, time); });
    // What was cut out stands where the cut is: where the neighbours in the new recording begin.
    Time earliest{};
    Time latest = new_duration_;
    for (const Passage& each : passages_) {
        if (each.new_end() <= nearest->new_start()) earliest = std::max(earliest, each.new_end());
        if (each.new_start() >= nearest->new_end()) latest = std::min(latest, each.new_start());
    }
    return std::clamp(time + nearest->shift_at(time), earliest, std::max(earliest, latest));
}

Time PassageMap::found() const {
    Time sum{};
    for (const Passage& each : passages_) sum += each.end - each.start;
    return sum;
}

}  // namespace revivre::chapters::remap
