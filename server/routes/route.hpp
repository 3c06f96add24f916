#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/server.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

class BackOff;
class EventStream;
class Jobs;
class Metrics;

/// A request whose head was checked by server/http. Text is percent-decoded and well-formed UTF-8.
struct Request {
    std::string method;                             ///< as sent; HEAD where GET is served
    std::string path;                               ///< decoded, begins with "/"
    std::map<std::string, std::string> parameters;  ///< of the route's pattern, by name
    std::map<std::string, std::string> query;       ///< first value of each name
    std::string accept;
    /// For pages::language_for only: kept answers are told apart by what that gives.
    std::string accept_language;
    std::string if_match;
    std::string content_type;  ///< of `content`
    std::string upload_offset;
    std::string upload_length;
    std::string upload_metadata;
    std::string peer;  ///< the client's address, of requests that are no GET
    std::shared_ptr<const std::string> body{};  ///< null: nothing was sent

    [[nodiscard]] std::string_view content() const noexcept {
        return body ? std::string_view(*body) : std::string_view();
    }
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
    std::string etag{};                      ///< with its quotes; empty: made from the content
    std::shared_ptr<EventStream> events{};   ///< instead of `body`: sent as they come
    bool own = false;  ///< for whoever asked only: no leave for other sites\' scripts to read it
};

/// Whom a request comes from.
struct Caller {
    std::string account;  ///< "acc_…"; empty: whoever works on this machine without an account
    std::string name;
    storage::AccountRole role = storage::AccountRole::editor;
    std::string pass;  ///< "pas_…", or empty
};

/// Who may use a route. From `editor` on, each may all that the ones before may.
enum class Access {
    anyone,
    known,  ///< anyone too, but who it is is found out
    editor,
    archivist,
    admin,
};

/// What a handler may use. The repository belongs to the calling thread for the call.
struct Context {
    storage::Repository& repository;
    const Settings& settings;
    const Metrics* metrics = nullptr;  ///< of the running service; null outside of one
    Jobs* jobs = nullptr;              ///< the same
    BackOff* back_off = nullptr;       ///< the same
    std::optional<Caller> caller{};    ///< set for routes that are not for anyone
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

    std::string_view method = "GET";  ///< GET routes serve HEAD too
    Access access = Access::anyone;   ///< above: never prepared, never kept by anybody
    std::size_t content_limit = 0;    ///< bytes of request content; 0: takes none
};

/// A row for those who work here: not prepared, for `access` and above.
constexpr Route private_route(std::string_view method, std::string_view pattern,
                              Response (*handle)(const Request&, Context&), Access access,
                              std::size_t content_limit = 0) {
    return {.pattern = pattern,
            .handle = handle,
            .prepared = false,
            .method = method,
            .access = access,
            .content_limit = content_limit};
}

}  // namespace revivre::server
