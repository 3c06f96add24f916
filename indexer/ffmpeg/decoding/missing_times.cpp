#include "indexer/ffmpeg/decoding/missing_times.hpp"

#include <algorithm>
#include <new>

namespace revivre::indexer::ffmpeg {
namespace {

// More B pictures in a row than any encoder makes.
constexpr std::size_t kLongestWait = 17;

}  // namespace

MissingTimes::MissingTimes(const AVStream& stream)
    : concerned_(stream.codecpar->codec_id == AV_CODEC_ID_MPEG4) {}

void MissingTimes::add(AVPacket& packet, const Receiver& receive) {
    const bool missing = concerned_ && packet.pts == AV_NOPTS_VALUE && packet.dts != AV_NOPTS_VALUE;
    if (missing || waiting_.size() > kLongestWait) release(packet.dts, receive);
    if (waiting_.empty() && !missing) {
        if (lead_ && packet.pts != AV_NOPTS_VALUE) packet.pts = av_sat_sub64(packet.pts, *lead_);
        return receive(packet);
    }
    PacketHandle waits(av_packet_alloc());
    if (!waits) throw std::bad_alloc();
    av_packet_move_ref(waits.get(), &packet);
    waiting_.push_back(std::move(waits));
}

void MissingTimes::finish(const Receiver& receive) {
    if (waiting_.empty()) return;
    const AVPacket& last = *waiting_.back();
    const std::int64_t length = std::max<std::int64_t>(last.duration, 0);
    release(av_sat_add64(last.dts, length), receive);
}

// A picture that others refer to is shown once those in between were: when the next of its kind is
// decoded.
void MissingTimes::release(std::int64_t shown, const Receiver& receive) {
    if (waiting_.empty()) return;
    AVPacket& first = *waiting_.front();
    // One picture's time, whatever waits here: players count from the first.
    if (!lead_) lead_ = av_sat_sub64(shown, first.dts) / static_cast<std::int64_t>(waiting_.size());
    first.pts = shown;
    for (const PacketHandle& packet : waiting_) {
        if (packet->pts != AV_NOPTS_VALUE) packet->pts = av_sat_sub64(packet->pts, *lead_);
        receive(*packet);
    }
    waiting_.clear();
}

}  // namespace revivre::indexer::ffmpeg
