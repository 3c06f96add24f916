// Chapters in the Vorbis comment of Ogg streams: Vorbis, Opus, Speex, Theora, FLAC (RFC 3533;
// Xiph.org wiki, "Chapter Extension"). Written by replacing that one packet: later pages of the
// stream get other numbers where the packet needs more pages or fewer, all else stays byte for byte
// what it was. libavformat's own writer is not used, it is a second late for half of all times.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/ogg_pages.hpp"
#include "chapters/containers/ogg_streams.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/containers/vorbis_comment.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/gathering.hpp"

namespace revivre::chapters::containers {
namespace {

using ogg::Page;
using ogg::Stream;

constexpr std::string_view kMark = "OggS";
constexpr std::size_t kJunkLimit = 64 << 10;

bool recognise(std::string_view head) {
    return head.starts_with(kMark);
}

constexpr const char* kNoOgg = "it does not begin with 'OggS'";

bool is_ogg(ByteSource& media) {
    return media.bytes(0, kJunkLimit).find(kMark) != std::string::npos;
}

bool has_chapters(const Stream& stream) {
    return std::ranges::any_of(stream.comment().comments, is_chapter_comment);
}

ReadResult read(ByteSource& media) {
    if (!is_ogg(media)) return refused(kNoOgg);
    Gathering gathering(static_cast<std::size_t>(media.size()));
    const std::vector<Stream> streams = ogg::streams_of(media, &gathering);
    for (const Stream& stream : streams) {
        if (gather_chapters(stream.comment(), gathering)) break;
    }
    return gathering.take();
}

// What becomes of one stream.
struct Change {
    std::vector<std::string> pages;  // in place of those of the comment packet
    std::uint64_t first = 0;         // where the first of those is
    std::uint64_t end = 0;           // behind the last of those
    std::uint32_t shift = 0;         // added to later numbers, modulo 2^32
    bool over = false;               // the stream has ended
};

std::string new_packet(const Stream& stream, const std::vector<Chapter>& chapters) {
    const VorbisComment comment = stream.comment();
    std::string packet = stream.packet.substr(0, stream.codec->comment_begin);
    packet += with_chapters(comment, chapters);
    if (stream.codec->kind == ogg::Codec::Kind::flac) {
        const std::size_t bytes = packet.size() - stream.codec->comment_begin;
        if (bytes >= (std::size_t{1} << 24))
            throw Error(ErrorCode::unsupported,
                        "these chapters are more than the 16 MB that a FLAC comment block holds");
        packet.replace(1, 3, as_big_endian(bytes, 3));
    }
    return packet.append(comment.rest);
}

Change change_of(ByteSource& media, const Stream& stream, const std::vector<Chapter>& chapters) {
    const Page& first = stream.pages.front();
    const Page& last = stream.pages.back();
    if (stream.first_segment != 0 || first.first) {
        throw Error(ErrorCode::unsupported,
                    "the Ogg stream's comments share a page with its head, which RFC 3533 forbids");
    }
    const std::string packet = new_packet(stream, chapters);
    ogg::Packets packets{ogg::lacing_of(packet.size()), packet};
    std::uint64_t behind = last.body();
    for (std::size_t i = 0; i < stream.end_segment; ++i) behind += byte_at(last.lacing, i);
    const std::string rest = media.bytes(behind, static_cast<std::size_t>(last.end() - behind));
    if (rest.size() != last.end() - behind)
        throw Error(ErrorCode::invalid_input, "the Ogg file ends inside its headers");
    packets.lacing += last.lacing.substr(stream.end_segment);
    packets.body += rest;
    Change change;
    change.pages = pages_of(packets, last, first.sequence);
    change.first = first.offset;
    change.end = last.end();
    change.shift = static_cast<std::uint32_t>(change.pages.size() - stream.pages.size());
    change.over = last.last;
    return change;
}

using Changes = std::map<std::uint32_t, Change>;  // by serial number

// The chapters go where there are some, else to the first stream of sound: libavformat loses track
// of Theora when its comments are longer than 64 KiB.
Changes changes_of(ByteSource& media, const Document& document) {
    const std::vector<Stream> streams = ogg::streams_of(media, nullptr);
    const auto is_whole = [](const Stream& stream) { return !stream.comment().cut; };
    const auto rank = [](const Stream& stream) {
        return std::pair(has_chapters(stream), stream.codec->kind != ogg::Codec::Kind::other);
    };
    const Stream* target = nullptr;
    for (const Stream& each : streams) {
        if (is_whole(each) && (target == nullptr || rank(each) > rank(*target))) target = &each;
    }
    if (target == nullptr) {
        throw Error(ErrorCode::unsupported,
                    "the Ogg file has no stream with a whole comment packet of a known codec");
    }
    Changes changes;
    if (!document.chapters.empty() || has_chapters(*target)) {
        changes.emplace(target->serial, change_of(media, *target, document.chapters));
    }
    for (const Stream& other : streams) {
        if (other.serial == target->serial || !is_whole(other) || !has_chapters(other)) continue;
        changes.emplace(other.serial, change_of(media, other, {}));
    }
    return changes;
}

// Copies what does not change in one go.
class Copier {
  public:
    Copier(ByteSource& media, ByteSink& out) : media_(media), out_(out) {}

    /// Writes all before `offset` that is not written yet, and goes on behind it at `next`.
    void replace(std::uint64_t offset, std::uint64_t next, std::string_view by) {
        out_.copy(media_, done_, offset - done_);
        out_.write(by);
        done_ = std::min(next, media_.size());
    }
    void finish() { out_.copy(media_, done_, media_.size() - done_); }

  private:
    ByteSource& media_;
    ByteSink& out_;
    std::uint64_t done_ = 0;
};

void write_page(const Page& page, Change& change, Copier& copier) {
    if (page.offset == change.first) {
        std::string all;
        for (const std::string& each : change.pages) all += each;
        copier.replace(page.offset, page.end(), all);
    } else if (page.offset < change.end) {
        copier.replace(page.offset, page.end(), {});
    } else if (!change.over) {
        if (change.shift != 0)
            copier.replace(page.offset, page.body(),
                           renumbered_head(page, page.sequence + change.shift));
        change.over = page.last;
    }
}

void write(ByteSource& media, const Document& document, ByteSink& out) {
    if (!is_ogg(media)) throw Error(ErrorCode::invalid_input, kNoOgg);
    Changes changes = changes_of(media, document);
    Copier copier(media, out);
    ogg::PageReader reader(media);
    const bool renumbering =
        std::ranges::any_of(changes, [](const auto& each) { return each.second.shift != 0; });
    while (const auto page = reader.next()) {
        const auto is_behind = [&](const auto& each) { return page->offset >= each.second.end; };
        if (!renumbering && std::ranges::all_of(changes, is_behind)) break;
        const auto change = changes.find(page->serial);
        if (change == changes.end() || page->offset < change->second.first) continue;
        // A number may be given to another stream later: that is not ours.
        if (page->first) change->second.over = true;
        write_page(*page, change->second, copier);
    }
    copier.finish();
}

constexpr std::array<std::string_view, 5> kAliases{"opus", "vorbis", "oga", "ogv", "spx"};
constexpr std::array<std::string_view, 5> kExtensions{"ogg", "opus", "oga", "ogv", "spx"};

}  // namespace

Container ogg() {
    return {.name = "ogg",
            .aliases = kAliases,
            .title = "Ogg (Vorbis, Opus, Theora)",
            .extensions = kExtensions,
            .media_type = "application/ogg",
            .reference = "RFC 3533; Xiph.org wiki, Chapter Extension",
            .holds = kVorbisCommentHolds,
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::containers
