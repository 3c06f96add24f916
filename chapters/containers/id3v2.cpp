#include "chapters/containers/id3v2.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chapters/containers/byte_order.hpp"
#include "chapters/text/encoding.hpp"

namespace revivre::chapters::id3v2 {
namespace {

constexpr std::size_t kFrameLimit = 1'000'000;        // 64 MB of them; real tags have hundreds
constexpr std::size_t kFrameContentLimit = 16 << 20;  // a chapter with a large picture
constexpr std::size_t kId3v1Bytes = 128;
constexpr std::size_t kPieceBytes = 4'096;  // read at once: a few small frames
constexpr std::uint8_t kExtendedHeader = 0x40;
constexpr std::uint8_t kFooter = 0x10;

// Names of 2.2 that chapters are made of. libavformat reads "CHA" and "CTO", too, though the
// addendum knows 2.3 and 2.4 only.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOldNames{{
    {"CHA", "CHAP"},
    {"CTO", "CTOC"},
    {"TT2", "TIT2"},
    {"TT3", "TIT3"},
    {"WXX", "WXXX"},
    {"PIC", "APIC"},
}};

std::optional<std::uint32_t> syncsafe_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint8_t byte = byte_at(bytes, at + i);
        if (byte >= 0x80) return std::nullopt;
        value = value << 7 | byte;
    }
    return value;
}

bool is_frame_id(std::string_view id) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    if (id.size() < 3) return false;
    // Old iTunes wrote names of three letters and a blank or NUL into 2.3.
    if (id.size() == 4 && (id[3] == ' ' || id[3] == '\0')) id.remove_suffix(1);
    return std::ranges::all_of(id, is_letter) && (id[0] < '0' || id[0] > '9');
}

// Bytes of a source by ever larger offsets, read in pieces.
class Window {
  public:
    Window(ByteSource& source, std::uint64_t end) : source_(source), end_(end) {}

    std::string_view at(std::uint64_t offset, std::size_t count) {
        if (offset < begin_ || offset + count > begin_ + piece_.size()) {
            begin_ = offset;
            const std::uint64_t left = end_ > offset ? end_ - offset : 0;
            piece_ = source_.bytes(offset, static_cast<std::size_t>(std::min<std::uint64_t>(
                                               left, std::max(count, kPieceBytes))));
        }
        return std::string_view(piece_).substr(static_cast<std::size_t>(offset - begin_), count);
    }

  private:
    ByteSource& source_;
    std::uint64_t end_;
    std::uint64_t begin_ = 0;
    std::string piece_;
};

class FrameReader {
  public:
    FrameReader(ByteSource& content, std::uint64_t end, int version)
        : window_(content, std::min(end, content.size())),
          end_(std::min(end, content.size())),
          version_(version) {}

    FrameList read(std::uint64_t begin) {
        FrameList list;
        list.end = begin;
        while (list.end + head_bytes() <= end_ && list.frames.size() < kFrameLimit) {
            auto frame = frame_at(list.end);
            if (!frame) break;
            list.end = frame->body + frame->size;
            list.frames.push_back(std::move(*frame));
        }
        const std::string_view behind =
            list.end < end_ ? window_.at(list.end, 1) : std::string_view();
        list.unreadable = !behind.empty() && behind[0] != '\0';
        return list;
    }

  private:
    [[nodiscard]] std::size_t head_bytes() const { return version_ == 2 ? 6 : kHeaderBytes; }

    std::optional<Frame> frame_at(std::uint64_t offset) {
        const std::string head(window_.at(offset, head_bytes()));
        const std::string_view id = std::string_view(head).substr(0, version_ == 2 ? 3 : 4);
        if (head.size() < head_bytes() || !is_frame_id(id)) return std::nullopt;
        Frame frame;
        frame.id = id;
        frame.body = offset + head_bytes();
        frame.size = size_in(head, frame.body);
        if (version_ != 2) frame.flags = static_cast<std::uint16_t>(big_endian(head, 8, 2));
        if (version_ == 2) {
            const auto* const name =
                std::ranges::find(kOldNames, id, [](const auto& pair) { return pair.first; });
            if (name != kOldNames.end()) frame.id = name->second;
        }
        frame.cut = frame.size > end_ - frame.body;
        if (frame.cut) frame.size = end_ - frame.body;
        return frame;
    }

    std::uint64_t size_in(std::string_view head, std::uint64_t body) {
        if (version_ == 2) return big_endian(head, 3, 3);
        const std::uint32_t plain = big32(head, 4);
        if (version_ == 3) return plain;
        const auto safe = syncsafe_at(head, 4);
        // Some tools wrote the plain sizes of 2.3 into tags of 2.4, iTunes among them. What comes
        // next tells which is meant; below 128 they are the same.
        if (!safe) return plain;
        if (*safe == plain || is_boundary(body + *safe) || !is_boundary(body + plain)) return *safe;
        return plain;
    }

    // Whether a frame can end here: at the end, before padding, before another frame.
    bool is_boundary(std::uint64_t offset) {
        if (offset >= end_) return offset == end_;
        const std::string_view next = window_.at(offset, 4);
        return next[0] == '\0' || is_frame_id(next);
    }

    Window window_;
    std::uint64_t end_;
    int version_;
};

std::string without_unsynchronisation(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out += bytes[i];
        if (bytes[i] == '\xFF' && i + 1 < bytes.size() && bytes[i + 1] == '\0') ++i;
    }
    return out;
}

// Behind the extended header, if there is one: many a tool sets the flag and writes none.
std::uint64_t frames_begin(ByteSource& content, std::uint64_t begin, const TagHeader& header) {
    if (header.version == 2 || (header.flags & kExtendedHeader) == 0) return begin;
    const std::string size = content.bytes(begin, 4);
    if (size.size() < 4 || is_frame_id(size)) return begin;
    // 2.3 counts what follows the size and does not protect it, 2.4 counts all and does.
    if (header.version == 3) return begin + 4 + big32(size, 0);
    return begin + syncsafe_at(size, 0).value_or(0);
}

TagHeader placed(std::string_view head, std::uint64_t begin, std::uint64_t file_size) {
    TagHeader header;
    header.version = byte_at(head, 3);
    header.flags = byte_at(head, 5);
    header.begin = begin;
    header.frames_end = begin + kHeaderBytes + syncsafe_at(head, 6).value_or(0);
    const bool footer = header.version == 4 && (header.flags & kFooter) != 0;
    header.end = header.frames_end + (footer ? kHeaderBytes : 0);
    header.cut = header.end > file_size;
    header.end = std::min(header.end, file_size);
    header.frames_end = std::min(header.frames_end, file_size);
    return header;
}

bool is_tag_head(std::string_view head, std::string_view mark) {
    return head.size() == kHeaderBytes && head.starts_with(mark) && byte_at(head, 3) >= 2 &&
           byte_at(head, 3) <= 4 && byte_at(head, 4) != 0xFF && syncsafe_at(head, 6);
}

// `text` must be UTF-8.
std::string utf16_little_endian(std::string_view text) {
    std::string out;
    const auto put = [&out](std::uint32_t unit) { out += as_little_endian(unit, 2); };
    for (std::size_t i = 0; i < text.size();) {
        const std::uint32_t lead = byte_at(text, i);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) c = c << 6 | (byte_at(text, i + k) & 0x3FU);
        if (c >= 0x10000) put(0xD800 + ((c - 0x10000) >> 10));
        put(c < 0x10000 ? c : 0xDC00 + ((c - 0x10000) & 0x3FF));
        i += length;
    }
    return out;
}

}  // namespace

std::optional<TagHeader> tag_at(ByteSource& media, std::uint64_t offset) {
    const std::string head = media.bytes(offset, kHeaderBytes);
    if (!is_tag_head(head, "ID3")) return std::nullopt;
    return placed(head, offset, media.size());
}

std::optional<TagHeader> tag_at_end(ByteSource& media) {
    for (const std::size_t behind : {std::size_t{0}, kId3v1Bytes}) {
        if (media.size() < behind + 2 * kHeaderBytes) continue;
        if (behind != 0 && media.bytes(media.size() - behind, 3) != "TAG") continue;
        const std::uint64_t footer = media.size() - behind - kHeaderBytes;
        const std::string head = media.bytes(footer, kHeaderBytes);
        if (!is_tag_head(head, "3DI")) continue;
        const std::uint64_t length = syncsafe_at(head, 6).value_or(0) + kHeaderBytes;
        if (length > footer) continue;
        auto tag = tag_at(media, footer - length);
        if (tag && tag->version == 4 && tag->frames_end == footer) return tag;
    }
    return std::nullopt;
}

FrameList frames_in(ByteSource& content, std::uint64_t begin, std::uint64_t end, int version) {
    return FrameReader(content, end, version).read(begin);
}

bool begin_with_frame(std::string_view bytes, int version) {
    const std::size_t head = version == 2 ? 6 : kHeaderBytes;
    if (bytes.size() < head || !is_frame_id(bytes.substr(0, version == 2 ? 3 : 4))) return false;
    const auto fits = [&](std::uint64_t size) {
        if (size > bytes.size() - head) return false;
        const std::string_view next = bytes.substr(head + static_cast<std::size_t>(size), 4);
        return next.empty() || next[0] == '\0' || is_frame_id(next);
    };
    if (version == 2) return fits(big_endian(bytes, 3, 3));
    return fits(big32(bytes, 4)) || (version == 4 && fits(syncsafe_at(bytes, 4).value_or(0)));
}

Tag::Tag(ByteSource& media, const TagHeader& header)
    : header_(header), memory_({}), content_(&media), content_end_(header.frames_end) {
    std::uint64_t begin = header.begin + kHeaderBytes;
    if (header.unsynchronised() && header.version < 4) {
        decoded_ = without_unsynchronisation(
            media.bytes(begin, static_cast<std::size_t>(header.frames_end - begin)));
        memory_ = MemorySource(decoded_);
        content_ = &memory_;
        content_end_ = decoded_.size();
        begin = 0;
    }
    list_ = frames_in(*content_, std::min(frames_begin(*content_, begin, header), content_end_),
                      content_end_, header.version);
}

FrameContent::FrameContent(Tag& tag, const Frame& frame)
    : memory_({}),
      source_(&tag.content()),
      version_(tag.header().version),
      begin_(frame.body),
      end_(frame.body + frame.size) {
    // mutagen and TagLib write the flag of the tag, others that of each frame: either is meant.
    open(frame, tag.header().unsynchronised() || (frame.flags & 0x02) != 0);
}

FrameContent::FrameContent(FrameContent& around, const Frame& frame)
    : memory_({}),
      source_(around.source_),
      version_(around.version_),
      begin_(frame.body),
      end_(frame.body + frame.size) {
    open(frame, (frame.flags & 0x02) != 0);
}

void FrameContent::open(const Frame& frame, bool unsynchronised) {
    if (version_ == 2) return;
    readable_ = version_ == 3 ? (frame.flags & 0xC0) == 0 : (frame.flags & 0x0C) == 0;
    if (!readable_) return;
    const bool grouped = version_ == 3 ? (frame.flags & 0x20) != 0 : (frame.flags & 0x40) != 0;
    const bool length_said = version_ == 4 && (frame.flags & 0x01) != 0;
    begin_ = std::min(begin_ + (grouped ? 1U : 0U) + (length_said ? 4U : 0U), end_);
    if (version_ != 4 || !unsynchronised) return;
    const auto count = std::min<std::uint64_t>(end_ - begin_, kFrameContentLimit);
    decoded_ = without_unsynchronisation(source_->bytes(begin_, static_cast<std::size_t>(count)));
    memory_ = MemorySource(decoded_);
    source_ = &memory_;
    begin_ = 0;
    end_ = decoded_.size();
}

Terminated text_in(std::uint8_t encoding, std::string_view bytes) {
    const bool wide = encoding == 1 || encoding == 2;
    std::size_t end = 0;
    std::size_t next = 0;
    if (wide) {
        while (end + 1 < bytes.size() && (bytes[end] != '\0' || bytes[end + 1] != '\0')) end += 2;
        next = std::min(end + 2, bytes.size());
        end = std::min(end, bytes.size() - bytes.size() % 2);
    } else {
        end = std::min(bytes.find('\0'), bytes.size());
        next = std::min(end + 1, bytes.size());
    }
    const std::string_view text = bytes.substr(0, end);
    Terminated result{{}, bytes.substr(next)};
    if (wide) {
        const bool marked = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
        // Without a mark, 2 says big endian; 1 demands one, and those that leave it out have
        // Intel's order.
        const std::string_view mark = marked ? "" : encoding == 2 ? "\xFE\xFF" : "\xFF\xFE";
        result.text = decode_text(std::string(mark).append(text));
    } else if (encoding == 3) {
        result.text = text;
    } else {
        // ISO 8859-1 is what 0 says; its controls 80 to 9F are Windows' letters, since no title has
        // the former.
        for (const char& c : text) result.text += decode_text(std::string_view(&c, 1));
    }
    return result;
}

std::string syncsafe(std::uint64_t number) {
    std::string out(4, '\0');
    for (std::size_t i = 4; i-- > 0; number >>= 7) out[i] = static_cast<char>(number & 0x7F);
    return out;
}

std::string frame_bytes(std::string_view id, std::string_view body, int version) {
    std::string out(id);
    out += version == 4 ? syncsafe(body.size()) : as_big_endian(body.size(), 4);
    out.append(2, '\0');
    return out.append(body);
}

std::string text_body(std::string_view text, int version) {
    const bool ascii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return std::string(1, '\0').append(text);
    if (version == 4) return std::string(1, '\3').append(text);
    return std::string("\1\xFF\xFE").append(utf16_little_endian(text));
}

}  // namespace revivre::chapters::id3v2
