#include "server/server.hpp"

#include <csignal>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "server/http/http_server.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

namespace asio = boost::asio;

/// Listens for SIGTERM and SIGINT on a thread of its own: the first stops `server` gently, the
/// second at once.
class StopSignals {
  public:
    StopSignals(HttpServer& server, std::chrono::seconds grace)
        : server_(server), grace_(grace), signals_(context_, SIGINT, SIGTERM) {
        await_signal();
        thread_ = std::thread([this] { context_.run(); });
    }
    ~StopSignals() {
        context_.stop();
        thread_.join();
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

  private:
    void await_signal() {
        signals_.async_wait([this](const boost::system::error_code& error, int) {
            if (error) return;
            if (stopping_) return server_.abort();
            stopping_ = true;
            server_.stop(grace_);
            await_signal();
        });
    }

    HttpServer& server_;
    std::chrono::seconds grace_;
    bool stopping_ = false;
    asio::io_context context_{1};
    asio::signal_set signals_;
    std::thread thread_;
};

}  // namespace

void serve(const Settings& settings, const OpenRepository& open_repository,
           const std::function<void(std::uint16_t port)>& ready) {
    HttpServer server(settings, open_repository, all_routes());
    const StopSignals signals(server, settings.grace);
    server.start();
    ready(server.port());
    server.wait();
}

}  // namespace revivre::server
