#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <thread>
#include <unordered_map>

#include <sys/epoll.h>

#include "server/http/asio.hpp"
#include "server/http/connection.hpp"
#include "server/http/limits.hpp"
#include "server/http/workers.hpp"

namespace revivre::server {

/// One network thread: accepts from a listening socket that it shares with the others, and drives
/// its own connections.
class NetworkThread {
  public:
    /// Takes over `listener`, a descriptor of the shared listening socket.
    NetworkThread(Descriptor listener, std::size_t connection_limit, PreparedCache& cache,
                  Workers& workers, Tally& tally, std::atomic<std::size_t>& content_bytes);
    ~NetworkThread();
    NetworkThread(const NetworkThread&) = delete;
    NetworkThread& operator=(const NetworkThread&) = delete;

    void start();

    /// From any thread: no more connections; the thread ends when the last one has.
    void finish(std::chrono::milliseconds grace);
    /// From any thread: all connections end at once.
    void abort();
    /// Waits for the thread's end.
    void join();

  private:
    using Clock = Connection::Clock;

    Awaitable<void> accept();
    Awaitable<bool> make_room();
    Awaitable<void> watch();
    Awaitable<void> sweep();
    Awaitable<void> pause(std::chrono::milliseconds length);
    bool accept_waiting();
    void add(Descriptor socket);
    void handle_ready();
    void settle(Connection& connection, Need need);
    void ask(Connection& connection);
    void remove(Connection& connection);
    bool end_longest_idle();
    void begin_finish(std::chrono::milliseconds grace);
    template <typename Step>
    void for_each(Step step);

    asio::io_context context_{1};
    FileWatch listener_;
    FileWatch poll_;  // an epoll(7) of its own: Asio is asked once for all that are ready
    Timer sweep_timer_;
    Timer room_timer_;
    std::size_t connection_limit_;
    Workers& workers_;
    std::array<char, kReadStep> read_buffer_;
    std::array<epoll_event, kReadyBatch> ready_;
    Services services_;
    // Shared because answers find out whether who asked for them is still there.
    std::unordered_map<int, std::shared_ptr<Connection>> connections_;  // by socket
    bool finishing_ = false;
    Clock::time_point last_moment_ = Clock::time_point::max();
    std::thread thread_;
};

}  // namespace revivre::server
