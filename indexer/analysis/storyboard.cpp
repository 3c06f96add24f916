#include "indexer/analysis/storyboard.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace revivre::indexer {
namespace {

using chapters::Time;

constexpr std::int64_t kFirstSlots = 1'200;
constexpr std::int64_t kMoreSlots = 600;
constexpr int kMostDoublings = 8;
constexpr Time kShortestSlot{10'000};

// A sheet of 25 is written each 250 s: no more than that is seen again when a pass goes on after a
// break, and a player that shows one preview loads 60 KB.
constexpr std::int64_t kColumns = 5;
constexpr std::int64_t kTiles = kColumns * kColumns;
constexpr int kTileSide = 160;

// Nearer by less than this is not worth scaling another picture: at most three times a slot.
constexpr Time kNearer{2'000};

// Colour has half the samples, so tiles begin and end at even ones.
int even(std::int64_t side) {
    return std::max(2, static_cast<int>((side + 1) / 2 * 2));
}

std::string vtt_time(Time time) {
    const std::int64_t ms = time.count();
    return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60,
                       ms % 1000);
}

std::string sheet_name(std::int64_t slot) {
    return fmt::format("storyboard-{:03}.jpg", slot / kTiles + 1);
}

}  // namespace

StoryboardSlots::StoryboardSlots(Time duration) {
    const Time most = kShortestSlot * kFirstSlots * (std::int64_t{1} << kMostDoublings);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(
        std::clamp(duration, Time{0}, most) / static_cast<double>(kFirstSlots));
    length_ = std::max<Time>(kShortestSlot, seconds);
}

Time StoryboardSlots::limit() const {
    return length_ * kFirstSlots * (std::int64_t{1} << kMostDoublings);
}

std::int64_t StoryboardSlots::at(Time time) const {
    const Time first = length_ * kFirstSlots;
    if (time < first) return time / length_;
    int doublings = 1;
    while (time >= first * (std::int64_t{1} << doublings)) ++doublings;
    const std::int64_t before = kFirstSlots + kMoreSlots * (doublings - 1);
    const Time start = first * (std::int64_t{1} << (doublings - 1));
    return before + (time - start) / (length_ * (std::int64_t{1} << doublings));
}

Time StoryboardSlots::start_of(std::int64_t slot) const {
    if (slot < kFirstSlots) return length_ * slot;
    const std::int64_t doublings = (slot - kFirstSlots) / kMoreSlots + 1;
    const Time start = length_ * kFirstSlots * (std::int64_t{1} << (doublings - 1));
    return start + length_ * (std::int64_t{1} << doublings) * ((slot - kFirstSlots) % kMoreSlots);
}

Storyboard::Storyboard(const Tools& tools) : tools_(tools), slots_(tools.duration) {}

void Storyboard::see(const Picture& picture) {
    if (picture.time < Time{0} || picture.time >= slots_.limit()) return;
    if (picture.luma.width <= 0 || picture.luma.height <= 0) return;
    const std::int64_t slot = slots_.at(picture.time);
    if (!sheet_) begin(picture, slot);
    if (slot < slot_) return;  // a clock that jumps back
    go_to(slot);
    const Time middle = (slots_.start_of(slot) + slots_.start_of(slot + 1)) / 2;
    const Time distance = std::chrono::abs(picture.time - middle);
    if (distance_ && distance + kNearer > *distance_) return;
    distance_ = distance;
    put(picture);
}

void Storyboard::begin(const Picture& picture, std::int64_t slot) {
    const std::int64_t width = picture.luma.width;
    const std::int64_t height = picture.luma.height;
    const std::int64_t longer = std::max(width, height);
    const std::int64_t side = std::min<std::int64_t>(kTileSide, longer);
    tile_width_ = even(width * side / longer);
    tile_height_ = even(height * side / longer);
    constexpr int kRows = static_cast<int>(kColumns);
    sheet_.emplace(tile_width_ * kRows, tile_height_ * kRows);
    tile_.emplace(tile_width_, tile_height_);
    slot_ = slot - slot % kTiles;
    whole_ = slot == slot_;
    tile_->put(picture, {0, 0, tile_width_, tile_height_});
}

void Storyboard::go_to(std::int64_t slot) {
    while (slot_ < slot) {
        if (!distance_) sheet_->put(tile_->picture(), tile(slot_));
        if (slot_ % kTiles == kTiles - 1) write_sheet();
        ++slot_;
        distance_.reset();
    }
}

void Storyboard::put(const Picture& picture) {
    tile_->put(picture, {0, 0, tile_width_, tile_height_});
    sheet_->put(tile_->picture(), tile(slot_));
}

chapters::Box Storyboard::tile(std::int64_t slot) const {
    const std::int64_t place = slot % kTiles;
    return {static_cast<int>(place % kColumns) * tile_width_,
            static_cast<int>(place / kColumns) * tile_height_, tile_width_, tile_height_};
}

void Storyboard::write_sheet() {
    const std::int64_t tiles = slot_ % kTiles + 1;
    const int columns = static_cast<int>(std::min(tiles, kColumns));
    const int rows = static_cast<int>((tiles + kColumns - 1) / kColumns);
    const chapters::Box used{0, 0, columns * tile_width_, rows * tile_height_};
    if (whole_) {
        tools_.findings.add_file(sheet_name(slot_),
                                 tools_.pictures.jpeg(sheet_->picture(), used, used.width_px));
    }
    whole_ = true;
}

void Storyboard::finish(Time end) {
    if (!sheet_) return;
    write_sheet();
    tools_.findings.add_file("storyboard.vtt", cues(end));
}

std::string Storyboard::cues(Time end) const {
    std::string text = "WEBVTT\n";
    for (std::int64_t slot = 0; slot <= slot_; ++slot) {
        const Time start = slots_.start_of(slot);
        const Time next = slot < slot_ ? slots_.start_of(slot + 1) : std::max(end, start + Time{1});
        const chapters::Box box = tile(slot);
        text += fmt::format("\n{} --> {}\n{}#xywh={},{},{},{}\n", vtt_time(start), vtt_time(next),
                            sheet_name(slot), box.x_px, box.y_px, box.width_px, box.height_px);
    }
    return text;
}

Time Storyboard::settled(Time now) const {
    if (!sheet_) return now;
    return std::min(now, slots_.start_of(slot_ - slot_ % kTiles));
}

}  // namespace revivre::indexer
