#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/dispatcher.hpp"
#include "server/http/answer.hpp"
#include "server/http/answer_writer.hpp"
#include "server/http/coarse_clock.hpp"
#include "server/http/content.hpp"
#include "server/http/descriptor.hpp"
#include "server/http/metrics.hpp"
#include "server/http/prepared_cache.hpp"
#include "server/http/request_parser.hpp"

namespace revivre::server {

/// What all connections of one network thread use; it outlives them.
struct Services {
    PreparedCache& cache;
    Tally& tally;
    std::span<char> read_buffer;  ///< holds nothing between two calls, so one is enough for all
    const Dispatcher& dispatcher;
    std::atomic<std::size_t>& content_bytes;  ///< of request content that is held, by all threads
};

/// What a connection needs after a call.
enum class Need {
    readiness,  ///< of its socket, for what it could not read or write
    turn,       ///< others should have theirs first; then `go_on()`
    answer,     ///< to `request()`, by `take_answer()`
    nothing,    ///< it has ended; its socket closes with it
};

/// One client's connection: reads requests, has them answered in order, sends the answers. It never
/// waits: who drives it says when its socket is ready, and brings what it needs. For one thread.
/// Nothing throws for what a client does.
class Connection {
  public:
    using Clock = CoarseClock;

    /// `socket` does not block.
    Connection(Descriptor socket, const Services& services);

    /// Does all that can be done now. Each readiness need be told but once, when it begins
    /// (EPOLLET); `hung_up`: the client will send no more, or is gone.
    Need on_ready(bool readable, bool writable, bool hung_up);
    Need go_on();

    /// What is to be answered when an answer is needed. Valid until it is taken.
    [[nodiscard]] const RequestHead& request() const noexcept { return parser_.head(); }
    /// Null: there is too much work.
    Need take_answer(SharedAnswer answer);

    /// Ends what has gone on for too long, and sends the events that came meanwhile.
    Need expire_if_late(Clock::time_point now);
    /// Lets an answer that is on its way end, then ends the connection; at once when there is none.
    Need finish();
    /// Ends it now; whatever the kernel still holds is thrown away.
    Need abort();

    [[nodiscard]] int socket() const noexcept { return socket_.number(); }
    /// Whether no request is on its way and it may be ended at any time, and since when.
    [[nodiscard]] bool is_idle() const noexcept {
        return phase_ == Phase::idle || phase_ == Phase::lingering;
    }
    [[nodiscard]] Clock::time_point phase_start() const noexcept { return phase_start_; }

  private:
    enum class Phase { idle, head, content, working, writing, streaming, lingering, ended };

    Need advance();
    Need end();
    std::optional<Need> read_request();
    std::optional<Need> take_request();
    std::optional<Need> read_content();
    std::optional<Need> answer_request();
    Need stream_events(Clock::time_point now);
    bool is_gone();
    void refuse(int status, std::string_view reason);
    std::optional<Need> write_answer();
    std::optional<Need> linger();
    bool receive();
    void keep_unread();
    SharedAnswer ready_answer() const;
    void begin_answer(SharedAnswer answer, bool keep_alive);
    void end_request();
    void enter(Phase phase, std::chrono::seconds limit);
    void progress(std::uint64_t bytes);
    [[nodiscard]] std::string_view make_tail(bool keep_alive);
    void log_exchange(int status) const;

    Descriptor socket_;
    Services services_;
    RequestParser parser_;
    AnswerWriter writer_;
    std::string_view unread_;  // in kept_, or in the read buffer while a call lasts
    std::string kept_;
    std::array<char, 96> tail_{};  // Date, Connection and the end of an answer's head
    Phase phase_ = Phase::idle;
    Clock::time_point phase_start_;
    Clock::time_point deadline_;
    std::shared_ptr<Content> content_;  // of the request that is read
    std::shared_ptr<EventStream> events_;
    std::string event_text_;  // not sent yet
    Clock::time_point last_event_;
    std::size_t head_bytes_ = 0;      // of the request, still in front of what is unread
    std::uint64_t step_bytes_ = 0;    // read or written since the deadline was set
    std::uint64_t linger_bytes_ = 0;  // thrown away
    int answers_left_ = 0;            // of this turn
    int status_ = 0;                  // of the answer that is sent
    bool readable_ = false;
    bool hung_up_ = false;
    bool keep_alive_ = true;
    bool finishing_ = false;
};

}  // namespace revivre::server
