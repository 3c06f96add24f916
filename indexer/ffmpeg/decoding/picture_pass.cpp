#include "indexer/ffmpeg/decoding/picture_pass.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "indexer/analysis/same_scene.hpp"
#include "indexer/ffmpeg/media_file.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

using chapters::Time;

// A group that grows beyond this (30 s at 25 pictures and 12 Mbit/s) is decoded as it comes: there
// is no key frame near enough to come back to.
constexpr std::size_t kGroupPackets = 1500;
constexpr std::size_t kGroupBytes = 48U << 20U;

// So many key frames one behind the other: a codec without any other pictures (ProRes, MJPEG).
constexpr int kLoneKeys = 12;

// Packets that are remembered to compare later ones with: what screening.cpp looks back on.
constexpr std::size_t kHistory = 160;

// So many scenes that changed without a sign in the packets: an encoder that spends its bytes
// evenly. A pan or somebody who walks past makes one now and then, and each good sign takes one
// off.
constexpr int kSurprises = 4;

// After a key frame that the encoder put in out of turn, because the scene changed: enough to tell
// a cut from a photo flash of two or three pictures, at 25 pictures a second.
constexpr Time kAfterKey{200};

// Before so many groups nobody knows what the longest is.
constexpr int kFewGroups = 4;

// Key packets one behind the other that gave no picture: an encoder that renews pictures bit by bit
// (periodic intra refresh).
constexpr int kBarren = 3;

// A group this much shorter than the longest ends before its turn.
constexpr Time kTurn{60};

// The most that one caption, coming or going, makes of a stretch.
constexpr Time kOneChange{1800};

// How far behind a picture those may stand in decoding order that are shown before it.
constexpr Time kBehind{400};

// How long a decoder may hold pictures back: what was sent by then has been shown.
constexpr Time kHeldBack{200};

// Whether the sizes of packets betray what happens. In VP8, VP9 and AV1 the pictures refer to each
// other in layers whose sizes differ by themselves: of 20 cuts of a recording in VP9, 5 stood out,
// of 6 captions 1.
bool can_be_screened(AVCodecID codec) {
    return codec != AV_CODEC_ID_VP8 && codec != AV_CODEC_ID_VP9 && codec != AV_CODEC_ID_AV1;
}

PacketHandle taken(AVPacket& packet) {
    PacketHandle handle(av_packet_alloc());
    if (!handle) throw std::bad_alloc();
    av_packet_move_ref(handle.get(), &packet);
    return handle;
}

}  // namespace

PicturePass::PicturePass(const AVStream& stream, Choice choice, std::int64_t origin_us,
                         Viewer viewer)
    : stream_(stream),
      choice_(choice),
      origin_us_(origin_us),
      viewer_(std::move(viewer)),
      decoder_(stream),
      maker_(rotation_of(stream)),
      ahead_maker_(rotation_of(stream)) {
    counts_.unscreenable =
        choice == Choice::screened && !can_be_screened(stream.codecpar->codec_id);
    streaming_ = choice == Choice::all || counts_.unscreenable;
}

Time PicturePass::time_of(std::int64_t ticks) const {
    const std::int64_t us = av_rescale_q(ticks, stream_.time_base, AV_TIME_BASE_Q) - origin_us_;
    return std::chrono::round<Time>(std::chrono::microseconds(us));
}

Time PicturePass::time_of(const AVFrame& frame) const {
    if (frame.best_effort_timestamp == AV_NOPTS_VALUE) return last_shown_.value_or(Time{});
    return time_of(frame.best_effort_timestamp);
}

void PicturePass::add(AVPacket& packet) {
    ++counts_.packets;
    const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    const std::int64_t ticks = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
    const Time time = ticks == AV_NOPTS_VALUE ? reached_ : time_of(ticks);
    if (key) {
        close_group(&packet);
        reached_ = time;
    }
    if (streaming_) {
        // Decoders are some pictures behind.
        if (key && !key_to_show_) key_to_show_ = time;
        decode(decoder_, &packet);
        return;
    }
    if (choice_ == Choice::keys && !key) return;
    if (group_.packets.empty() && !key) return;  // nothing can be decoded before a key frame
    // Shown before the key frame that it comes behind: needs the group before as well.
    const bool leading = !key && time < group_.facts.front().time;
    if (leading) return;
    group_.bytes += static_cast<std::size_t>(packet.size);
    group_.facts.push_back({.time = time, .bytes = packet.size, .key = key});
    group_.packets.push_back(taken(packet));
    const bool endless = group_.packets.size() > kGroupPackets || group_.bytes > kGroupBytes;
    if (endless) decode_everything_from_here();
}

void PicturePass::finish() {
    close_group(nullptr);
    decode(decoder_, nullptr);
}

void PicturePass::close_group(const AVPacket* next_key) {
    if (streaming_ || group_.packets.empty()) return;
    lone_keys_ = group_.packets.size() == 1 && choice_ == Choice::screened ? lone_keys_ + 1 : 0;
    settled_ = group_.facts.front().time;
    decode_group(next_key);
    note_length();
    previous_ = std::move(group_);
    group_ = {};
    if (lone_keys_ >= kLoneKeys || surprises_ >= kSurprises || barren_ >= kBarren) {
        counts_.unscreenable = true;
        streaming_ = true;
        blind_ = skipped_;
        previous_ = {};
    }
}

void PicturePass::note_length() {
    ++groups_;
    previous_length_ = group_.facts.back().time - group_.facts.front().time;
    longest_group_ = std::max(longest_group_, previous_length_);
}

void PicturePass::decode_everything_from_here() {
    counts_.unscreenable = true;
    wanted_ = {{Time::min(), Time::max()}};
    first_of_group_ = true;
    for (const PacketHandle& packet : group_.packets) decode(decoder_, packet.get());
    previous_ = {};
    group_ = {};
    streaming_ = true;
}

std::vector<Stretch> PicturePass::wanted_stretches() {
    if (choice_ == Choice::keys) return {};
    const std::size_t before = history_.size();
    history_.insert(history_.end(), group_.facts.begin(), group_.facts.end());
    auto stretches = betraying_stretches(history_, before, history_.size());
    if (history_.size() > kHistory)
        history_.erase(history_.begin(), history_.end() - static_cast<std::ptrdiff_t>(kHistory));
    const Time key = group_.facts.front().time;
    const bool out_of_turn = !previous_.facts.empty() &&
                             (previous_length_ + kTurn < longest_group_ || groups_ < kFewGroups);
    if (!stretches.empty()) surprises_ = std::max(0, surprises_ - 1);
    if (out_of_turn || after_left_out_)
        stretches.insert(stretches.begin(), {key, key + kAfterKey, key});
    return stretches;
}

// Towards the last stretch of a group the whole group must be decoded. When a caption is there and
// the next key frame, in its turn, shows the same scene, all that can have happened is that the
// caption went, or that another one came, which that key frame shows as well. (Without a caption
// it is not enough: one may come there and go before the key frame without a sign.)
bool PicturePass::may_leave_out(const Stretch& stretch, const AVPacket* next_key) {
    const Time length = group_.facts.back().time - group_.facts.front().time;
    const bool in_turn = length + kTurn >= longest_group_;
    if (next_key == nullptr || !in_turn || stretch.last - stretch.first > kOneChange ||
        !viewer_.awaits_end()) {
        return false;
    }
    if (!ahead_) ahead_ = std::make_unique<Decoder>(stream_);
    bool same = false;
    const auto compare = [&](const AVFrame& frame) {
        same = same_scene(last_thumbnail_, *ahead_maker_.make(frame).thumbnail);
    };
    ahead_->decode(next_key, compare);
    ahead_->decode(nullptr, compare);
    return same;
}

void PicturePass::decode_group(const AVPacket* next_key) {
    wanted_ = wanted_stretches();
    first_of_group_ = true;
    after_left_out_ = false;
    bool asked = choice_ != Choice::screened || wanted_.empty();
    const Time last = wanted_.empty() ? Time::min() : wanted_.back().last;
    const std::int64_t damaged = decoder_.damaged();
    std::size_t next = 0;
    while (next < group_.packets.size() && (next == 0 || group_.facts[next].time <= last)) {
        const Time time = group_.facts[next].time;
        const Time settled = wanted_.size() > 1 ? wanted_[wanted_.size() - 2].last : Time::min();
        if (!asked && !first_of_group_ && time > settled + kHeldBack &&
            time < wanted_.back().first) {
            asked = true;
            if (may_leave_out(wanted_.back(), next_key)) {
                left_out_ = wanted_.back().change;
                after_left_out_ = true;
                wanted_.pop_back();
                break;
            }
        }
        // On the way to a stretch, pictures that no other one needs are left out.
        decoder_.set_effort(next == 0         ? Effort::whole
                            : is_wanted(time) ? Effort::rough
                                              : Effort::references);
        decode(decoder_, group_.packets[next].get());
        ++next;
    }
    decoder_.set_effort(Effort::whole);
    decode(decoder_, nullptr);
    barren_ = first_of_group_ && choice_ == Choice::screened ? barren_ + 1 : 0;
    group_.whole = next == group_.packets.size() && damaged == decoder_.damaged();
    skipped_ = skipped_ || next < group_.packets.size() || choice_ == Choice::keys;
}

void PicturePass::decode(Decoder& decoder, const AVPacket* packet) {
    decoder.decode(packet, [this](const AVFrame& frame) { take(frame); });
}

bool PicturePass::is_wanted(Time time) const {
    return streaming_ || std::ranges::any_of(wanted_, [&](const Stretch& stretch) {
               return stretch.first <= time && time <= stretch.last;
           });
}

void PicturePass::take(const AVFrame& frame) {
    ++counts_.decoded;
    const Time time = time_of(frame);
    const bool first = first_of_group_ && !second_look_;
    if (!second_look_) first_of_group_ = false;
    if (!first && !is_wanted(time)) {
        skipped_ = true;
        return;
    }
    if (last_shown_ && time <= *last_shown_) return;  // seen already
    Picture picture = made(frame, time);
    if (hides_a_change(picture, first)) {
        look_again(first ? previous_ : group_, time);
        picture = made(frame, time);  // the thumbnail was used again meanwhile
    }
    show(picture);
}

Picture PicturePass::made(const AVFrame& frame, Time time) {
    Picture picture = maker_.make(frame);
    picture.time = time;
    picture.key = frame.key_frame != 0;
    return picture;
}

// Another scene than before the gap, and nothing betrayed where it changed; but a key frame out of
// its turn is where it changed.
bool PicturePass::hides_a_change(const Picture& picture, bool first) const {
    if (choice_ != Choice::screened || streaming_ || second_look_ || !skipped_ || !last_shown_)
        return false;
    const Group& group = first ? previous_ : group_;
    const bool out_of_turn = first && previous_length_ + kTurn < longest_group_ && !left_out_;
    return !group.packets.empty() && !group.whole && !out_of_turn &&
           !same_scene(last_thumbnail_, *picture.thumbnail);
}

// Shows all of a group that was not shown, up to a picture.
void PicturePass::look_again(const Group& group, Time until) {
    const std::vector<Stretch> wanted = std::move(wanted_);
    wanted_ = {{*last_shown_, until - Time(1), until}};
    second_look_ = std::make_unique<Decoder>(stream_);
    for (std::size_t i = 0; i < group.packets.size(); ++i) {
        if (group.facts[i].time >= until + kBehind) break;
        decode(*second_look_, group.packets[i].get());
    }
    decode(*second_look_, nullptr);
    counts_.damaged += second_look_->damaged();
    second_look_.reset();
    wanted_ = wanted;
    skipped_ = false;
    left_out_.reset();
    ++surprises_;
}

void PicturePass::show(Picture picture) {
    const bool gap = skipped_ && last_shown_.has_value();
    const bool unseen = choice_ == Choice::keys || std::exchange(blind_, false);
    picture.before = !gap ? Gap::none : unseen ? Gap::unseen : Gap::quiet;
    if (gap) picture.changed = std::exchange(left_out_, std::nullopt);
    skipped_ = false;
    last_shown_ = picture.time;
    if (key_to_show_ && picture.time >= *key_to_show_)
        settled_ = std::max(settled_, *std::exchange(key_to_show_, std::nullopt));
    last_thumbnail_ = *picture.thumbnail;
    ++counts_.shown;
    viewer_.show(picture);
}

PictureCounts PicturePass::counts() const {
    PictureCounts counts = counts_;
    counts.damaged += decoder_.damaged();
    return counts;
}

}  // namespace revivre::indexer::ffmpeg
