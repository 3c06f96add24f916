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

std::uint64_t size_of(const OpenFile& file) noexcept {
    return static_cast<std::uint64_t>(file.state.st_size);
}

RangeRequest wanted(const RequestHead& request, const OpenFile& file) {
    // Section 14.2: a Range is for GET alone.
    if (request.method != "GET" || request.range.empty()) return {};
    if (!request.if_range.empty() && !if_range_holds(request.if_range, file.etag)) return {};
    return parse_range(request.range, size_of(file));
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
    return fmt::format("Content-Range: bytes {}-{}/{}\r\n", range.first,
                       range.first + range.length - 1, size);
}

void add_several(FileAnswer& answer, const std::vector<ByteRange>& ranges, const OpenFile& file) {
    // The tag is unguessable enough for what stands in a video: the client only looks for it at the
    // places that the lengths give.
    const std::string boundary = "revivre-" + file.etag.substr(1, file.etag.size() - 2);
    for (const ByteRange& range : ranges) {
        std::string before = fmt::format("\r\n--{}\r\nContent-Type: {}\r\n{}\r\n", boundary,
                                         file.content_type, content_range(range, size_of(file)));
        answer.length += before.size() + range.length;
        answer.content.parts.push_back({.before = std::move(before), .range = range});
    }
    answer.content.after = fmt::format("\r\n--{}--\r\n", boundary);
    answer.length += answer.content.after.size();
    answer.fields = fmt::format("Content-Type: multipart/byteranges; boundary={}\r\n", boundary);
}

}  // namespace

// The path comes from the store, never from a request. The last part may be no link, and nothing
// that an open could wait for (a pipe). The tag changes with the file although the store still
// holds what was indexed.
OpenFile open_file(const FileBody& body) {
    OpenFile file;
    file.descriptor = std::make_shared<Descriptor>(
        ::open(body.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    const int number = file.descriptor->number();
    if (number < 0 && (errno == EMFILE || errno == ENFILE)) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("cannot open {}: too many open files", body.path.string()));
    }
    if (number < 0 || ::fstat(number, &file.state) != 0 || !S_ISREG(file.state.st_mode)) {
        throw Error(ErrorCode::not_found,
                    "the file of this recording is no longer where it was when it was indexed");
    }
    const std::string state =
        fmt::format("{} {}.{} {}", file.state.st_size, file.state.st_mtim.tv_sec,
                    file.state.st_mtim.tv_nsec, file.state.st_ino);
    file.etag = entity_tag({body.validator, state});
    return file;
}

bool is_unchanged(const OpenFile& file) noexcept {
    struct stat now {};
    return ::fstat(file.descriptor->number(), &now) == 0 && now.st_nlink > 0 &&
           now.st_size == file.state.st_size && now.st_mtim.tv_sec == file.state.st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == file.state.st_mtim.tv_nsec &&
           now.st_ctim.tv_sec == file.state.st_ctim.tv_sec &&
           now.st_ctim.tv_nsec == file.state.st_ctim.tv_nsec;
}

FileAnswer file_answer(const OpenFile& file, const RequestHead& request) {
    const RangeRequest range = wanted(request, file);
    const std::uint64_t size = size_of(file);
    FileAnswer answer{.status = 200,
                      .fields = "Content-Type: " + file.content_type + "\r\n",
                      .length = 0,
                      .content = {.descriptor = file.descriptor, .parts = {}, .after = {}}};
    if (range.outcome == RangeRequest::Outcome::unsatisfiable) {
        answer.status = 416;
        answer.fields = fmt::format("Content-Range: bytes */{}\r\n", size);
    } else if (range.outcome == RangeRequest::Outcome::whole) {
        answer.length = size;
        answer.content.parts.push_back({.before = {}, .range = {.first = 0, .length = size}});
    } else if (range.ranges.size() == 1) {
        answer.status = 206;
        answer.length = range.ranges.front().length;
        answer.fields += content_range(range.ranges.front(), size);
        answer.content.parts.push_back({.before = {}, .range = range.ranges.front()});
    } else {
        answer.status = 206;
        add_several(answer, range.ranges, file);
    }
    answer.fields += "Accept-Ranges: bytes\r\n";
    return answer;
}

}  // namespace revivre::server
