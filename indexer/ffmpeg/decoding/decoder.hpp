#pragma once

#include <functional>

#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// Whether pictures or sound of this kind are decoded here: the decoders that players exercise
/// daily, and no other.
bool is_decoded(AVCodecID codec);

/// How well pictures are decoded (H.264, H.265). The filter that smooths the edges of blocks costs
/// a sixth.
enum class Effort {
    whole,       ///< pictures that no other one needs go without that filter
    rough,       ///< all do, and differ a little until the next key frame
    references,  ///< the same, and only what other pictures need
};

/// One stream's decoder, on the calling thread. Damaged packets are skipped and counted.
class Decoder {
  public:
    using Receiver = std::function<void(const AVFrame&)>;

    /// Throws Error{unsupported} when the stream cannot be decoded here.
    explicit Decoder(const AVStream& stream);

    /// Decodes a packet; what is ready is handed over, in the order of presentation. Null: nothing
    /// follows; all that is left is handed over, and decoding may begin anew at a key frame.
    void decode(const AVPacket* packet, const Receiver& receive);

    /// For the packets that follow. Decoders that cannot do less decode all the same.
    void set_effort(Effort effort) noexcept;

    [[nodiscard]] std::int64_t damaged() const noexcept { return damaged_; }

  private:
    void receive_all(const Receiver& receive);

    CodecHandle context_;
    FrameHandle frame_;
    std::int64_t damaged_ = 0;
};

}  // namespace revivre::indexer::ffmpeg
