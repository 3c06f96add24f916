#pragma once

#include <chrono>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>

/// The Asio types of this server. Each network thread runs an io_context of its own, so the
/// executor's type is known, needs no strand, and costs no indirect call.
namespace revivre::server {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using FileWatch = asio::posix::basic_stream_descriptor<Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <typename Result>
using Awaitable = asio::awaitable<Result, Executor>;

inline constexpr asio::use_awaitable_t<Executor> kAwait;

}  // namespace revivre::server
