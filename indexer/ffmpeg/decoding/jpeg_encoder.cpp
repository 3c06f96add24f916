#include "indexer/ffmpeg/decoding/jpeg_encoder.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

class JpegEncoder final : public PictureEncoder {
  public:
    std::string jpeg(const Picture&, const chapters::Box&, int) override { return {}; }
};

}  // namespace

std::unique_ptr<PictureEncoder> open_jpeg_encoder() {
    return std::make_unique<JpegEncoder>();
}

}  // namespace revivre::indexer::ffmpeg
