#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <brotli/decode.h>
#include <zlib.h>

namespace revivre::server {

/// What a gzip file holds; a test fails when it is none.
inline std::string gunzipped(std::string_view coded) {
    constexpr int kGzipWindow = 15 + 16;
    std::string text(1'000'000, ' ');
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, kGzipWindow), Z_OK);
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(coded.data()));
    stream.avail_in = static_cast<uInt>(coded.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return text;
}

/// What a brotli stream holds.
inline std::string unbrotlied(std::string_view coded) {
    std::string text(1'000'000, ' ');
    std::size_t size = text.size();
    EXPECT_EQ(
        BrotliDecoderDecompress(coded.size(), reinterpret_cast<const std::uint8_t*>(coded.data()),
                                &size, reinterpret_cast<std::uint8_t*>(text.data())),
        BROTLI_DECODER_RESULT_SUCCESS);
    text.resize(size);
    return text;
}

}  // namespace revivre::server
