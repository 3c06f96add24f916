#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "indexer/analysis/sound.hpp"
#include "indexer/ffmpeg/decoding/decoder.hpp"

namespace revivre::indexer::ffmpeg {

/// Packets of an audio stream in, interleaved floats of at most two channels out.
class SoundDecoder {
  public:
    using Receiver = std::function<void(const Sound&)>;

    /// `origin_us`: the time, on FFmpeg's clock of the file, that counts as 0. Throws as Decoder.
    SoundDecoder(const AVStream& stream, std::int64_t origin_us);

    /// Null: nothing follows.
    void decode(const AVPacket* packet, const Receiver& receive);

    [[nodiscard]] std::int64_t damaged() const noexcept { return decoder_.damaged(); }

  private:
    void convert(const AVFrame& frame, const Receiver& receive);
    void follow(const AVFrame& frame);

    Decoder decoder_;
    AVRational time_base_;
    std::int64_t origin_us_;
    ResamplerHandle resampler_;
    int format_ = -1;
    int channels_in_ = 0;
    int rate_ = 0;
    int channels_ = 0;
    std::vector<float> samples_;
    std::optional<std::int64_t> expected_us_;
};

}  // namespace revivre::indexer::ffmpeg
