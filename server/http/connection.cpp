#include "server/http/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "server/http/conditions.hpp"
#include "server/http/date.hpp"
#include "server/http/event_stream.hpp"
#include "server/http/file_answer.hpp"
#include "server/http/limits.hpp"
#include "server/http/request_log.hpp"

namespace revivre::server {
namespace {

void set_option(int socket, int level, int name, int value) noexcept {
    // What fails here fails again, and is seen, at the first read.
    static_cast<void>(::setsockopt(socket, level, name, &value, sizeof value));
}

const std::string& date_field() {
    thread_local std::time_t second = 0;
    thread_local std::string field;
    const std::time_t now = std::time(nullptr);
    if (now != std::exchange(second, now)) field = "Date: " + http_date(now) + "\r\n";
    return field;
}

bool is_reading(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

}  // namespace

Connection::Connection(Descriptor socket, const Services& services)
    : socket_(std::move(socket)), services_(services) {
    set_option(socket_.number(), IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(socket_.number(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, kUnsentLimit);
    enter(Phase::idle, kHeadDeadline);
}

Need Connection::on_ready(bool readable, bool writable, bool hung_up) {
    readable_ = readable_ || readable;
    hung_up_ = hung_up_ || hung_up;
    if (phase_ == Phase::writing && !writable) return Need::readiness;
    return go_on();
}

Need Connection::go_on() {
    answers_left_ = kAnswerTurn;
    const Need need = advance();
    keep_unread();
    return need;
}

Need Connection::advance() {
    std::optional<Need> need;
    while (!need) {
        switch (phase_) {
            case Phase::idle:
            case Phase::head:
                need = read_request();
                break;
            case Phase::content:
                need = read_content();
                break;
            case Phase::writing:
                need = write_answer();
                break;
            case Phase::lingering:
                need = linger();
                break;
            case Phase::streaming:
                need = is_gone() ? end() : Need::readiness;
                break;
            case Phase::working:
                need = Need::readiness;  // the answer is on its way already
                break;
            case Phase::ended:
                need = Need::nothing;
                break;
        }
    }
    return *need;
}

// Nothing: a request came, or the connection has ended.
std::optional<Need> Connection::read_request() {
    switch (parser_.parse(unread_)) {
        case RequestParser::Status::complete:
            return take_request();
        case RequestParser::Status::failed:
            refuse(parser_.fault().status, parser_.fault().reason);
            return std::nullopt;
        case RequestParser::Status::incomplete:
            break;
    }
    if (parser_.started() && phase_ != Phase::head) enter(Phase::head, kHeadDeadline);
    if (finishing_ && phase_ == Phase::idle) return end();
    if (!readable_) return Need::readiness;
    receive();
    return std::nullopt;
}

void Connection::refuse(int status, std::string_view reason) {
    begin_answer(make_refusal(status, reason, parser_.head()), false);
}

// Content that no route takes is never read: who sent it gets an answer, and the connection ends.
std::optional<Need> Connection::take_request() {
    const RequestHead& head = parser_.head();
    head_bytes_ = parser_.size();
    const bool reads = is_reading(head.method);
    if (!reads) parser_.set_peer(peer_address(socket_.number()));
    if (head.content_length == 0) return answer_request();
    const std::string_view path = std::string_view(head.target).substr(0, head.target.find('?'));
    const auto match = services_.dispatcher.match(path, head.method);
    const std::size_t limit = match ? match->route->content_limit : 0;
    if (limit == 0 && !reads) {
        keep_alive_ = false;
        return answer_request();
    }
    if (head.content_length > limit) {
        refuse(413, "the request's content is longer than what this address takes");
        return std::nullopt;
    }
    unread_.remove_prefix(std::exchange(head_bytes_, 0));
    content_ = std::make_shared<Content>(services_.content_bytes);
    if (head.expects_continue && unread_.empty()) {
        constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
        // What fails here is seen at the next read.
        static_cast<void>(::send(socket_.number(), kGoOn.data(), kGoOn.size(), MSG_NOSIGNAL));
    }
    enter(Phase::content, kContentDeadline);
    return std::nullopt;
}

std::optional<Need> Connection::read_content() {
    const std::uint64_t missing = parser_.head().content_length - content_->text().size();
    const std::string_view fresh = unread_.substr(0, missing);
    if (!content_->append(fresh)) {
        refuse(503, "too much is being sent at the moment; try again shortly");
        return std::nullopt;
    }
    unread_.remove_prefix(fresh.size());
    step_bytes_ += fresh.size();
    if (step_bytes_ >= kContentStep) {
        step_bytes_ = 0;
        deadline_ = Clock::now() + kContentDeadline;
    }
    if (fresh.size() == missing) {
        parser_.set_content({content_, &content_->text()});
        content_.reset();
        return answer_request();
    }
    if (!readable_) return Need::readiness;
    receive();
    return std::nullopt;
}

std::optional<Need> Connection::answer_request() {
    if (answers_left_-- == 0) return Need::turn;
    SharedAnswer answer = ready_answer();
    if (answer) {
        begin_answer(std::move(answer), keep_alive_ && parser_.head().keep_alive);
        return std::nullopt;
    }
    enter(Phase::working, std::chrono::seconds::max());
    return Need::answer;
}

// What needs no worker; null when one must be asked.
SharedAnswer Connection::ready_answer() const {
    const RequestHead& head = parser_.head();
    if (head.target == "*") return make_options(head, "GET, HEAD, OPTIONS");
    if (!is_reading(head.method)) return nullptr;
    if (head.target == "/healthz") return make_alive(head);
    const auto coding = wanted_coding(head.accept_encoding);
    if (!coding) return make_refusal(406, "Accept-Encoding refuses every form of an answer", head);
    SharedAnswer kept = services_.cache.find(selection_of(head, *coding));
    if (kept && kept->open_file) {
        const bool usable = is_unchanged(*kept->open_file);
        kept = usable ? make_file_answer(kept->open_file, head) : nullptr;
    }
    (kept ? services_.tally.prepared : services_.tally.made).add();
    return kept;
}

Need Connection::take_answer(SharedAnswer answer) {
    if (phase_ != Phase::working) return Need::nothing;
    if (!answer) {
        answer =
            make_refusal(503, "too many requests are waiting; try again shortly", parser_.head());
    }
    begin_answer(std::move(answer), keep_alive_ && parser_.head().keep_alive);
    return go_on();
}

// Conditions are decided here, the same for all answers (RFC 9110, section 13.2.2).
void Connection::begin_answer(SharedAnswer answer, bool keep_alive) {
    enter(Phase::writing, kWriteDeadline);
    keep_alive_ = keep_alive && !finishing_ && !answer->events;
    const RequestHead& head = parser_.head();
    // Of other methods the route decides, before it does anything.
    const bool tagged = !answer->etag.empty() && is_reading(head.method);
    events_ = head.method == "HEAD" ? nullptr : answer->events;
    if (tagged && !head.if_match.empty() && !match_names(head.if_match, answer->etag)) {
        answer = make_refusal(412, "the resource is no longer the one that If-Match names", head);
    }
    const bool unchanged = tagged && !answer->not_modified_head.empty() &&
                           !head.if_none_match.empty() &&
                           none_match_names(head.if_none_match, answer->etag);
    Portion portion = head.method == "HEAD" ? Portion::head : Portion::whole;
    if (unchanged) portion = Portion::not_modified;
    status_ = unchanged ? 304 : answer->status;
    services_.tally.count_answer(answer->route, status_);
    writer_.start(std::move(answer), make_tail(keep_alive_), portion);
}

std::optional<Need> Connection::write_answer() {
    std::uint64_t sent = 0;
    const AnswerWriter::Outcome outcome = writer_.write(socket_.number(), sent);
    progress(sent);
    switch (outcome) {
        case AnswerWriter::Outcome::done:
            end_request();
            return std::nullopt;
        case AnswerWriter::Outcome::blocked:
            return Need::readiness;
        case AnswerWriter::Outcome::yielded:
            return Need::turn;
        case AnswerWriter::Outcome::failed:
            break;
    }
    return end();
}

void Connection::end_request() {
    if (logs_requests()) log_exchange(status_);
    if (events_) {
        last_event_ = Clock::now();
        return enter(Phase::streaming, std::chrono::seconds::max());
    }
    if (keep_alive_) {
        unread_.remove_prefix(std::exchange(head_bytes_, 0));
        parser_.reset();
        return enter(Phase::idle, kIdleLimit);
    }
    // Closing with unread bytes would reset the connection, and the answer might be lost with it.
    enter(Phase::lingering, kLingerDeadline);
    linger_bytes_ = unread_.size();
    ::shutdown(socket_.number(), SHUT_WR);
}

std::optional<Need> Connection::linger() {
    unread_ = {};
    if (linger_bytes_ >= kLingerBytes) return end();
    if (!readable_) return Need::readiness;
    if (receive()) linger_bytes_ += unread_.size();
    return std::nullopt;
}

// Reads behind what is unread; gives whether anything came. The connection ends when no more will.
bool Connection::receive() {
    if (!unread_.empty()) keep_unread();
    const std::span<char> buffer = services_.read_buffer;
    const ssize_t got = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR) return false;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return readable_ = false;
    if (got <= 0) {
        end();
        return false;
    }
    const std::string_view fresh(buffer.data(), static_cast<std::size_t>(got));
    // A buffer that is not full was all there is, but for an end that was told with it.
    readable_ = fresh.size() == buffer.size() || hung_up_;
    if (unread_.empty()) {
        unread_ = fresh;
    } else {
        kept_.append(fresh);
        unread_ = kept_;
    }
    return true;
}

// Before the read buffer is used again. Afterwards, what is kept is what is unread.
void Connection::keep_unread() {
    if (unread_.data() != kept_.data() || unread_.size() != kept_.size()) {
        kept_ = std::string(unread_);
    }
    unread_ = kept_;
}

void Connection::enter(Phase phase, std::chrono::seconds limit) {
    phase_ = phase;
    phase_start_ = Clock::now();
    deadline_ =
        limit == std::chrono::seconds::max() ? Clock::time_point::max() : phase_start_ + limit;
    step_bytes_ = 0;
}

void Connection::progress(std::uint64_t bytes) {
    services_.tally.bytes.add(static_cast<std::int64_t>(bytes));
    step_bytes_ += bytes;
    if (step_bytes_ < kWriteStep) return;
    step_bytes_ = 0;
    deadline_ = Clock::now() + kWriteDeadline;
}

Need Connection::expire_if_late(Clock::time_point now) {
    if (phase_ == Phase::streaming) return stream_events(now);
    if (now < deadline_) return Need::readiness;
    if (phase_ == Phase::writing) return abort();
    if ((phase_ != Phase::head && phase_ != Phase::content) || finishing_) return end();
    content_.reset();
    begin_answer(make_refusal(408, "the request did not come in time", {}), false);
    return go_on();
}

Need Connection::stream_events(Clock::time_point now) {
    event_text_ += events_->next();
    if (event_text_.empty() && now - last_event_ >= kHeartbeat) event_text_ = ":\n\n";
    if (event_text_.empty()) return events_->ended() ? end() : Need::readiness;
    last_event_ = now;
    const ssize_t sent = ::send(socket_.number(), event_text_.data(), event_text_.size(),
                                MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return end();
    if (sent > 0) event_text_.erase(0, static_cast<std::size_t>(sent));
    return event_text_.size() > kEventBacklog ? abort() : Need::readiness;
}

// A reader of events sends nothing more: what can be read is its end.
bool Connection::is_gone() {
    unread_ = {};
    if (readable_ && receive()) unread_ = {};
    return phase_ == Phase::ended || hung_up_;
}

Need Connection::finish() {
    finishing_ = true;
    const bool ends = phase_ == Phase::head || phase_ == Phase::streaming;
    return ends || is_idle() ? end() : Need::readiness;
}

Need Connection::abort() {
    const ::linger at_once{.l_onoff = 1, .l_linger = 0};
    static_cast<void>(
        ::setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once));
    return end();
}

Need Connection::end() {
    phase_ = Phase::ended;
    return Need::nothing;
}

std::string_view Connection::make_tail(bool keep_alive) {
    const std::string& date = date_field();
    std::string_view option;
    if (!keep_alive) {
        option = "Connection: close\r\n\r\n";
    } else if (parser_.head().minor_version == 0) {
        option = "Connection: keep-alive\r\n\r\n";
    } else {
        option = "\r\n";
    }
    char* const end = std::ranges::copy(option, std::ranges::copy(date, tail_.begin()).out).out;
    return {tail_.data(), static_cast<std::size_t>(end - tail_.data())};
}

void Connection::log_exchange(int status) const {
    log_request(parser_.head().method, parser_.head().target, status, socket_.number());
}

}  // namespace revivre::server
