// Content codings. Written from: RFC 9110, sections 8.4.1 and 12.5.3; RFC 1952 (gzip); RFC 7932
// (br).

#include "server/http/content_coding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <brotli/encode.h>
#include <zlib.h>

#include "chapters/error.hpp"
#include "server/http/accept.hpp"
#include "server/http/text.hpp"

namespace revivre::server {
namespace {

// What a field says of each coding; below 0: nothing.
struct Wishes {
    double identity = -1;
    double gzip = -1;
    double br = -1;
    double others = -1;  // "*"
};

Wishes wishes_of(std::string_view field) noexcept {
    Wishes wishes;
    while (!field.empty()) {
        const std::string_view element = next_element(field);
        const std::size_t semicolon = std::min(element.find(';'), element.size());
        const std::string_view name = trim(element.substr(0, semicolon));
        const double quality = quality_of(element.substr(semicolon));
        if (same_token(name, "gzip") || same_token(name, "x-gzip")) wishes.gzip = quality;
        if (same_token(name, "br")) wishes.br = quality;
        if (same_token(name, "identity")) wishes.identity = quality;
        if (name == "*") wishes.others = quality;
    }
    return wishes;
}

// Levels, measured on a chapter list of 62 KB, its page (60 KB), a style sheet and a script (8 KB):
// prepared: gzip 9 takes 0.8 ms and 4 % less than 6; br 5 takes 0.5 ms and 9 to 12 % less than 4,
// br 9 1 % less than 5 for ten times the work. Once: gzip 1 and br 1 take 0.2 and 0.1 ms, and give
// 15 to 25 % more.
constexpr int gzip_level(Effort effort) noexcept {
    return effort == Effort::prepared ? 9 : 1;
}
constexpr int brotli_quality(Effort effort) noexcept {
    return effort == Effort::prepared ? 5 : 1;
}

std::string gzipped(std::string_view content, Effort effort) {
    constexpr int kGzipWindow = 15 + 16;  // zlib.h: 16 asks for the gzip format
    constexpr int kMemoryLevel = 8;       // zlib's own choice
    z_stream stream{};
    if (deflateInit2(&stream, gzip_level(effort), Z_DEFLATED, kGzipWindow, kMemoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw Error(ErrorCode::internal, "zlib cannot start");
    }
    std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    // zlib reads through a pointer that is not const, and writes nothing there.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (state != Z_STREAM_END) throw Error(ErrorCode::internal, "zlib did not finish");
    return out;
}

std::string brotli_coded(std::string_view content, Effort effort) {
    std::size_t size = BrotliEncoderMaxCompressedSize(content.size());
    std::string out(size, '\0');
    const BROTLI_BOOL done =
        BrotliEncoderCompress(brotli_quality(effort), BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                              content.size(), reinterpret_cast<const std::uint8_t*>(content.data()),
                              &size, reinterpret_cast<std::uint8_t*>(out.data()));
    if (done == BROTLI_FALSE) throw Error(ErrorCode::internal, "brotli did not finish");
    out.resize(size);
    return out;
}

}  // namespace

std::string_view coding_name(ContentCoding coding) noexcept {
    switch (coding) {
        case ContentCoding::identity:
            return "identity";
        case ContentCoding::gzip:
            return "gzip";
        case ContentCoding::br:
            return "br";
    }
    return "";
}

std::optional<ContentCoding> wanted_coding(std::string_view accept_encoding) noexcept {
    if (accept_encoding.empty()) return ContentCoding::identity;
    const Wishes wishes = wishes_of(accept_encoding);
    // Unnamed, identity is accepted, but comes after what is named; others are not.
    constexpr double kUnnamedIdentity = 0.0001;  // below the smallest of three decimals
    const auto wish = [&](double named, double unnamed) {
        if (named >= 0) return named;
        return wishes.others >= 0 ? wishes.others : unnamed;
    };
    const std::array options{
        std::pair{ContentCoding::br, wish(wishes.br, 0)},
        std::pair{ContentCoding::gzip, wish(wishes.gzip, 0)},
        std::pair{ContentCoding::identity, wish(wishes.identity, kUnnamedIdentity)}};
    const auto& best =
        *std::ranges::max_element(options, {}, [](const auto& each) { return each.second; });
    if (best.second <= 0) return std::nullopt;
    return best.first;
}

bool is_text_like(std::string_view content_type) noexcept {
    const std::string_view type = trim(content_type.substr(0, content_type.find(';')));
    constexpr std::array<std::string_view, 6> kTypes{
        "application/json",     "application/json+chapters", "application/xml",
        "application/x-subrip", "application/x-cue",         "application/vnd.apple.mpegurl"};
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
           std::ranges::find(kTypes, type) != kTypes.end();
}

std::string encoded(ContentCoding coding, std::string_view content, Effort effort) {
    switch (coding) {
        case ContentCoding::identity:
            break;
        case ContentCoding::gzip:
            return gzipped(content, effort);
        case ContentCoding::br:
            return brotli_coded(content, effort);
    }
    return std::string(content);
}

}  // namespace revivre::server
