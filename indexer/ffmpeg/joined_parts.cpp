#include "indexer/ffmpeg/joined_parts.hpp"

#include <algorithm>

namespace revivre::indexer::ffmpeg {
namespace {

// Decoding times rise in every stream; a muxer's rounding or a lost packet makes no step of this.
constexpr std::int64_t kBackUs = 500'000;

}  // namespace

JoinedParts::JoinedParts(const AVFormatContext& input)
    : input_(input), possible_((input.iformat->flags & AVFMT_TS_DISCONT) != 0) {}

void JoinedParts::shift(AVPacket& packet) {
    const std::int64_t ticks = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (!possible_ || ticks == AV_NOPTS_VALUE) return;
    const AVRational base = input_.streams[packet.stream_index]->time_base;
    const std::int64_t stated_us = av_rescale_q(ticks, base, AV_TIME_BASE_Q);
    const auto [found, is_new] = courses_.try_emplace(packet.stream_index);
    Course& course = found->second;
    const auto falls_back = [&](std::int64_t shift_us) {
        return !is_new && av_sat_add64(stated_us, shift_us) < course.end_us - kBackUs;
    };
    // The streams of a part share its clock: the first that begins it says by how much it is off.
    if (falls_back(course.shift_us)) {
        if (falls_back(newest_us_)) begin_part(stated_us);
        course.shift_us = newest_us_;
    }
    const std::int64_t length_us =
        av_rescale_q(std::max<std::int64_t>(packet.duration, 0), base, AV_TIME_BASE_Q);
    course.end_us = av_sat_add64(av_sat_add64(stated_us, course.shift_us), length_us);
    const std::int64_t shift = av_rescale_q(course.shift_us, AV_TIME_BASE_Q, base);
    if (packet.pts != AV_NOPTS_VALUE) packet.pts = av_sat_add64(packet.pts, shift);
    if (packet.dts != AV_NOPTS_VALUE) packet.dts = av_sat_add64(packet.dts, shift);
}

void JoinedParts::begin_part(std::int64_t stated_us) {
    std::int64_t latest_us = 0;
    for (const auto& [stream, course] : courses_) latest_us = std::max(latest_us, course.end_us);
    ++joints_;
    newest_us_ = av_sat_sub64(latest_us, stated_us);
}

}  // namespace revivre::indexer::ffmpeg
