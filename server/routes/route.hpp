#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/server.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

class Metrics;

/// A request whose head was checked by server/http. Text is percent-decoded and well-formed UTF-8.
struct Request {
    std::string method;                             ///< "GET" or "HEAD"
    std::string path;                               ///< decoded, begins with "/"
    std::map<std::string, std::string> parameters;  ///< of the route's pattern, by name
    std::map<std::string, std::string> query;       ///< first value of each name
    std::string accept;
    /// For pages::language_for only: kept answers are told apart by what that gives.
    std::string accept_language;
};

/// A file of the disk that answers the request, whole or in ranges (RFC 9110, section 14).
struct FileBody {
    std::filesystem::path path;
    std::string validator;  ///< names the content; becomes the strong ETag
};

/// What a route answers. server/http adds Date, ETag, Content-Length, the coding, security headers,
/// the 304. An answer that depends on Accept or Accept-Language must say so in a Vary field: others
/// get the kept answer of somebody else.
struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<FileBody> file;            ///< instead of `body`
    std::string cache_control = "no-cache";  ///< public answers revalidate by ETag
};

/// What a handler may use. The repository belongs to the calling thread for the call.
struct Context {
    storage::Repository& repository;
    const Settings& settings;
    const Metrics* metrics = nullptr;  ///< of the running service; null outside of one
};

/// One address that the server answers. A plain table row.
struct Route {
    /// Segments; "{name}" takes one segment; a last segment "{name}.ext" one with that ending.
    /// Literal segments win over "{name}", "{name}.ext" over "{name}".
    std::string_view pattern;

    /// Runs on a worker thread, never on a network thread. Throws Error for what a client did or
    /// asked wrongly: the dispatcher answers with problem JSON, or a page to who prefers HTML.
    Response (*handle)(const Request& request, Context& context) = nullptr;

    /// Whether the answer depends on nothing but the address, the Accept headers and what is
    /// published: it is then prepared once per generation of the store. A file is kept open, and
    /// sent anew each time.
    bool prepared = true;
};

}  // namespace revivre::server
