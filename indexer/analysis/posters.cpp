#include "indexer/analysis/posters.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "chapters/posters.hpp"
#include "indexer/analysis/same_scene.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;

constexpr int kWidth = 640;
constexpr Time kBetween{2'000};

// An hour of lively direction has some 450 cuts; 720 posters of 25 KB at most are 18 MB.
constexpr Time kEach{5'000};
constexpr Time kMostSaved = 60 * kEach;

// Five frames at 25 a second: cameras and encoders have settled, and a cut's mixed field is past.
constexpr Time kAfterChange{200};

// Dissolves are shorter; what still moves then is a camera.
constexpr Time kStillMoving{2'000};

// Mean difference of two pictures that follow each other, in tenths of a level. A dissolve of one
// second at 25 a second between scenes that are 40 levels apart has 16.
constexpr int kSteadyTenths = 10;

// The same from the last picture that was compared: cards of one design differ by 3.4 levels and
// more, people before a still camera by 0 to 5.
constexpr int kUnchangedTenths = 12;

// Studio black is 16; faint noise and a channel's logo are allowed for.
constexpr int kBlackMean = 28;
constexpr int kPlainSpread = 12;

int difference_tenths(const Thumbnail& a, const Thumbnail& b) {
    int sum = 0;
    for (std::size_t at = 0; at < a.luma.size(); ++at) {
        sum += std::abs(int{a.luma[at]} - int{b.luma[at]});
    }
    return sum * 10 / static_cast<int>(a.luma.size());
}

bool is_plain(const Thumbnail& thumbnail) {
    int sum = 0;
    for (const std::uint8_t value : thumbnail.luma) sum += value;
    if (sum < kBlackMean * static_cast<int>(thumbnail.luma.size())) return true;
    // Apart, both become vector instructions.
    std::uint8_t lowest = 255;
    std::uint8_t highest = 0;
    for (const std::uint8_t value : thumbnail.luma) lowest = std::min(lowest, value);
    for (const std::uint8_t value : thumbnail.luma) highest = std::max(highest, value);
    return highest - lowest < kPlainSpread;
}

chapters::Box whole(const Picture& picture) {
    return {0, 0, picture.luma.width, picture.luma.height};
}

}  // namespace

void Posters::see(const Picture& picture) {
    if (picture.time < Time{0} || picture.luma.width <= 0 || picture.luma.height <= 0) return;
    look(picture);
    before_ = *picture.thumbnail;
}

void Posters::look(const Picture& picture) {
    const Thumbnail& thumbnail = *picture.thumbnail;
    if (waiting_ && picture.before != Gap::none) write_waiting();
    const bool soon = shown_ && picture.time < shown_at_ + kBetween;
    if (soon && !waiting_) return;
    if (is_plain(thumbnail) || is_shown(thumbnail)) {
        waiting_.reset();  // a fade to black, a passer-by
        return;
    }
    if (soon) return;
    if (!waiting_) changed_at_ = picture.time;
    if (is_settled(picture)) {
        waiting_.reset();
        if (may_write(picture.time)) write(picture, thumbnail);
    } else if (!waiting_ || (picture.time >= waiting_->time + kAfterChange &&
                             !same_scene(waiting_->thumbnail, thumbnail))) {
        wait_with(picture);
    }
}

// Comparing scenes costs a hundred times what it costs to see that nothing has changed since.
bool Posters::is_shown(const Thumbnail& thumbnail) {
    if (!shown_) return false;
    if (same_ && difference_tenths(*same_, thumbnail) < kUnchangedTenths) return true;
    if (!same_scene(*shown_, thumbnail)) return false;
    same_ = thumbnail;
    return true;
}

bool Posters::is_settled(const Picture& picture) const {
    const Time since = picture.time - changed_at_;
    if (!waiting_ || picture.before != Gap::none) return false;
    if (since >= kStillMoving) return true;
    return since >= kAfterChange && difference_tenths(*before_, *picture.thumbnail) < kSteadyTenths;
}

void Posters::wait_with(const Picture& picture) {
    const std::int64_t width = std::min(kWidth, picture.luma.width);
    const std::int64_t height = std::clamp<std::int64_t>(
        width * picture.luma.height / picture.luma.width, 1, picture.luma.height);
    OwnPicture small{static_cast<int>(width), static_cast<int>(height)};
    small.put(picture, {0, 0, static_cast<int>(width), static_cast<int>(height)});
    waiting_.emplace(Waiting{picture.time, *picture.thumbnail, std::move(small)});
}

void Posters::write_waiting() {
    Picture picture = waiting_->picture.picture();
    picture.time = waiting_->time;
    if (may_write(picture.time)) write(picture, waiting_->thumbnail);
    waiting_.reset();
}

void Posters::write(const Picture& picture, const Thumbnail& thumbnail) {
    const std::string file = tools_.pictures.jpeg(picture, whole(picture), kWidth);
    if (!file.empty()) tools_.findings.add_file(chapters::poster_name(picture.time), file);
    shown_ = thumbnail;
    same_ = thumbnail;
    shown_at_ = picture.time;
}

bool Posters::may_write(Time time) {
    const Time passed = saved_until_ ? std::max(Time{0}, time - *saved_until_) : kMostSaved;
    saved_up_ = std::min(kMostSaved, saved_up_ + std::min(passed, kMostSaved));
    saved_until_ = std::max(time, saved_until_.value_or(time));
    if (saved_up_ < kEach) return false;
    saved_up_ -= kEach;
    return true;
}

void Posters::finish() {
    if (waiting_) write_waiting();
}

Time Posters::settled(Time now) const {
    return waiting_ ? std::min(now, changed_at_) : now;
}

}  // namespace revivre::indexer
