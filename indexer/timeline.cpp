#include <algorithm>

#include <fmt/format.h>

#include "indexer/probe_answer.hpp"

namespace revivre::indexer {
namespace {

using chapters::Diagnostic;
using chapters::Marker;
using chapters::Time;

// Counts what a rule changed, and remembers the first, so that 2,000 faults make one sentence.
struct Tally {
    std::size_t count = 0;
    std::string first;

    void add(const Marker& marker) {
        if (count++ == 0) first = marker.title;
    }
    void report(std::string_view fault, std::vector<Diagnostic>& diagnostics) const {
        if (count == 0) return;
        diagnostics.push_back({.message = fmt::format("{} of its chapters {} (the first is '{}')",
                                                      count, fault, first)});
    }
};

// An end that the next start or the end of the recording gives anyway says nothing. One millisecond
// apart is the same: both were rounded, and from different clocks (MP4 track and list).
bool says_something(Time end, Time start, Time next) {
    return end > start && std::chrono::abs(end - next) > Time(1);
}

}  // namespace

std::vector<Marker> on_timeline(std::vector<Marker> stated, Time start_offset, Time duration,
                                std::vector<Diagnostic>& diagnostics) {
    Tally early;
    Tally late;
    Tally backward;
    for (Marker& marker : stated) {
        if (marker.start < Time(0)) early.add(marker);
        if (marker.end && *marker.end < marker.start) backward.add(marker);
        const Time start = marker.start - start_offset;
        if (start > duration) late.add(marker);
        marker.start = std::clamp(start, Time(0), duration);
        if (marker.end) marker.end = std::clamp(*marker.end - start_offset, Time(0), duration);
    }
    early.report("begin before the recording: moved to its beginning", diagnostics);
    late.report("begin after the recording: moved to its end", diagnostics);
    backward.report("end before they begin: their ends were dropped", diagnostics);
    std::ranges::stable_sort(stated, {}, &Marker::start);
    for (std::size_t place = 0; place < stated.size(); ++place) {
        Marker& marker = stated[place];
        const Time next = place + 1 < stated.size() ? stated[place + 1].start : duration;
        if (marker.end && !says_something(*marker.end, marker.start, next)) marker.end.reset();
    }
    return stated;
}

}  // namespace revivre::indexer
