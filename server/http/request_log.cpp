#include "server/http/request_log.hpp"

#include <algorithm>
#include <optional>

#include <boost/asio/ip/tcp.hpp>

#include <spdlog/spdlog.h>
#include <sys/socket.h>

namespace revivre::server {

std::string truncated(const boost::asio::ip::address& address) {
    namespace ip = boost::asio::ip;
    if (address.is_v4()) return ip::make_address_v4(address.to_v4().to_uint() & ~0xFFU).to_string();
    const ip::address_v6 whole = address.to_v6();
    if (whole.is_v4_mapped()) return truncated(ip::make_address_v4(ip::v4_mapped, whole));
    auto bytes = whole.to_bytes();
    std::fill(bytes.begin() + 6, bytes.end(), std::uint8_t{0});
    return ip::address_v6(bytes).to_string();
}

namespace {

std::optional<boost::asio::ip::address> peer_of(int socket) {
    boost::asio::ip::tcp::endpoint client;
    socklen_t size = static_cast<socklen_t>(client.capacity());
    if (::getpeername(socket, client.data(), &size) != 0) return std::nullopt;  // gone
    client.resize(size);
    return client.address();
}

}  // namespace

std::string peer_address(int socket) {
    const auto client = peer_of(socket);
    return client ? client->to_string() : "";
}

bool logs_requests() noexcept {
    return spdlog::should_log(spdlog::level::debug);
}

void log_request(std::string_view method, std::string_view target, int status, int socket) {
    const auto client = peer_of(socket);
    if (!client) return;  // nobody to tell of
    spdlog::debug("{} {} {} {}", truncated(*client), method, target, status);
}

}  // namespace revivre::server
