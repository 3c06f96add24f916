#include "indexer/analysis/caption_watch.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "indexer/analysis/boxes.hpp"
#include "indexer/analysis/caption_extent.hpp"
#include "indexer/analysis/picture_kinds.hpp"
#include "indexer/analysis/text_bands.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;
using chapters::Time;
using std::chrono::milliseconds;

constexpr int kNarrowest = 160;  // pixels: below, a line of a caption has letters of 3 pixels
constexpr int kLowest = 90;
// Two pictures this far apart show whether something stays; twice in the shortest fade.
constexpr milliseconds kBetweenLooks{80};
constexpr milliseconds kBetweenKept{200};
// From before a slow fade-in (half a second) to after it.
constexpr milliseconds kHistory{1600};
constexpr std::size_t kMostTracks = 24;
constexpr int kHighest = 3;   // a caption takes a third of the picture at most
constexpr int kMostLone = 3;  // of a picture
constexpr int kLinesApart = 4 * StrokeCells::kHeight;  // samples between lines of one caption

constexpr double kThere = 0.55;        // of the edges; other texts give 0.1 to 0.3
constexpr double kPerhapsThere = 0.3;  // while it fades
// Shorter absences are faults of the stream.
constexpr milliseconds kAbsence{200};
constexpr milliseconds kGrows{1000};  // lines of one caption come one after another

constexpr milliseconds kFlash{400};  // after a flash the old picture is back
constexpr milliseconds kMoved{500};  // between pictures of a camera that moves

// Shares of cells or samples that changed by more than 14 levels: captions and speakers before a
// still camera 0.05 to 0.22 in a second and a half, a camera that pushes in up to 0.33, cuts more.
constexpr int kCellChanged = 14;
// Dissolves, fades and lamps stir nearly every cell; people and moving cameras 0.36 at most.
constexpr int kCellStirred = 3;
constexpr double kWholePicture = 0.45;
constexpr double kOtherPicture = 0.35;
constexpr double kStill = 0.25;
constexpr double kSamePicture = 0.15;  // of the samples under a text that has gone
constexpr double kBare = 0.02;         // of the samples are edges where nothing is written
// The share of all edges that are new after a second and a half: before a still camera 0.1 to 0.3,
// else 0.6 and more. Then edges count as known with one of their kind within so many samples.
constexpr double kMovingCamera = 0.35;
constexpr int kReach = 3;
// A sign was there before when it agrees so well a few samples away: as far as a slow camera goes
// in a second and a half. Codecs move it in jumps and in parts, hence less than kThere.
constexpr double kWasThere = 0.45;
constexpr int kNearX = 6;
constexpr int kNearY = 3;

bool alike(const Thumbnail& a, const Thumbnail& b) {
    return changed_share(a, b, kCellChanged) < kOtherPicture;
}

Box pixels(const Box& box, const StrokeGrid& grid) {
    return {box.x_px * grid.step_x, box.y_px * grid.step_y, box.width_px * grid.step_x,
            box.height_px * grid.step_y};
}

}  // namespace

std::vector<SeenBand> CaptionWatch::see(const Picture& picture) {
    std::vector<SeenBand> ended;
    if (picture.luma.width < kNarrowest || picture.luma.height < kLowest) return ended;
    if (picture.luma.width != width_ || picture.luma.height != height_) reset(picture, ended);
    const bool same = any_ && alike(last_thumbnail_, *picture.thumbnail);
    follow(picture, ended);
    const bool steady = any_ && same && picture.before == Gap::none;
    if (!steady || !now_ || picture.time - now_->time >= kBetweenLooks) examine(picture, same);
    last_thumbnail_ = *picture.thumbnail;
    last_time_ = picture.time;
    any_ = true;
    return ended;
}

std::vector<SeenBand> CaptionWatch::finish(Time end) {
    std::vector<SeenBand> ended;
    for (Track& track : tracks_) close(track, track.lost.value_or(end), false, ended);
    tracks_.clear();
    return ended;
}

void CaptionWatch::reset(const Picture& picture, std::vector<SeenBand>& ended) {
    for (Track& track : tracks_) close(track, track.lost.value_or(track.last), false, ended);
    tracks_.clear();
    history_.clear();
    now_.reset();
    previous_.reset();
    shot_.reset();
    before_shot_.reset();
    any_ = false;
    width_ = picture.luma.width;
    height_ = picture.luma.height;
}

void CaptionWatch::follow(const Picture& picture, std::vector<SeenBand>& ended) {
    const bool gap = picture.before != Gap::none;
    slide_lines_ =
        std::ranges::count_if(tracks_, [](const Track& track) { return track.slide.has_value(); });
    std::erase_if(tracks_, [&](Track& track) {
        const TextFingerprint::Match match = track.print.find_in(picture.luma);
        if (track.behind && picture.time - track.born >= kFlash) {
            if (alike(*track.behind, *picture.thumbnail)) return true;  // it was a flash, no cut
            track.behind.reset();
        }
        if (match.agreement >= kThere) {
            track.lost.reset();
            track.last = picture.time;
            track.gap = track.gap || gap;
            ++track.seen;
            track.crops.add(picture, match.strength);
            return false;
        }
        track.gap = track.gap || (gap && !track.lost);
        if (!track.lost) track.lost = gap ? track.last : picture.time;
        const bool over = gap || picture.time - *track.lost >= kAbsence;
        if (over) {
            // A slide that is built up line by line looks like captions on it; but those go away
            // and leave it as it was.
            const bool left = !track.slide || (alike(*track.slide, *picture.thumbnail) &&
                                               left_as_before(track, picture.luma));
            close(track, *track.lost, left && !black(*picture.thumbnail), ended);
        }
        return over;
    });
}

bool CaptionWatch::left_as_before(const Track& track, const Plane& luma) const {
    int changed = 0;
    int edges = 0;
    int edges_before = 0;
    std::size_t at = 0;
    int left = 0;
    int left_before = 0;
    for (int y = track.text.y_px; y < track.text.y_px + track.text.height_px; ++y) {
        const auto row = luma.row(y * now_->grid.step_y);
        for (int x = track.text.x_px; x < track.text.x_px + track.text.width_px; ++x, ++at) {
            const int level = row[static_cast<std::size_t>(x * now_->grid.step_x)];
            const int before = track.ground_before[at];
            changed += std::abs(level - before) > kCellChanged ? 1 : 0;
            if (x > track.text.x_px) {
                edges += std::abs(level - left) > kCellChanged ? 1 : 0;
                edges_before += std::abs(before - left_before) > kCellChanged ? 1 : 0;
            }
            left = level;
            left_before = before;
        }
    }
    const auto all = static_cast<double>(track.ground_before.size());
    return changed < kSamePicture * all ||
           (slide_lines_ < 2 && std::max(edges, edges_before) < kBare * all);
}

void CaptionWatch::close(Track& track, Time end, bool absent_after, std::vector<SeenBand>& ended) {
    const Time length = end - track.start;
    if (track.crops.count() == 0 || !lasted(track, length) || too_long(track, length)) return;
    if (track.origin == BandOrigin::survivor && (!absent_after || !track.absent_before)) return;
    if (track.slide && !absent_after) return;
    const bool unsure = track.born_after == Gap::unseen && track.origin == BandOrigin::laid_over;
    ended.push_back({.origin = unsure ? BandOrigin::lone : track.origin,
                     .start = track.start,
                     .end = end,
                     .box = cut_to(pixels(track.box, now_->grid), width_, height_),
                     .crops = std::move(track.crops)});
}

void CaptionWatch::examine(const Picture& picture, bool same) {
    if (!previous_) previous_.emplace();
    if (now_) std::swap(*now_, *previous_);
    const bool first = !now_;
    if (first) now_.emplace();
    now_->time = picture.time;
    now_->thumbnail = *picture.thumbnail;
    fill_stroke_grid(picture.luma, now_->grid);
    if (!first && same) look_for_new(picture);
    if (!first && !same) look_for_survivors(picture, *previous_, nullptr);
    if (!first && same && picture.before == Gap::none) look_for_overlays(picture);
    if (!first && picture.before == Gap::unseen) look_for_lone(picture);
    if (first || !same) {
        history_.clear();
        shot_ = *now_;
        if (first)
            before_shot_.reset();
        else
            before_shot_ = *previous_;
    }
    while (history_.size() > 1 && picture.time - history_.front().time > kHistory) {
        spare_ = std::move(history_.front());
        history_.pop_front();
    }
    if (!history_.empty() && picture.time - history_.back().time < kBetweenKept) return;
    history_.push_back(std::move(spare_));
    history_.back() = *now_;
}

// The oldest picture of the shot that is still kept and looks the same but for what was laid over.
const CaptionWatch::Look* CaptionWatch::before_change() const {
    for (const Look& look : history_)
        if (changed_share(look.thumbnail, now_->thumbnail, kCellChanged) < kStill &&
            changed_share(look.thumbnail, now_->thumbnail, kCellStirred) < kWholePicture)
            return &look;
    return nullptr;
}

bool CaptionWatch::shows_one() const {
    return std::ranges::any_of(tracks_, [&](const Track& track) {
        return track.origin == BandOrigin::laid_over && track.last == last_time_;
    });
}

void CaptionWatch::look_for_new(const Picture& picture) {
    const Look* before = before_change();
    if (before == nullptr) return;
    std::vector<std::uint8_t>& edges = edges_;
    if (picture.before == Gap::none)
        keep_common(now_->grid, previous_->grid, edges);
    else
        edges = now_->grid.edges;
    const bool moving = drop_known(before->grid, 0, edges) > kMovingCamera;
    std::vector<Box> bands = text_bands(count_strokes(now_->grid, edges));
    if (moving && !bands.empty()) {
        drop_known(before->grid, kReach, edges);
        bands = text_bands(count_strokes(now_->grid, edges));
    }
    std::erase_if(bands, [&](const Box& band) { return !laid_over(*before, band, edges); });
    if (!belong_to_picture(bands))
        for (const Box& band : bands) open_or_grow(picture, *before, band, edges);
}

// Signs of a scene that moves look new as soon as they have moved by a stroke, signs that were
// hidden when they are uncovered: what tells them is that writing was there, or near, before.
bool CaptionWatch::laid_over(const Look& before, const Box& band,
                             const std::vector<std::uint8_t>& edges) const {
    if (std::ranges::any_of(tracks_, [&](const Track& track) {
            return overlap(track.text, band) && track.origin == BandOrigin::laid_over;
        }))
        return true;  // a line joins another, or a caption takes the place of another
    const TextFingerprint print(now_->grid, edges, band);
    if (print.agreement_near(before.grid, kNearX, kNearY) >= kWasThere) return false;
    return !shot_ || print.agreement_near(shot_->grid, kNearX, kNearY) < kWasThere;
}

// Three texts in different places at once are a card or the end of a move, not captions.
bool CaptionWatch::belong_to_picture(const std::vector<Box>& bands) const {
    if (bands.size() < 3) return false;
    std::vector<Box> groups;
    for (Box band : bands) {
        if (touches_track(band)) return false;
        std::erase_if(groups, [&](const Box& group) {
            if (!overlap(group, widened(band, StrokeCells::kWidth, kLinesApart))) return false;
            band = joined(band, group);
            return true;
        });
        groups.push_back(band);
    }
    return groups.size() >= 3;
}

bool CaptionWatch::touches_track(const Box& band) const {
    const Box near = widened(band, StrokeCells::kWidth, kLinesApart);
    return std::ranges::any_of(tracks_,
                               [&](const Track& track) { return overlap(track.text, near); });
}

void CaptionWatch::open_or_grow(const Picture& picture, const Look& before, const Box& band,
                                const std::vector<std::uint8_t>& edges) {
    Track grown{.text = band, .print = {now_->grid, edges, band}, .crops = CropKeeper({})};
    grown.born = picture.time;
    grown.start = picture.changed.value_or(picture.time);
    const Box near = widened(band, StrokeCells::kWidth, kLinesApart);
    const auto known = [&](const Track& track) {
        return overlap(joined(track.text, track.box), near) &&
               (track.origin != BandOrigin::laid_over || picture.time - track.born > kGrows ||
                holds(widened(track.text, StrokeCells::kWidth, StrokeCells::kHeight), band));
    };
    if (std::ranges::any_of(tracks_, known)) return;
    std::erase_if(tracks_, [&](const Track& track) {
        if (!overlap(joined(track.text, track.box), near) ||
            joined(grown.text, track.text).height_px > now_->grid.height / kHighest)
            return false;
        grown.text = joined(grown.text, track.text);
        grown.start = std::min(grown.start, track.start);
        grown.born = std::min(grown.born, track.born);
        return true;
    });
    if (grown.text != band) grown.print = {now_->grid, edges, grown.text};
    grown.box = changed_extent(now_->grid, before.grid, grown.text);
    if (drawn(now_->thumbnail) && same_ground(now_->grid, before.grid, grown.text))
        mark_as_line_of_slide(grown, before);
    for (auto look = history_.rbegin(); look != history_.rend(); ++look) {
        if (grown.print.agreement_in(look->grid) < kPerhapsThere) break;
        grown.start = std::min(grown.start, look->time);
    }
    begin(picture, std::move(grown));
}

void CaptionWatch::mark_as_line_of_slide(Track& track, const Look& before) const {
    track.slide = now_->thumbnail;
    track.ground_before = samples_of(before.grid, track.text);
}

void CaptionWatch::begin(const Picture& picture, Track track) {
    if (tracks_.size() >= kMostTracks) return;
    const TextFingerprint::Match match = track.print.find_in(picture.luma);
    if (match.agreement < kThere) return;
    const Box all = crop_around(track.text, track.box);
    track.crops = CropKeeper(pixels(all, now_->grid));
    track.crops.add(picture, match.strength);
    track.last = picture.time;
    track.seen = 1;
    track.born_after = picture.before;
    track.gap = picture.before != Gap::none;
    tracks_.push_back(std::move(track));
}

// The newest picture of the shot that is older than `before` by some time and looks quite different
// from it and from now, though there was no cut.
const CaptionWatch::Look* CaptionWatch::changed_since(const Look& before) const {
    for (auto look = history_.rbegin(); look != history_.rend(); ++look) {
        if (before.time - look->time < kMoved) continue;
        const bool other =
            !alike(look->thumbnail, before.thumbnail) && !alike(look->thumbnail, now_->thumbnail);
        return other ? &*look : nullptr;
    }
    return nullptr;
}

// What stays through three pictures of a camera that moves. Two would do but for dissolves, whose
// second half shows the signs of the new shot.
void CaptionWatch::look_for_overlays(const Picture& picture) {
    const Look* before = changed_since(*now_);
    const Look* earlier = before == nullptr ? nullptr : changed_since(*before);
    if (earlier != nullptr) look_for_survivors(picture, *before, earlier);
}

void CaptionWatch::look_for_survivors(const Picture& picture, const Look& before,
                                      const Look* earlier) {
    if (drawn(before.thumbnail) && drawn(now_->thumbnail)) return;
    if (black(before.thumbnail) || black(now_->thumbnail)) return;
    std::vector<std::uint8_t> edges;
    keep_common(now_->grid, before.grid, edges);
    for (const Box& band : text_bands(count_strokes(now_->grid, edges))) {
        if (touches_track(band)) continue;
        Track track{.origin = BandOrigin::survivor,
                    .text = band,
                    .box = band,
                    .print = {now_->grid, edges, band},
                    .crops = CropKeeper({}),
                    .start = before.time,
                    .born = picture.time};
        if (earlier != nullptr && track.print.agreement_in(earlier->grid) < kThere) continue;
        track.behind = before.thumbnail;
        const bool whole = shot_ && track.print.agreement_in(shot_->grid) >= kThere;
        if (whole) {
            track.start = shot_->time;
            track.absent_before = before_shot_ && !black(before_shot_->thumbnail) &&
                                  track.print.agreement_in(before_shot_->grid) < kThere;
        }
        begin(picture, std::move(track));
    }
}

void CaptionWatch::look_for_lone(const Picture& picture) {
    if (drawn(now_->thumbnail)) return;
    const std::vector<std::uint8_t>& edges = now_->grid.edges;
    int opened = 0;
    for (const Box& band : text_bands(count_strokes(now_->grid, edges))) {
        const int middle = band.y_px + band.height_px / 2;
        if (2 * middle < now_->grid.height || touches_track(band)) continue;
        if (++opened > kMostLone) return;
        begin(picture, {.origin = BandOrigin::lone,
                        .text = band,
                        .box = band,
                        .print = {now_->grid, edges, band},
                        .crops = CropKeeper({}),
                        .start = picture.time,
                        .born = picture.time});
    }
}

}  // namespace revivre::indexer
