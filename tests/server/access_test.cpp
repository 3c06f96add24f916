// Who may do what: accounts, sessions, tokens, roles, other sites.
#include "server/access/back_off.hpp"
#include "server/access/guard.hpp"
#include "server/access/secret.hpp"
#include "server/routes/registry.hpp"
#include "tests/server/studio_server.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using namespace std::chrono_literals;

class AccessTest : public StudioServer {
  protected:
    [[nodiscard]] int status_of_draft(const std::string& fields) const {
        return get(of_draft("/draft"), fields).status;
    }
    [[nodiscard]] WireAnswer sign_in(const std::string& password,
                                     const std::string& fields = {}) const {
        return send("POST /api/v1/session", std::string(kJson) + fields,
                    chapters::dump_json({{"name", "editor"}, {"password", password}}));
    }
    [[nodiscard]] static std::string cookie_of(const WireAnswer& answer) {
        const std::string field = answer.field("Set-Cookie");
        return "Cookie: a=b; " + field.substr(0, field.find(';')) + "\r\n";
    }
};

// A path of a private route with something in place of each name.
std::string address_of(const Route& route) {
    std::string path(route.pattern);
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        path.replace(open, path.find('}', open) - open + 1, "rec_0");
    }
    return path;
}

TEST_F(AccessTest, NoPrivateRouteAnswersAStranger) {
    int count = 0;
    for (const Route& route : all_routes()) {
        if (route.access < Access::editor) continue;
        const WireAnswer answer = send(std::string(route.method) + " " + address_of(route), kJson,
                                       route.content_limit > 0 ? "{}" : "");
        EXPECT_EQ(answer.status, 401) << route.method << " " << route.pattern;
        EXPECT_EQ(answer.field("WWW-Authenticate"), "Bearer realm=\"revivre\"");
        ++count;
    }
    EXPECT_GE(count, 30);
}

TEST_F(AccessTest, NoRouteForArchivistsAnswersAnEditor) {
    for (const Route& route : all_routes()) {
        if (route.access < Access::archivist) continue;
        EXPECT_EQ(send(std::string(route.method) + " " + address_of(route), as("editor") + kJson,
                       route.content_limit > 0 ? "{}" : "")
                      .status,
                  403)
            << route.method << " " << route.pattern;
    }
}

TEST_F(AccessTest, PrivateAnswersAreNobodyElses) {
    const WireAnswer answer = get(of_draft("/draft"), as("editor"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Cache-Control"), "no-store");
    EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "");
    EXPECT_EQ(answer.field("Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'");
}

TEST_F(AccessTest, TokensEndWhenTheyExpireOrAreRevoked) {
    const std::string account = store_->account_named("editor")->id;
    save_token(account, "rvt_old", "2020-01-01T00:00:00.000Z");
    const std::string id = save_token(account, "rvt_revoked", "2999-01-01T00:00:00.000Z");
    EXPECT_EQ(status_of_draft(as("old")), 401);
    EXPECT_EQ(status_of_draft(as("revoked")), 200);
    EXPECT_EQ(send("DELETE /api/v1/tokens/" + id, as("editor")).status, 204);
    EXPECT_EQ(status_of_draft(as("revoked")), 401);
    EXPECT_EQ(status_of_draft(as("invented")), 401);
    EXPECT_EQ(status_of_draft("Authorization: Basic ZWRpdG9y\r\n"), 401);
}

TEST_F(AccessTest, ATokenIsMadeOnceAndIsNobodysCookie) {
    const WireAnswer made =
        send("POST /api/v1/tokens", as("editor") + kJson, R"({"label":"catalogue","days":3})");
    ASSERT_EQ(made.status, 201);
    const Json json = chapters::parse_json(made.body);
    const std::string secret = json["token"];
    EXPECT_EQ(status_of_draft("Authorization: Bearer " + secret + "\r\n"), 200);
    EXPECT_EQ(status_of_draft("Cookie: revivre_session=" + secret + "\r\n"), 401);
    const WireAnswer list = get("/api/v1/tokens", as("editor"));
    EXPECT_NE(list.body.find("catalogue"), std::string::npos);
    EXPECT_EQ(list.body.find(secret), std::string::npos);
    EXPECT_EQ(
        send("DELETE /api/v1/tokens/" + json["id"].get<std::string>(), as("archivist")).status, 404)
        << "somebody else's";
    for (const char* days : {"0", "367", "-1", "1e99", "\"3\""}) {
        EXPECT_EQ(send("POST /api/v1/tokens", as("editor") + kJson,
                       std::string(R"({"days":)") + days + "}")
                      .status,
                  400)
            << days;
    }
}

TEST_F(AccessTest, ACookieComesWithTheRightPasswordAndGoesWithSigningOut) {
    const WireAnswer signed_in = sign_in(kPassword);
    ASSERT_EQ(signed_in.status, 200);
    const std::string cookie = cookie_of(signed_in);
    for (const char* part : {"HttpOnly", "SameSite=Strict", "Path=/"}) {
        EXPECT_NE(signed_in.field("Set-Cookie").find(part), std::string::npos) << part;
    }
    EXPECT_EQ(status_of_draft(cookie), 200);
    EXPECT_EQ(send("DELETE /api/v1/session", cookie).status, 204);
    EXPECT_EQ(status_of_draft(cookie), 401);
}

TEST_F(AccessTest, WrongPasswordsAreToldNothingAndSlowedDown) {
    int refused = 0;
    WireAnswer last;
    for (int tries = 0; tries < 8 && refused == 0; ++tries) {
        last = sign_in("something else, longer");
        refused += last.status == 429 ? 1 : 0;
        EXPECT_EQ(last.status, refused == 0 ? 401 : 429);
    }
    EXPECT_EQ(refused, 1);
    EXPECT_NE(last.field("Retry-After"), "");
    EXPECT_EQ(sign_in(kPassword).status, 429) << "also the right one has to wait";
}

TEST_F(AccessTest, PagesOfOtherSitesWriteNothing) {
    const std::string cookie = cookie_of(sign_in(kPassword));
    const std::string line = "POST " + of_draft("/undo");
    for (const char* fields :
         {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Origin: http://127.0.0.1:1\r\n",
          "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"}) {
        EXPECT_EQ(send(line, cookie + kJson + fields, "{}").status, 403) << fields;
        EXPECT_EQ(sign_in(kPassword, fields).status, 403) << fields;
        EXPECT_EQ(status_of_draft(cookie + fields), 403) << fields;
    }
    EXPECT_EQ(send(line, cookie + kJson + "Origin: http://127.0.0.1\r\n", "{}").status, 428);
}

TEST_F(AccessTest, ANameThatSomebodyPointsHereIsNotOurs) {
    const std::string request = "GET " + of_draft("/draft") +
                                " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n" +
                                as("editor") + "\r\n";
    EXPECT_EQ(parse_answer(exchange(request), true).status, 403);
}

TEST_F(AccessTest, ContentThatFormsCanSendIsRefused) {
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded",
                             "multipart/form-data; boundary=x", "", "application/jsonp"}) {
        const std::string field = std::string("Content-Type: ") + type + "\r\n";
        EXPECT_EQ(send("PUT " + of_draft("/chapters"),
                       as("editor") + field + "If-Match: \"r0\"\r\n", R"({"chapters":[]})")
                      .status,
                  415)
            << type;
    }
}

TEST(Secrets, AreLongAndKeptAsDigestsOnly) {
    const std::string secret = new_secret("rvt_");
    EXPECT_EQ(secret.size(), 4 + 43);
    EXPECT_NE(secret, new_secret("rvt_"));
    EXPECT_EQ(digest_of(secret).size(), 64);
    const std::string hash = hash_password("douze lettres et plus");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(password_matches(hash, "douze lettres et plus"));
    EXPECT_FALSE(password_matches(hash, "douze lettres et plu"));
    EXPECT_FALSE(password_matches("", ""));
}

TEST(Secrets, PasswordsAreCountedInLetters) {
    EXPECT_EQ(password_fault("éèàùéèàùéèàù"), "");
    EXPECT_NE(password_fault("éèàùéèàùéèà"), "");
    EXPECT_NE(password_fault(std::string(1025, 'a')), "");
}

TEST(BackOff, DoublesAfterFiveFailuresAndForgets) {
    BackOff back_off;
    BackOff::Clock::time_point now{1000h};
    for (int failures = 1; failures <= 4; ++failures) back_off.note_failure("a", now);
    EXPECT_EQ(back_off.wait_for("a", now), 0s);
    back_off.note_failure("a", now);
    EXPECT_EQ(back_off.wait_for("a", now), 1s);
    back_off.note_failure("a", now);
    EXPECT_EQ(back_off.wait_for("a", now), 2s);
    EXPECT_EQ(back_off.wait_for("a", now + 2s), 0s);
    EXPECT_EQ(back_off.wait_for("b", now), 0s);
    back_off.note_failure("a", now + 2h);
    EXPECT_EQ(back_off.wait_for("a", now + 2h), 0s) << "an hour later all is forgiven";
    for (int failures = 0; failures < 40; ++failures) back_off.note_failure("a", now + 2h);
    EXPECT_EQ(back_off.wait_for("a", now + 2h), 1024s);
    back_off.note_success("a");
    EXPECT_EQ(back_off.wait_for("a", now + 2h), 0s);
}

// Nobody has an account yet.
class OpenMachine : public LiveServer {};

TEST_F(OpenMachine, LetsEverybodyOnThisMachineIn) {
    const WireAnswer session = get("/api/v1/session");
    const Json json = chapters::parse_json(session.body);
    EXPECT_EQ(json["local"], true);
    EXPECT_EQ(json["user"]["role"], "admin");
    EXPECT_EQ(get("/api/v1/recordings/" + sample_.draft + "/draft").status, 200);
}

TEST_F(OpenMachine, ButNobodyWhoComesThroughAProxyOrByAnotherName) {
    const std::string path = "/api/v1/recordings/" + sample_.draft + "/draft";
    EXPECT_EQ(get(path, "X-Forwarded-For: 192.0.2.1\r\n").status, 401);
    EXPECT_EQ(get(path, "Forwarded: for=192.0.2.1\r\n").status, 401);
    EXPECT_EQ(get(path, "Sec-Fetch-Site: cross-site\r\n").status, 403);
    EXPECT_EQ(get(path, "Origin: https://evil.example\r\n").status, 403);
}

TEST_F(OpenMachine, ClosesWithTheFirstAccount) {
    store_->save_account({.id = "",
                          .name = "anne",
                          .role = storage::AccountRole::admin,
                          .password_hash = "",
                          .created_at = ""});
    EXPECT_EQ(get("/api/v1/recordings/" + sample_.draft + "/draft").status, 401);
}

}  // namespace
}  // namespace revivre::server
