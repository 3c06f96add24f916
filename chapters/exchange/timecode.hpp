#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chapters/model.hpp"

/// SMPTE ST 12-1 timecodes: what editing programs write for times.
namespace revivre::chapters {

/// Frames a second, as a fraction. With `drop`, numbers of frames are passed over so that the count
/// keeps up with the clock: 00 and 01 (of 30; twice that of 60) each minute but the tenth.
struct FrameRate {
    std::int64_t numerator = 25;
    std::int64_t denominator = 1;
    bool drop = false;
    bool operator==(const FrameRate&) const = default;
};

/// "hh:mm:ss:ff". In drop frame, one of the colons at least is a semicolon.
struct Timecode {
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    std::int64_t seconds = 0;
    std::int64_t frames = 0;
    bool drop = false;
    auto operator<=>(const Timecode&) const = default;
};

/// Four numbers set apart by colons or semicolons; the hours below 1000, the frames below 1000.
std::optional<Timecode> parse_timecode(std::string_view text);

/// "25", "23.976", "29,97", "30000/1001", "29.97 DF".
std::optional<FrameRate> parse_frame_rate(std::string_view text);

/// The rate that timecodes are taken to have when nobody says it: 29.97 (or 59.94) for drop frame,
/// else 25, the European one, or as many as the largest frame number needs: 30, 50, 60.
FrameRate likely_frame_rate(std::int64_t largest_frame, bool drop);

/// How many frames from 00:00:00:00 on.
std::int64_t frames_of(const Timecode& timecode, const FrameRate& rate);

/// Where that frame begins; none when `frames` is negative.
std::optional<Time> time_of_frames(std::int64_t frames, const FrameRate& rate);

}  // namespace revivre::chapters
