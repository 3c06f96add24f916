#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/containers/byte_stream.hpp"

/// ID3v2 tags: where they lie, and which frames they hold. Follows id3v2-00 (2.2), id3v2.3.0 and
/// id3v2.4.0-structure of id3.org; what old tools got wrong is told at each place.
namespace revivre::chapters::id3v2 {

inline constexpr std::size_t kHeaderBytes = 10;  ///< of a tag, and of a frame since 2.3

/// Largest number of a tag's size field, four times seven bits.
inline constexpr std::uint64_t kLargestSize = (1U << 28) - 1;

/// A tag's place in its file.
struct TagHeader {
    int version = 0;  ///< 2, 3 or 4
    std::uint8_t flags = 0;
    std::uint64_t begin = 0;       ///< of its header
    std::uint64_t end = 0;         ///< behind everything, a footer too; not beyond the file's end
    std::uint64_t frames_end = 0;  ///< behind frames and padding
    bool cut = false;              ///< the file ends before the tag
    [[nodiscard]] bool unsynchronised() const noexcept { return (flags & 0x80) != 0; }
};

/// The tag whose header is at `offset`; none when there is none of version 2.2 to 2.4.
std::optional<TagHeader> tag_at(ByteSource& media, std::uint64_t offset);

/// The tag at the file's end, or before an ID3v1 tag there, known by its footer.
std::optional<TagHeader> tag_at_end(ByteSource& media);

/// A frame's place in its tag's content.
struct Frame {
    std::string id;  ///< as since 2.3: "TIT2" for "TT2", for what chapters need
    std::uint16_t flags = 0;
    std::uint64_t body = 0;
    std::uint64_t size = 0;  ///< of the body, as far as it is there
    bool cut = false;        ///< longer than what is around it
};

/// Frames one after the other, and what comes behind.
struct FrameList {
    std::vector<Frame> frames;
    std::uint64_t end = 0;    ///< behind the last frame: padding, or what cannot be read
    bool unreadable = false;  ///< what is there is no padding
};

/// The frames in [begin, end) of `content`, at most 1,000,000.
FrameList frames_in(ByteSource& content, std::uint64_t begin, std::uint64_t end, int version);

/// Whether `bytes`, to the end of what is around them, begin with a frame that is whole.
bool begin_with_frame(std::string_view bytes, int version);

/// A tag's frames. Tags of 2.2 and 2.3 that are unsynchronised are decoded whole, in memory.
class Tag {
  public:
    /// `media` must live as long as this object.
    Tag(ByteSource& media, const TagHeader& header);
    Tag(const Tag&) = delete;
    Tag& operator=(const Tag&) = delete;

    [[nodiscard]] const TagHeader& header() const noexcept { return header_; }
    [[nodiscard]] const FrameList& list() const noexcept { return list_; }
    [[nodiscard]] std::uint64_t content_end() const noexcept { return content_end_; }

    /// Where Frame::body counts: the file, or the decoded tag.
    ByteSource& content() noexcept { return *content_; }

  private:
    TagHeader header_;
    std::string decoded_;
    MemorySource memory_;
    ByteSource* content_;
    std::uint64_t content_end_;
    FrameList list_;
};

/// What is inside a frame, without what its flags add to it.
class FrameContent {
  public:
    /// Of a tag's own frame. `tag` must live as long as this object.
    FrameContent(Tag& tag, const Frame& frame);

    /// Of a frame inside the content of another, which must live as long as this object.
    FrameContent(FrameContent& around, const Frame& frame);

    FrameContent(const FrameContent&) = delete;
    FrameContent& operator=(const FrameContent&) = delete;

    /// False for compressed and encrypted frames.
    [[nodiscard]] bool readable() const noexcept { return readable_; }
    ByteSource& source() noexcept { return *source_; }
    [[nodiscard]] std::uint64_t begin() const noexcept { return begin_; }
    [[nodiscard]] std::uint64_t end() const noexcept { return end_; }

  private:
    void open(const Frame& frame, bool unsynchronised);

    std::string decoded_;
    MemorySource memory_;
    ByteSource* source_;
    int version_;
    std::uint64_t begin_;
    std::uint64_t end_;
    bool readable_ = true;
};

/// A string of a frame and what follows its terminator. `encoding` is the frame's first byte.
struct Terminated {
    std::string text;  ///< UTF-8
    std::string_view rest;
};
Terminated text_in(std::uint8_t encoding, std::string_view bytes);

/// `number` as four bytes of seven bits.
std::string syncsafe(std::uint64_t number);

/// A whole frame of version 3 or 4 without flags.
std::string frame_bytes(std::string_view id, std::string_view body, int version);

/// A text frame's body: ASCII as it is, else UTF-16 with its mark (2.3) or UTF-8 (2.4), so that the
/// oldest readers understand what they can.
std::string text_body(std::string_view text, int version);

}  // namespace revivre::chapters::id3v2
