#include "server/http/connection.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include "server/http/limits.hpp"

namespace revivre::server {
namespace {

using boost::system::error_code;
using std::chrono_literals::operator""s;

// A connection and its client, both driven by the test, which also says what time it is.
class ConnectionTest : public testing::Test {
  protected:
    ConnectionTest()
        : workers_(settings_, {}, {}, cache_),
          client_(context_.get_executor()),
          connection_(accepted(), {.cache = cache_, .workers = workers_}) {
        asio::co_spawn(context_, connection_.run(), asio::detached);
        context_.poll();
    }

    void send(const std::string& bytes) {
        asio::write(client_, asio::buffer(bytes));
        context_.poll();
    }

    void pass(std::chrono::seconds time) {
        connection_.expire_if_late(Connection::Clock::now() + time);
        context_.poll();
    }

    void take(std::size_t bytes) {
        std::string taken(64 * 1024, ' ');
        while (bytes > 0) {
            bytes -= std::min(bytes, client_.read_some(asio::buffer(taken)));
            context_.poll();
        }
    }

    // All that came, and why it ended.
    std::pair<std::string, error_code> received() {
        std::string bytes;
        error_code error;
        asio::read(client_, asio::dynamic_buffer(bytes), error);
        return {bytes, error};
    }

    // An answer of four megabytes at "/".
    void prepare_large_answer() {
        auto answer = std::make_shared<Answer>();
        answer->head = "HTTP/1.1 200 OK\r\n";
        answer->body.assign(kCacheEntryBytes - 1024, 'x');
        answer->length = answer->body.size();
        cache_.store({.target = "/", .accept = {}}, answer, 1);
    }

    asio::io_context context_{1};
    Settings settings_;
    PreparedCache cache_;
    Workers workers_;
    Socket client_;
    Connection connection_;

  private:
    Socket accepted() {
        const asio::ip::tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
        Acceptor acceptor(context_.get_executor(), any);
        client_.connect(acceptor.local_endpoint());
        return acceptor.accept();
    }
};

TEST_F(ConnectionTest, SaysThatAHeadTookTooLong) {
    send("GET / HTTP/1.1\r\nHo");
    pass(kHeadDeadline - 1s);
    EXPECT_FALSE(connection_.is_idle());
    send("st: a");
    pass(kHeadDeadline + 1s);
    client_.shutdown(Socket::shutdown_send);
    context_.run();
    EXPECT_TRUE(received().first.starts_with("HTTP/1.1 408 "));
}

TEST_F(ConnectionTest, EndsWithoutAWordWhenNothingCame) {
    EXPECT_TRUE(connection_.is_idle());
    pass(kIdleLimit + 1s);
    EXPECT_TRUE(context_.stopped());
}

TEST_F(ConnectionTest, MaySleepBetweenRequestsForAWhile) {
    send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    pass(kIdleLimit - 1s);
    EXPECT_FALSE(context_.stopped());
    pass(kIdleLimit + 1s);
    EXPECT_TRUE(context_.stopped());
}

TEST_F(ConnectionTest, CutsAReaderThatTakesNothing) {
    prepare_large_answer();
    for (int count = 0; count < 4; ++count) send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_FALSE(connection_.is_idle());
    pass(kWriteDeadline - 1s);
    EXPECT_FALSE(context_.stopped());
    pass(kWriteDeadline + 1s);
    EXPECT_TRUE(context_.stopped());
    EXPECT_EQ(received().second, asio::error::connection_reset);
}

TEST_F(ConnectionTest, LetsAReaderGoOnThatTakesEnough) {
    prepare_large_answer();
    for (int count = 0; count < 4; ++count) send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    pass(kWriteDeadline - 1s);
    take(8 * 1024 * 1024);
    pass(kWriteDeadline - 1s);
    EXPECT_FALSE(context_.stopped());
    connection_.abort();
    context_.run();
}

TEST_F(ConnectionTest, LingersOnlyForAWhile) {
    send("nonsense\r\n");
    EXPECT_TRUE(connection_.is_idle());
    pass(kLingerDeadline + 1s);
    EXPECT_TRUE(context_.stopped());
}

}  // namespace
}  // namespace revivre::server
