#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "indexer/analysis/scale.hpp"
#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// Where the pictures of a storyboard stand in time. Slots are 10 s long, longer when the recording
/// is longer than 3 h 20 min, so that 1,200 reach to its announced end. Should it go on all the
/// same, the length doubles there and again each 600 slots later: 6,000 slots in 35 days.
class StoryboardSlots {
  public:
    /// `duration`: as announced; 0 when unknown.
    explicit StoryboardSlots(chapters::Time duration);
    /// The slot that holds `time`, which is 0 or more and less than limit().
    [[nodiscard]] std::int64_t at(chapters::Time time) const;
    [[nodiscard]] chapters::Time start_of(std::int64_t slot) const;
    [[nodiscard]] chapters::Time limit() const;

  private:
    chapters::Time length_;
};

/// Small pictures of a recording at equal distances, 25 in a JPEG file ("storyboard-001.jpg", ...,
/// five by five, each fitting into 160 x 160), and "storyboard.vtt" that says which part of which
/// file to show at what time ("storyboard-001.jpg#xywh=160,0,160,90"; W3C Media Fragments 4.2.2),
/// as players read it for previews. Of the pictures that pass by, the one nearest to the middle of
/// its slot is taken (to a second); a slot without one shows that before it.
///
/// What is in a file depends on nothing before the start of its first slot, so that a pass may go
/// on there: a file that begins before the first picture seen is not written again. Pictures that
/// change their size are scaled to that of the first. Memory: one sheet of 1 MB at most.
class Storyboard {
  public:
    /// `tools` must outlive this.
    explicit Storyboard(const Tools& tools);

    void see(const Picture& picture);
    void finish(chapters::Time end);
    /// Files that start before this have been written.
    [[nodiscard]] chapters::Time settled(chapters::Time now) const;

  private:
    void begin(const Picture& picture, std::int64_t slot);
    void go_to(std::int64_t slot);
    void put(const Picture& picture);
    void write_sheet();
    [[nodiscard]] chapters::Box tile(std::int64_t slot) const;
    [[nodiscard]] std::string cues(chapters::Time end) const;

    const Tools& tools_;
    StoryboardSlots slots_;
    std::optional<OwnPicture> sheet_;
    std::optional<OwnPicture> tile_;  ///< the last one
    int tile_width_ = 0;
    int tile_height_ = 0;
    std::int64_t slot_ = -1;
    std::optional<chapters::Time> distance_;  ///< of the picture in slot_ from its middle
    bool whole_ = true;                       ///< the sheet was seen from its first slot on
};

}  // namespace revivre::indexer
