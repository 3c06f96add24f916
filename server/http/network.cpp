#include "server/http/network.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include "chapters/error.hpp"
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

int new_poll() {
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    if (poll < 0) throw Error(ErrorCode::unavailable, "too many open files to wait for clients");
    return poll;
}

// sendfile(2) has no MSG_NOSIGNAL; the error code is enough.
void block_broken_pipe_signal() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

NetworkThread::NetworkThread(Descriptor listener, std::size_t connection_limit,
                             PreparedCache& cache, Workers& workers, Tally& tally,
                             std::atomic<std::size_t>& content_bytes)
    : listener_(context_.get_executor(), listener.release()),
      poll_(context_.get_executor(), new_poll()),
      sweep_timer_(context_.get_executor()),
      room_timer_(context_.get_executor()),
      connection_limit_(connection_limit),
      workers_(workers),
      services_{.cache = cache,
                .tally = tally,
                .read_buffer = read_buffer_,
                .dispatcher = workers.dispatcher(),
                .content_bytes = content_bytes} {}

NetworkThread::~NetworkThread() {
    if (!thread_.joinable()) return;
    abort();
    join();
}

void NetworkThread::start() {
    asio::co_spawn(context_, accept(), note_fault);
    asio::co_spawn(context_, watch(), note_fault);
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
        for_each([](Connection& each) { return each.abort(); });
    });
}

void NetworkThread::join() {
    if (thread_.joinable()) thread_.join();
}

Awaitable<void> NetworkThread::accept() {
    while (co_await make_room()) {
        error_code error;
        co_await listener_.async_wait(FileWatch::wait_read, asio::redirect_error(kAwait, error));
        if (error) co_return;  // cancelled: there will be no more
        if (!accept_waiting()) co_await pause(kAcceptPause);
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

// Gives whether all could be accepted, or as many as may be. Other network threads may have been
// faster: then there is none.
bool NetworkThread::accept_waiting() {
    while (connections_.size() < connection_limit_) {
        Descriptor socket(
            ::accept4(listener_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket.number() >= 0) {
            add(std::move(socket));
            continue;
        }
        const int error = errno;
        if (error == EAGAIN || error == EWOULDBLOCK) return true;
        if (error == EINTR || error == ECONNABORTED) continue;
        // No descriptors or no memory. Who is idle gives way; who waits is taken then.
        spdlog::warn("a connection could not be accepted: {}", std::strerror(error));
        end_longest_idle();
        return false;
    }
    return true;
}

void NetworkThread::add(Descriptor socket) {
    const int number = socket.number();
    const auto connection = std::make_shared<Connection>(std::move(socket), services_);
    epoll_event wanted{.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                       .data = {.ptr = connection.get()}};
    if (::epoll_ctl(poll_.native_handle(), EPOLL_CTL_ADD, number, &wanted) != 0) {
        spdlog::warn("a connection could not be watched: {}", std::strerror(errno));
        return;
    }
    connections_.emplace(number, connection);
    services_.tally.accepted.add();
}

Awaitable<void> NetworkThread::watch() {
    error_code error;  // cancelled when the last connection has ended
    while (!error && !(finishing_ && connections_.empty())) {
        co_await poll_.async_wait(FileWatch::wait_read, asio::redirect_error(kAwait, error));
        handle_ready();
    }
}

// A connection comes once in a batch, and none ends another one: pointers hold for the batch.
void NetworkThread::handle_ready() {
    const int count =
        ::epoll_wait(poll_.native_handle(), ready_.data(), static_cast<int>(ready_.size()), 0);
    for (int index = 0; index < count; ++index) {
        const epoll_event& event = ready_[static_cast<std::size_t>(index)];
        auto& connection = *static_cast<Connection*>(event.data.ptr);
        const bool hung_up = (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        const bool readable = hung_up || (event.events & EPOLLIN) != 0;
        const bool writable = (event.events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
        settle(connection, connection.on_ready(readable, writable, hung_up));
    }
}

void NetworkThread::settle(Connection& connection, Need need) {
    switch (need) {
        case Need::readiness:
            return;
        case Need::turn: {
            const std::weak_ptr<Connection> waiting = connections_.at(connection.socket());
            asio::post(context_, [this, waiting] {
                if (const auto there = waiting.lock()) settle(*there, there->go_on());
            });
            return;
        }
        case Need::answer:
            return ask(connection);
        case Need::nothing:
            return remove(connection);
    }
}

void NetworkThread::ask(Connection& connection) {
    const std::weak_ptr<Connection> waiting = connections_.at(connection.socket());
    // Until the answer is here this thread does not end: a worker would talk to nobody.
    const auto work = asio::make_work_guard(context_);
    const auto done = [this, waiting, work](SharedAnswer answer) {
        asio::post(context_, [this, waiting, answer = std::move(answer)]() mutable {
            const auto there = waiting.lock();
            if (there) settle(*there, there->take_answer(std::move(answer)));
        });
    };
    if (workers_.submit(connection.request(), done)) return;
    settle(connection, connection.take_answer(nullptr));
}

void NetworkThread::remove(Connection& connection) {
    connections_.erase(connection.socket());
    services_.tally.ended.add();
    room_timer_.cancel();
    if (!finishing_ || !connections_.empty()) return;
    sweep_timer_.cancel();
    error_code ignored;
    poll_.cancel(ignored);
}

bool NetworkThread::end_longest_idle() {
    Connection* longest = nullptr;
    for (const auto& [socket, each] : connections_) {
        const bool older = longest == nullptr || each->phase_start() < longest->phase_start();
        if (each->is_idle() && older) longest = each.get();
    }
    if (longest == nullptr) return false;
    settle(*longest, longest->finish());
    return true;
}

// Takes a step with each connection; some end by it.
template <typename Step>
void NetworkThread::for_each(Step step) {
    for (auto next = connections_.begin(); next != connections_.end();) {
        const std::shared_ptr<Connection> each = (next++)->second;
        settle(*each, step(*each));
    }
}

Awaitable<void> NetworkThread::sweep() {
    while (!finishing_ || !connections_.empty()) {
        error_code ignored;
        sweep_timer_.expires_after(kSweepInterval);
        co_await sweep_timer_.async_wait(asio::redirect_error(kAwait, ignored));
        const auto now = Clock::now();
        if (now >= last_moment_) for_each([](Connection& each) { return each.abort(); });
        for_each([now](Connection& each) { return each.expire_if_late(now); });
        if (!finishing_) workers_.refresh_cache();
    }
}

void NetworkThread::begin_finish(std::chrono::milliseconds grace) {
    finishing_ = true;
    last_moment_ = std::min(last_moment_, Clock::now() + grace);
    error_code ignored;
    listener_.close(ignored);
    room_timer_.cancel();
    for_each([](Connection& each) { return each.finish(); });
    if (connections_.empty()) poll_.cancel(ignored);
    sweep_timer_.cancel();  // it ends by itself when nobody is left
}

}  // namespace revivre::server
