#include "indexer/ffmpeg/decoding/jpeg_encoder.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/analysis/scale.hpp"
#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

using chapters::Box;

struct Samples {
    std::vector<std::uint8_t> luma, blue, red;
    int width, height;

    Samples(int wide, int high, int value)
        : luma(static_cast<std::size_t>(wide * high), static_cast<std::uint8_t>(value)),
          blue(static_cast<std::size_t>((wide + 1) / 2 * ((high + 1) / 2)), 128),
          red(blue),
          width(wide),
          height(high) {}

    [[nodiscard]] Picture picture() const {
        const int half_width = (width + 1) / 2;
        const int half_height = (height + 1) / 2;
        return {.luma = {luma.data(), width, height, width},
                .blue = {blue.data(), half_width, half_height, half_width},
                .red = {red.data(), half_width, half_height, half_width}};
    }
};

FrameHandle decoded(const std::string& file) {
    CodecHandle context{avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_MJPEG))};
    FrameHandle frame{av_frame_alloc()};
    PacketHandle packet{av_packet_alloc()};
    EXPECT_EQ(avcodec_open2(context.get(), nullptr, nullptr), 0);
    EXPECT_EQ(av_new_packet(packet.get(), static_cast<int>(file.size())), 0);
    std::copy(file.begin(), file.end(), packet->data);
    EXPECT_EQ(avcodec_send_packet(context.get(), packet.get()), 0);
    EXPECT_EQ(avcodec_receive_frame(context.get(), frame.get()), 0);
    return frame;
}

TEST(JpegEncoder, MakesJfifFilesAsBrowsersReadThem) {
    const auto encoder = open_jpeg_encoder();
    const Samples grey{64, 36, 126};
    const std::string file = encoder->jpeg(grey.picture(), {0, 0, 64, 36}, 640);
    EXPECT_EQ(file.substr(0, 4), "\xFF\xD8\xFF\xE0");
    EXPECT_EQ(file.substr(6, 5), std::string("JFIF\0", 5));
    EXPECT_TRUE(file.ends_with("\xFF\xD9"));
    EXPECT_EQ(file.find("Lavc"), file.npos);
}

TEST(JpegEncoder, StretchesStudioRangeToFull) {
    const auto encoder = open_jpeg_encoder();
    for (const auto& [studio, full] : {std::pair{16, 0}, {235, 255}, {126, 128}, {0, 0}}) {
        const Samples plain{64, 36, studio};
        const FrameHandle frame = decoded(encoder->jpeg(plain.picture(), {0, 0, 64, 36}, 64));
        EXPECT_EQ(frame->format, AV_PIX_FMT_YUVJ420P);
        EXPECT_NEAR(*frame->data[0], full, 1);
        EXPECT_NEAR(*frame->data[1], 128, 1);
    }
}

TEST(JpegEncoder, ScalesInProportionAndNeverUp) {
    const auto encoder = open_jpeg_encoder();
    const Samples plain{1280, 720, 100};
    const FrameHandle small = decoded(encoder->jpeg(plain.picture(), {0, 0, 1280, 720}, 640));
    EXPECT_EQ(small->width, 640);
    EXPECT_EQ(small->height, 360);
    const FrameHandle same = decoded(encoder->jpeg(plain.picture(), {3, 5, 101, 33}, 640));
    EXPECT_EQ(same->width, 101);
    EXPECT_EQ(same->height, 33);
}

TEST(JpegEncoder, CropsAtOddPlaces) {
    const auto encoder = open_jpeg_encoder();
    Samples picture{65, 37, 16};
    for (int y = 7; y < 28; ++y) {
        for (int x = 13; x < 44; ++x) picture.luma[static_cast<std::size_t>(y * 65 + x)] = 235;
    }
    const FrameHandle frame = decoded(encoder->jpeg(picture.picture(), {13, 7, 31, 21}, 100));
    for (int y = 0; y < 21; ++y) {
        for (int x = 0; x < 31; ++x) {
            EXPECT_NEAR(frame->data[0][y * frame->linesize[0] + x], 255, 2);
        }
    }
}

TEST(JpegEncoder, MakesTheSmallestAndTheNarrowest) {
    const auto encoder = open_jpeg_encoder();
    const Samples picture{64, 37, 200};
    for (const Box& box :
         {Box{0, 0, 1, 1}, Box{63, 36, 1, 1}, Box{5, 0, 1, 37}, Box{0, 9, 64, 1}}) {
        const FrameHandle frame = decoded(encoder->jpeg(picture.picture(), box, 640));
        EXPECT_EQ(frame->width, box.width_px);
        EXPECT_EQ(frame->height, box.height_px);
    }
}

TEST(JpegEncoder, KeepsToThePicture) {
    const auto encoder = open_jpeg_encoder();
    const Samples picture{64, 36, 200};
    constexpr int kMost = std::numeric_limits<int>::max();
    const FrameHandle corner = decoded(encoder->jpeg(picture.picture(), {-10, 30, 20, kMost}, 640));
    EXPECT_EQ(corner->width, 10);
    EXPECT_EQ(corner->height, 6);
    for (const Box& box : {Box{64, 0, 10, 10}, Box{0, 0, 0, 10}, Box{-9, 0, 9, 9},
                           Box{kMost, kMost, kMost, kMost}, Box{5, 5, -3, 4}}) {
        EXPECT_TRUE(encoder->jpeg(picture.picture(), box, 640).empty());
    }
    EXPECT_TRUE(encoder->jpeg(picture.picture(), {0, 0, 9, 9}, 0).empty());
}

TEST(JpegEncoder, GoesOnThroughManySizes) {
    const auto encoder = open_jpeg_encoder();
    const Samples picture{64, 36, 200};
    const std::string first = encoder->jpeg(picture.picture(), {0, 0, 64, 36}, 64);
    for (int width = 1; width < 64; ++width) {
        EXPECT_FALSE(encoder->jpeg(picture.picture(), {0, 0, width, 36}, 640).empty());
    }
    EXPECT_EQ(encoder->jpeg(picture.picture(), {0, 0, 64, 36}, 64), first);
}

}  // namespace
}  // namespace revivre::indexer::ffmpeg
