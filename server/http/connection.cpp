#include "server/http/connection.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include "server/http/conditions.hpp"
#include "server/http/date.hpp"
#include "server/http/limits.hpp"
#include "server/http/request_log.hpp"

namespace revivre::server {
namespace {

using boost::system::error_code;

// The answer of a worker, given back on the thread of the connection that waits for it.
template <typename Token>
auto async_answer(Workers& workers, RequestHead request, Token&& token) {
    const auto start = [&workers, request = std::move(request)](auto handler) mutable {
        auto executor = asio::get_associated_executor(handler);
        // Shared because std::function is copied; there is one owner at a time.
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        const auto done = [shared, executor](SharedAnswer answer) {
            asio::post(executor, [shared, answer = std::move(answer)]() mutable {
                std::move (*shared)(std::move(answer));
            });
        };
        if (!workers.submit(std::move(request), done)) done(nullptr);
    };
    return asio::async_initiate<Token, void(SharedAnswer)>(std::move(start), token);
}

const std::string& date_field() {
    thread_local std::time_t second = 0;
    thread_local std::string field;
    const std::time_t now = std::time(nullptr);
    if (now != std::exchange(second, now) || field.empty()) {
        field = "Date: " + http_date(now) + "\r\n";
    }
    return field;
}

bool would_block(int error) noexcept {
    return error == EAGAIN || error == EINTR;
}

}  // namespace

Connection::Connection(Socket socket, Services services)
    : socket_(std::move(socket)), services_(services) {
    error_code ignored;  // what fails here fails again, and is seen, at the first read
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    using UnsentLimit = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;
    socket_.set_option(UnsentLimit(kUnsentLimit), ignored);
    enter(Phase::idle, kHeadDeadline);
}

Awaitable<void> Connection::run() {
    bool keep_alive = true;
    while (keep_alive) {
        const RequestParser::Status status = parser_.parse(unread());
        if (status == RequestParser::Status::incomplete) {
            if (!co_await read_more()) co_return;
        } else if (status == RequestParser::Status::complete) {
            keep_alive = co_await exchange();
        } else {
            co_await refuse();
            co_return;
        }
    }
}

Awaitable<bool> Connection::read_more() {
    if (parser_.started() && phase_ != Phase::head) enter(Phase::head, kHeadDeadline);
    if (phase_ != Phase::head && phase_ != Phase::idle) enter(Phase::idle, kIdleLimit);
    if (finishing_ && phase_ == Phase::idle) co_return false;
    if (unread_begin_ == unread_end_) unread_begin_ = unread_end_ = 0;
    if (buffer_.size() - unread_end_ < kReadStep / 2) {
        std::move(buffer_.begin() + static_cast<std::ptrdiff_t>(unread_begin_),
                  buffer_.begin() + static_cast<std::ptrdiff_t>(unread_end_), buffer_.begin());
        unread_end_ -= std::exchange(unread_begin_, 0);
        buffer_.resize(unread_end_ + kReadStep);
    }
    error_code error;
    const std::size_t got = co_await socket_.async_read_some(
        asio::buffer(buffer_.data() + unread_end_, buffer_.size() - unread_end_),
        asio::redirect_error(kAwait, error));
    unread_end_ += got;
    if (!error) co_return true;
    const bool tell = late_ && phase_ == Phase::head && !finishing_;
    if (tell) {
        const RequestHead nothing;  // named: g++ 12 destroys temporaries of co_await twice
        SharedAnswer answer = make_refusal(408, "the request did not come within 10 s", nothing);
        if (co_await send(std::move(answer), false)) co_await linger();
    }
    co_return false;
}

Awaitable<void> Connection::refuse() {
    const HeadFault fault = parser_.fault();
    SharedAnswer answer = make_refusal(fault.status, fault.reason, parser_.head());
    if (co_await send(std::move(answer), false)) co_await linger();
}

// One request. Gives whether another one may follow.
Awaitable<bool> Connection::exchange() {
    enter(Phase::working, std::chrono::seconds::max());
    SharedAnswer answer = ready_answer();
    if (!answer) answer = co_await made_answer();
    const bool keep_alive = parser_.head().keep_alive && !finishing_;
    if (!co_await send(std::move(answer), keep_alive)) co_return false;
    drop(parser_.size());
    parser_.reset();
    if (!keep_alive) co_await linger();
    co_return keep_alive;
}

// What needs no worker; null when one must be asked.
SharedAnswer Connection::ready_answer() {
    const RequestHead& head = parser_.head();
    if (head.method == "OPTIONS") return make_options(head);
    if (head.method != "GET" && head.method != "HEAD") {
        return make_refusal(405, "only GET and HEAD are served here", head);
    }
    if (head.target == "/healthz") return make_alive(head);
    const auto coding = wanted_coding(head.accept_encoding);
    if (!coding) return make_refusal(406, "Accept-Encoding refuses every form of an answer", head);
    return services_.cache.find(selection_of(head, *coding));
}

Awaitable<SharedAnswer> Connection::made_answer() {
    RequestHead request = parser_.head();
    SharedAnswer answer = co_await async_answer(services_.workers, std::move(request), kAwait);
    if (!answer) answer = overload_answer();
    co_return answer;
}

SharedAnswer Connection::overload_answer() const {
    return make_refusal(503, "too many requests are waiting; try again shortly", parser_.head());
}

// Conditions are decided here, the same for all answers (RFC 9110, section 13.2.2).
Awaitable<bool> Connection::send(SharedAnswer answer, bool keep_alive) {
    enter(Phase::writing, kWriteDeadline);
    make_tail(keep_alive);
    const RequestHead& head = parser_.head();
    const bool tagged = !answer->etag.empty();
    if (tagged && !head.if_match.empty() && !match_names(head.if_match, answer->etag)) {
        answer = make_refusal(412, "the resource is no longer the one that If-Match names", head);
    }
    const bool unchanged = !answer->not_modified_head.empty() && !head.if_none_match.empty() &&
                           none_match_names(head.if_none_match, answer->etag);
    const bool has_content = !unchanged && head.method != "HEAD";
    const Pieces pieces{
        asio::buffer(unchanged ? answer->not_modified_head : answer->head),
        asio::buffer(std::as_const(tail_)),
        asio::buffer(has_content ? std::string_view(answer->body) : std::string_view{})};
    const bool file_follows = has_content && answer->file.has_value();
    bool sent = co_await write(pieces, file_follows ? MSG_MORE : 0);
    if (sent && file_follows) sent = co_await write_file(*answer->file);
    if (logs_requests()) log_exchange(unchanged ? 304 : answer->status);
    co_return sent;
}

// Mostly one system call: only what the kernel does not take at once waits.
Awaitable<bool> Connection::write(Pieces pieces, int flags) {
    std::size_t left = asio::buffer_size(pieces);
    while (left > 0) {
        error_code error;
        std::size_t sent = socket_.send(pieces, flags, error);
        if (error && error != asio::error::would_block) co_return false;
        left -= sent;
        progress(sent);
        for (asio::const_buffer& piece : pieces) {
            const std::size_t step = std::min(sent, piece.size());
            piece += step;
            sent -= step;
        }
        if (left > 0 && !co_await writable()) co_return false;
    }
    co_return true;
}

Awaitable<bool> Connection::write_file(const FileContent& content) {
    for (const FilePart& part : content.parts) {
        const Pieces before{asio::buffer(part.before)};
        if (!co_await write(before, MSG_MORE)) co_return false;
        if (!co_await write_stretch(content.descriptor->number(), part.range)) co_return false;
    }
    const Pieces after{asio::buffer(content.after)};
    co_return co_await write(after, 0);
}

Awaitable<bool> Connection::write_stretch(int descriptor, ByteRange range) {
    auto offset = static_cast<off_t>(range.first);
    std::uint64_t turn = 0;
    while (range.length > 0) {
        const std::uint64_t count = std::min(range.length, kFileTurn);
        const ssize_t sent = ::sendfile(socket_.native_handle(), descriptor, &offset, count);
        if (sent == 0) co_return false;  // the file has become shorter than its head says
        if (sent < 0) {
            if (!would_block(errno) || !co_await writable()) co_return false;
            continue;
        }
        const auto bytes = static_cast<std::uint64_t>(sent);
        range.length -= bytes;
        turn += bytes;
        progress(bytes);
        if (turn < kFileTurn || range.length == 0) continue;
        turn = 0;
        co_await asio::post(socket_.get_executor(), kAwait);
        if (!socket_.is_open()) co_return false;
    }
    co_return true;
}

Awaitable<bool> Connection::writable() {
    error_code error;
    co_await socket_.async_wait(Socket::wait_write, asio::redirect_error(kAwait, error));
    co_return !error;
}

// Closing with unread bytes would reset the connection, and the answer might be lost with it.
Awaitable<void> Connection::linger() {
    enter(Phase::lingering, kLingerDeadline);
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    buffer_.resize(std::max(buffer_.size(), kReadStep));
    std::uint64_t bytes = unread_end_ - unread_begin_;
    while (!error && bytes < kLingerBytes) {
        bytes += co_await socket_.async_read_some(asio::buffer(buffer_),
                                                  asio::redirect_error(kAwait, error));
    }
}

void Connection::enter(Phase phase, std::chrono::seconds limit) {
    phase_ = phase;
    phase_start_ = Clock::now();
    deadline_ =
        limit == std::chrono::seconds::max() ? Clock::time_point::max() : phase_start_ + limit;
    step_bytes_ = 0;
    late_ = false;
}

void Connection::progress(std::uint64_t bytes) {
    step_bytes_ += bytes;
    if (step_bytes_ < kWriteStep) return;
    step_bytes_ = 0;
    deadline_ = Clock::now() + kWriteDeadline;
}

void Connection::expire_if_late(Clock::time_point now) {
    if (now < deadline_) return;
    deadline_ = Clock::time_point::max();
    late_ = true;
    if (phase_ == Phase::writing) return abort();
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::finish() {
    finishing_ = true;
    if (phase_ != Phase::head && !is_idle()) return;
    phase_ = Phase::ending;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::abort() {
    finishing_ = true;
    error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    socket_.close(ignored);
}

void Connection::make_tail(bool keep_alive) {
    tail_ = date_field();
    if (!keep_alive) {
        tail_ += "Connection: close\r\n";
    } else if (parser_.head().minor_version == 0) {
        tail_ += "Connection: keep-alive\r\n";
    }
    tail_ += "\r\n";
}

void Connection::log_exchange(int status) const {
    error_code error;
    const auto client = socket_.remote_endpoint(error);
    log_request(parser_.head().method, parser_.head().target, status, client.address());
}

std::string_view Connection::unread() const noexcept {
    return {buffer_.data() + unread_begin_, unread_end_ - unread_begin_};
}

void Connection::drop(std::size_t bytes) {
    unread_begin_ += bytes;
}

}  // namespace revivre::server
