#pragma once

#include <optional>

#include "chapters/containers/ebml.hpp"

/// The way to the elements of a Matroska file's first Segment, by their heads alone.
namespace revivre::chapters {

/// The first Segment. After a damaged head it is looked for in the first 64 KiB.
std::optional<EbmlElement> find_segment(EbmlFile& file);

/// Goes over the elements directly below a Segment (Info, Tracks, Clusters …), in order. A Cluster
/// is passed by its size; one of unknown size by the heads of its blocks.
class SegmentWalk {
  public:
    /// What stopped it.
    enum class End {
        none,     ///< nothing yet
        regular,  ///< the Segment is over, or the file
        damage,   ///< no element begins at position()
        effort,   ///< more than kElementLimit elements
    };

    /// `file` must live as long as this object.
    SegmentWalk(EbmlFile& file, const EbmlElement& segment);

    /// The next element, its size known; one that the file or the Segment cuts short has the size
    /// that is there, see truncated(). None when there are no more: end() says why.
    std::optional<EbmlElement> next();

    /// After damage: goes on at the next thing that looks like an element of this level; false when
    /// none comes within kSearchBytes, counted over the whole walk.
    bool resynchronise();

    [[nodiscard]] End end() const noexcept { return end_; }
    [[nodiscard]] std::uint64_t position() const noexcept { return position_; }
    /// The last element is not all there.
    [[nodiscard]] bool truncated() const noexcept { return truncated_; }

    /// A day of live blocks, 25 pictures and 50 sounds a second, is 6.5 million; one costs 0.1 to
    /// 1 µs. Files with sizes have a cluster a second or less.
    static constexpr std::uint64_t kElementLimit = 8'000'000;
    static constexpr std::uint64_t kSearchBytes = 8 << 20;

  private:
    std::optional<EbmlElement> stop(End why);
    bool count();
    std::uint64_t end_of_unknown(const EbmlElement& element);

    EbmlFile& file_;
    bool endless_;
    std::uint64_t limit_;
    std::uint64_t position_;
    std::uint64_t elements_ = 0;
    std::uint64_t searched_ = 0;
    bool truncated_ = false;
    End end_ = End::none;
};

}  // namespace revivre::chapters
