#include "chapters/containers/ogg_streams.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "chapters/containers/byte_order.hpp"

namespace revivre::chapters::ogg {
namespace {

using namespace std::string_view_literals;

// Vorbis I, section 4.2; RFC 7845, section 5; Speex manual, section 7.2; Theora specification,
// section 6.2; FLAC to Ogg mapping 1.0; Kate and VP8 as their Ogg mappings on wiki.xiph.org say.
using Kind = Codec::Kind;
constexpr std::array<Codec, 7> kCodecs{{
    {"\x01vorbis"sv, "\x03vorbis"sv, 7, Kind::sound},
    {"OpusHead"sv, "OpusTags"sv, 8, Kind::sound},
    {"Speex   "sv, ""sv, 0, Kind::sound},
    {"\x7F\x46LAC"sv, ""sv, 4, Kind::flac},
    {"\x80theora"sv, "\x81theora"sv, 7, Kind::other},
    {"OVP80\x01"sv, "OVP80\x02"sv, 7, Kind::other},
    {"\x80kate\0\0\0"sv, "\x81kate\0\0\0"sv, 9, Kind::other},
}};

constexpr std::size_t kStreamLimit = 64;
constexpr std::size_t kPacketLimit = 64 << 20;     // pictures are in comments
constexpr std::uint64_t kBytesLimit = 256U << 20;  // to look for comments in
constexpr std::uint64_t kJunkLimit = 1 << 20;

class Scan {
  public:
    Scan(ByteSource& media, Gathering* gathering) : media_(media), gathering_(gathering) {}

    std::vector<Stream> run() {
        PageReader reader(media_);
        bool heads = true;  // all first pages come before all others
        while (const auto page = reader.next()) {
            if (reader.passed_over() > kJunkLimit || page->offset > kBytesLimit) break;
            if (page->first && !heads) break;  // another recording follows this one
            heads = page->first;
            if (heads && streams_.size() < kStreamLimit)
                streams_.emplace_back().serial = page->serial;
            const auto stream = std::ranges::find(streams_, page->serial, &Stream::serial);
            if (stream != streams_.end() && wants(*stream)) take(*page, *stream);
            if (!heads && std::ranges::none_of(streams_, wants)) break;
        }
        if (gathering_ != nullptr && reader.passed_over() > 0) {
            gathering_->tell(
                0, fmt::format("{} bytes between the pages have no meaning", reader.passed_over()));
        }
        return std::move(streams_);
    }

  private:
    static bool wants(const Stream& stream) {
        return stream.packets == 0 || (stream.codec != nullptr && !stream.whole);
    }

    void take(const Page& page, Stream& stream) {
        const std::string bytes =
            media_.bytes(page.offset, static_cast<std::size_t>(page.end() - page.offset));
        if (gathering_ != nullptr && bytes.size() == page.end() - page.offset &&
            checksum_of(bytes) != page.checksum) {
            gathering_->tell(
                0, fmt::format("the page at byte {} has a wrong checksum: it is read all the same",
                               page.offset));
        }
        std::size_t at = static_cast<std::size_t>(page.body() - page.offset);
        bool noted = false;
        for (std::size_t segment = 0; segment < page.lacing.size() && wants(stream); ++segment) {
            const std::size_t count = byte_at(page.lacing, segment);
            const std::string_view part =
                std::string_view(bytes).substr(std::min(at, bytes.size()), count);
            at += count;
            if (stream.packets == 1 && !noted) note(page, segment, stream);
            noted = noted || stream.packets == 1;
            if (stream.packet.size() < kPacketLimit) stream.packet += part;
            if (count < kLargestLacing) end_packet(segment, stream);
        }
    }

    static void note(const Page& page, std::size_t segment, Stream& stream) {
        if (stream.pages.empty()) stream.first_segment = segment;
        stream.pages.push_back(page);
    }

    static void end_packet(std::size_t segment, Stream& stream) {
        if (stream.packets++ == 0) {
            const auto* const codec = std::ranges::find_if(kCodecs, [&](const Codec& each) {
                return stream.packet.starts_with(each.first_mark);
            });
            stream.codec = codec == kCodecs.end() ? nullptr : codec;
            stream.packet.clear();
            return;
        }
        stream.end_segment = segment + 1;
        stream.whole = true;
        if (stream.packet.size() >= kPacketLimit) stream.codec = nullptr;
    }

    ByteSource& media_;
    Gathering* gathering_;
    std::vector<Stream> streams_;
};

}  // namespace

VorbisComment Stream::comment() const {
    VorbisComment none;
    none.cut = true;
    if (codec == nullptr || packet.size() < codec->comment_begin ||
        !packet.starts_with(codec->comment_mark))
        return none;
    // RFC 9639, section 8.1: the block's type is 4.
    if (codec->kind == Kind::flac && (byte_at(packet, 0) & 0x7F) != 4) return none;
    return parse_vorbis_comment(std::string_view(packet).substr(codec->comment_begin));
}

std::vector<Stream> streams_of(ByteSource& media, Gathering* gathering) {
    return Scan(media, gathering).run();
}

}  // namespace revivre::chapters::ogg
