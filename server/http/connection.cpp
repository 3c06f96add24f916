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
            case Phase::writing:
                need = write_answer();
                break;
            case Phase::lingering:
                need = linger();
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
            return answer_request();
        case RequestParser::Status::failed:
            begin_answer(
                make_refusal(parser_.fault().status, parser_.fault().reason, parser_.head()),
                false);
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

std::optional<Need> Connection::answer_request() {
    if (answers_left_-- == 0) return Need::turn;
    SharedAnswer answer = ready_answer();
    if (answer) {
        begin_answer(std::move(answer), parser_.head().keep_alive);
        return std::nullopt;
    }
    enter(Phase::working, std::chrono::seconds::max());
    return Need::answer;
}

// What needs no worker; null when one must be asked.
SharedAnswer Connection::ready_answer() const {
    const RequestHead& head = parser_.head();
    if (head.method == "OPTIONS") return make_options(head);
    if (head.method != "GET" && head.method != "HEAD") {
        return make_refusal(405, "only GET and HEAD are served here", head);
    }
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
    begin_answer(std::move(answer), parser_.head().keep_alive);
    return go_on();
}

// Conditions are decided here, the same for all answers (RFC 9110, section 13.2.2).
void Connection::begin_answer(SharedAnswer answer, bool keep_alive) {
    enter(Phase::writing, kWriteDeadline);
    keep_alive_ = keep_alive && !finishing_;
    const RequestHead& head = parser_.head();
    const bool tagged = !answer->etag.empty();
    if (tagged && !head.if_match.empty() && !match_names(head.if_match, answer->etag)) {
        answer = make_refusal(412, "the resource is no longer the one that If-Match names", head);
    }
    const bool unchanged = !answer->not_modified_head.empty() && !head.if_none_match.empty() &&
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
    if (keep_alive_) {
        unread_.remove_prefix(parser_.size());
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
    if (now < deadline_) return Need::readiness;
    if (phase_ == Phase::writing) return abort();
    if (phase_ != Phase::head || finishing_) return end();
    begin_answer(make_refusal(408, "the request did not come within 10 s", {}), false);
    return go_on();
}

Need Connection::finish() {
    finishing_ = true;
    return phase_ == Phase::head || is_idle() ? end() : Need::readiness;
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
