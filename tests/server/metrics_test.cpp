#include "server/http/metrics.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

constexpr std::array kRoutes{Route{"/a/{id}"}, Route{"/b"}};

TEST(Metrics, AddsUpWhatThreadsCount) {
    Metrics metrics(kRoutes, "1.0");
    Tally& one = metrics.new_tally();
    Tally& other = metrics.new_tally();
    one.count_answer(1, 200);
    one.count_answer(1, 206);
    other.count_answer(1, 200);
    other.count_answer(2, 404);
    other.count_answer(0, 503);
    one.bytes.add(1000);
    other.bytes.add(24);
    one.accepted.add(3);
    one.ended.add();
    const std::string text = metrics.text();
    EXPECT_EQ(figure(text, R"(revivre_answers_total{method="GET",route="/a/{id}",status="2xx"})"),
              3);
    EXPECT_EQ(figure(text, R"(revivre_answers_total{method="GET",route="/b",status="4xx"})"), 1);
    EXPECT_EQ(figure(text, R"(revivre_answers_total{method="",route="",status="5xx"})"), 1);
    EXPECT_EQ(figure(text, R"(revivre_answers_total{method="GET",route="/b",status="2xx"})"), -1);
    EXPECT_EQ(figure(text, "revivre_answer_bytes_total"), 1024);
    EXPECT_EQ(figure(text, "revivre_connections_accepted_total"), 3);
    EXPECT_EQ(figure(text, "revivre_connections"), 2);
}

TEST(Metrics, AsksGaugesWhenItTells) {
    Metrics metrics(kRoutes, "1.0");
    std::size_t length = 7;
    metrics.add_gauge("queue", "Who waits.", [&] { return length; });
    EXPECT_EQ(figure(metrics.text(), "queue"), 7);
    length = 8;
    EXPECT_EQ(figure(metrics.text(), "queue"), 8);
}

TEST(Metrics, EscapesTheVersion) {
    const Metrics metrics(kRoutes, "1\"\\\n");
    EXPECT_EQ(figure(metrics.text(), R"(revivre_build_info{version="1\"\\ "})"), 1);
}

class MetricsPage : public LiveServer {};

TEST_F(MetricsPage, IsInTheFormatOfPrometheus) {
    static_cast<void>(get("/api/v1/events"));
    const WireAnswer answer = get("/metrics");
    EXPECT_EQ(answer.field("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_EQ(answer.field("Cache-Control"), "no-store");
    const std::regex comment("# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge))");
    const std::regex sample(R"re([a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9]+)re");
    std::istringstream lines(answer.body);
    int samples = 0;
    for (std::string line; std::getline(lines, line); ++samples) {
        EXPECT_TRUE(std::regex_match(line, comment) || std::regex_match(line, sample)) << line;
    }
    EXPECT_GT(samples, 20);
    EXPECT_TRUE(answer.body.ends_with("\n"));
}

TEST_F(MetricsPage, CountsByRouteAndTellsMadeFromKept) {
    const std::string before = get("/metrics").body;
    for (int count = 0; count < 3; ++count) static_cast<void>(get("/e/" + sample_.event));
    EXPECT_EQ(get("/e/evt_nothing").status, 404);
    EXPECT_EQ(get("/nothing/at/all").status, 404);
    const std::string after = get("/metrics").body;
    const auto grown = [&](const std::string& name) {
        return figure(after, name) - std::max(figure(before, name), 0L);
    };
    EXPECT_EQ(grown(R"(revivre_answers_total{method="GET",route="/e/{event}",status="2xx"})"), 3);
    EXPECT_EQ(grown(R"(revivre_answers_total{method="GET",route="/e/{event}",status="4xx"})"), 1);
    EXPECT_EQ(grown(R"(revivre_answers_total{method="",route="",status="4xx"})"), 1);
    EXPECT_EQ(grown("revivre_prepared_hits_total"), 2);
    EXPECT_EQ(grown("revivre_made_total"), 4);  // with that for "/metrics" itself
    EXPECT_GT(grown("revivre_answer_bytes_total"), 1000);
    EXPECT_EQ(figure(after, "revivre_prepared_answers"), 1);
    EXPECT_EQ(figure(after, "revivre_waiting_requests"), 1);
    EXPECT_GE(figure(after, "revivre_connections"), 1);
}

TEST_F(MetricsPage, R46TellsNothingOfVisitors) {
    static_cast<void>(get("/search?q=secret", "X-Forwarded-For: 203.0.113.9\r\n"));
    const std::string text = get("/metrics").body;
    for (const char* each : {"secret", "203.0.113", "127.0.0", "evt_", "rec_"}) {
        EXPECT_EQ(text.find(each), std::string::npos) << each;
    }
}

}  // namespace
}  // namespace revivre::server
