// Matroska and WebM (RFC 9559; EBML: RFC 8794). The way to the chapters: the SeekHead says where
// they are; in files without such an entry all elements below the Segment are passed by their
// heads. Clusters are never read.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "chapters/containers/ebml.hpp"
#include "chapters/containers/matroska_atoms.hpp"
#include "chapters/containers/matroska_ids.hpp"
#include "chapters/containers/matroska_segment.hpp"
#include "chapters/containers/matroska_writer.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::containers {
namespace {

constexpr std::array<std::string_view, 4> kAliases{"mkv", "mka", "mks", "webm"};
constexpr std::array<std::string_view, 5> kExtensions{"mkv", "webm", "mka", "mks", "mk3d"};

// As much as a chapter file may have; ten thousand chapters in three languages take 2 MiB.
constexpr std::size_t kChapterBytes = 16 << 20;
constexpr std::size_t kInfoBytes = 64 << 10;
constexpr std::size_t kSeekHeadBytes = 1 << 20;
constexpr int kSeekHeads = 8;  // files of 2010 have two

// Where the chapters of a file are, and what was wrong on the way.
class Search {
  public:
    explicit Search(EbmlFile& file, const EbmlElement& segment) : file_(file), segment_(segment) {}

    void run() {
        SegmentWalk walk(file_, segment_);
        do {
            pass(walk);
        } while (!chapters && walk.end() == SegmentWalk::End::damage && resynchronise(walk));
        if (walk.end() == SegmentWalk::End::effort)
            tell("this file has more elements than are looked through: chapters may lie behind");
        if (!walk.truncated() && !segment_.unknown_size && segment_.end() > file_.size())
            tell("the file is shorter than its own head says");
        else if (walk.truncated())
            tell("the file ends within an element: it was cut off");
        look_behind(walk);
    }

    std::optional<EbmlElement> chapters;
    std::optional<EbmlElement> info;
    std::vector<Diagnostic> faults;

  private:
    void tell(std::string message) { faults.push_back({0, std::move(message)}); }

    void pass(SegmentWalk& walk) {
        while (const auto element = walk.next()) {
            if (element->id == matroska::kSeekHead) follow(*element);
            if (element->id == matroska::kInfo && !info) info = element;
            if (element->id == matroska::kChapters && !chapters) chapters = element;
            if (chapters && (info || element->id == matroska::kCluster)) return;
        }
    }

    bool resynchronise(SegmentWalk& walk) {
        if (faults.empty())
            tell(fmt::format("the file is damaged at byte {}: what follows is looked through",
                             walk.position()));
        return walk.resynchronise();
    }

    void follow(const EbmlElement& seek_head) {
        if (++seek_heads_ > kSeekHeads) return;
        const std::string bytes = content_of(seek_head, kSeekHeadBytes);
        std::string_view content = bytes;
        while (const auto seek = take_ebml_child(content))
            if (seek->id == matroska::kSeek) follow_entry(seek->content);
    }

    void follow_entry(std::string_view content) {
        std::optional<std::uint64_t> id;
        std::optional<std::uint64_t> position;
        while (const auto child = take_ebml_child(content)) {
            if (child->id == matroska::kSeekId) id = ebml_uint(child->content);
            if (child->id == matroska::kSeekPosition) position = ebml_uint(child->content);
        }
        if (!id || !position || *position >= file_.size()) return;
        if (*id != matroska::kChapters && *id != matroska::kInfo && *id != matroska::kSeekHead)
            return;
        const auto element = file_.element_at(segment_.content + *position);
        // Wrong entries are harmless: then the elements are passed one by one.
        if (!element || element->id != *id || element->unknown_size) return;
        if (*id == matroska::kSeekHead) follow(*element);
        if (*id == matroska::kInfo && !info) info = element;
        if (*id == matroska::kChapters && !chapters) chapters = element;
    }

    std::string content_of(const EbmlElement& element, std::size_t most) {
        return file_.media().bytes(
            element.content, static_cast<std::size_t>(std::min<std::uint64_t>(element.size, most)));
    }

    // Several Segments in one file are rare, and each has a clock of its own.
    void look_behind(const SegmentWalk& walk) {
        const bool known = !segment_.unknown_size;
        if (!known && walk.end() != SegmentWalk::End::regular) return;
        const auto next = file_.element_at(known ? segment_.end() : walk.position());
        if (next && (next->id == matroska::kEbml || next->id == matroska::kSegment))
            tell("several films follow each other in this file: only the first is read");
    }

    EbmlFile& file_;
    EbmlElement segment_;
    int seek_heads_ = 0;
};

// Duration and title, RFC 9559, section 5.1.2.
void read_info(std::string_view content, Document& document) {
    constexpr double kNanosecondsPerMs = 1e6;
    constexpr double kLatestMs = 9e12;
    double scale = 1e6;  // RFC 9559: the default
    double duration = 0;
    while (const auto child = take_ebml_child(content)) {
        if (child->id == matroska::kTimestampScale)
            scale = static_cast<double>(ebml_uint(child->content, 1'000'000).value_or(1'000'000));
        if (child->id == matroska::kDuration) duration = ebml_float(child->content);
        if (child->id == matroska::kTitle) document.title = clean_line(ebml_text(child->content));
    }
    const double ms = duration * scale / kNanosecondsPerMs;
    if (!(ms > 0) || ms > kLatestMs) return;
    Item item;
    item.duration = Time(static_cast<std::int64_t>(std::floor(ms + 0.5)));
    document.items.push_back(std::move(item));
}

ReadResult read(ByteSource& media) {
    EbmlFile file(media);
    const auto segment = find_segment(file);
    if (!segment) return refused("this is no Matroska file: it has no Segment", 0);
    Search search(file, *segment);
    search.run();
    const EbmlElement chapters = search.chapters.value_or(EbmlElement{});
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(chapters.size, kChapterBytes));
    const std::string content = search.chapters ? media.bytes(chapters.content, size) : "";
    Gathering gathering(content.size() / kBytesAsOneOfText);
    for (Diagnostic& fault : search.faults) gathering.tell(fault.line, std::move(fault.message));
    if (chapters.size > kChapterBytes)
        gathering.tell(0, "the list of chapters is longer than is read: its end is left out");
    if (search.info) {
        const std::uint64_t info_size = std::min<std::uint64_t>(search.info->size, kInfoBytes);
        read_info(media.bytes(search.info->content, static_cast<std::size_t>(info_size)),
                  gathering.document());
    }
    gather_edition(read_editions(content, gathering), gathering);
    return gathering.take();
}

bool recognise(std::string_view head) {
    const auto element = parse_ebml_head(head, 0);
    return element && element->id == matroska::kEbml;
}

}  // namespace

Container matroska() {
    return {.name = "matroska",
            .aliases = kAliases,
            .title = "Matroska and WebM",
            .extensions = kExtensions,
            .media_type = "video/matroska",
            .reference = "RFC 9559",
            .holds = kMatroskaHolds,
            .recognise = recognise,
            .read = read,
            .adapt = adapt_to_matroska,
            .write = write_matroska};
}

}  // namespace revivre::chapters::containers
