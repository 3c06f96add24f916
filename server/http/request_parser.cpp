// HTTP/1.1 request heads. Written from: RFC 9112 (message syntax), sections 2 to 6 and 9.3, and
// RFC 9110, sections 5 (fields), 7.2 (Host) and 9 (methods). Where the RFC lets a recipient be
// lenient (a bare LF, folded lines, equal Content-Lengths) this one is not: whoever stands before
// us may read it otherwise, and that is how requests are smuggled.

#include "server/http/request_parser.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "server/http/limits.hpp"
#include "server/http/text.hpp"

namespace revivre::server {
namespace {

// CONNECT and TRACE are left out: no resource here will ever have them.
constexpr std::array<std::string_view, 7> kMethods{"GET", "HEAD",  "OPTIONS", "POST",
                                                   "PUT", "PATCH", "DELETE"};

// A table, because every byte of every request is looked up.
constexpr auto kControls = [] {
    std::array<bool, 256> controls{};
    for (std::size_t value = 0; value < 0x20; ++value) controls[value] = value != '\t';
    controls[0x7F] = true;
    return controls;
}();

constexpr bool is_control(char each) noexcept {
    return kControls[static_cast<unsigned char>(each)];
}

constexpr bool is_digit(char each) noexcept {
    return each >= '0' && each <= '9';
}

bool is_port(std::string_view text) noexcept {
    if (!std::ranges::all_of(text, is_digit)) return false;
    std::uint32_t port = 0;
    std::from_chars(text.data(), text.data() + text.size(), port);
    return text.size() <= 5 && port <= 65535;
}

bool is_address_literal(std::string_view text) noexcept {
    return text.size() > 2 && std::ranges::all_of(text, [](char each) {
               return is_digit(each) || (each >= 'a' && each <= 'f') ||
                      (each >= 'A' && each <= 'F') || each == ':' || each == '.';
           });
}

bool is_host_name(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char each) {
        return is_digit(each) || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
               each == '-' || each == '.' || each == '_' || each == '~';
    });
}

// uri-host [ ":" port ] (RFC 9110, section 7.2), of the names that DNS can hold and of literals: no
// user, no percent-encoding, no separators of lists.
bool is_authority(std::string_view text) noexcept {
    const std::size_t bracket = text.rfind(']');
    const std::size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const std::string_view host = text.substr(0, colon);
    if (colon != std::string_view::npos && !is_port(text.substr(colon + 1))) return false;
    if (host.empty() || host.front() != '[') return is_host_name(host);
    return host.back() == ']' && is_address_literal(host.substr(1, host.size() - 2));
}

void append_element(std::string& list, std::string_view value) {
    if (!list.empty()) list += ", ";
    list += value;
}

}  // namespace

void RequestHead::clear() {
    for (std::string* each :
         {&method,       &target,        &accept,        &accept_encoding, &accept_language,
          &if_match,     &if_none_match, &if_range,      &range,           &host,
          &origin,       &fetch_site,    &forwarded,     &authorization,   &cookie,
          &content_type, &upload_offset, &upload_length, &upload_metadata, &peer}) {
        each->clear();
    }
    minor_version = 1;
    keep_alive = true;
    expects_continue = false;
    content_length = 0;
    content.reset();
}

void RequestParser::reset() {
    status_ = Status::incomplete;
    head_.clear();
    fault_ = {};
    scanned_ = 0;
    line_start_ = 0;
    previous_ = 0;
    leading_lines_ = 0;
    line_count_ = 0;
    has_host_ = false;
    has_length_ = false;
    codings_.clear();
}

RequestParser::Status RequestParser::parse(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, kHeadLimit);
    while (status_ == Status::incomplete && scanned_ < head.size()) {
        const std::size_t end = std::min(head.find('\n', scanned_), head.size());
        take_bytes(head.substr(scanned_, end - scanned_));
        if (status_ == Status::failed || end == head.size()) break;
        if (previous_ != '\r') {
            fail(400, "a line ends with LF alone; it must be CR LF");
            break;
        }
        previous_ = '\n';
        scanned_ = end + 1;
        const std::size_t start = std::exchange(line_start_, scanned_);
        take_line(head.substr(start, end - start - 1));
    }
    if (status_ == Status::incomplete && bytes.size() > kHeadLimit) {
        fail(431, "the request head is longer than 16 KiB");
    }
    return status_;
}

// Of one line, without its LF; or the beginning of one.
void RequestParser::take_bytes(std::string_view bytes) {
    if (bytes.empty()) return;
    if (previous_ == '\r') return fail(400, "a CR stands alone");
    const auto control = std::ranges::find_if(bytes, is_control);
    const bool ends_line = control != bytes.end() && *control == '\r';
    if (control != bytes.end() && !(ends_line && control + 1 == bytes.end())) {
        return fail(400,
                    ends_line ? "a CR stands alone" : "the request head holds a control character");
    }
    previous_ = bytes.back();
    scanned_ += bytes.size();
    const std::size_t line_bytes = scanned_ - line_start_ - (ends_line ? 1 : 0);
    if (line_count_ == 0 && line_bytes > kRequestLineLimit) {
        fail(414, "the request target is longer than 8 KiB");
    }
}

void RequestParser::take_line(std::string_view line) {
    if (line_count_ == 0 && line.empty()) {
        if (++leading_lines_ > kLeadingLineLimit) fail(400, "empty lines instead of a request");
        return;
    }
    ++line_count_;
    if (line_count_ == 1) {
        take_request_line(line);
    } else if (line.empty()) {
        finish();
    } else if (line_count_ - 1 > kFieldLimit) {
        fail(431, "the request has more than 100 fields");
    } else {
        take_field(line);
    }
}

void RequestParser::take_request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos) {
        return fail(400, "the request line is not method, target and version");
    }
    const std::string_view method = line.substr(0, first);
    if (!is_token(method)) return fail(400, "the method is no token");
    take_version(line.substr(second + 1));
    if (status_ == Status::failed) return;
    if (std::ranges::find(kMethods, method) == kMethods.end()) {
        return fail(501, "this service does not know the method");
    }
    head_.method = method;
    take_target(line.substr(first + 1, second - first - 1));
}

void RequestParser::take_version(std::string_view version) {
    const bool known = version.size() == 8 && version.starts_with("HTTP/") &&
                       is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
    if (!known) return fail(400, "the request line does not end with an HTTP version");
    if (version[5] != '1') return fail(505, "this service speaks HTTP/1.1 and HTTP/1.0");
    head_.minor_version =
        version[7] == '0' ? 0 : 1;  // a later minor is read as 1.1 (RFC 9110, 2.5)
    head_.keep_alive = head_.minor_version == 1;
}

void RequestParser::take_target(std::string_view target) {
    if (target.size() > kTargetLimit) return fail(414, "the request target is longer than 8 KiB");
    const bool printable = std::ranges::all_of(
        target, [](char each) { return each > 0x20 && each < 0x7F && each != '#'; });
    if (target.empty() || !printable) {
        return fail(400, "the request target holds a character that must be percent-encoded");
    }
    if (target.front() == '/' || (target == "*" && head_.method == "OPTIONS")) {
        head_.target = target;
        return;
    }
    take_absolute_target(target);
}

// RFC 9112, section 3.2.2: servers accept it although only proxies get it.
void RequestParser::take_absolute_target(std::string_view target) {
    const std::size_t scheme = target.find("://");
    const std::string_view name = target.substr(0, scheme);
    if (scheme == std::string_view::npos ||
        !(same_token(name, "http") || same_token(name, "https"))) {
        return fail(400, "the request target is neither a path nor an http address");
    }
    const std::string_view rest = target.substr(scheme + 3);
    const std::size_t path = rest.find_first_of("/?");
    if (!is_authority(rest.substr(0, path))) {
        return fail(400, "the request target names no valid host");
    }
    if (path == std::string_view::npos || rest[path] == '?') head_.target = "/";
    if (path != std::string_view::npos) head_.target += rest.substr(path);
}

void RequestParser::take_field(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t') {
        return fail(400, "a field is folded over several lines");
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return fail(400, "a field has no colon");
    const std::string_view name = line.substr(0, colon);
    if (!is_token(name)) return fail(400, "a field name is no token");
    take_known_field(name, trim(line.substr(colon + 1)));
}

void RequestParser::take_known_field(std::string_view name, std::string_view value) {
    struct Joined {
        std::string_view name;
        std::string RequestHead::*field;
    };
    static constexpr std::array kJoined{Joined{"accept", &RequestHead::accept},
                                        Joined{"accept-encoding", &RequestHead::accept_encoding},
                                        Joined{"accept-language", &RequestHead::accept_language},
                                        Joined{"if-match", &RequestHead::if_match},
                                        Joined{"if-none-match", &RequestHead::if_none_match},
                                        Joined{"if-range", &RequestHead::if_range},
                                        Joined{"range", &RequestHead::range},
                                        Joined{"origin", &RequestHead::origin},
                                        Joined{"sec-fetch-site", &RequestHead::fetch_site},
                                        Joined{"forwarded", &RequestHead::forwarded},
                                        Joined{"x-forwarded-for", &RequestHead::forwarded},
                                        Joined{"authorization", &RequestHead::authorization},
                                        Joined{"cookie", &RequestHead::cookie},
                                        Joined{"content-type", &RequestHead::content_type},
                                        Joined{"upload-offset", &RequestHead::upload_offset},
                                        Joined{"upload-length", &RequestHead::upload_length},
                                        Joined{"upload-metadata", &RequestHead::upload_metadata}};
    if (same_token(name, "host")) return take_host(value);
    if (same_token(name, "content-length")) return take_content_length(value);
    if (same_token(name, "connection")) return take_connection(value);
    if (same_token(name, "expect")) return take_expectation(value);
    if (same_token(name, "transfer-encoding"))
        return append_element(codings_, value.empty() ? "," : value);
    for (const Joined& each : kJoined) {
        if (same_token(name, each.name)) return append_element(head_.*each.field, value);
    }
}

void RequestParser::take_host(std::string_view value) {
    if (std::exchange(has_host_, true)) return fail(400, "the request has two Host fields");
    if (!is_authority(value)) return fail(400, "the Host field names no valid host");
    head_.host = value;
}

void RequestParser::take_content_length(std::string_view value) {
    if (std::exchange(has_length_, true)) return fail(400, "the request has two Content-Lengths");
    std::uint64_t length = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, length);
    const bool number = !value.empty() && std::ranges::all_of(value, is_digit);
    // Signed 64 bits, because that is what others count in.
    if (!number || error != std::errc{} || stop != end || length > INT64_MAX) {
        return fail(400, "the Content-Length is no number of bytes");
    }
    head_.content_length = length;
}

void RequestParser::take_connection(std::string_view value) {
    while (!value.empty()) {
        const std::string_view option = next_element(value);
        if (same_token(option, "close")) {
            head_.keep_alive = false;
            return;
        }
        if (same_token(option, "keep-alive")) head_.keep_alive = true;
    }
}

// RFC 9110, section 10.1.1.
void RequestParser::take_expectation(std::string_view value) {
    if (!same_token(value, "100-continue")) fail(417, "this service meets no such expectation");
    head_.expects_continue = true;
}

void RequestParser::finish() {
    if (!has_host_ && head_.minor_version > 0) return fail(400, "the request has no Host field");
    finish_codings();
    if (status_ != Status::failed) status_ = Status::complete;
}

// RFC 9112, section 6.3.
void RequestParser::finish_codings() {
    if (codings_.empty()) return;
    if (has_length_) return fail(400, "the request has Content-Length and Transfer-Encoding");
    if (head_.minor_version == 0) return fail(400, "HTTP/1.0 has no Transfer-Encoding");
    if (same_token(codings_, "chunked")) {
        return fail(411, "this service takes content of known length only: send a Content-Length");
    }
    std::string_view rest = codings_;
    std::string_view last;
    bool chunked_before = false;
    while (!rest.empty()) {
        chunked_before = chunked_before || same_token(last, "chunked");
        last = next_element(rest);
    }
    if (chunked_before || !same_token(last, "chunked")) {
        return fail(400, "the Transfer-Encoding does not end with chunked, once");
    }
    fail(501, "this service knows no such Transfer-Encoding");
}

void RequestParser::fail(int status, std::string_view reason) {
    status_ = Status::failed;
    fault_ = {.status = status, .reason = reason};
}

}  // namespace revivre::server
