// Chapters in the ID3v2 tag of MP3 files: ID3v2 Chapter Frame Addendum 1.0 of 2 December 2005, in
// tags of ID3v2.3.0 and ID3v2.4.0 (2.2 is read, too). Audio frames, and every frame of a tag that
// is not of chapters, stay byte for byte what they were.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/id3v2.hpp"
#include "chapters/containers/id3v2_chapters.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/nesting.hpp"

namespace revivre::chapters::containers {
namespace {

using id3v2::Frame;
using id3v2::Tag;
using id3v2::TagHeader;

constexpr std::size_t kTagLimit = 8;           // several tags in a row come from careless tools
constexpr std::size_t kJunkLimit = 4'096;      // before the first tag; what recognise() sees
constexpr std::size_t kAudioLookedAt = 4'096;  // two frames of the largest bit rate need 2,900
constexpr std::uint64_t kPaddingKept = 64 << 10;
constexpr std::uint64_t kNewPadding = 1'024;  // so that a tagger need not move the sound
// All readers of 2.4 read 2.3, Windows before 10 and many a player only that.
constexpr int kNewVersion = 3;

// Bit rates of ISO/IEC 11172-3, section 2.4.2.3: MPEG 1 layers I to III, then of 13818-3, section
// 2.4.2.3: layer I, layers II and III; the sampling rates of MPEG 1 in Hz.
constexpr std::array<std::array<unsigned, 15>, 5> kKilobits{{
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}};
constexpr std::array<unsigned, 3> kRates{44'100, 48'000, 32'000};

// Length in bytes of the MPEG audio frame with this header; 0 when it is none. ISO/IEC 11172-3,
// section 2.4.2.3, and 13818-3, section 2.4.2.3; 2.5 is the halving of the latter.
std::size_t mpeg_frame_bytes(std::uint32_t header) {
    const unsigned version = header >> 19 & 3;  // 0: 2.5, 2: 2, 3: 1
    const unsigned layer = 4 - (header >> 17 & 3);
    const unsigned bit_rate = header >> 12 & 15;
    const unsigned rate = header >> 10 & 3;
    if (header >> 21 != 0x7FF || version == 1 || layer == 4 || bit_rate == 0 || bit_rate == 15 ||
        rate == 3)
        return 0;
    const unsigned row = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
    const unsigned bits = kKilobits.at(row).at(bit_rate) * 1'000;
    const unsigned hertz = kRates.at(rate) >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    const unsigned padding = header >> 9 & 1;
    if (layer == 1) return std::size_t{12 * bits / hertz + padding} * 4;
    return (layer == 3 && version != 3 ? 72 : 144) * bits / hertz + padding;
}

// Two frames in a row, or one to the end of a short file. UTF-16 begins like a frame, too.
bool is_mpeg_audio(std::string_view bytes) {
    if (bytes.size() < 4) return false;
    const std::size_t length = mpeg_frame_bytes(big32(bytes, 0));
    if (length == 0 || length > bytes.size()) return false;
    return length + 4 > bytes.size() || mpeg_frame_bytes(big32(bytes, length)) != 0;
}

constexpr std::array<std::string_view, 4> kMarks{"RIFF", "FORM", "OggS", "\x1A\x45\xDF\xA3"};

// Files of which a tag can be a part that is not theirs to move.
bool is_something_else(std::string_view head) {
    return is_mpeg_audio(head) || std::ranges::any_of(kMarks, [head](std::string_view mark) {
               return head.starts_with(mark);
           });
}

// A file's tags, and where its sound lies between them.
struct Layout {
    std::vector<TagHeader> leading;
    std::uint64_t audio_begin = 0;
    std::optional<TagHeader> trailing;
};

Layout layout_of(ByteSource& media) {
    Layout layout;
    const std::string head = media.bytes(0, kJunkLimit);
    auto tag = id3v2::tag_at(media, 0);
    // Some files begin with junk; a tag is believed there when its first frame is one.
    std::size_t at = is_something_else(head) ? std::string::npos : head.find("ID3", 1);
    for (; !tag && at != std::string::npos; at = head.find("ID3", at + 1)) {
        tag = id3v2::tag_at(media, at);
        if (tag && Tag(media, *tag).list().frames.empty()) tag.reset();
    }
    for (; tag && layout.leading.size() < kTagLimit;
         tag = id3v2::tag_at(media, layout.audio_begin)) {
        layout.leading.push_back(*tag);
        layout.audio_begin = tag->end;
    }
    layout.trailing = id3v2::tag_at_end(media);
    if (layout.trailing && layout.trailing->begin < layout.audio_begin) layout.trailing.reset();
    return layout;
}

bool is_flac(ByteSource& media, const Layout& layout) {
    return media.bytes(layout.audio_begin, 4) == "fLaC";
}

bool recognise(std::string_view head) {
    MemorySource media(head);
    // Some encoders begin with zeros.
    return id3v2::tag_at(media, 0) ||
           is_mpeg_audio(head.substr(std::min(head.find_first_not_of('\0'), head.size())));
}

constexpr const char* kNotOurs = "it begins neither with an ID3v2 tag nor with MPEG audio";

bool is_ours(ByteSource& media, const Layout& layout) {
    return !layout.leading.empty() || layout.trailing || recognise(media.bytes(0, kAudioLookedAt));
}

ReadResult read(ByteSource& media) {
    Layout layout = layout_of(media);
    if (is_flac(media, layout)) return flac().read(media);
    if (!is_ours(media, layout)) return refused(kNotOurs);
    Gathering gathering(static_cast<std::size_t>(media.size()));
    if (!layout.leading.empty() && layout.leading.front().begin != 0) {
        gathering.tell(0, fmt::format("{} bytes of no meaning come before the ID3 tag",
                                      layout.leading.front().begin));
    }
    if (layout.trailing) layout.leading.push_back(*layout.trailing);
    for (const TagHeader& header : layout.leading) {
        Tag tag(media, header);
        if (gather_chapters(tag, gathering)) break;
    }
    return gathering.take();
}

// What a tag holds besides chapters, and the new ones.
class TagWriter {
  public:
    TagWriter(Tag& tag, std::string chapters) : tag_(tag), chapters_(std::move(chapters)) {}

    void write(ByteSink& out) {
        const TagHeader& header = tag_.header();
        const bool footer = header.version == 4 && (header.flags & 0x10) != 0;
        const std::uint64_t behind = bytes_behind(footer);
        const std::uint64_t size = kept_bytes() + chapters_.size() + behind;
        if (size > id3v2::kLargestSize)
            throw Error(ErrorCode::unsupported,
                        "these chapters are more than an ID3 tag of 256 MB holds");
        write_head(out, "ID3", footer, size);
        for (const Frame& frame : tag_.list().frames) {
            if (!is_chapter_frame(frame)) write_frame(frame, out);
        }
        out.write(chapters_);
        if (tag_.list().unreadable) {
            out.copy(tag_.content(), tag_.list().end, behind);
        } else {
            out.write(std::string(static_cast<std::size_t>(behind), '\0'));
        }
        if (footer) write_head(out, "3DI", footer, size);
    }

  private:
    void write_head(ByteSink& out, std::string_view mark, bool footer, std::uint64_t size) const {
        std::string head(mark);
        head += static_cast<char>(tag_.header().version);
        head += '\0';
        head += footer ? '\x10' : '\0';
        out.write(head + id3v2::syncsafe(size));
    }

    // Padding, which no tag with a footer has; or what could not be read, and may be of use to
    // somebody who can.
    [[nodiscard]] std::uint64_t bytes_behind(bool footer) const {
        const std::uint64_t bytes = tag_.content_end() - tag_.list().end;
        if (tag_.list().unreadable) return bytes;
        return footer ? 0 : std::min(bytes, kPaddingKept);
    }

    [[nodiscard]] std::uint64_t kept_bytes() const {
        std::uint64_t bytes = 0;
        for (const Frame& frame : tag_.list().frames) {
            if (!is_chapter_frame(frame)) bytes += id3v2::kHeaderBytes + frame.size;
        }
        return bytes;
    }

    void write_frame(const Frame& frame, ByteSink& out) {
        const int version = tag_.header().version;
        // The tag is written without unsynchronisation; what it said of all frames of 2.4, each
        // says now of itself.
        const bool said_by_tag = version == 4 && tag_.header().unsynchronised();
        const std::uint16_t flags =
            static_cast<std::uint16_t>(frame.flags | (said_by_tag ? 0x02 : 0));
        out.write(frame.id +
                  (version == 4 ? id3v2::syncsafe(frame.size) : as_big_endian(frame.size, 4)) +
                  as_big_endian(flags, 2));
        out.copy(tag_.content(), frame.body, frame.size);
    }

    Tag& tag_;
    std::string chapters_;
};

bool has_chapters(const Tag& tag) {
    return std::ranges::any_of(tag.list().frames,
                               [](const Frame& frame) { return is_chapter_frame(frame); });
}

void write_new_tag(const std::string& chapters, ByteSink& out) {
    if (chapters.empty()) return;
    const std::uint64_t size = chapters.size() + kNewPadding;
    if (size > id3v2::kLargestSize)
        throw Error(ErrorCode::unsupported,
                    "these chapters are more than an ID3 tag of 256 MB holds");
    const std::string head =
        std::string("ID3") + static_cast<char>(kNewVersion) + std::string(2, '\0');
    out.write(head + id3v2::syncsafe(size));
    out.write(chapters);
    out.write(std::string(kNewPadding, '\0'));
}

// Other tags than the first lose their chapters, and stay as they are when they have none.
void write_other(ByteSource& media, const TagHeader& header, ByteSink& out) {
    Tag tag(media, header);
    if (has_chapters(tag) && header.version != 2) {
        TagWriter(tag, {}).write(out);
    } else {
        out.copy(media, header.begin, header.end - header.begin);
    }
}

void write_first(ByteSource& media, const TagHeader& header, const Document& document,
                 ByteSink& out) {
    if (header.version == 2) {
        throw Error(ErrorCode::unsupported,
                    "the file has a tag of ID3v2.2, which knows no chapters: bring it to 2.3 or "
                    "2.4 with a tag editor first");
    }
    if (header.cut) throw Error(ErrorCode::invalid_input, "the file ends inside its ID3 tag");
    Tag tag(media, header);
    TagWriter(tag, id3v2::chapter_frames(document.chapters, header.version, attachments_of(tag)))
        .write(out);
}

void write(ByteSource& media, const Document& document, ByteSink& out) {
    const Layout layout = layout_of(media);
    if (is_flac(media, layout)) return flac().write(media, document, out);
    if (!is_ours(media, layout)) throw Error(ErrorCode::invalid_input, kNotOurs);
    if (layout.leading.empty()) {
        write_new_tag(id3v2::chapter_frames(document.chapters, kNewVersion, {}), out);
    } else {
        out.copy(media, 0, layout.leading.front().begin);
        write_first(media, layout.leading.front(), document, out);
        for (std::size_t i = 1; i < layout.leading.size(); ++i)
            write_other(media, layout.leading[i], out);
    }
    std::uint64_t rest = layout.audio_begin;
    if (layout.trailing) {
        out.copy(media, rest, layout.trailing->begin - rest);
        write_other(media, *layout.trailing, out);
        rest = layout.trailing->end;
    }
    out.copy(media, rest, media.size() - rest);
}

// Addresses are ISO 8859-1 in ID3: letters beyond ASCII are written as RFC 3987, section 3.1, says.
bool make_ascii(std::string& address) {
    std::string out;
    for (const char c : address) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte > 0x20 && byte < 0x7F ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return std::exchange(address, out) != out;
}

void adapt_chapters(std::vector<Chapter>& chapters, Time latest, std::size_t& rewritten) {
    for (Chapter& chapter : chapters) {
        const bool link = make_ascii(chapter.link);
        if (make_ascii(chapter.image) || link) ++rewritten;
        if (chapter.end && *chapter.end > latest) chapter.end = latest;
        adapt_chapters(chapter.children, latest, rewritten);
    }
}

// 0xFFFFFFFF stands for "not said" in offsets, and some take it so in times.
constexpr Time kLatest{0xFFFFFFFE};

void adapt(Document& document, Losses& losses) {
    std::size_t rewritten = 0;
    adapt_chapters(document.chapters, kLatest, rewritten);
    losses.add(LossKind::characters, rewritten,
               "letters in addresses of {}: written with percent signs");
    // Ends that were made just now may be shorter than those beside them.
    sort_by_start(document.chapters);
}

constexpr std::array<std::string_view, 2> kAliases{"id3", "id3v2"};
constexpr std::array<std::string_view, 4> kExtensions{"mp3", "mp2", "mpga", "mpa"};

}  // namespace

Container mp3() {
    return {.name = "mp3",
            .aliases = kAliases,
            .title = "MP3 (ID3v2)",
            .extensions = kExtensions,
            .media_type = "audio/mpeg",
            .reference = "ID3v2 Chapter Frame Addendum 1.0",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::required,
                      .summaries = true,
                      .links = true,
                      .images = true,
                      .latest = kLatest},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::containers
