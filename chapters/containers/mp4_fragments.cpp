// ISO/IEC 14496-12:2015, 8.8.3 (trex), 8.8.7 (tfhd), 8.8.8 (trun), 8.8.12 (tfdt).

#include "chapters/containers/mp4_fragments.hpp"

#include <algorithm>

namespace revivre::chapters::mp4 {
namespace {

// Flags of tfhd and of trun.
constexpr std::uint32_t kHasBase = 0x01;
constexpr std::uint32_t kHasDescription = 0x02;
constexpr std::uint32_t kHasDuration = 0x08;
constexpr std::uint32_t kHasSize = 0x10;
constexpr std::uint32_t kRunHasOffset = 0x01;
constexpr std::uint32_t kRunHasFirstFlags = 0x04;
constexpr std::uint32_t kEachHasDuration = 0x100;
constexpr std::uint32_t kEachHasSize = 0x200;
constexpr std::uint32_t kEachHasFlags = 0x400;
constexpr std::uint32_t kEachHasShift = 0x800;

struct Defaults {
    std::uint32_t duration = 0;
    std::uint32_t size = 0;
};

class FragmentReader {
  public:
    FragmentReader(BoxReader& boxes, const Track& track) : boxes_(boxes), track_(track.id) {}

    void read_defaults(const Movie& movie) {
        for (const Box& mvex : boxes_.children(movie.box)) {
            if (mvex.type != box_type("mvex")) continue;
            for (const Box& trex : boxes_.children(mvex)) read_trex(trex);
        }
    }

    std::vector<Sample> read() {
        std::uint64_t at = 0;
        while (const auto box = boxes_.top_box(at)) {
            if (box->type == box_type("moof")) read_fragment(*box);
            if (samples_.size() >= kMostSamples) break;
            at = box->end;
        }
        return std::move(samples_);
    }

  private:
    void read_trex(const Box& trex) {
        const std::string body = boxes_.body(trex, 20);
        Fields fields(body);
        fields.skip(4);
        if (trex.type != box_type("trex") || fields.u32() != track_) return;
        fields.skip(4);
        defaults_.duration = fields.u32();
        defaults_.size = fields.u32();
    }

    void read_fragment(const Box& moof) {
        for (const Box& traf : boxes_.children(moof)) {
            if (traf.type == box_type("traf")) read_track_fragment(traf, moof.begin);
        }
    }

    // Where tfhd does not say where data begins, it is taken for the fragment's begin; that a
    // second track's data follows the first one's is a rule that no known writer uses.
    void read_track_fragment(const Box& traf, std::uint64_t base) {
        Defaults here = defaults_;
        bool is_ours = false;
        for (const Box& each : boxes_.children(traf)) {
            if (each.type == box_type("tfhd")) is_ours = read_head(each, here, base);
            if (!is_ours) continue;
            if (each.type == box_type("tfdt")) read_time(each);
            if (each.type == box_type("trun")) read_run(each, here, base);
        }
    }

    bool read_head(const Box& tfhd, Defaults& here, std::uint64_t& base) {
        const std::string body = boxes_.body(tfhd, 32);
        Fields fields(body);
        const std::uint32_t flags = fields.u32();
        if (fields.u32() != track_ || !fields.ok()) return false;
        if ((flags & kHasBase) != 0) base = fields.u64();
        if ((flags & kHasDescription) != 0) fields.skip(4);
        if ((flags & kHasDuration) != 0) here.duration = fields.u32();
        if ((flags & kHasSize) != 0) here.size = fields.u32();
        next_ = base;
        return fields.ok();
    }

    void read_time(const Box& tfdt) {
        const std::string body = boxes_.body(tfdt, 12);
        Fields fields(body);
        const std::uint8_t version = fields.u8();
        fields.skip(3);
        const std::uint64_t time = fields.sized(version);
        // So that no sum of durations can pass what 64 bits hold.
        if (fields.ok()) now_ = std::min(time, std::uint64_t{1} << 62);
    }

    void read_run(const Box& trun, const Defaults& here, std::uint64_t base) {
        const std::string body = boxes_.body(trun, 16 + kMostSamples * 16);
        Fields fields(body);
        const std::uint32_t flags = fields.u32() & 0xFFFFFF;
        const std::uint32_t count = fields.u32();
        if ((flags & kRunHasOffset) != 0)  // a signed number: the sum wraps where it is negative
            next_ = base + static_cast<std::uint64_t>(
                               std::int64_t{static_cast<std::int32_t>(fields.u32())});
        if ((flags & kRunHasFirstFlags) != 0) fields.skip(4);
        for (std::uint32_t i = 0; i < count && samples_.size() < kMostSamples; ++i) {
            Sample sample{.offset = next_, .size = here.size, .start = now_};
            now_ += (flags & kEachHasDuration) != 0 ? fields.u32() : here.duration;
            if ((flags & kEachHasSize) != 0) sample.size = fields.u32();
            if ((flags & kEachHasFlags) != 0) fields.skip(4);
            if ((flags & kEachHasShift) != 0) fields.skip(4);
            if (!fields.ok()) return;
            sample.end = now_;
            next_ += sample.size;
            samples_.push_back(sample);
        }
    }

    BoxReader& boxes_;
    std::uint32_t track_;
    Defaults defaults_;
    std::vector<Sample> samples_;
    std::uint64_t next_ = 0;  ///< where the next sample lies
    std::uint64_t now_ = 0;   ///< when it is shown
};

}  // namespace

std::vector<Sample> fragment_samples_of(BoxReader& boxes, const Movie& movie, const Track& track) {
    FragmentReader reader(boxes, track);
    reader.read_defaults(movie);
    return reader.read();
}

}  // namespace revivre::chapters::mp4
