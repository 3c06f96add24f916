#include <array>

#include "review/draft.hpp"
#include "review/import.hpp"
#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/programme/programme_json.hpp"
#include "chapters/revision/difference.hpp"
#include "chapters/text/encoding.hpp"
#include "server/content.hpp"
#include "server/drafts.hpp"
#include "server/http/limits.hpp"
#include "server/http/text.hpp"
#include "server/parameters.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

Json diagnostics_json(const std::vector<chapters::Diagnostic>& diagnostics) {
    Json list = Json::array();
    for (const chapters::Diagnostic& each : diagnostics) {
        list.push_back({{"line", each.line}, {"message", each.message}});
    }
    return list;
}

// Content of any type but what a form of another site could send without asking (Fetch,
// "CORS-safelisted request-header").
void require_raw(const Request& request) {
    const std::string_view type = request.content_type;
    const std::string_view name = trim(type.substr(0, type.find(';')));
    for (const std::string_view form :
         {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}) {
        if (same_token(name, form)) {
            throw StatusError(415, "send the text or the file as application/octet-stream");
        }
    }
    if (request.content().empty()) throw ContentError("", "there is nothing in it");
}

struct ReadList {
    std::string format;
    chapters::ReadResult result;
};

ReadList read_list(const Request& request) {
    require_raw(request);
    const std::string text = chapters::decode_text(request.content());
    const std::string& named = text_parameter(request, "format");
    const chapters::Format* format = nullptr;
    if (named.empty()) {
        format = chapters::format_of(text);
    } else {
        format = chapters::find_format(named);
        if (format == nullptr) throw ParameterError("format", "there is no format '" + named + "'");
    }
    if (format == nullptr || format->read == nullptr) {
        throw StatusError(400,
                          "no chapters are seen in this text: a line is a time and a title, "
                          "like \"1:02:03 Title\", or it is a file of a format that is read here");
    }
    ReadList read{.format = std::string(format->name), .result = format->read(text)};
    if (read.result.refused || read.result.document.chapters.empty()) {
        throw StatusError(
            400, fmt::format("this is not read as {}", format->title), {},
            {{"format", read.format}, {"diagnostics", diagnostics_json(read.result.diagnostics)}});
    }
    return read;
}

review::ImportRequest import_request(const Request& request, const Context& context,
                                     const std::string& format) {
    return {.recording = request.parameters.at("recording"),
            .source = format,
            .confirm_names = text_parameter(request, "confirm_names") == "1",
            .speakers_in_titles = review::has_speakers_in_titles(format),
            .author = context.caller->name,
            .summary = text_parameter(request, "summary")};
}

Response preview(const Request& request, Context& context) {
    ReadList read = read_list(request);
    const auto wanted = import_request(request, context, read.format);
    const review::Import made =
        review::preview_import(context.repository, std::move(read.result.document), wanted);
    const auto changes = chapters::revision::differences(
        review::chapters_of(context.repository, wanted.recording, made.revision), made.list);
    Json list = Json::array();
    for (const chapters::Chapter& chapter : made.list) list.push_back(chapters::to_json(chapter));
    return json_response({{"format", read.format},
                          {"revision", made.revision},
                          {"diagnostics", diagnostics_json(read.result.diagnostics)},
                          {"chapters", std::move(list)},
                          {"adaptations", made.changes},
                          {"changes", chapters::revision::to_json(changes)}});
}

Response keep(const Request& request, Context& context) {
    ReadList read = read_list(request);
    auto wanted = import_request(request, context, read.format);
    // Names that are confirmed may make persons, who are public once they are published.
    context.repository.transact([&] {
        wanted.based_on = matched_revision(request, context, wanted.recording);
        review::import_document(context.repository, std::move(read.result.document), wanted);
    });
    return draft_response(context, wanted.recording);
}

Response programme(const Request& request, Context&) {
    require_raw(request);
    Json json = chapters::programme_json(chapters::read_programme(std::string(request.content())));
    Json event = Json::object();
    for (const char* name : {"title", "subtitle", "date", "place", "organiser"}) {
        event[name] = json[name];
        json.erase(name);
    }
    json["event"] = std::move(event);
    return json_response(json);
}

}  // namespace

namespace routes {

std::span<const Route> imports() {
    static constexpr std::array kRoutes{
        private_route("POST", "/api/v1/recordings/{recording}/imports/preview", preview,
                      Access::editor, kContentLimit),
        private_route("POST", "/api/v1/recordings/{recording}/imports", keep, Access::editor,
                      kContentLimit),
        private_route("POST", "/api/v1/programmes/preview", programme, Access::editor,
                      kContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
