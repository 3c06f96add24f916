#include "server/jobs/jobs.hpp"

#include <array>
#include <filesystem>

#include <fmt/format.h>
#include <sodium.h>

#include "chapters/error.hpp"
#include "server/content.hpp"
#include "server/http/event_stream.hpp"
#include "server/http/limits.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"
#include "server/uploads.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

Jobs& jobs_of(const Context& context) {
    if (context.jobs == nullptr) {
        throw Error(ErrorCode::unsupported, "this service runs no jobs");
    }
    return *context.jobs;
}

std::string decoded_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    const int fault =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), "\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (fault != 0) throw ContentError("/programme/base64", "'base64' is not base64");
    bytes.resize(length);
    return bytes;
}

// Checked here, while whoever asks is there to be told.
std::string file_to_index(const Json& content, const Context& context) {
    const std::string upload = text_member(content, "upload");
    const std::string path = text_member(content, "path");
    if (upload.empty() == path.empty()) {
        throw ContentError("", "name either an 'upload' or a 'path' on the server");
    }
    if (!upload.empty()) {
        require_complete(context, upload);
        return "";
    }
    std::error_code fault;
    const std::filesystem::path file(path);
    if (!file.is_absolute() || !std::filesystem::is_regular_file(file, fault)) {
        throw ContentError("/path", fmt::format("there is no file '{}' on the server, named from "
                                                "the root on",
                                                path));
    }
    return path;
}

Json index_order(const Json& content, Context& context) {
    const std::string path = file_to_index(content, context);
    const std::string upload = text_member(content, "upload");
    Json order{{"kind", "index"},
               {"upload", upload},
               {"path", path},
               {"name", upload.empty() ? std::filesystem::path(path).filename().string()
                                       : context.repository.upload(upload).name}};
    for (const char* name : {"event", "date", "part", "analyse", "replaces"}) {
        order[name] = text_member(content, name);
    }
    const std::string analyse = order["analyse"];
    if (!analyse.empty() && analyse != "markers" && analyse != "fast" && analyse != "full") {
        throw ContentError("/analyse", "'analyse' is markers, fast or full");
    }
    const auto programme = content.find("programme");
    if (programme != content.end() && programme->is_object()) {
        const std::string text = decoded_base64(text_member(*programme, "base64"));
        order["programme"] = {{"name", text_member(*programme, "name")},
                              {"base64", text_member(*programme, "base64")}};
        if (text.empty()) order.erase("programme");
    }
    return order;
}

Response job_response(const Job& job, int status) {
    Response response = json_response(to_json(job));
    response.status = status;
    return response;
}

Response submit(const Request& request, Context& context) {
    const Json content = json_content(request);
    if (text_member(content, "kind") != "index") {
        throw ContentError("/kind", "the only kind of job is 'index'");
    }
    return job_response(
        jobs_of(context).submit(index_order(content, context), context.caller->name), 202);
}

Response list(const Request&, Context& context) {
    Json all = Json::array();
    for (const Job& job : jobs_of(context).all()) all.push_back(to_json(job));
    return json_response({{"jobs", std::move(all)}});
}

Response one(const Request& request, Context& context) {
    return job_response(jobs_of(context).job(request.parameters.at("job")), 200);
}

Response cancel(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("job");
    jobs_of(context).cancel(id);
    return job_response(jobs_of(context).job(id), 200);
}

Response job_events(const Request& request, Context& context) {
    Response response;
    response.content_type = "text/event-stream";
    response.events = jobs_of(context).watch(request.parameters.at("job"));
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> jobs() {
    static constexpr std::array kRoutes{
        private_route("POST", "/api/v1/jobs", submit, Access::archivist, kContentLimit),
        private_route("GET", "/api/v1/jobs", list, Access::editor),
        private_route("GET", "/api/v1/jobs/{job}", one, Access::editor),
        private_route("DELETE", "/api/v1/jobs/{job}", cancel, Access::archivist,
                      kSmallContentLimit),
        private_route("GET", "/api/v1/jobs/{job}/events", job_events, Access::editor)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
