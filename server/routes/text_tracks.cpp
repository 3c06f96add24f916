#include <algorithm>
#include <array>
#include <string_view>

#include "chapters/error.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text_track.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::TextTrack;

TextTrack track_named(storage::Repository& repository, const std::string& recording,
                      std::string_view name) {
    const auto tracks = repository.public_text_tracks(recording);
    const auto found = std::ranges::find_if(tracks, [&](const TextTrack& track) {
        return std::string(name_of(track.kind)) + "." + track.language == name;
    });
    if (found == tracks.end()) {
        throw Error(ErrorCode::not_found, "the recording has no track '" + std::string(name) +
                                              "'; tracks are called "
                                              "KIND.LANGUAGE.vtt, such as captions.fr.vtt");
    }
    return *found;
}

// A media element shows cues by its own clock, which starts at `start_offset`.
void shift(TextTrack& track, chapters::Time offset) {
    for (chapters::Cue& cue : track.cues) {
        cue.start += offset;
        cue.end += offset;
    }
}

Response text_track(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("recording");
    if (context.repository.published_revision(id) == 0) {
        throw Error(ErrorCode::not_found, "no published recording has the id '" + id + "'");
    }
    TextTrack track = track_named(context.repository, id, request.parameters.at("track"));
    shift(track, context.repository.recording(id).start_offset);
    const chapters::Format& format = chapters::format_named("webvtt-transcript");
    Response response;
    response.content_type = std::string(format.media_type) + "; charset=utf-8";
    response.body = write_document(format, document_of(track)).text;
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> text_tracks() {
    static constexpr std::array kRoutes{
        Route{"/api/v1/recordings/{recording}/tracks/{track}.vtt", text_track}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
