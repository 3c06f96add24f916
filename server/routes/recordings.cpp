#include <array>

#include "chapters/error.hpp"
#include "chapters/exchange/reduction.hpp"
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

// The public list in any format that is written here; names that nobody confirmed are not given.
Response chapters_in(const chapters::Format& format, const Request& request, Context& context) {
    const std::string& id = request.parameters.at("recording");
    const chapters::Recording recording = public_recording(context.repository, id);
    chapters::Document document =
        document_of(recording, context.repository.public_revision(id).chapters);
    chapters::withhold_unconfirmed(document.chapters);
    document.items.front().address = Representation(context).link("/media/" + id);
    Response response;
    response.content_type = format.media_type;
    if (format.media_type.starts_with("text/")) response.content_type += "; charset=utf-8";
    response.body = write_document(format, document).text;
    return response;
}

// "chapters.vtt", "chapters.podcast-json": a format's name, or an ending that only one has.
Response chapters_file(const Request& request, Context& context) {
    constexpr std::string_view kPrefix = "chapters.";
    const std::string_view file = request.parameters.at("file");
    const chapters::Format* format = file.starts_with(kPrefix)
                                         ? chapters::format_for_ending(file.substr(kPrefix.size()))
                                         : nullptr;
    if (format == nullptr || format->write == nullptr) {
        throw Error(ErrorCode::not_found,
                    "a recording has nothing called '" + std::string(file) +
                        "'; its chapters are at /chapters.json, or /chapters.FORMAT with the name "
                        "of a format (see `revivre chapters formats`)");
    }
    return chapters_in(*format, request, context);
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

// The format whose media type an Accept field names and wants most; null: our JSON.
const chapters::Format* format_wanted(std::string_view accept) {
    const chapters::Format* wanted = nullptr;
    std::string_view best = "application/json";
    for (const chapters::Format& format : chapters::all_formats()) {
        const std::string_view type = format.media_type.substr(0, format.media_type.find(';'));
        if (format.write == nullptr || type == best || !prefers(accept, type, best)) continue;
        best = type;
        wanted = &format;
    }
    return wanted;
}

Response chapters_as_asked(const Request& request, Context& context) {
    const chapters::Format* format = format_wanted(request.accept);
    Response response = format == nullptr ? chapters_json(request, context)
                                          : chapters_in(*format, request, context);
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
        Route{"/api/v1/recordings/{recording}/chapters.json", chapters_json},
        Route{"/api/v1/recordings/{recording}/{file}", chapters_file},
        Route{"/api/v1/chapters/{chapter}", one_chapter}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
