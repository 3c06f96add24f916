#include <array>

#include "chapters/error.hpp"
#include "chapters/media_type.hpp"
#include "server/media_source.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

// Kept addresses of a file that moved to another site go on working.
Response sent_to(const std::string& address) {
    Response response;
    response.status = 307;
    response.headers = {{"Location", address}};
    return response;
}

Response media_file(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("recording");
    if (context.repository.published_revision(id) == 0) {
        throw Error(ErrorCode::not_found, "no published recording has the id '" + id + "'");
    }
    const chapters::Recording recording = context.repository.recording(id);
    const MediaSource source = media_source(recording);
    if (source.kind == MediaSource::Kind::file_elsewhere) return sent_to(source.address);
    if (source.kind == MediaSource::Kind::page_elsewhere) {
        throw Error(ErrorCode::not_found, "the recording '" + id +
                                              "' is no file that is served here: it is shown at " +
                                              source.passage(chapters::Time::zero()));
    }
    Response response;
    response.content_type = chapters::media_type_of(recording);
    response.headers = {{"Content-Disposition", "inline"}};
    response.file = FileBody{.path = recording.file, .validator = recording.content_hash};
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> media() {
    static constexpr std::array kRoutes{Route{"/media/{recording}", media_file}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
