// RFC 9559: section 6 (positions are counted from the first byte of the Segment's content), 5.1.1
// (SeekHead), 5.1.3.1 (Cluster), 5.1.5 (Cues). Everything whose length could depend on a position
// is written with a fixed width, so that the layout is known before the positions are.

#include "chapters/containers/matroska_writer.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/containers/ebml.hpp"
#include "chapters/containers/matroska_atoms.hpp"
#include "chapters/containers/matroska_ids.hpp"
#include "chapters/containers/matroska_segment.hpp"
#include "chapters/error.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kSegmentSizeBytes = 8;
constexpr std::size_t kSeekPositionBytes = 8;
// One cue takes some 20 bytes: three million of them.
constexpr std::uint64_t kCuesBytes = 64 << 20;
// What stands before the Segment is some 40 bytes.
constexpr std::uint64_t kHeadBytes = 64 << 10;
constexpr unsigned char kDocTypeVersionOfTags = 4;  // ChapLanguageBCP47: minver 4

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::invalid_input, why + ": no chapters are written into it");
}

// Something that stands in the new Segment.
struct Part {
    EbmlElement old;          // where it came from; id only, when it is new
    std::string bytes{};      // in its place, when not empty
    std::uint64_t size = 0;   // of the whole element, there and here
    std::uint64_t place = 0;  // from the first byte of the Segment's content
};

// Where things were in the old Segment and are in the new one.
class Shift {
  public:
    Shift(const std::vector<Part>& parts, std::uint64_t old_content) : old_content_(old_content) {
        for (const Part& part : parts)
            if (part.old.offset != 0) moved_.emplace_back(part.old.offset, part.place);
    }

    // Of a position in the old Segment; what points at nothing that stays is given back.
    [[nodiscard]] std::uint64_t operator()(std::uint64_t position) const {
        if (position > std::numeric_limits<std::int64_t>::max()) return position;
        const std::uint64_t offset = old_content_ + position;
        const auto after = std::ranges::upper_bound(
            moved_, offset, {}, &std::pair<std::uint64_t, std::uint64_t>::first);
        if (after == moved_.begin()) return position;
        const auto& [old_offset, place] = *std::prev(after);
        return place + (offset - old_offset);
    }

  private:
    std::uint64_t old_content_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> moved_;
};

bool holds_cues(std::uint32_t id) {
    return id == matroska::kCuePoint || id == matroska::kCueTrackPositions ||
           id == matroska::kCueReference;
}

bool is_position(std::uint32_t id) {
    return id == matroska::kCueClusterPosition || id == matroska::kCueCodecState ||
           id == matroska::kCueRefCluster || id == matroska::kCueRefCodecState;
}

// The content of Cues or of an element in them, at most three levels down.
template <typename Function>
std::string moved_cues(std::string_view content, std::size_t width, const Function& shift) {
    std::string out;
    while (const auto child = take_ebml_child(content)) {
        if (child->cut) refuse("its index (Cues) is damaged");
        if (child->id == matroska::kCrc32) continue;
        if (holds_cues(child->id)) {
            out += ebml_element(child->id, moved_cues(child->content, width, shift));
        } else if (is_position(child->id)) {
            const auto position = ebml_uint(child->content);
            if (!position) refuse("its index (Cues) is damaged");
            out += ebml_element(child->id, ebml_bytes(shift(*position), width));
        } else {
            out += child->whole;
        }
    }
    if (!content.empty()) refuse("its index (Cues) is damaged");
    return out;
}

bool belongs_into_seek_head(std::uint32_t id) {
    return id != matroska::kSeekHead && id != matroska::kCluster && id != matroska::kVoid &&
           id != matroska::kCrc32;
}

std::string seek_head(const std::vector<Part>& parts) {
    std::string entries;
    for (const Part& part : parts) {
        if (!belongs_into_seek_head(part.old.id)) continue;
        entries += ebml_element(
            matroska::kSeek,
            ebml_element(matroska::kSeekId, ebml_bytes(part.old.id, ebml_width(part.old.id))) +
                ebml_element(matroska::kSeekPosition, ebml_bytes(part.place, kSeekPositionBytes)));
    }
    return ebml_element(matroska::kSeekHead, entries);
}

// The longest that blank_out() makes: a size of one byte.
constexpr std::size_t kVoidBytes = 2 + 126;

// A Void of the same length stands for an element that no longer says the truth.
void blank_out(std::string& bytes, std::size_t offset, std::string_view whole) {
    bytes.replace(offset, whole.size(), whole.size(), '\0');
    bytes[offset] = static_cast<char>(matroska::kVoid);
    bytes[offset + 1] = static_cast<char>(0x80 | (whole.size() - 2));
}

// The first bytes of a Cluster's content, its Position moved if it states one. All that may change
// is shorter than 128 bytes and has an id of one byte.
std::string moved_cluster_head(std::string_view content, const Part& part,
                               std::uint64_t old_content) {
    std::string bytes(content);
    std::optional<std::pair<std::size_t, std::string_view>> checksum;
    std::string_view rest = content;
    while (true) {
        const auto offset = content.size() - rest.size();
        const auto child = take_ebml_child(rest);
        if (!child || child->cut || child->id == matroska::kSimpleBlock ||
            child->id == matroska::kBlockGroup)
            break;
        if (child->id == matroska::kCrc32 && child->whole.size() <= kVoidBytes)
            checksum.emplace(offset, child->whole);
        if (child->id != matroska::kPosition || child->content.empty()) continue;
        // Live streams write 0 everywhere.
        if (ebml_uint(child->content) != part.old.offset - old_content) continue;
        if (part.place == part.old.offset - old_content) continue;
        if (ebml_width(part.place) > child->content.size()) {
            blank_out(bytes, offset, child->whole);
        } else {
            const std::size_t length = child->content.size();
            bytes.replace(offset + child->whole.size() - length, length,
                          ebml_bytes(part.place, length));
        }
        if (checksum) blank_out(bytes, checksum->first, checksum->second);
    }
    return bytes;
}

class Writer {
  public:
    Writer(ByteSource& media, const Document& document, ByteSink& out)
        : file_(media), out_(out), chapters_(chapters_element(edition_of(document))) {}

    void run() {
        const auto segment = find_segment(file_);
        if (!segment) refuse("this is no Matroska file");
        segment_ = *segment;
        list_parts();
        lay_out();
        write_head();
        for (const Part& part : parts_) write_part(part);
        out_.copy(file_.media(), old_end_, file_.size() - old_end_);
    }

  private:
    void list_parts() {
        parts_.push_back({.old = {.id = matroska::kSeekHead}});
        SegmentWalk walk(file_, segment_);
        bool placed = chapters_.empty();
        while (const auto element = walk.next()) {
            if (element->id == matroska::kCluster && !std::exchange(placed, true)) add_chapters();
            const bool goes = element->id == matroska::kSeekHead ||
                              element->id == matroska::kChapters || element->id == matroska::kCrc32;
            if (!goes)
                parts_.push_back({.old = *element, .size = element->end() - element->offset});
        }
        if (!placed) add_chapters();
        if (walk.end() == SegmentWalk::End::damage)
            refuse(fmt::format("it is damaged at byte {}", walk.position()));
        if (walk.end() == SegmentWalk::End::effort) refuse("it has too many elements");
        old_end_ = walk.position();
    }

    void add_chapters() {
        parts_.push_back(
            {.old = {.id = matroska::kChapters}, .bytes = chapters_, .size = chapters_.size()});
    }

    void lay_out() {
        for (Part& part : parts_) {
            if (part.old.id != matroska::kCues) continue;
            part.bytes = cues(part, [](std::uint64_t position) { return position; });
            part.size = part.bytes.size();
        }
        parts_.front().size = seek_head(parts_).size();
        for (Part& part : parts_) {
            part.place = content_size_;
            content_size_ += part.size;
        }
        const Shift shift(parts_, segment_.content);
        for (Part& part : parts_)
            if (part.old.id == matroska::kCues) part.bytes = cues(part, shift);
        parts_.front().bytes = seek_head(parts_);
    }

    template <typename Function>
    std::string cues(const Part& part, const Function& shift) {
        if (part.old.size > kCuesBytes) refuse("its index (Cues) is larger than any");
        // A file grows by less than its size and what comes in.
        const std::size_t width = ebml_width(2 * file_.size() + chapters_.size() + kHeadBytes);
        const std::string content =
            file_.media().bytes(part.old.content, static_cast<std::size_t>(part.old.size));
        return ebml_element(matroska::kCues, moved_cues(content, width, shift));
    }

    // What stands before the Segment, and the Segment's own head.
    void write_head() {
        if (segment_.offset > kHeadBytes) {
            out_.copy(file_.media(), 0, segment_.offset);
        } else {
            out_.write(
                raised_version(file_.media().bytes(0, static_cast<std::size_t>(segment_.offset))));
        }
        out_.write(ebml_head(matroska::kSegment, content_size_, kSegmentSizeBytes));
    }

    [[nodiscard]] std::string raised_version(std::string bytes) const {
        std::string_view rest = bytes;
        const auto ebml = take_ebml_child(rest);
        if (chapters_.empty() || !ebml || ebml->id != matroska::kEbml) return bytes;
        std::string_view content = ebml->content;
        while (const auto child = take_ebml_child(content)) {
            if (child->id != matroska::kDocTypeVersion || child->content.size() != 1) continue;
            const auto at = static_cast<std::size_t>(child->content.data() - bytes.data());
            const auto version = static_cast<unsigned char>(bytes[at]);
            bytes[at] = static_cast<char>(std::max(version, kDocTypeVersionOfTags));
            break;
        }
        return bytes;
    }

    // Id and size as they were; a size that a live stream left open is stated, for the Segment
    // around it has one now. Positions stay: it takes as many bytes.
    std::string cluster_head(const EbmlElement& cluster) {
        const auto bytes = static_cast<std::size_t>(cluster.content - cluster.offset);
        const std::string head = file_.media().bytes(cluster.offset, bytes);
        const auto old = parse_ebml_head(head, cluster.offset);
        const std::size_t size_bytes = bytes - ebml_width(cluster.id);
        const bool fits = cluster.size < (std::uint64_t{1} << (7 * size_bytes)) - 1;
        if (!old || !old->unknown_size || !fits) return head;
        return ebml_head(cluster.id, cluster.size, size_bytes);
    }

    void write_part(const Part& part) {
        if (!part.bytes.empty()) return out_.write(part.bytes);
        std::uint64_t copied = part.old.offset;
        if (part.old.id == matroska::kCluster) {
            out_.write(cluster_head(part.old));
            const std::string content = moved_cluster_head(
                file_.peek(part.old.content, static_cast<std::size_t>(std::min<std::uint64_t>(
                                                 part.old.size, EbmlFile::kWindowBytes))),
                part, segment_.content);
            out_.write(content);
            copied = part.old.content + content.size();
        }
        out_.copy(file_.media(), copied, part.old.end() - copied);
    }

    EbmlFile file_;
    ByteSink& out_;
    std::string chapters_;  // the whole element
    EbmlElement segment_;
    std::vector<Part> parts_;
    std::uint64_t old_end_ = 0;
    std::uint64_t content_size_ = 0;
};

}  // namespace

void write_matroska(ByteSource& media, const Document& document, ByteSink& out) {
    Writer(media, document, out).run();
}

}  // namespace revivre::chapters
