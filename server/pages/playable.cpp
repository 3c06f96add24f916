#include "server/pages/playable.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "chapters/media_type.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Recording;
using chapters::Stream;

struct Known {
    std::string_view name;   // FFmpeg's
    std::string_view words;  // for people
    std::string_view type;   // what canPlayType is asked, or empty
};

// FFmpeg's names of containers that no browser opens.
constexpr std::array kClosedContainers{Known{"mpegts", "MPEG-TS", ""}, Known{"mpeg", "MPEG-PS", ""},
                                       Known{"avi", "AVI", ""},        Known{"asf", "ASF", ""},
                                       Known{"flv", "FLV", ""},        Known{"mxf", "MXF", ""}};
constexpr std::array<std::string_view, 4> kPictures{"h264", "vp8", "vp9", "av1"};
constexpr std::array<std::string_view, 5> kSounds{"aac", "mp3", "opus", "vorbis", "flac"};
constexpr std::array kUnsure{Known{"hevc", "HEVC", "video/mp4; codecs=\"hvc1.1.6.L93.B0\""},
                             Known{"prores", "ProRes", ""},
                             Known{"theora", "Theora", "video/ogg; codecs=\"theora\""},
                             Known{"mpeg4", "MPEG-4 Part 2", ""},
                             Known{"mpeg2video", "MPEG-2", ""},
                             Known{"ac3", "AC-3", "audio/mp4; codecs=\"ac-3\""},
                             Known{"eac3", "E-AC-3", "audio/mp4; codecs=\"ec-3\""}};

template <typename Table>
const Known* find(const Table& table, std::string_view name) {
    const auto found = std::ranges::find(table, name, &Known::name);
    return found == table.end() ? nullptr : &*found;
}

Playability at_fault(PlayFault fault, const std::string& codec) {
    if (const Known* known = find(kUnsure, codec)) {
        return {fault, std::string(known->words), std::string(known->type)};
    }
    return {fault, codec, {}};
}

template <typename Table>
bool is_in(const Table& table, std::string_view codec) {
    // What the container does not name cannot be judged: the browser will say.
    return codec.empty() || std::ranges::find(table, codec) != table.end();
}

}  // namespace

Playability playability(const Recording& recording) {
    if (const Known* closed = find(kClosedContainers, recording.container)) {
        return {PlayFault::all, std::string(closed->words), {}};
    }
    // Of a file on another site nothing more than its address may be known: then nothing is said.
    if (recording.container.empty() && recording.file.empty()) return {};
    const Stream* picture = chapters::stream_of(recording, "video");
    if (picture != nullptr && !is_in(kPictures, picture->codec)) {
        return at_fault(PlayFault::picture, picture->codec);
    }
    const Stream* sound = chapters::stream_of(recording, "audio");
    const bool heard = sound == nullptr || is_in(kSounds, sound->codec) ||
                       std::string_view(sound->codec).starts_with("pcm_");
    if (!heard) return at_fault(PlayFault::sound, sound->codec);
    return {};
}

}  // namespace revivre::server::pages
