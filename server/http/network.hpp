#pragma once

#include <cstddef>
#include <list>
#include <thread>

#include "server/http/asio.hpp"
#include "server/http/connection.hpp"

namespace revivre::server {

/// One network thread: accepts from a listening socket that it shares with the others, and drives
/// its own connections.
class NetworkThread {
  public:
    /// Takes over `listener`, a descriptor of the shared listening socket.
    NetworkThread(int listener, const asio::ip::tcp& protocol, std::size_t connection_limit,
                  Services services);
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
    /// Keeps a connection in the list for as long as it lives.
    class Member;

    Awaitable<void> accept();
    Awaitable<bool> make_room();
    Awaitable<void> pause(std::chrono::milliseconds length);
    Awaitable<void> sweep();
    Awaitable<void> serve(Socket socket);
    bool end_longest_idle();
    void begin_finish(std::chrono::milliseconds grace);
    void abort_all();

    asio::io_context context_{1};
    Acceptor acceptor_;
    Timer sweep_timer_;
    Timer room_timer_;
    std::list<Connection*> connections_;
    std::size_t connection_limit_;
    Services services_;
    bool finishing_ = false;
    Connection::Clock::time_point last_moment_ = Connection::Clock::time_point::max();
    std::thread thread_;
};

}  // namespace revivre::server
