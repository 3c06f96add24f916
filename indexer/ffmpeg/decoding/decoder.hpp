#pragma once

#include <functional>

#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// Whether pictures or sound of this kind are decoded here: the decoders that players exercise
/// daily, and no other.
bool is_decoded(AVCodecID codec);

/// One stream's decoder, on the calling thread. Damaged packets are skipped and counted.
class Decoder {
  public:
    using Receiver = std::function<void(const AVFrame&)>;

    /// Throws Error{unsupported} when the stream cannot be decoded here.
    explicit Decoder(const AVStream& stream);

    /// Decodes a packet; what is ready is handed over, in the order of presentation. Null: nothing
    /// follows; all that is left is handed over, and decoding may begin anew at a key frame.
    void decode(const AVPacket* packet, const Receiver& receive);

    /// Leaves out pictures that no other picture needs (H.264, H.265; others decode all the same).
    void skip_unreferenced(bool skip) noexcept;

    [[nodiscard]] std::int64_t damaged() const noexcept { return damaged_; }

  private:
    void receive_all(const Receiver& receive);

    CodecHandle context_;
    FrameHandle frame_;
    std::int64_t damaged_ = 0;
};

}  // namespace revivre::indexer::ffmpeg
