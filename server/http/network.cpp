#include "server/http/network.hpp"

#include <algorithm>
#include <csignal>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include <spdlog/spdlog.h>

#include "server/http/limits.hpp"

namespace revivre::server {
namespace {

using boost::system::error_code;

// A fault here is one of ours, or memory that ran out: the connection ends, the service goes on.
void note_fault(const std::exception_ptr& fault) {
    if (!fault) return;
    try {
        std::rethrow_exception(fault);
    } catch (const std::exception& error) {
        spdlog::error("a connection ended early: {}", error.what());
    }
}

// sendfile(2) has no MSG_NOSIGNAL; the error code is enough.
void block_broken_pipe_signal() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

class NetworkThread::Member {
  public:
    Member(NetworkThread& thread, Connection& connection)
        : thread_(thread),
          place_(thread.connections_.insert(thread.connections_.end(), &connection)) {}
    ~Member() {
        thread_.connections_.erase(place_);
        thread_.room_timer_.cancel();
        if (thread_.finishing_ && thread_.connections_.empty()) thread_.sweep_timer_.cancel();
    }
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

  private:
    NetworkThread& thread_;
    std::list<Connection*>::iterator place_;
};

NetworkThread::NetworkThread(int listener, const asio::ip::tcp& protocol,
                             std::size_t connection_limit, Services services)
    : acceptor_(context_.get_executor(), protocol, listener),
      sweep_timer_(context_.get_executor()),
      room_timer_(context_.get_executor()),
      connection_limit_(connection_limit),
      services_(services) {}

NetworkThread::~NetworkThread() {
    if (!thread_.joinable()) return;
    abort();
    join();
}

void NetworkThread::start() {
    asio::co_spawn(context_, accept(), note_fault);
    asio::co_spawn(context_, sweep(), note_fault);
    thread_ = std::thread([this] {
        block_broken_pipe_signal();
        context_.run();
    });
}

void NetworkThread::finish(std::chrono::milliseconds grace) {
    asio::post(context_, [this, grace] { begin_finish(grace); });
}

void NetworkThread::abort() {
    asio::post(context_, [this] {
        begin_finish({});
        abort_all();
    });
}

void NetworkThread::join() {
    if (thread_.joinable()) thread_.join();
}

Awaitable<void> NetworkThread::accept() {
    while (co_await make_room()) {
        error_code error;
        Socket socket = co_await acceptor_.async_accept(asio::redirect_error(kAwait, error));
        if (finishing_) co_return;
        if (error) {
            // No descriptors, no memory, or gone before it was taken: the next one may do better.
            spdlog::warn("a connection could not be accepted: {}", error.message());
            co_await pause(std::chrono::milliseconds(100));
            continue;
        }
        asio::co_spawn(context_, serve(std::move(socket)), note_fault);
    }
}

// Gives false when there will be no more.
Awaitable<bool> NetworkThread::make_room() {
    while (!finishing_ && connections_.size() >= connection_limit_ && !end_longest_idle()) {
        co_await pause(kSweepInterval);
    }
    co_return !finishing_;
}

Awaitable<void> NetworkThread::pause(std::chrono::milliseconds length) {
    error_code ignored;  // cancelled when a connection ends
    room_timer_.expires_after(length);
    co_await room_timer_.async_wait(asio::redirect_error(kAwait, ignored));
}

// Those that were ended before leave the list when their coroutine runs, so the list may be longer
// than the limit for that moment.
bool NetworkThread::end_longest_idle() {
    Connection* longest = nullptr;
    for (Connection* each : connections_) {
        const bool older = longest == nullptr || each->phase_start() < longest->phase_start();
        if (each->is_idle() && older) longest = each;
    }
    if (longest == nullptr) return false;
    longest->finish();
    return true;
}

Awaitable<void> NetworkThread::sweep() {
    while (!finishing_ || !connections_.empty()) {
        error_code ignored;
        sweep_timer_.expires_after(kSweepInterval);
        co_await sweep_timer_.async_wait(asio::redirect_error(kAwait, ignored));
        const auto now = Connection::Clock::now();
        if (now >= last_moment_) abort_all();
        for (Connection* each : connections_) each->expire_if_late(now);
        if (!finishing_) services_.workers.refresh_cache();
    }
}

Awaitable<void> NetworkThread::serve(Socket socket) {
    Connection connection(std::move(socket), services_);
    const Member member(*this, connection);
    co_await connection.run();
}

void NetworkThread::begin_finish(std::chrono::milliseconds grace) {
    finishing_ = true;
    last_moment_ = std::min(last_moment_, Connection::Clock::now() + grace);
    error_code ignored;
    acceptor_.close(ignored);
    room_timer_.cancel();
    for (Connection* each : connections_) each->finish();
    sweep_timer_.cancel();  // it ends by itself when nobody is left
}

void NetworkThread::abort_all() {
    for (Connection* each : connections_) each->abort();
}

}  // namespace revivre::server
