#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <sys/stat.h>

#include "server/http/answer.hpp"

namespace revivre::server {

/// A file that is open to be sent, and what the heads of all its answers share.
struct OpenFile {
    std::shared_ptr<const Descriptor> descriptor;
    struct stat state {};  ///< when it was opened
    std::string etag;
    std::string content_type;
    std::string fields;  ///< head fields, each with its CR LF
    std::size_t route = 0;
};

/// Opens the file of a body. Throws Error{not_found} when there is no such regular file any more
/// and Error{unavailable} when too many are open.
OpenFile open_file(const FileBody& body);

/// Whether the file still is what it was when it was opened, and has a name. Asks only what the
/// kernel knows already: no disk is waited for.
bool is_unchanged(const OpenFile& file) noexcept;

/// What a file answers with: whole, in ranges, or not at all (416).
struct FileAnswer {
    int status = 200;
    std::string fields;  ///< Content-Type, Accept-Ranges and, where it is due, Content-Range
    std::uint64_t length = 0;
    FileContent content;
};

/// Decides by the request's Range and If-Range (RFC 9110, section 14).
FileAnswer file_answer(const OpenFile& file, const RequestHead& request);

}  // namespace revivre::server
