#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "indexer/analysis/screening.hpp"
#include "indexer/analysis/thumbnail.hpp"
#include "indexer/ffmpeg/decoding/decoder.hpp"
#include "indexer/ffmpeg/decoding/picture_maker.hpp"

namespace revivre::indexer::ffmpeg {

/// Which pictures are decoded.
enum class Choice {
    keys,      ///< those of key frames
    screened,  ///< and those around changes that the packets betray
    all,
};

/// How much was decoded, for the note of a result and for measurements.
struct PictureCounts {
    std::int64_t packets = 0;
    std::int64_t decoded = 0;
    std::int64_t shown = 0;  ///< to analysers
    std::int64_t damaged = 0;
    bool unscreenable = false;  ///< every picture was decoded although it was to be screened
};

/// Takes the packets of one video stream, group by group (a key frame and what follows it), and
/// shows the chosen pictures in the order of their presentation. Holds at most two groups.
class PicturePass {
  public:
    /// Who looks at the pictures.
    struct Viewer {
        std::function<void(const Picture&)> show;
        std::function<bool()> awaits_end;  ///< see Analyser
    };

    /// `origin_us`: the time, on FFmpeg's clock of the file, that counts as 0. Throws
    /// Error{unsupported} when the stream cannot be decoded here.
    PicturePass(const AVStream& stream, Choice choice, std::int64_t origin_us, Viewer viewer);

    /// Takes over what the packet refers to.
    void add(AVPacket& packet);
    void finish();

    [[nodiscard]] PictureCounts counts() const;
    /// The time of the key frame before which every picture that will be shown was shown.
    [[nodiscard]] chapters::Time settled() const noexcept { return settled_; }

  private:
    struct Group {
        std::vector<PacketHandle> packets;
        std::vector<PacketFacts> facts;
        std::size_t bytes = 0;
        bool whole = false;  ///< all of it was decoded
    };

    [[nodiscard]] chapters::Time time_of(std::int64_t ticks) const;
    [[nodiscard]] chapters::Time time_of(const AVFrame& frame) const;
    void close_group(const AVPacket* next_key);
    void decode_group(const AVPacket* next_key);
    void look_again(const Group& group, chapters::Time until);
    [[nodiscard]] bool may_leave_out(const Stretch& stretch, const AVPacket* next_key);
    void decode(Decoder& decoder, const AVPacket* packet);
    void take(const AVFrame& frame);
    void show(Picture picture);
    [[nodiscard]] std::vector<Stretch> wanted_stretches();
    [[nodiscard]] bool hides_a_change(const Picture& picture, bool first) const;
    [[nodiscard]] Picture made(const AVFrame& frame, chapters::Time time);
    [[nodiscard]] bool is_wanted(chapters::Time time) const;
    void note_length();
    void decode_everything_from_here();

    const AVStream& stream_;
    Choice choice_;
    std::int64_t origin_us_;
    Viewer viewer_;
    Decoder decoder_;
    std::unique_ptr<Decoder> second_look_;  ///< while a group is decoded a second time
    std::unique_ptr<Decoder> ahead_;        ///< of key frames before their turn
    PictureMaker maker_;
    PictureMaker ahead_maker_;
    Group group_;
    Group previous_;
    std::vector<PacketFacts> history_;
    std::vector<Stretch> wanted_;  ///< of the group being decoded
    bool first_of_group_ = false;
    std::optional<chapters::Time> left_out_;  ///< a change that was not decoded
    bool after_left_out_ = false;             ///< the group before ends with one
    bool streaming_ = false;                  ///< packets go to the decoder as they come
    std::optional<chapters::Time> last_shown_;
    Thumbnail last_thumbnail_;
    bool skipped_ = false;  ///< pictures were left out since the last one shown
    chapters::Time longest_group_{};
    chapters::Time previous_length_{};
    int groups_ = 0;
    int lone_keys_ = 0;
    int barren_ = 0;      ///< groups one behind the other without a picture
    bool blind_ = false;  ///< what was left out last can no longer be looked at
    int surprises_ = 0;
    chapters::Time reached_{};  ///< of the last key frame
    chapters::Time settled_{};
    std::optional<chapters::Time> key_to_show_{};  ///< when every picture is decoded
    PictureCounts counts_;
};

}  // namespace revivre::indexer::ffmpeg
