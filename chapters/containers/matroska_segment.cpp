#include "chapters/containers/matroska_segment.hpp"

#include <algorithm>
#include <array>

#include "chapters/containers/matroska_ids.hpp"

namespace revivre::chapters {
namespace {

constexpr std::uint64_t kHeadSearchBytes = 64 << 10;
constexpr int kHeadElements = 64;
constexpr std::size_t kIdBytes = 4;  // of all elements that are searched for

constexpr std::array kLevelOne{matroska::kSeekHead,    matroska::kInfo, matroska::kTracks,
                               matroska::kCluster,     matroska::kCues, matroska::kChapters,
                               matroska::kAttachments, matroska::kTags};

bool is_level_one(std::uint32_t id) {
    return std::ranges::find(kLevelOne, id) != kLevelOne.end();
}

bool is_document(std::uint32_t id) {
    return id == matroska::kEbml || id == matroska::kSegment;
}

// RFC 9559 has no others below a Segment; ones to come will have ids of four bytes, too, while
// shorter ones are parts of a broken element.
bool may_follow(std::uint32_t id) {
    return id == matroska::kVoid || id == matroska::kCrc32 || id >= 0x10000000;
}

// The first place from `from` on, before `to`, where an element begins that `accepts` takes.
template <typename Predicate>
std::optional<EbmlElement> search(EbmlFile& file, std::uint64_t from, std::uint64_t to,
                                  const Predicate& accepts) {
    to = std::min(to, file.size());
    while (from < to) {
        const std::string_view window = file.peek(from, EbmlFile::kWindowBytes);
        for (std::size_t i = 0; i + kIdBytes <= window.size(); ++i) {
            // 0x1: all ids of four bytes begin so.
            if (static_cast<unsigned char>(window[i]) >> 4 != 1) continue;
            const auto element = parse_ebml_head(window.substr(i, kEbmlHeadBytes), from + i);
            if (element && accepts(*element)) return element;
        }
        // An element may begin in this window and have its head in the next one.
        if (window.size() < EbmlFile::kWindowBytes) break;
        from += window.size() - kEbmlHeadBytes;
    }
    return std::nullopt;
}

}  // namespace

std::optional<EbmlElement> find_segment(EbmlFile& file) {
    std::uint64_t offset = 0;
    for (int i = 0; i < kHeadElements; ++i) {
        const auto element = file.element_at(offset);
        if (!element || (element->unknown_size && element->id != matroska::kSegment)) break;
        if (element->id == matroska::kSegment) return element;
        offset = element->end();
    }
    return search(file, 0, kHeadSearchBytes,
                  [](const EbmlElement& element) { return element.id == matroska::kSegment; });
}

SegmentWalk::SegmentWalk(EbmlFile& file, const EbmlElement& segment)
    : file_(file),
      endless_(segment.unknown_size),
      limit_(segment.unknown_size ? file.size() : std::min(segment.end(), file.size())),
      position_(segment.content) {}

std::optional<EbmlElement> SegmentWalk::stop(End why) {
    end_ = why;
    return std::nullopt;
}

bool SegmentWalk::count() {
    return ++elements_ <= kElementLimit;
}

std::optional<EbmlElement> SegmentWalk::next() {
    if (position_ >= limit_) return stop(End::regular);
    if (!count()) return stop(End::effort);
    auto element = file_.element_at(position_);
    if (!element) return stop(End::damage);
    if (endless_ && is_document(element->id)) return stop(End::regular);
    if (!may_follow(element->id) || is_document(element->id)) return stop(End::damage);
    if (element->unknown_size) {
        if (!is_level_one(element->id)) return stop(End::damage);
        element->size = end_of_unknown(*element) - element->content;
        element->unknown_size = false;
        if (elements_ > kElementLimit) return stop(End::effort);
    } else if (element->end() > limit_) {
        if (!is_level_one(element->id) || element->content > limit_) return stop(End::damage);
        element->size = limit_ - element->content;
        truncated_ = true;
    }
    position_ = element->end();
    return element;
}

std::uint64_t SegmentWalk::end_of_unknown(const EbmlElement& element) {
    std::uint64_t at = element.content;
    while (at < limit_ && count()) {
        const auto child = file_.element_at(at);
        if (!child || is_level_one(child->id) || is_document(child->id)) return at;
        if (!child->unknown_size && child->end() > limit_) {
            truncated_ = true;
            return limit_;
        }
        at = child->unknown_size ? child->content : child->end();
    }
    return std::min(at, limit_);
}

bool SegmentWalk::resynchronise() {
    const std::uint64_t from = position_ + 1;
    const std::uint64_t to = std::min(limit_, from + kSearchBytes - searched_);
    const auto element = search(file_, from, to, [&](const EbmlElement& each) {
        return is_level_one(each.id) && (each.unknown_size || each.end() <= limit_);
    });
    searched_ = std::min(kSearchBytes, searched_ + (element ? element->offset : to) - position_);
    if (!element) return false;
    position_ = element->offset;
    end_ = End::none;
    return true;
}

}  // namespace revivre::chapters
