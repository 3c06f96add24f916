// Chapters in the Vorbis comment of FLAC files (RFC 9639, sections 8 and 8.6; Xiph.org wiki,
// "Chapter Extension"). All other metadata blocks and the sound stay byte for byte what they were.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/id3v2.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/containers/vorbis_comment.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters::containers {
namespace {

constexpr std::string_view kMark = "fLaC";
constexpr std::uint8_t kLast = 0x80;
constexpr std::uint8_t kStreamInfo = 0;
constexpr std::uint8_t kComment = 4;
constexpr std::uint8_t kCueSheet = 5;
constexpr std::uint8_t kInvalid = 127;
constexpr std::size_t kHeadBytes = 4;
constexpr std::size_t kBlockLimit = 1'000;  // real files have five or six
constexpr std::uint64_t kLargestBlock = (1U << 24) - 1;

struct Block {
    std::uint8_t type = 0;
    std::uint64_t body = 0;
    std::uint64_t size = 0;
};

struct Layout {
    std::uint64_t mark = 0;
    std::vector<Block> blocks;
    std::uint64_t end = 0;  // of the last block: where sound begins
    std::string fault;      // why the blocks could not be followed to the last
};

// Behind tags that do not belong here, yet are met.
std::uint64_t behind_id3(ByteSource& media) {
    std::uint64_t at = 0;
    while (const auto tag = id3v2::tag_at(media, at)) at = tag->end;
    return at;
}

std::optional<Layout> layout_of(ByteSource& media) {
    Layout layout;
    layout.mark = behind_id3(media);
    if (media.bytes(layout.mark, kMark.size()) != kMark) return std::nullopt;
    layout.end = layout.mark + kMark.size();
    for (bool last = false; !last;) {
        const std::string head = media.bytes(layout.end, kHeadBytes);
        if (head.size() < kHeadBytes) {
            layout.fault = "the file ends among its metadata blocks";
            return layout;
        }
        last = (byte_at(head, 0) & kLast) != 0;
        Block block;
        block.type = byte_at(head, 0) & 0x7F;
        block.body = layout.end + kHeadBytes;
        block.size = big_endian(head, 1, 3);
        if (block.type == kInvalid || layout.blocks.size() == kBlockLimit ||
            block.size > media.size() - block.body) {
            layout.fault =
                fmt::format("its metadata block {} is not whole", layout.blocks.size() + 1);
            return layout;
        }
        layout.end = block.body + block.size;
        layout.blocks.push_back(block);
    }
    return layout;
}

std::string body_of(ByteSource& media, const Block& block) {
    return media.bytes(block.body, static_cast<std::size_t>(block.size));
}

// RFC 9639, section 8.2: 20 bits behind the sizes of blocks and frames.
std::int64_t sample_rate(ByteSource& media, const Layout& layout) {
    constexpr std::uint64_t kRatePlace = 10;
    const auto block = std::ranges::find(layout.blocks, kStreamInfo, &Block::type);
    if (block == layout.blocks.end() || block->size < kRatePlace + 3) return 0;
    return static_cast<std::int64_t>(big_endian(media.bytes(block->body + kRatePlace, 3), 0, 3) >>
                                     4);
}

// RFC 9639, section 8.7: tracks without titles, by samples. A track begins at its index 1; what
// comes before is the pause that a CD player counts down.
void gather_cue_sheet(std::string_view sheet, std::int64_t rate, Gathering& gathering) {
    constexpr std::size_t kTracksPlace = 128 + 8 + 1 + 258;  // catalogue, lead-in, flags, reserved
    constexpr std::size_t kTrackBytes = 8 + 1 + 12 + 1 + 13 + 1;
    constexpr std::size_t kIndexBytes = 8 + 1 + 3;
    constexpr std::size_t kNumberPlace = 8;
    if (rate == 0 || sheet.size() <= kTracksPlace) return;
    const std::size_t tracks = byte_at(sheet, kTracksPlace);
    std::size_t at = kTracksPlace + 1;
    for (std::size_t track = 1; track < tracks; ++track) {  // the last one is where all ends
        if (sheet.size() - at < kTrackBytes) break;
        std::uint64_t start = big_endian(sheet, at, 8);
        const std::size_t indices = byte_at(sheet, at + kTrackBytes - 1);
        at += kTrackBytes;
        if (sheet.size() - at < indices * kIndexBytes) break;
        for (std::size_t i = 0; i < indices; ++i, at += kIndexBytes) {
            if (byte_at(sheet, at + kNumberPlace) == 1) start += big_endian(sheet, at, 8);
        }
        const auto time = start > INT64_MAX
                              ? std::nullopt
                              : time_of_ticks(static_cast<std::int64_t>(start), 1, rate);
        Chapter chapter;
        chapter.start = time.value_or(kLatestTime + Time(1));  // told by Gathering
        gathering.add(std::move(chapter));
    }
}

bool recognise(std::string_view head) {
    MemorySource media(head);
    return media.bytes(behind_id3(media), kMark.size()) == kMark;
}

ReadResult read(ByteSource& media) {
    const auto layout = layout_of(media);
    if (!layout) return refused("it does not begin with 'fLaC'");
    Gathering gathering(static_cast<std::size_t>(media.size()));
    if (!layout->fault.empty()) gathering.tell(0, layout->fault);
    for (const Block& block : layout->blocks) {
        if (block.type != kComment) continue;
        const std::string body = body_of(media, block);
        if (gather_chapters(parse_vorbis_comment(body), gathering)) return gathering.take();
    }
    const auto sheet = std::ranges::find(layout->blocks, kCueSheet, &Block::type);
    if (sheet != layout->blocks.end())
        gather_cue_sheet(body_of(media, *sheet), sample_rate(media, *layout), gathering);
    return gathering.take();
}

std::string new_comment(ByteSource& media, const Layout& layout, const Document& document) {
    // RFC 9639, section 8.6, leaves the vendor to the writer; an empty one is allowed.
    std::string body(8, '\0');
    const auto block = std::ranges::find(layout.blocks, kComment, &Block::type);
    if (block != layout.blocks.end()) body = body_of(media, *block);
    const VorbisComment comment = parse_vorbis_comment(body);
    if (comment.cut)
        throw Error(ErrorCode::invalid_input, "the FLAC file's comment block breaks off");
    std::string written = with_chapters(comment, document.chapters);
    if (written.size() > kLargestBlock) {
        throw Error(ErrorCode::unsupported,
                    "these chapters are more than the 16 MB that a FLAC comment block holds");
    }
    return written;
}

void write_head(ByteSink& out, std::uint8_t type, std::uint64_t size, bool last) {
    out.write(static_cast<char>(type | (last ? kLast : 0)) + as_big_endian(size, 3));
}

void write(ByteSource& media, const Document& document, ByteSink& out) {
    const auto layout = layout_of(media);
    if (!layout)
        throw Error(ErrorCode::invalid_input, "the file is no FLAC: it does not begin with 'fLaC'");
    if (!layout->fault.empty())
        throw Error(ErrorCode::invalid_input, "the FLAC file cannot be written: " + layout->fault);
    if (layout->blocks.front().type != kStreamInfo)
        throw Error(ErrorCode::invalid_input,
                    "the FLAC file does not begin with a STREAMINFO block");
    const std::string comment = new_comment(media, *layout, document);
    std::vector<Block> blocks = layout->blocks;
    std::erase_if(blocks, [](const Block& block) { return block.type == kCueSheet; });
    const bool had_comment = std::ranges::find(blocks, kComment, &Block::type) != blocks.end();
    // The first block, which describes the stream, must stay the first.
    const bool wanted = had_comment || !document.chapters.empty();
    if (!had_comment && wanted) blocks.insert(blocks.begin() + 1, Block{kComment, 0, 0});
    out.copy(media, 0, layout->mark + kMark.size());
    bool written = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool last = i + 1 == blocks.size();
        if (blocks[i].type == kComment && !std::exchange(written, true)) {
            write_head(out, kComment, comment.size(), last);
            out.write(comment);
        } else {
            write_head(out, blocks[i].type, blocks[i].size, last);
            out.copy(media, blocks[i].body, blocks[i].size);
        }
    }
    out.copy(media, layout->end, media.size() - layout->end);
}

constexpr std::array<std::string_view, 1> kExtensions{"flac"};

}  // namespace

Container flac() {
    return {.name = "flac",
            .title = "FLAC",
            .extensions = kExtensions,
            .media_type = "audio/flac",
            .reference = "RFC 9639, section 8.6; Xiph.org wiki, Chapter Extension",
            .holds = kVorbisCommentHolds,
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::containers
