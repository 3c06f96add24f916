#include <array>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "chapters/error.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

class Http : public LiveServer {};

TEST_F(Http, AnswersWithTheFieldsThatEveryAnswerHas) {
    const WireAnswer answer = get("/api/v1/events");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Content-Type"), "application/json");
    EXPECT_EQ(answer.field("Content-Length"), std::to_string(answer.body.size()));
    EXPECT_EQ(answer.field("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.field("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.field("Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(answer.field("Cache-Control"), "no-cache");
    EXPECT_EQ(answer.field("Date").size(), 29U);
    EXPECT_EQ(answer.field("Server"), "");
}

TEST_F(Http, AnswersHeadAsGetWithoutTheBody) {
    const WireAnswer whole = get("/api/v1/events");
    const WireAnswer bare = head("/api/v1/events");
    EXPECT_EQ(bare.status, 200);
    EXPECT_EQ(bare.field("Content-Length"), whole.field("Content-Length"));
    EXPECT_EQ(bare.field("ETag"), whole.field("ETag"));
}

TEST_F(Http, AnswersUnchangedToWhoHasTheTag) {
    const std::string tag = get("/api/v1/events").field("ETag");
    for (const std::string& field : {"\"x\", W/" + tag, tag, std::string("*")}) {
        const WireAnswer answer = get("/api/v1/events", "If-None-Match: " + field + "\r\n");
        EXPECT_EQ(answer.status, 304) << field;
        EXPECT_EQ(answer.field("ETag"), tag);
        EXPECT_EQ(answer.field("Content-Length"), "");
    }
    EXPECT_EQ(get("/api/v1/events", "If-None-Match: \"x\"\r\n").status, 200);
    EXPECT_EQ(get("/api/v1/events", "If-Match: \"x\"\r\n").status, 412);
}

TEST_F(Http, AnswersPipelinedRequestsInOrder) {
    const std::string all = exchange(
        "GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n"
        "GET /api/v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n"
        "HEAD /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n"
        "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    std::string_view rest = all;
    EXPECT_EQ(parse_answer(rest, true, &rest).status, 200);
    EXPECT_EQ(parse_answer(rest, true, &rest).status, 404);
    EXPECT_EQ(parse_answer(rest, false, &rest).status, 200);
    const WireAnswer last = parse_answer(rest, true, &rest);
    EXPECT_EQ(last.body, "ok\n");
    EXPECT_EQ(last.field("Connection"), "close");
    EXPECT_EQ(rest, "");
}

TEST_F(Http, KeepsTheConnectionOfOldClientsOnlyWhenAsked) {
    const auto answer_to = [&](const std::string& raw) {
        return parse_answer(exchange(raw), true);
    };
    EXPECT_EQ(answer_to("GET /healthz HTTP/1.0\r\n\r\n").field("Connection"), "close");
    EXPECT_EQ(
        answer_to("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").field("Connection"),
        "keep-alive");
}

TEST_F(Http, AnswersABrokenHeadOnceAndEnds) {
    const std::string all = exchange(
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    std::string_view rest = all;
    const WireAnswer answer = parse_answer(rest, true, &rest);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.field("Connection"), "close");
    EXPECT_EQ(rest, "");
}

TEST_F(Http, LetsItsAnswerArriveAlthoughAClientStillSends) {
    const Client client(server_->port());
    client.send("POST /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
    client.send(std::string(4'000'000, 'x'));
    client.end_sending();
    EXPECT_EQ(parse_answer(client.receive_all(), true).status, 405);
}

TEST_F(Http, SaysWhichMethodsAnAddressTakes) {
    const WireAnswer answer =
        parse_answer(exchange("DELETE /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n"), true);
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.field("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(parse_answer(exchange("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), true).status, 501);
}

TEST_F(Http, LetsScriptsOfOtherSitesAsk) {
    const WireAnswer answer =
        parse_answer(exchange("OPTIONS /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n"), true);
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(answer.field("Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
    const WireAnswer page = parse_answer(exchange("OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n"), true);
    EXPECT_EQ(page.field("Access-Control-Allow-Methods"), "");
}

TEST_F(Http, TellsPeopleInHtmlAndProgramsInJson) {
    const std::string html = "Accept: text/html,*/*;q=0.8\r\n";
    EXPECT_EQ(get("/nothing", html).field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(get("/nothing").field("Content-Type"), "application/problem+json");
    EXPECT_EQ(get("/api/v1/nothing", html).field("Content-Type"), "application/problem+json");
    EXPECT_EQ(get("/media/nothing", html).field("Content-Type"), "application/problem+json");
}

TEST_F(Http, RefusesAddressesThatAreNoText) {
    EXPECT_EQ(get("/api/v1/search?q=%gg").status, 400);
    EXPECT_EQ(get("/%c0%af").status, 400);
    EXPECT_EQ(get("/static/../../etc/passwd").status, 404);
    EXPECT_EQ(get("//").status, 404);
}

TEST_F(Http, ServesWhatIsPublishedSoonAfterAChange) {
    const std::string before = get("/api/v1/events").body;
    chapters::Event event = store_->event(sample_.event);
    event.title = "Vivre à la campagne";
    store_->save_event(event);
    std::string after;
    for (int tries = 0; tries < 10000 && (after.empty() || after == before); ++tries) {
        after = get("/api/v1/events").body;
    }
    EXPECT_NE(after.find("Vivre à la campagne"), std::string::npos);
}

TEST_F(Http, R45SharesMediaPicturesTracksAndApiWithOtherSites) {
    const std::string recording = "/api/v1/recordings/" + sample_.recording;
    for (const std::string& target :
         {"/media/" + sample_.recording, "/pictures/" + sample_.recording + "/poster.jpg",
          recording + "/chapters", recording + "/chapters.vtt",
          std::string("/api/v1/search?q=ville"), std::string("/api/v1/nothing")}) {
        const std::string fields = "Origin: https://site.example\r\n";
        const WireAnswer answer = get(target, fields);
        EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "*") << target;
        const std::string tag = answer.field("ETag");
        if (tag.empty()) continue;
        const WireAnswer unchanged = get(target, fields + "If-None-Match: " + tag + "\r\n");
        EXPECT_EQ(unchanged.status, 304) << target;
        EXPECT_EQ(unchanged.field("Access-Control-Allow-Origin"), "*") << target;
        const WireAnswer leave = parse_answer(
            exchange("OPTIONS " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"), true);
        EXPECT_NE(leave.field("Access-Control-Allow-Headers").find("Range"), std::string::npos);
    }
    for (const char* target : {"/", "/search?q=ville", "/metrics", "/healthz"}) {
        EXPECT_EQ(get(target).field("Access-Control-Allow-Origin"), "") << target;
    }
}

TEST_F(Http, R43LetsNobodyFrameWhatIsNotForFrames) {
    const std::string html = "Accept: text/html\r\n";
    for (const std::string& target :
         {std::string("/"), "/e/" + sample_.event, "/v/" + sample_.recording,
          "/p/" + sample_.speaker, std::string("/search?q=ville"), std::string("/nothing")}) {
        const std::string policy = get(target, html).field("Content-Security-Policy");
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << target;
        EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos) << target;
    }
}

// Kept answers are shared by all requests that the Vary field does not tell apart.
TEST_F(Http, NamesEveryFieldThatAnAnswerDependsOn) {
    for (const std::string& target :
         {std::string("/"), "/e/" + sample_.event, "/v/" + sample_.recording,
          "/p/" + sample_.speaker, std::string("/search?q=ville"), std::string("/api/v1/events"),
          "/api/v1/events/" + sample_.event, std::string("/api/v1/recordings"),
          "/api/v1/recordings/" + sample_.recording + "/chapters",
          "/api/v1/recordings/" + sample_.recording + "/chapters.vtt",
          "/embed/" + sample_.recording, "/list/" + sample_.recording, std::string("/persons"),
          "/api/v1/chapters/" + sample_.first, std::string("/api/v1/persons"),
          std::string("/assets/style.css")}) {
        const auto differs = [&](const std::string& field, const std::string& one,
                                 const std::string& other) {
            const WireAnswer first = get(target, field + ": " + one + "\r\n");
            const WireAnswer second = get(target, field + ": " + other + "\r\n");
            EXPECT_EQ(first.status, 200) << target;
            if (first.body == second.body) return;
            const std::string vary = ", " + first.field("Vary") + ",";
            EXPECT_NE(vary.find(", " + field + ","), std::string::npos) << target << ": " << vary;
        };
        differs("Accept", "*/*", "text/vtt, */*;q=0.1");
        differs("Accept", "application/json", "application/ld+json, */*;q=0.1");
        differs("Accept-Language", "fr", "en");
        differs("Accept-Encoding", "gzip", "br");
    }
}

TEST_F(Http, IsReadyWhileTheStoreCanBeRead) {
    EXPECT_EQ(get("/healthz").body, "ok\n");
    EXPECT_EQ(get("/readyz").status, 200);
}

TEST_F(Http, EndsIdleConnectionsWhenStopped) {
    const Client client(server_->port());
    client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_NE(client.receive_head(), "");
    server_->stop(std::chrono::seconds(5));
    server_->wait();
    EXPECT_TRUE(client.receive_all().size() <= 3);  // the end of "ok" at most
}

/// Handlers that wait at a gate, so that a test decides when they answer.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool reached = false;
    bool open = false;

    void pass() {
        std::unique_lock lock(mutex);
        reached = true;
        changed.notify_all();
        changed.wait(lock, [this] { return open; });
    }
    void await_visitor() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return reached; });
    }
    void close() {
        const std::lock_guard lock(mutex);
        reached = open = false;
    }
    void let_pass() {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
};

Gate& gate() {
    static Gate only;
    return only;
}

Response gated(const Request&, Context&) {
    gate().pass();
    Response response;
    response.content_type = "text/plain";
    response.body = "through";
    return response;
}

Response broken(const Request&, Context&) {
    throw std::runtime_error("/secret/path is broken");
}

Response unavailable(const Request&, Context&) {
    throw Error(ErrorCode::unavailable, "cannot open /secret/path");
}

constexpr std::array kRoutes{Route{"/gated", gated, false}, Route{"/broken", broken, false},
                             Route{"/unavailable", unavailable, false}};

class OwnRoutes : public LiveServer {
  protected:
    OwnRoutes() : LiveServer(kRoutes) { gate().close(); }
};

TEST_F(OwnRoutes, FinishesAnAnswerThatIsOnItsWayWhenStopped) {
    const Client client(server_->port());
    client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n");
    gate().await_visitor();
    server_->stop(std::chrono::seconds(5));
    gate().let_pass();
    const WireAnswer answer = parse_answer(client.receive_all(), true);
    EXPECT_EQ(answer.body, "through");
    EXPECT_EQ(answer.field("Connection"), "close");
}

TEST_F(OwnRoutes, EndsAfterAWorkerThatStillMakesAnAnswerWhenAborted) {
    const Client client(server_->port());
    client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n");
    gate().await_visitor();
    server_->abort();
    EXPECT_EQ(client.receive_head(), "");  // at once, although the worker is at the gate
    gate().let_pass();
    server_->wait();
}

TEST_F(OwnRoutes, TellsNothingOfItsOwnFaults) {
    for (const auto& [target, status] :
         {std::pair{"/broken", 500}, std::pair{"/unavailable", 503}}) {
        const WireAnswer answer = get(target);
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.body.find("secret"), std::string::npos);
    }
    EXPECT_EQ(get("/unavailable").field("Retry-After"), "1");
}

TEST(HttpServer, SaysWhenItCannotListen) {
    Settings settings;
    settings.address = "no address";
    EXPECT_THROW(HttpServer(settings, {}, {}), Error);
    settings.address = "192.0.2.1";
    EXPECT_THROW(HttpServer(settings, {}, {}), Error);
}

}  // namespace
}  // namespace revivre::server
