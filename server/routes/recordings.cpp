#include <algorithm>
#include <array>

#include "chapters/error.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/public_address.hpp"
#include "server/chapter_filter.hpp"
#include "server/http/accept.hpp"
#include "server/media_source.hpp"
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
    auto recordings = context.repository.public_recordings(text_parameter(request, "event"));
    if (newest_first(request)) std::ranges::reverse(recordings);
    const auto page = page_of(request, std::move(recordings),
                              [](const chapters::Recording& recording) { return recording.id; });
    Json list = Json::array();
    for (const chapters::Recording& recording : page.items) {
        list.push_back(representation.recording(recording));
    }
    return list_response(representation, request, page, {"recordings", std::move(list)});
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
    const MediaSource source = media_source(recording);
    document.items.front().address = source.kind == MediaSource::Kind::served
                                         ? Representation(context).link("/media/" + id)
                                         : chapters::address_at(source.address, {});
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
    auto list = flattened(revision, recording.event);
    ChapterFilter(request).apply(list);
    const std::string self = "/api/v1/recordings/" + id;
    return json_response({{"recording", id},
                          {"event", recording.event},
                          {"part", recording.part.empty() ? Json(nullptr) : Json(recording.part)},
                          {"duration_ms", recording.duration.count()},
                          {"revision", revision.number},
                          {"chapters", representation.chapters(list)},
                          {"total", list.size()},
                          {"links",
                           {{"self", representation.link(own_address(request))},
                            {"recording", representation.link(self)},
                            {"vtt", representation.link(self + "/chapters.vtt")}}}});
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

bool is_acceptable(std::string_view accept) {
    return accept_quality(accept, "application/json") > 0 ||
           std::ranges::any_of(chapters::all_formats(), [&](const chapters::Format& format) {
               const auto type = format.media_type.substr(0, format.media_type.find(';'));
               return format.write != nullptr && accept_quality(accept, type) > 0;
           });
}

Response chapters_as_asked(const Request& request, Context& context) {
    const chapters::Format* format = format_wanted(request.accept);
    Response response;
    if (format != nullptr) {
        response = chapters_in(*format, request, context);
    } else if (is_acceptable(request.accept)) {
        response = chapters_json(request, context);
    } else {
        public_recording(context.repository, request.parameters.at("recording"));
        response = problem(406,
                           "chapters are not written in what Accept names; /docs lists the media "
                           "types, and chapters.json is always there",
                           request.path);
    }
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
