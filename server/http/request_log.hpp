#pragma once

#include <string>
#include <string_view>

#include <boost/asio/ip/address.hpp>

namespace revivre::server {

/// An address of which only the network is left: the first 24 bits of IPv4, 48 of IPv6, so that a
/// log tells no persons apart.
std::string truncated(const boost::asio::ip::address& address);

/// Whether requests are logged at all: asked before anything is put together.
bool logs_requests() noexcept;

/// One line a request, with what `truncated` leaves of the client's address. `target` as sent,
/// which holds no control characters; `socket`: the connection to the client.
void log_request(std::string_view method, std::string_view target, int status, int socket);

/// The whole address of the other end of a connection, or empty when it is gone. To tell who tries
/// passwords; never kept or logged.
std::string peer_address(int socket);

}  // namespace revivre::server
