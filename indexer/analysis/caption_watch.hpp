#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/crop_keeper.hpp"
#include "indexer/analysis/stroke_grid.hpp"
#include "indexer/analysis/text_fingerprint.hpp"
#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

/// How a band of text came into the picture.
enum class BandOrigin {
    laid_over,  ///< the picture stayed and the band appeared on it
    survivor,   ///< the picture behind it changed and the band stayed
    lone,       ///< first seen after unseen time: a caption, or a sign that came into view
};

/// A band of text that came, stayed and went.
struct SeenBand {
    BandOrigin origin = BandOrigin::laid_over;
    chapters::Time start{};  ///< first picture with it (not earlier than it could be seen)
    chapters::Time end{};    ///< first picture without it, or the last with it before a gap
    chapters::Box box;       ///< of what was laid over the picture, in its pixels
    CropKeeper crops;
};

/// Finds bands of text that stay for a while: something laid over the picture, not in it. What is
/// always there, what moves and what comes with the picture itself (signs, slides) is no such band.
/// Nothing is read here. Keeps some MB of thinned-out pictures and crops, whatever the length.
class CaptionWatch {
  public:
    /// Bands that are known to have ended, in the order of their ends.
    std::vector<SeenBand> see(const Picture& picture);
    /// Those still there. `end`: of the recording.
    std::vector<SeenBand> finish(chapters::Time end);
    /// Bands that began before this are known, or longer there than is waited for (10 min).
    [[nodiscard]] chapters::Time settled(chapters::Time now) const;

    /// Whether a band that was laid over the picture was there in the last one.
    [[nodiscard]] bool shows_one() const;

  private:
    struct Look {  // one picture, thinned out
        chapters::Time time{};
        StrokeGrid grid;
        Thumbnail thumbnail;
    };
    struct Track {
        BandOrigin origin = BandOrigin::laid_over;
        chapters::Box text{};  // in samples of the grid
        chapters::Box box{};   // in samples of the grid
        TextFingerprint print;
        std::optional<Thumbnail> behind{};  // of a survivor: what was behind it before the cut
        CropKeeper crops;
        chapters::Time start{};
        chapters::Time born{};  // when it was found
        chapters::Time last{};  // of the last picture with it
        std::optional<chapters::Time> lost{};
        Gap born_after = Gap::none;
        int seen = 0;
        bool gap = false;           // between pictures with it, or after them
        bool absent_before = true;  // a picture without it is known
        // Of what may be a line of a slide that is built up: that slide, and the samples of the
        // grid under the text before it came.
        std::optional<Thumbnail> slide{};
        std::vector<std::uint8_t> ground_before{};
    };

    void follow(const Picture& picture, std::vector<SeenBand>& ended);
    static bool too_long(const Track& track, chapters::Time length);
    static bool lasted(const Track& track, chapters::Time length);
    void close(Track& track, chapters::Time end, bool absent_after, std::vector<SeenBand>& ended);
    void examine(const Picture& picture, bool same);
    void look_for_new(const Picture& picture);
    void look_for_overlays(const Picture& picture);
    void look_for_survivors(const Picture& picture, const Look& before, const Look* earlier);
    void look_for_lone(const Picture& picture);
    void open_or_grow(const Picture& picture, const Look& before, const chapters::Box& band,
                      const std::vector<std::uint8_t>& edges);
    [[nodiscard]] bool laid_over(const Look& before, const chapters::Box& band,
                                 const std::vector<std::uint8_t>& edges) const;
    [[nodiscard]] bool belong_to_picture(const std::vector<chapters::Box>& bands) const;
    [[nodiscard]] bool left_as_before(const Track& track, const Plane& luma) const;
    [[nodiscard]] bool touches_track(const chapters::Box& band) const;
    void mark_as_line_of_slide(Track& track, const Look& before) const;
    void begin(const Picture& picture, Track track);
    void reset(const Picture& picture, std::vector<SeenBand>& ended);
    [[nodiscard]] const Look* before_change() const;
    [[nodiscard]] const Look* changed_since(const Look& before) const;

    int width_ = 0;
    int height_ = 0;
    std::optional<Look> now_;          // the picture examined last
    std::optional<Look> previous_;     // the one before it
    std::optional<Look> shot_;         // the first of the shot
    std::optional<Look> before_shot_;  // the last before that
    std::deque<Look> history_;         // of the shot, some time apart
    Look spare_;                       // whose memory is used again
    std::vector<std::uint8_t> edges_;  // of a picture that may be new; the same
    Thumbnail last_thumbnail_;
    chapters::Time last_time_{};
    bool any_ = false;
    std::vector<Track> tracks_;
    std::ptrdiff_t slide_lines_ = 0;  // tracks that may be lines of a slide
};

}  // namespace revivre::indexer
