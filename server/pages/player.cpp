#include "server/pages/player.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "chapters/media_type.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text_track.hpp"
#include "server/media_source.hpp"
#include "server/pages/chapter_list.hpp"
#include "server/pages/playable.hpp"
#include "server/pages/player_parts.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Recording;
using chapters::Stream;
using chapters::TextTrack;
using chapters::Time;

// What a step of one frame is when the container does not say.
constexpr double kUsualFramesPerSecond = 25;

// "/pictures/ID/NAME" as an address; nothing for an empty path.
std::optional<Url> picture_url(const Recording& recording, const std::string& path) {
    if (path.empty()) return std::nullopt;
    return Url({"pictures", recording.id, path.substr(path.rfind('/') + 1)});
}

Html text_track(const Visit& visit, const TextTrack& track) {
    const std::string file = fmt::format("{}.{}.vtt", name_of(track.kind), track.language);
    return void_element("track",
                        {{"kind", name_of(track.kind)},
                         {"src", Url({"api", "v1", "recordings", track.recording, "tracks", file})},
                         {"srclang", track.language},
                         {"label", track_name(visit, track)}});
}

Html download(const Visit& visit, const Recording& recording) {
    return element("a", {{"href", Url({"media", recording.id})}, {"download", true}},
                   text(visit.say(Message::player_download)));
}

Html media_content(const Visit& visit, const Played& played) {
    const Url list({"api", "v1", "recordings", played.recording.id, "chapters.vtt"});
    Html content = void_element("track", {{"kind", "chapters"},
                                          {"src", list},
                                          {"srclang", "fr"},
                                          {"label", visit.say(Message::chapters)}});
    for (const TextTrack& track : played.tracks) content += text_track(visit, track);
    return content + download(visit, played.recording);
}

// A duration of no frame is no duration: 1 ms at least.
std::string frame_ms(const Stream* picture) {
    const double rate = picture == nullptr || picture->frames_per_second <= 0
                            ? kUsualFramesPerSecond
                            : picture->frames_per_second;
    return fmt::format("{:.3f}", std::max(1.0, 1000 / rate));
}

// A page in a frame without an origin may read only what is open to all: tracks would not load. A
// file of another site is played as that site lets anybody: it may not answer `crossorigin`.
bool is_served_here(const Played& played) {
    return server::media_source(played.recording).kind == MediaSource::Kind::served;
}

std::optional<std::string> cross_origin(const Played& played) {
    const bool open = played.framed && is_served_here(played);
    return open ? std::optional<std::string>("anonymous") : std::nullopt;
}

std::optional<std::string> size_text(int pixels) {
    return pixels > 0 ? std::optional(std::to_string(pixels)) : std::nullopt;
}

Html audio(const Visit& visit, const Played& played) {
    const Recording& recording = played.recording;
    return element("audio",
                   {{"id", "player"},
                    {"controls", true},
                    {"crossorigin", cross_origin(played)},
                    {"autoplay", played.autoplay && is_served_here(played)},
                    {"preload", preload_of(recording)},
                    {"src", media_source(recording, played.start)},
                    {"aria-label", played.name},
                    {"data-offset", std::to_string(recording.start_offset.count())},
                    {"data-duration", std::to_string(recording.duration.count())},
                    {"data-frame", frame_ms(nullptr)}},
                   media_content(visit, played));
}

Html video(const Visit& visit, const Played& played, const Stream& picture) {
    const Recording& recording = played.recording;
    const bool turned = picture.rotation_degrees == 90 || picture.rotation_degrees == 270;
    const int width = turned ? picture.height_px : picture.width_px;
    const int height = turned ? picture.width_px : picture.height_px;
    const auto storyboard = picture_url(recording, played.storyboard);
    // An empty address would be the page's own: without a picture the attribute is not there.
    const auto poster = picture_url(recording, played.poster);
    const Attribute shown = poster ? Attribute(Attribute::AddressName("poster"), *poster)
                                   : Attribute(Attribute::Name("data-poster"), false);
    return element(
        "video",
        {{"id", "player"},
         {"controls", true},
         {"playsinline", true},
         {"crossorigin", cross_origin(played)},
         {"autoplay", played.autoplay && is_served_here(played)},
         {"preload", preload_of(recording)},
         {"src", media_source(recording, played.start)},
         shown,
         {"width", size_text(width)},
         {"height", size_text(height)},
         {"aria-label", played.name},
         {"data-offset", std::to_string(recording.start_offset.count())},
         {"data-duration", std::to_string(recording.duration.count())},
         {"data-frame", frame_ms(&picture)},
         {"data-storyboard", storyboard ? std::optional(storyboard->text()) : std::nullopt}},
        media_content(visit, played));
}

struct Notice {
    PlayFault fault;
    std::string_view name;
    Message words;
};
constexpr std::array kNotices{Notice{PlayFault::picture, "picture", Message::fault_picture},
                              Notice{PlayFault::sound, "sound", Message::fault_sound},
                              Notice{PlayFault::all, "all", Message::fault_all}};

Html notice(const Visit& visit, const Played& played, std::string_view fault, std::string_view type,
            bool hidden, std::string_view words) {
    return element("p",
                   {{"class", "notice"},
                    {"data-fault", fault},
                    {"data-type", type.empty() ? std::nullopt : std::optional(std::string(type))},
                    {"hidden", hidden}},
                   text(words) + text(" ") + download(visit, played.recording));
}

// What is known before play is said at once; what only a browser finds out, by the script.
Html notices(const Visit& visit, const Played& played) {
    const Playability known = playability(played.recording);
    Html out;
    for (const Notice& each : kNotices) {
        if (each.fault != known.fault) continue;
        out += notice(visit, played, each.name, known.asked_type, false,
                      visit.say(each.words, {known.format}));
    }
    out += notice(visit, played, "here", {}, true, visit.say(Message::fault_here));
    out +=
        notice(visit, played, "picture-here", {}, true, visit.say(Message::fault_no_picture_here));
    return out;
}

Html now_showing(const Visit& visit, const Played& played) {
    const Html what = played.current == nullptr ? Html() : chapter_words(visit, *played.current);
    return element(
        "p", {{"class", "now"}},
        element("span", {{"class", "now-label"}}, text(visit.say(Message::now_showing))) +
            text(" ") + element("span", {{"id", "now"}}, what));
}

// Filled while they are on, below the picture.
Html description_place() {
    return element("p", {{"class", "description"}, {"aria-live", "assertive"}, {"hidden", true}},
                   Html());
}

}  // namespace

// A player's clock shows the container's time, which starts at `start_offset` with the first frame.
Url media_source(const Recording& recording, std::optional<Time> start) {
    const MediaSource source = server::media_source(recording);
    if (source.kind == MediaSource::Kind::file_elsewhere) {
        // Without a start as it was given: its own "#t=", if it has one, is for others.
        const auto address = start ? source.passage(*start + recording.start_offset)
                                   : source.address.substr(0, source.address.find('#'));
        if (const auto url = Url::elsewhere(address)) return *url;
    }
    Url media({"media", recording.id});
    if (!start) return media;
    return media.at("t", chapters::seconds_text(*start + recording.start_offset));
}

std::string_view preload_of(const Recording& recording) {
    const bool here = server::media_source(recording).kind == MediaSource::Kind::served;
    return here ? "metadata" : "none";
}

Html elsewhere_section(const Visit& visit, const Played& played) {
    const MediaSource source = server::media_source(played.recording);
    const Time start = played.start.value_or(Time::zero());
    const auto address = Url::elsewhere(source.passage(start));
    if (!address) return {};
    const std::string name = start == Time::zero()
                                 ? visit.say(Message::elsewhere_watch, {source.site()})
                                 : visit.say(Message::elsewhere_watch_from,
                                             {chapters::clock_text(start), source.site()});
    const Html link = element(
        "a", {{"class", "watch-elsewhere"}, {"href", *address}, {"rel", "external noopener"}},
        text(name));
    return element("section", {{"class", "stage"}, {"aria-label", visit.say(Message::player)}},
                   element("p", text(visit.say(Message::elsewhere_stage, {source.site()}))) +
                       element("p", link));
}

Html player_section(const Visit& visit, const Played& played) {
    const Stream* picture = chapters::stream_of(played.recording, "video");
    const Html media = picture == nullptr ? audio(visit, played) : video(visit, played, *picture);
    const Html player = element("div", {{"class", "player"}},
                                element("div", {{"class", "screen"}}, media) +
                                    player_controls(visit, played) + description_place());
    const Html status =
        element("p", {{"role", "status"}, {"id", "player-status"}, {"class", "heard"}}, Html());
    return element("section", {{"class", "stage"}, {"aria-label", visit.say(Message::player)}},
                   notices(visit, played) + player + text("\n") + now_showing(visit, played) +
                       status + player_dialogs(visit, played) + player_words(visit));
}

}  // namespace revivre::server::pages
