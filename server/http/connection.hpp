#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/buffer.hpp>

#include "server/http/answer.hpp"
#include "server/http/asio.hpp"
#include "server/http/prepared_cache.hpp"
#include "server/http/request_parser.hpp"
#include "server/http/workers.hpp"

namespace revivre::server {

/// What all connections use; it outlives them.
struct Services {
    PreparedCache& cache;
    Workers& workers;
};

/// One client's connection: reads requests, has them answered in order, sends the answers. All of
/// it happens on one network thread; deadlines are kept by somebody who calls `expire_if_late`.
class Connection {
  public:
    using Clock = std::chrono::steady_clock;

    Connection(Socket socket, Services services);

    /// Answers requests until the connection ends. `this` must live until then. Never throws for
    /// what a client does.
    Awaitable<void> run();

    /// Ends what has gone on for too long.
    void expire_if_late(Clock::time_point now);

    /// Whether no request is on its way and it may be ended at any time, and since when.
    [[nodiscard]] bool is_idle() const noexcept {
        return phase_ == Phase::idle || phase_ == Phase::lingering;
    }
    [[nodiscard]] Clock::time_point phase_start() const noexcept { return phase_start_; }

    /// Lets an answer that is on its way end, then ends the connection; at once when there is none.
    void finish();

    /// Ends it now; whatever the kernel still holds is thrown away.
    void abort();

  private:
    using Pieces = std::array<asio::const_buffer, 3>;  // one gather write

    enum class Phase { idle, head, working, writing, lingering, ending };

    Awaitable<bool> read_more();
    Awaitable<void> refuse();
    Awaitable<bool> exchange();
    Awaitable<SharedAnswer> made_answer();
    SharedAnswer ready_answer();
    SharedAnswer overload_answer() const;
    Awaitable<bool> send(SharedAnswer answer, bool keep_alive);
    Awaitable<bool> write(Pieces pieces, int flags);
    Awaitable<bool> write_file(const FileContent& content);
    Awaitable<bool> write_stretch(int descriptor, ByteRange range);
    Awaitable<bool> writable();
    Awaitable<void> linger();
    void enter(Phase phase, std::chrono::seconds limit);
    void progress(std::uint64_t bytes);
    void make_tail(bool keep_alive);
    void log_exchange(int status) const;

    [[nodiscard]] std::string_view unread() const noexcept;
    void drop(std::size_t bytes);

    Socket socket_;
    Services services_;
    RequestParser parser_;
    std::vector<char> buffer_;
    std::size_t unread_begin_ = 0;
    std::size_t unread_end_ = 0;
    std::string tail_;  // Date, Connection and the end of an answer's head
    Phase phase_ = Phase::idle;
    Clock::time_point phase_start_;
    Clock::time_point deadline_;
    std::uint64_t step_bytes_ = 0;  // written since the deadline was set
    bool late_ = false;
    bool finishing_ = false;
};

}  // namespace revivre::server
