#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace revivre::server {

/// What a request head says, as far as this service looks at it. Fields that came several times are
/// joined with ", " (RFC 9110, section 5.3).
struct RequestHead {
    std::string method;  ///< one of those that this service knows
    std::string target;  ///< origin form, "/path?query", or "*": as sent, not decoded
    int minor_version = 1;
    bool keep_alive = true;
    std::string accept;
    std::string accept_encoding;
    std::string accept_language;
    std::string if_match;
    std::string if_none_match;
    std::string if_range;
    std::string range;
    std::string host;
    std::string origin;
    std::string fetch_site;  ///< Sec-Fetch-Site
    std::string forwarded;   ///< Forwarded or X-Forwarded-For: somebody stands before us
    std::string authorization;
    std::string cookie;
    std::string content_type;
    std::string upload_offset;
    std::string upload_length;
    std::string upload_metadata;
    std::string peer;  ///< the client's address; set by the connection for what is not a GET
    bool expects_continue = false;
    std::uint64_t content_length = 0;
    /// What came behind the head; null: nothing. Shared, because it may be megabytes.
    std::shared_ptr<const std::string> content;

    void clear();  ///< keeps the memory, for the next request of the connection
};

/// Why a head is refused.
struct HeadFault {
    int status = 400;
    std::string_view reason;  ///< for a person; static text
};

/// Reads request heads strictly by RFC 9112, without input or output of its own, in pieces as they
/// come: each byte is looked at once. After a fault nothing more can be read from the connection.
/// Content must come with its length: chunked content is a fault.
class RequestParser {
  public:
    enum class Status { incomplete, complete, failed };

    /// `bytes` begins with the first byte of the request; what an earlier call saw must still be
    /// there, unchanged, wherever it lies now. Never throws on any bytes.
    Status parse(std::string_view bytes);

    /// Whether anything but empty lines came.
    [[nodiscard]] bool started() const noexcept {
        return scanned_ > line_start_ || line_count_ > 0;
    }
    /// When complete: what it says, valid until `reset()`.
    [[nodiscard]] const RequestHead& head() const noexcept { return head_; }
    /// When complete: bytes of the head; the next request begins behind them.
    [[nodiscard]] std::size_t size() const noexcept { return scanned_; }
    /// Adds what came behind the head, and who sent it.
    void set_content(std::shared_ptr<const std::string> content) noexcept {
        head_.content = std::move(content);
    }
    void set_peer(std::string peer) noexcept { head_.peer = std::move(peer); }
    /// When failed: why.
    [[nodiscard]] const HeadFault& fault() const noexcept { return fault_; }

    void reset();

  private:
    void take_bytes(std::string_view bytes);
    void take_line(std::string_view line);
    void take_request_line(std::string_view line);
    void take_target(std::string_view target);
    void take_absolute_target(std::string_view target);
    void take_version(std::string_view version);
    void take_field(std::string_view line);
    void take_known_field(std::string_view name, std::string_view value);
    void take_host(std::string_view value);
    void take_content_length(std::string_view value);
    void take_connection(std::string_view value);
    void take_expectation(std::string_view value);
    void finish();
    void finish_codings();
    void fail(int status, std::string_view reason);

    Status status_ = Status::incomplete;
    RequestHead head_;
    HeadFault fault_;
    std::size_t scanned_ = 0;
    std::size_t line_start_ = 0;
    char previous_ = 0;
    int leading_lines_ = 0;
    std::size_t line_count_ = 0;  // the request line is the first
    bool has_host_ = false;
    bool has_length_ = false;
    std::string codings_;  // of Transfer-Encoding; "," when the field came empty
};

}  // namespace revivre::server
