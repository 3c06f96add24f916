#include "server/http/http_server.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "server/http/asio.hpp"
#include "server/http/limits.hpp"
#include "server/http/metrics.hpp"
#include "server/http/network.hpp"
#include "server/http/prepared_cache.hpp"
#include "server/http/workers.hpp"

namespace revivre::server {
namespace {

using boost::system::error_code;

asio::ip::tcp::endpoint endpoint_of(const Settings& settings) {
    error_code error;
    const auto address = asio::ip::make_address(
        settings.address == "localhost" ? "127.0.0.1" : settings.address, error);
    if (error) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("cannot listen on '{}': give an IP address of this machine, or "
                                "0.0.0.0 for all",
                                settings.address));
    }
    return {address, settings.port};
}

Acceptor listening(asio::io_context& context, const Settings& settings) {
    const auto endpoint = endpoint_of(settings);
    Acceptor acceptor(context.get_executor());
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(kListenBacklog, error);
    if (!error) acceptor.native_non_blocking(true, error);
    if (error) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("cannot listen on {} port {}: {}", settings.address, settings.port,
                                error.message()));
    }
    return acceptor;
}

// Two descriptors for each connection: its socket, and the file it may be sending.
std::size_t connection_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return kConnectionLimit;
    const std::size_t all = std::min<rlim_t>(limit.rlim_cur, 1U << 20U);
    const std::size_t free = all > kDescriptorReserve ? all - kDescriptorReserve : 0;
    return std::clamp<std::size_t>(free / 2, 4, kConnectionLimit);
}

// Where this machine reaches the service.
std::string own_url(const asio::ip::tcp::endpoint& endpoint) {
    const auto address = endpoint.address();
    const std::string host = address.is_unspecified() ? "localhost"
                             : address.is_v6()        ? "[" + address.to_string() + "]"
                                                      : address.to_string();
    return fmt::format("http://{}:{}", host, endpoint.port());
}

// libsodium picks the fastest code for this processor.
void prepare_hashing() {
    if (::sodium_init() < 0) {
        throw Error(ErrorCode::unavailable, "libsodium cannot be used on this system");
    }
}

}  // namespace

// In this order: the network threads end first, then the workers, then what both use.
struct HttpServer::Parts {
    Parts(Settings given, OpenRepository open, std::span<const Route> routes)
        : settings(std::move(given)),
          metrics(routes, settings.version),
          workers(settings, std::move(open), routes, cache, metrics, settings.jobs) {
        metrics.add_gauge("revivre_prepared_answers", "Answers that are kept.",
                          [this] { return cache.size(); });
        metrics.add_gauge("revivre_prepared_bytes", "Bytes that they take.",
                          [this] { return cache.bytes(); });
        metrics.add_gauge("revivre_waiting_requests",
                          "Different requests that wait for a worker or are with one.",
                          [this] { return workers.waiting(); });
    }

    Settings settings;
    std::uint16_t port = 0;
    std::atomic<std::size_t> content_bytes = 0;
    PreparedCache cache;
    Metrics metrics;
    Workers workers;
    std::vector<std::unique_ptr<NetworkThread>> threads;
};

HttpServer::HttpServer(Settings settings, OpenRepository open, std::span<const Route> routes) {
    prepare_hashing();
    asio::io_context context;
    Acceptor acceptor = listening(context, settings);
    const auto endpoint = acceptor.local_endpoint();
    settings.own_url = own_url(endpoint);
    parts_ = std::make_unique<Parts>(std::move(settings), std::move(open), routes);
    parts_->port = endpoint.port();
    const int count = std::max(1, parts_->settings.network_threads);
    const std::size_t limit =
        std::max<std::size_t>(1, connection_limit() / static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index) {
        Descriptor listener(::fcntl(acceptor.native_handle(), F_DUPFD_CLOEXEC, 0));
        if (listener.number() < 0) {
            throw Error(ErrorCode::unavailable, "too many open files to listen");
        }
        parts_->threads.push_back(std::make_unique<NetworkThread>(
            std::move(listener), limit, parts_->cache, parts_->workers, parts_->metrics.new_tally(),
            parts_->content_bytes));
    }
}

HttpServer::~HttpServer() {
    abort();
    wait();
}

std::uint16_t HttpServer::port() const noexcept {
    return parts_->port;
}

void HttpServer::start() {
    for (const auto& thread : parts_->threads) thread->start();
}

void HttpServer::stop(std::chrono::milliseconds grace) {
    for (const auto& thread : parts_->threads) thread->finish(grace);
}

void HttpServer::abort() {
    for (const auto& thread : parts_->threads) thread->abort();
}

void HttpServer::wait() {
    for (const auto& thread : parts_->threads) thread->join();
}

}  // namespace revivre::server
