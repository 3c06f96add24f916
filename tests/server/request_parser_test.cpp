#include "server/http/request_parser.hpp"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "server/http/limits.hpp"

namespace revivre::server {
namespace {

using Status = RequestParser::Status;

// The status that refuses `text`; 0 when it is taken, -1 when more is awaited.
int fault_of(const std::string& text) {
    RequestParser parser;
    const Status status = parser.parse(text);
    if (status == Status::incomplete) return -1;
    return status == Status::complete ? 0 : parser.fault().status;
}

int fault_of_fields(const std::string& fields) {
    return fault_of("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
}

TEST(RequestParser, ReadsMethodTargetAndFields) {
    const std::string text =
        "GET /v/rec?t=1 HTTP/1.1\r\nhost: a.example:8080\r\nACCEPT:  text/html \t\r\n"
        "Range: bytes=0-1\r\nIf-None-Match: \"x\"\r\n\r\nGET";
    RequestParser parser;
    ASSERT_EQ(parser.parse(text), Status::complete);
    EXPECT_EQ(parser.head().method, "GET");
    EXPECT_EQ(parser.head().target, "/v/rec?t=1");
    EXPECT_EQ(parser.head().accept, "text/html");
    EXPECT_EQ(parser.head().range, "bytes=0-1");
    EXPECT_EQ(parser.head().if_none_match, "\"x\"");
    EXPECT_EQ(parser.size(), text.size() - 3);
}

TEST(RequestParser, ReadsTheSameInPiecesOfAnySize) {
    const std::string text =
        "\r\nHEAD /a HTTP/1.1\r\nHost: a\r\nAccept: x/y\r\nAccept: */*\r\n\r\n";
    for (std::size_t step = 1; step < text.size(); ++step) {
        RequestParser parser;
        Status status = Status::incomplete;
        for (std::size_t end = step; status == Status::incomplete; end += step) {
            status = parser.parse(std::string_view(text).substr(0, end));
        }
        EXPECT_EQ(status, Status::complete) << step;
        EXPECT_EQ(parser.head().accept, "x/y, */*") << step;
    }
}

TEST(RequestParser, BeginsAnewAfterReset) {
    RequestParser parser;
    ASSERT_EQ(parser.parse("GET /a HTTP/1.0\r\nAccept: x/y\r\n\r\n"), Status::complete);
    parser.reset();
    EXPECT_FALSE(parser.started());
    ASSERT_EQ(parser.parse("GET /b HTTP/1.1\r\nHost: a\r\n\r\n"), Status::complete);
    EXPECT_EQ(parser.head().target, "/b");
    EXPECT_EQ(parser.head().accept, "");
    EXPECT_TRUE(parser.head().keep_alive);
}

TEST(RequestParser, TakesTheFormsOfTarget) {
    RequestParser parser;
    ASSERT_EQ(parser.parse("GET HTTP://a.example:80?q=1 HTTP/1.1\r\nHost: a\r\n\r\n"),
              Status::complete);
    EXPECT_EQ(parser.head().target, "/?q=1");
    EXPECT_EQ(fault_of("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
    EXPECT_EQ(fault_of("GET * HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(fault_of("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(fault_of("GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(fault_of("GET a HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
}

TEST(RequestParser, RefusesMalformedRequestLines) {
    for (const char* line :
         {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "GET /\tHTTP/1.1", " GET / HTTP/1.1",
          "GET HTTP/1.1", "G(T / HTTP/1.1", "GET / http/1.1", "GET / HTTP/1.10", "GET /#a HTTP/1.1",
          "GET /\xC3\xA9 HTTP/1.1", "GET /\x7F HTTP/1.1", "GET / HTTP/1"}) {
        EXPECT_EQ(fault_of(std::string(line) + "\r\nHost: a\r\n\r\n"), 400) << line;
    }
}

TEST(RequestParser, TellsWhatItDoesNotServeFromWhatIsWrong) {
    EXPECT_EQ(fault_of("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
    EXPECT_EQ(fault_of("get / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
    EXPECT_EQ(fault_of("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(fault_of("PUT / HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
}

TEST(RequestParser, WantsOneValidHost) {
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(fault_of("GET / HTTP/1.0\r\n\r\n"), 0);
    EXPECT_EQ(fault_of_fields("Host: a\r\n"), 400);
    for (const char* host :
         {"", "a b", "u@a", "a/x", "a,b", "a:b", "a:70000", "[::1", "[x]", "%61"}) {
        EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), 400)
            << host;
    }
    for (const char* host : {"a", "A.example.:80", "127.0.0.1:", "[::1]", "[2001:db8::1]:8080"}) {
        EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), 0) << host;
    }
}

TEST(RequestParser, RefusesMalformedFields) {
    for (const char* field : {"X : a", "X", ": a", "X\t: a", " X: a", "\tX: a", "X(: a", "X: \x01",
                              "X: a\x7F", "X: a\rb", "X: \r\n folded"}) {
        EXPECT_EQ(fault_of_fields(std::string(field) + "\r\n"), 400) << field;
    }
    EXPECT_EQ(fault_of_fields(std::string("X: a\0b\r\n", 8)), 400);
    EXPECT_EQ(fault_of_fields("X: \xC3\xA9\r\nY:\r\n"), 0);
}

TEST(RequestParser, RefusesLinesThatDoNotEndWithBothCharacters) {
    EXPECT_EQ(fault_of("GET / HTTP/1.1\nHost: a\n\n"), 400);
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: a\n\r\n"), 400);
    EXPECT_EQ(fault_of("GET / HTTP/1.1\rHost: a\r\n\r\n"), 400);
    EXPECT_EQ(fault_of("\r\n\r\n\r\n"), 400);
}

TEST(RequestParser, TakesContentOfKnownLengthOnly) {
    EXPECT_EQ(fault_of_fields("Content-Length: 0\r\n"), 0);
    EXPECT_EQ(fault_of_fields("Content-Length: 5\r\n"), 0);
    EXPECT_EQ(fault_of_fields("Expect: 200-ok\r\n"), 417);
    EXPECT_EQ(fault_of_fields("Transfer-Encoding: chunked\r\n"), 411);
    EXPECT_EQ(fault_of_fields("Transfer-Encoding: gzip, chunked\r\n"), 501);
}

TEST(RequestParser, RefusesAmbiguousFraming) {
    for (const char* fields :
         {"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5, 5\r\n",
          "Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: +5\r\n",
          "Content-Length: 0x5\r\n", "Content-Length: \r\n", "Content-Length: -0\r\n",
          "Content-Length: 9223372036854775808\r\n", "Content-Length: 99999999999999999999\r\n",
          "Transfer-Encoding: gzip\r\n", "Transfer-Encoding: chunked, chunked\r\n",
          "Transfer-Encoding: \r\n", "Transfer-Encoding: xchunked\r\n"}) {
        EXPECT_EQ(fault_of_fields(fields), 400) << fields;
    }
    EXPECT_EQ(fault_of("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(RequestParser, RefusesTwoLengthsBeforeTheHeadEnds) {
    EXPECT_EQ(fault_of("PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n"), 400);
}

TEST(RequestParser, KnowsWhetherAnotherRequestMayFollow) {
    const auto keeps = [](const std::string& text) {
        RequestParser parser;
        EXPECT_EQ(parser.parse(text), Status::complete) << text;
        return parser.head().keep_alive;
    };
    EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.0\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n"));
}

TEST(RequestParser, LimitsTargetFieldsAndHead) {
    const std::string target(kTargetLimit - 1, 'a');
    EXPECT_EQ(fault_of("GET /" + target + " HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
    EXPECT_EQ(fault_of("GET /a" + target + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
    EXPECT_EQ(fault_of("GET /" + target + target), 414);
    std::string fields;
    for (std::size_t count = 1; count < kFieldLimit; ++count) fields += "X: a\r\n";
    EXPECT_EQ(fault_of_fields(fields), 0);
    EXPECT_EQ(fault_of_fields(fields + "X: a\r\n"), 431);
    EXPECT_EQ(fault_of_fields("X: " + std::string(kHeadLimit, 'a')), 431);
}

TEST(RequestParser, WaitsForWhatIsMissing) {
    EXPECT_EQ(fault_of(""), -1);
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: a\r\n"), -1);
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: a\r\n\r"), -1);
}

}  // namespace
}  // namespace revivre::server
