#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

#include "server/routes/route.hpp"
#include "server/server.hpp"

namespace revivre::server {

/// The running service, without signals. From its making on, connections wait at the port; they are
/// answered from `start()` to `stop()`. The functions are for one thread, but `abort()` for any.
class HttpServer {
  public:
    /// Binds and listens. Throws Error{unavailable} when the address cannot be bound or is none.
    /// `routes` must outlive this.
    HttpServer(Settings settings, OpenRepository open, std::span<const Route> routes);
    ~HttpServer();  ///< aborts
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;

    void start();

    /// No more connections; answers on their way may end within `grace`, idle connections end now.
    /// Returns at once.
    void stop(std::chrono::milliseconds grace);

    /// Ends all connections now, in whatever state. Returns at once.
    void abort();

    /// Waits until all has ended after `stop()` or `abort()`.
    void wait();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace revivre::server
