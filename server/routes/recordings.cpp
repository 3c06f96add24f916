#include <array>

#include "chapters/formats/registry.hpp"
#include "server/http/accept.hpp"
#include "server/parameters.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

// A recording that is not published does not exist, whoever asks.
chapters::Recording public_recording(storage::Repository& repository, const std::string& id) {
    if (repository.published_revision(id) == 0) {
        throw Error(ErrorCode::not_found, "no published recording has the id '" + id + "'");
    }
    return repository.recording(id);
}

Response recording_list(const Request& request, Context& context) {
    Representation representation(context);
    const auto page =
        page_of(request, context.repository.public_recordings(text_parameter(request, "event")),
                [](const chapters::Recording& recording) { return recording.id; });
    Json list = Json::array();
    for (const chapters::Recording& recording : page.items) {
        list.push_back(representation.recording(recording));
    }
    return json_response(
        {{"recordings", list}, {"links", list_links(representation, request, page.next)}});
}

Response one_recording(const Request& request, Context& context) {
    Representation representation(context);
    return json_response(representation.recording(
        public_recording(context.repository, request.parameters.at("recording"))));
}

Response chapters_vtt(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("recording");
    public_recording(context.repository, id);
    const chapters::Format& format = chapters::format_named("webvtt");
    Response response;
    response.content_type = std::string(format.media_type) + "; charset=utf-8";
    response.body = format.write({.chapters = context.repository.public_revision(id).chapters});
    return response;
}

Response chapters_json(const Request& request, Context& context) {
    Representation representation(context);
    const std::string& id = request.parameters.at("recording");
    const chapters::Recording recording = public_recording(context.repository, id);
    const chapters::Revision revision = context.repository.public_revision(id);
    return json_response(
        {{"recording", id},
         {"part", recording.part},
         {"revision", revision.number},
         {"chapters", representation.chapters(flattened(revision, recording.event))},
         {"links",
          {{"self", representation.link(request.path)},
           {"recording", representation.link("/api/v1/recordings/" + id)},
           {"vtt", representation.link("/api/v1/recordings/" + id + "/chapters.vtt")}}}});
}

Response chapters_as_asked(const Request& request, Context& context) {
    const bool vtt = prefers(request.accept, "text/vtt", "application/json");
    Response response = vtt ? chapters_vtt(request, context) : chapters_json(request, context);
    response.headers.emplace_back("Vary", "Accept");
    return response;
}

Response one_chapter(const Request& request, Context& context) {
    Representation representation(context);
    return json_response(representation.chapter(
        context.repository.public_chapter(request.parameters.at("chapter"))));
}

}  // namespace

namespace routes {

std::span<const Route> recordings() {
    static constexpr std::array kRoutes{
        Route{"/api/v1/recordings", recording_list},
        Route{"/api/v1/recordings/{recording}", one_recording},
        Route{"/api/v1/recordings/{recording}/chapters", chapters_as_asked},
        Route{"/api/v1/recordings/{recording}/chapters.vtt", chapters_vtt},
        Route{"/api/v1/recordings/{recording}/chapters.json", chapters_json},
        Route{"/api/v1/chapters/{chapter}", one_chapter}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
