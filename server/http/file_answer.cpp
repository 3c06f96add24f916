// Files in whole and in ranges. Written from: RFC 9110, sections 13.1.5 (If-Range), 14 (ranges) and
// 14.6 (multipart/byteranges).

#include "server/http/file_answer.hpp"

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "chapters/error.hpp"
#include "server/http/conditions.hpp"

namespace revivre::server {
namespace {

struct OpenFile {
    std::shared_ptr<const Descriptor> descriptor;
    std::uint64_t size = 0;
    std::string etag;
};

// The path comes from the store, never from a request. The last part may be no link, and nothing
// that an open could wait for (a pipe). The tag changes with the file although the store still
// holds what was indexed.
OpenFile open_file(const FileBody& body) {
    Descriptor descriptor(
        ::open(body.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (descriptor.number() < 0 && (errno == EMFILE || errno == ENFILE)) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("cannot open {}: too many open files", body.path.string()));
    }
    if (descriptor.number() < 0 || ::fstat(descriptor.number(), &status) != 0 ||
        !S_ISREG(status.st_mode)) {
        throw Error(ErrorCode::not_found,
                    "the file of this recording is no longer where it was when it was indexed");
    }
    const std::string state = fmt::format("{} {}.{} {}", status.st_size, status.st_mtim.tv_sec,
                                          status.st_mtim.tv_nsec, status.st_ino);
    return {.descriptor = std::make_shared<Descriptor>(std::move(descriptor)),
            .size = static_cast<std::uint64_t>(status.st_size),
            .etag = entity_tag({body.validator, state})};
}

RangeRequest wanted(const RequestHead& request, const OpenFile& file) {
    // Section 14.2: a Range is for GET alone.
    if (request.method != "GET" || request.range.empty()) return {};
    if (!request.if_range.empty() && !if_range_holds(request.if_range, file.etag)) return {};
    return parse_range(request.range, file.size);
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
    return fmt::format("Content-Range: bytes {}-{}/{}\r\n", range.first,
                       range.first + range.length - 1, size);
}

void add_several(FileAnswer& answer, const std::vector<ByteRange>& ranges, std::uint64_t size,
                 const std::string& content_type) {
    // The tag is unguessable enough for what stands in a video: the client only looks for it at the
    // places that the lengths give.
    const std::string boundary = "revivre-" + answer.etag.substr(1, answer.etag.size() - 2);
    for (const ByteRange& range : ranges) {
        std::string before = fmt::format("\r\n--{}\r\nContent-Type: {}\r\n{}\r\n", boundary,
                                         content_type, content_range(range, size));
        answer.length += before.size() + range.length;
        answer.content.parts.push_back({.before = std::move(before), .range = range});
    }
    answer.content.after = fmt::format("\r\n--{}--\r\n", boundary);
    answer.length += answer.content.after.size();
    answer.fields = fmt::format("Content-Type: multipart/byteranges; boundary={}\r\n", boundary);
}

}  // namespace

FileAnswer open_file_answer(const Response& response, const RequestHead& request) {
    OpenFile file = open_file(*response.file);
    const RangeRequest range = wanted(request, file);
    FileAnswer answer{
        .status = 200,
        .etag = file.etag,
        .fields = "Content-Type: " + response.content_type + "\r\n",
        .length = 0,
        .content = {.descriptor = std::move(file.descriptor), .parts = {}, .after = {}}};
    if (range.outcome == RangeRequest::Outcome::unsatisfiable) {
        answer.status = 416;
        answer.fields = fmt::format("Content-Range: bytes */{}\r\n", file.size);
    } else if (range.outcome == RangeRequest::Outcome::whole) {
        answer.length = file.size;
        answer.content.parts.push_back({.before = {}, .range = {.first = 0, .length = file.size}});
    } else if (range.ranges.size() == 1) {
        answer.status = 206;
        answer.length = range.ranges.front().length;
        answer.fields += content_range(range.ranges.front(), file.size);
        answer.content.parts.push_back({.before = {}, .range = range.ranges.front()});
    } else {
        answer.status = 206;
        add_several(answer, range.ranges, file.size, response.content_type);
    }
    answer.fields += "Accept-Ranges: bytes\r\n";
    return answer;
}

}  // namespace revivre::server
