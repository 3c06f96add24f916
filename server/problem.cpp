#include "server/problem.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "chapters/json.hpp"
#include "server/http/accept.hpp"
#include "server/http/limits.hpp"
#include "server/pages/error_page.hpp"
#include "storage/disk_full.hpp"

namespace revivre::server {
namespace {

// RFC 9110, section 15; 431: RFC 6585, section 5.
constexpr std::array kPhrases{std::pair{200, std::string_view("OK")},
                              std::pair{201, std::string_view("Created")},
                              std::pair{202, std::string_view("Accepted")},
                              std::pair{204, std::string_view("No Content")},
                              std::pair{206, std::string_view("Partial Content")},
                              std::pair{301, std::string_view("Moved Permanently")},
                              std::pair{302, std::string_view("Found")},
                              std::pair{303, std::string_view("See Other")},
                              std::pair{304, std::string_view("Not Modified")},
                              std::pair{307, std::string_view("Temporary Redirect")},
                              std::pair{308, std::string_view("Permanent Redirect")},
                              std::pair{400, std::string_view("Bad Request")},
                              std::pair{401, std::string_view("Unauthorized")},
                              std::pair{403, std::string_view("Forbidden")},
                              std::pair{404, std::string_view("Not Found")},
                              std::pair{405, std::string_view("Method Not Allowed")},
                              std::pair{406, std::string_view("Not Acceptable")},
                              std::pair{408, std::string_view("Request Timeout")},
                              std::pair{409, std::string_view("Conflict")},
                              std::pair{410, std::string_view("Gone")},
                              std::pair{411, std::string_view("Length Required")},
                              std::pair{412, std::string_view("Precondition Failed")},
                              std::pair{413, std::string_view("Content Too Large")},
                              std::pair{414, std::string_view("URI Too Long")},
                              std::pair{415, std::string_view("Unsupported Media Type")},
                              std::pair{416, std::string_view("Range Not Satisfiable")},
                              std::pair{417, std::string_view("Expectation Failed")},
                              std::pair{428, std::string_view("Precondition Required")},
                              std::pair{429, std::string_view("Too Many Requests")},
                              std::pair{431, std::string_view("Request Header Fields Too Large")},
                              std::pair{500, std::string_view("Internal Server Error")},
                              std::pair{501, std::string_view("Not Implemented")},
                              std::pair{503, std::string_view("Service Unavailable")},
                              std::pair{505, std::string_view("HTTP Version Not Supported")},
                              std::pair{507, std::string_view("Insufficient Storage")}};

std::string public_detail(const Error& error) {
    if (dynamic_cast<const storage::DiskFull*>(&error) != nullptr)
        return "the disk of the service is full: nothing was changed; try again once there is room";
    switch (error.code()) {
        case ErrorCode::unavailable:
            return "the service cannot reach its data at the moment; try again shortly";
        case ErrorCode::internal:
            return "the service met a fault of its own; it has been noted";
        default:
            return error.what();
    }
}

chapters::Json problem_json(int status, const std::string& detail, const std::string& path) {
    return {{"type", "about:blank"},
            {"title", status_phrase(status)},
            {"status", status},
            {"detail", detail},
            {"instance", path}};
}

Response problem_response(int status, const chapters::Json& json) {
    Response response{.status = status,
                      .content_type = "application/problem+json",
                      .body = chapters::dump_json(json),
                      .headers = {},
                      .file = {},
                      .cache_control = "no-store"};
    if (status == 503) response.headers.emplace_back("Retry-After", std::to_string(kRetryAfter));
    return response;
}

bool prefers_page(const Request& request) {
    return !is_shared_with_other_sites(request.path) &&
           prefers(request.accept, "text/html", "application/problem+json");
}

Response page(int status, const std::string& detail, const Request& request,
              const Settings& settings) {
    Response response = problem_response(status, {});
    response.content_type = "text/html; charset=utf-8";
    response.body = pages::error_page(status, detail, request, settings);
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; style-src 'self'; script-src 'self'; "
                                  "img-src 'self'; connect-src 'self'; form-action 'self'; "
                                  "base-uri 'none'; frame-ancestors 'none'");
    response.headers.emplace_back("Vary", "Accept, Accept-Language");
    return response;
}

bool is_below(std::string_view path, std::string_view folder) noexcept {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

int http_status(const Error& error) noexcept {
    if (const auto* own = dynamic_cast<const StatusError*>(&error)) return own->status();
    if (dynamic_cast<const storage::DiskFull*>(&error) != nullptr) return 507;
    switch (error.code()) {
        case ErrorCode::invalid_input:
            return 400;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::gone:
            return 410;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::unsupported:
            return 415;
        case ErrorCode::unavailable:
            return 503;
        case ErrorCode::internal:
            return 500;
    }
    return 500;
}

std::string_view status_phrase(int status) noexcept {
    for (const auto& [each, phrase] : kPhrases) {
        if (each == status) return phrase;
    }
    return "";
}

Response problem(int status, const std::string& detail, const std::string& path) {
    return problem_response(status, problem_json(status, detail, path));
}

Response problem(const Error& error, const std::string& path) {
    const int status = http_status(error);
    chapters::Json json = problem_json(status, public_detail(error), path);
    if (const auto* fault = dynamic_cast<const ParameterError*>(&error)) {
        json["errors"] =
            chapters::Json::array({{{"parameter", fault->parameter()}, {"detail", fault->what()}}});
    }
    const auto* own = dynamic_cast<const StatusError*>(&error);
    if (own != nullptr) json.update(own->members());
    Response response = problem_response(status, json);
    if (own != nullptr) std::ranges::copy(own->fields(), std::back_inserter(response.headers));
    return response;
}

Response refusal(int status, const std::string& detail, const Request& request,
                 const Settings& settings) {
    if (prefers_page(request)) return page(status, detail, request, settings);
    return problem(status, detail, request.path);
}

Response refusal(const Error& error, const Request& request, const Settings& settings) {
    if (prefers_page(request)) {
        return page(http_status(error), public_detail(error), request, settings);
    }
    return problem(error, request.path);
}

bool is_api(std::string_view path) noexcept {
    return is_below(path, "/api");
}

bool is_shared_with_other_sites(std::string_view path) noexcept {
    constexpr std::array<std::string_view, 8> kShared{"/media",     "/pictures",    "/assets",
                                                      "/iiif",      "/oembed",      "/embed.js",
                                                      "/theme.css", "/openapi.json"};
    return is_api(path) || std::ranges::any_of(kShared, [path](std::string_view folder) {
               return is_below(path, folder);
           });
}

}  // namespace revivre::server
