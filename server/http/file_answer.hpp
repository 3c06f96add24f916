#pragma once

#include <cstdint>
#include <string>

#include "server/http/answer.hpp"

namespace revivre::server {

/// What a file answers with: whole, in ranges, or not at all (416).
struct FileAnswer {
    int status = 200;
    std::string etag;
    std::string fields;  ///< Content-Type, Accept-Ranges and, where it is due, Content-Range
    std::uint64_t length = 0;
    FileContent content;
};

/// Opens `response.file` and decides by the request's Range and If-Range (RFC 9110, section 14).
/// Throws Error{not_found} when there is no such regular file any more.
FileAnswer open_file_answer(const Response& response, const RequestHead& request);

}  // namespace revivre::server
