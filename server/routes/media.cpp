#include <algorithm>
#include <array>

#include "chapters/error.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

// What FFmpeg calls a container, and its media type with pictures and without (IANA's registry;
// Matroska: RFC 9559). The file's ending tells WebM from Matroska, which FFmpeg reads as one.
struct Container {
    std::string_view name;
    std::string_view video;
    std::string_view audio;
};
constexpr std::array kContainers{Container{"mov,mp4", "video/mp4", "audio/mp4"},
                                 Container{"matroska", "video/matroska", "audio/matroska"},
                                 Container{"mpegts", "video/mp2t", "video/mp2t"},
                                 Container{"mpeg", "video/mpeg", "video/mpeg"},
                                 Container{"ogg", "video/ogg", "audio/ogg"},
                                 Container{"mp3", "audio/mpeg", "audio/mpeg"},
                                 Container{"wav", "audio/wav", "audio/wav"},
                                 Container{"flac", "audio/flac", "audio/flac"},
                                 Container{"aac", "audio/aac", "audio/aac"},
                                 Container{"avi", "video/vnd.avi", "video/vnd.avi"},
                                 Container{"flv", "video/x-flv", "video/x-flv"},
                                 Container{"asf", "video/x-ms-asf", "video/x-ms-asf"}};

bool has_pictures(const chapters::Recording& recording) {
    return std::ranges::any_of(recording.streams, [](const chapters::Stream& stream) {
        return stream.type == "video" && !stream.attached_picture;
    });
}

std::string media_type(const chapters::Recording& recording) {
    const bool pictures = has_pictures(recording);
    if (recording.file.ends_with(".webm")) return pictures ? "video/webm" : "audio/webm";
    for (const Container& each : kContainers) {
        const std::string_view name = recording.container;
        const bool same = name.starts_with(each.name) &&
                          (name.size() == each.name.size() || name[each.name.size()] == ',');
        if (same) return std::string(pictures ? each.video : each.audio);
    }
    return "application/octet-stream";
}

Response media_file(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("recording");
    if (context.repository.published_revision(id) == 0) {
        throw Error(ErrorCode::not_found, "no published recording has the id '" + id + "'");
    }
    const chapters::Recording recording = context.repository.recording(id);
    Response response;
    response.content_type = media_type(recording);
    response.headers = {{"Content-Disposition", "inline"}};
    response.file = FileBody{.path = recording.file, .validator = recording.content_hash};
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> media() {
    // Not prepared: each answer has a descriptor and a range of its own.
    static constexpr std::array kRoutes{Route{"/media/{recording}", media_file, false}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
