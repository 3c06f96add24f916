#include "server/http/connection.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/http/event_stream.hpp"
#include "server/http/limits.hpp"

namespace revivre::server {
namespace {

using std::chrono_literals::operator""s;

constexpr const char* kHealth = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr const char* kLarge = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

// A connection and its client, both driven by the test, which also says what time it is.
class ConnectionTest : public testing::Test {
  protected:
    ConnectionTest() : ConnectionTest(pair()) {}

    void send(const std::string& bytes) {
        ASSERT_EQ(::send(client_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(bytes.size()));
        pollfd arrival{.fd = connection_->socket(), .events = POLLIN, .revents = 0};
        ASSERT_EQ(::poll(&arrival, 1, 5000), 1);
        ready();
    }

    void end_sending() {
        ASSERT_EQ(::shutdown(client_.number(), SHUT_WR), 0);
        ready(true);
    }

    // As if the kernel had told it; more often than it would is no harm.
    void ready(bool hung_up = false) {
        note(connection_->on_ready(true, true, hung_up));
        while (need_ == Need::turn) note(connection_->go_on());
    }

    void pass(std::chrono::seconds time) {
        note(connection_->expire_if_late(Connection::Clock::now() + time));
    }

    void note(Need need) {
        need_ = need;
        if (need == Need::nothing) connection_.reset();
    }

    [[nodiscard]] bool has_ended() const { return connection_ == nullptr; }

    // What has come.
    std::string received() {
        std::string bytes;
        std::array<char, 65536> buffer{};
        for (;;) {
            const ssize_t got =
                ::recv(client_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (got <= 0) return bytes;
            bytes.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }

    void take(std::size_t bytes) {
        while (bytes > 0) {
            const std::size_t got = received().size();
            ASSERT_FALSE(has_ended());
            bytes -= std::min(bytes, got);
            ready();
        }
    }

    [[nodiscard]] bool was_reset() const {
        char byte = 0;
        while (::recv(client_.number(), &byte, 1, MSG_DONTWAIT) > 0) continue;
        return errno == ECONNRESET;
    }

    // An answer of four megabytes.
    void prepare_large_answer() {
        auto answer = std::make_shared<Answer>();
        answer->head = "HTTP/1.1 200 OK\r\n";
        answer->body.assign(kCacheEntryBytes - 1024, 'x');
        answer->length = answer->body.size();
        cache_.store({.target = "/large", .accept = {}}, answer, 1);
    }

    static SharedAnswer small_answer(const std::string& body) {
        auto answer = std::make_shared<Answer>();
        answer->head = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        answer->body = body;
        return answer;
    }

    static constexpr std::array kRoutes{
        Route{"/small"},
        Route{.pattern = "/written", .prepared = false, .method = "PUT", .content_limit = 100'000}};

    PreparedCache cache_;
    Tally tally_{0};
    std::array<char, kReadStep> buffer_{};
    Dispatcher dispatcher_{kRoutes};
    std::atomic<std::size_t> content_bytes_ = 0;
    Descriptor client_;
    std::unique_ptr<Connection> connection_;
    Need need_ = Need::readiness;

  private:
    explicit ConnectionTest(std::pair<Descriptor, Descriptor> ends)
        : client_(std::move(ends.first)),
          connection_(std::make_unique<Connection>(std::move(ends.second),
                                                   Services{.cache = cache_,
                                                            .tally = tally_,
                                                            .read_buffer = buffer_,
                                                            .dispatcher = dispatcher_,
                                                            .content_bytes = content_bytes_})) {}

    // Both ends of a connection over loopback.
    static std::pair<Descriptor, Descriptor> pair() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        const Descriptor listener(::socket(AF_INET, SOCK_STREAM, 0));
        EXPECT_EQ(::bind(listener.number(), generic, size), 0);
        EXPECT_EQ(::listen(listener.number(), 1), 0);
        EXPECT_EQ(::getsockname(listener.number(), generic, &size), 0);
        Descriptor client(::socket(AF_INET, SOCK_STREAM, 0));
        EXPECT_EQ(::connect(client.number(), generic, size), 0);
        Descriptor server(::accept4(listener.number(), nullptr, nullptr, SOCK_NONBLOCK));
        EXPECT_GE(server.number(), 0);
        return {std::move(client), std::move(server)};
    }
};

TEST_F(ConnectionTest, AnswersWhatComesInPieces) {
    for (const char* piece :
         {"GET /hea", "lthz HTTP/1.1\r\nHo", "st: a\r\n\r", "\nGET /healthz H"}) {
        send(piece);
    }
    EXPECT_TRUE(received().ends_with("ok\n"));
    EXPECT_FALSE(connection_->is_idle());
    send("TTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(received().ends_with("ok\n"));
    EXPECT_TRUE(connection_->is_idle());
}

TEST_F(ConnectionTest, AnswersMoreRequestsAtOnceThanItReads) {
    constexpr int kCount = 2000;  // 70 KB: several reads, and a request over each of their ends
    std::string all;
    for (int count = 0; count < kCount; ++count) all += kHealth;
    send(all);
    const std::string answers = received();
    int found = 0;
    for (std::size_t at = 0; (at = answers.find("\r\n\r\nok\n", at)) != std::string::npos; ++at) {
        ++found;
    }
    EXPECT_EQ(found, kCount);
}

TEST_F(ConnectionTest, LetsOthersHaveTheirTurn) {
    std::string all;
    for (int count = 0; count < kAnswerTurn + 1; ++count) all += kHealth;
    ASSERT_GT(::send(client_.number(), all.data(), all.size(), 0), 0);
    EXPECT_EQ(connection_->on_ready(true, true, false), Need::turn);
    EXPECT_EQ(connection_->go_on(), Need::readiness);
}

TEST_F(ConnectionTest, KeepsWhatFollowsWhileItWaitsForAnAnswer) {
    send("GET /made HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(need_, Need::answer);
    EXPECT_EQ(connection_->request().target, "/made");
    buffer_.fill('?');  // others use it meanwhile
    ready();
    EXPECT_EQ(need_, Need::readiness);
    EXPECT_EQ(received(), "");
    note(connection_->take_answer(small_answer("made")));
    const std::string answers = received();
    EXPECT_NE(answers.find("\r\n\r\nmadeHTTP/1.1 200 OK"), std::string::npos);
    EXPECT_TRUE(answers.ends_with("ok\n"));
}

TEST_F(ConnectionTest, SaysSoWhenThereIsTooMuchWork) {
    send("GET /made HTTP/1.1\r\nHost: a\r\n\r\n");
    note(connection_->take_answer(nullptr));
    const std::string answer = received();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 "));
    EXPECT_NE(answer.find("Retry-After: "), std::string::npos);
    EXPECT_FALSE(has_ended());
}

TEST_F(ConnectionTest, AnswersWhoSendsNoMore) {
    ASSERT_GT(::send(client_.number(), kHealth, std::string_view(kHealth).size(), 0), 0);
    end_sending();
    EXPECT_TRUE(received().ends_with("ok\n"));
    EXPECT_TRUE(has_ended());
}

TEST_F(ConnectionTest, SaysThatAHeadTookTooLong) {
    send("GET / HTTP/1.1\r\nHo");
    pass(kHeadDeadline - 1s);
    EXPECT_FALSE(connection_->is_idle());
    send("st: a");
    pass(kHeadDeadline + 1s);
    EXPECT_TRUE(received().starts_with("HTTP/1.1 408 "));
    end_sending();
    EXPECT_TRUE(has_ended());
}

TEST_F(ConnectionTest, EndsWithoutAWordWhenNothingCame) {
    EXPECT_TRUE(connection_->is_idle());
    pass(kIdleLimit + 1s);
    EXPECT_TRUE(has_ended());
    EXPECT_EQ(received(), "");
}

TEST_F(ConnectionTest, MaySleepBetweenRequestsForAWhile) {
    send(kHealth);
    pass(kIdleLimit - 1s);
    EXPECT_FALSE(has_ended());
    pass(kIdleLimit + 1s);
    EXPECT_TRUE(has_ended());
}

TEST_F(ConnectionTest, CutsAReaderThatTakesNothing) {
    prepare_large_answer();
    for (int count = 0; count < 4; ++count) send(kLarge);
    EXPECT_FALSE(connection_->is_idle());
    pass(kWriteDeadline - 1s);
    EXPECT_FALSE(has_ended());
    pass(kWriteDeadline + 1s);
    EXPECT_TRUE(has_ended());
    EXPECT_TRUE(was_reset());
}

TEST_F(ConnectionTest, LetsAReaderGoOnThatTakesEnough) {
    prepare_large_answer();
    for (int count = 0; count < 8; ++count) send(kLarge);  // more than buffers hold
    pass(kWriteDeadline - 1s);
    take(8 * 1024 * 1024);
    pass(kWriteDeadline - 1s);
    EXPECT_FALSE(has_ended());
}

TEST_F(ConnectionTest, LingersOnlyForAWhile) {
    send("nonsense\r\n");
    EXPECT_TRUE(connection_->is_idle());
    pass(kLingerDeadline + 1s);
    EXPECT_TRUE(has_ended());
}

TEST_F(ConnectionTest, ThrowsAwayOnlySoMuchAfterItsLastAnswer) {
    send("nonsense\r\n");
    const std::string flood(64 * 1024, 'x');
    std::uint64_t sent = 0;
    while (!has_ended() && sent <= 2 * kLingerBytes) {
        send(flood);
        sent += flood.size();
    }
    EXPECT_GE(sent, kLingerBytes);
    EXPECT_LE(sent, kLingerBytes + 2 * flood.size());
}

TEST_F(ConnectionTest, TakesContentInPiecesAndKeepsWhatFollows) {
    send("PUT /written HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
    EXPECT_EQ(need_, Need::readiness);
    EXPECT_EQ(content_bytes_, 5);
    send("worldGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_EQ(need_, Need::answer);
    EXPECT_EQ(*connection_->request().content, "helloworld");
    EXPECT_FALSE(connection_->request().peer.empty());
    note(connection_->take_answer(small_answer("made")));
    EXPECT_TRUE(received().ends_with("ok\n"));
    EXPECT_EQ(content_bytes_, 0) << "nobody holds it any more";
}

TEST_F(ConnectionTest, TellsWhoWaitsToSendToGoOn) {
    send("PUT /written HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(received(), "HTTP/1.1 100 Continue\r\n\r\n");
    send("ok");
    EXPECT_EQ(need_, Need::answer);
}

TEST_F(ConnectionTest, TakesNoMoreContentThanTheRouteDoes) {
    send("PUT /written HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n");
    EXPECT_TRUE(received().starts_with("HTTP/1.1 413 "));
}

TEST_F(ConnectionTest, CutsWhoSendsContentTooSlowly) {
    send("PUT /written HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n");
    pass(kContentDeadline - 1s);
    send("a");  // steady, and far too little
    EXPECT_FALSE(has_ended());
    pass(kContentDeadline + 1s);
    EXPECT_TRUE(received().starts_with("HTTP/1.1 408 "));
    EXPECT_EQ(content_bytes_, 0);
}

TEST_F(ConnectionTest, SendsEventsAsTheyComeAndHeartbeatsBetween) {
    class Two final : public EventStream {
      public:
        std::string next() override { return count_++ < 2 ? "data: x\n\n" : ""; }
        bool ended() override { return count_ > 4; }

      private:
        int count_ = 0;
    };
    send("GET /made HTTP/1.1\r\nHost: a\r\n\r\n");
    auto answer = std::make_shared<Answer>();
    answer->head = "HTTP/1.1 200 OK\r\n";
    answer->events = std::make_shared<Two>();
    note(connection_->take_answer(answer));
    EXPECT_NE(received().find("Connection: close"), std::string::npos);
    pass(0s);
    EXPECT_EQ(received(), "data: x\n\n");
    pass(0s);
    EXPECT_EQ(received(), "data: x\n\n");
    pass(0s);
    EXPECT_EQ(received(), "");
    pass(kHeartbeat + 1s);
    EXPECT_EQ(received(), ":\n\n");
    EXPECT_FALSE(has_ended());
    pass(0s);
    EXPECT_TRUE(has_ended());
}

TEST_F(ConnectionTest, FinishesWhatItIsAskedAndNoMore) {
    send("GET /made HTTP/1.1\r\nHost: a\r\n\r\n");
    note(connection_->finish());
    EXPECT_FALSE(has_ended());
    note(connection_->take_answer(small_answer("made")));
    EXPECT_NE(received().find("Connection: close\r\n"), std::string::npos);
    end_sending();
    EXPECT_TRUE(has_ended());
}

}  // namespace
}  // namespace revivre::server
