#include <array>
#include <mutex>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/text/title.hpp"
#include "server/access/back_off.hpp"
#include "server/access/guard.hpp"
#include "server/access/secret.hpp"
#include "server/content.hpp"
#include "server/http/limits.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using storage::Account;
using storage::Pass;
using storage::PassKind;

constexpr int kLongestTokenDays = 366;
constexpr int kUsualTokenDays = 90;

// One password is hashed at a time: each takes 19 MiB, and a flood of them no thread but one.
std::mutex& hashing() {
    static std::mutex instance;
    return instance;
}

std::string_view role_name(storage::AccountRole role) {
    constexpr std::array<std::string_view, 3> kNames{"editor", "archivist", "admin"};
    return kNames.at(static_cast<std::size_t>(role));
}

Json session_json(Context& context) {
    Json user = nullptr;
    if (context.caller) {
        user = {{"name", context.caller->name}, {"role", role_name(context.caller->role)}};
    }
    return {{"user", std::move(user)},
            {"accounts", !context.repository.accounts().empty()},
            {"local", context.caller && context.caller->account.empty()}};
}

Response session(const Request&, Context& context) {
    Response response = json_response(session_json(context));
    response.cache_control = "no-store";
    return response;
}

void require_patience(BackOff& back_off, const std::string& key) {
    const auto wait = back_off.wait_for(key);
    if (wait.count() == 0) return;
    throw StatusError(429, fmt::format("too many wrong passwords; try again in {} s", wait.count()),
                      {{"Retry-After", std::to_string(wait.count())}});
}

bool is_right(const std::optional<Account>& account, const std::string& password) {
    const std::unique_lock lock(hashing(), std::try_to_lock);
    if (!lock) {
        throw StatusError(503, "somebody else is signing in at this moment; try again",
                          {{"Retry-After", "1"}});
    }
    return password_matches(account ? account->password_hash : "", password);
}

std::string new_session(storage::Repository& repository, const Account& account) {
    const std::string secret = new_secret("rvs_");
    repository.save_pass({.id = "",
                          .account = account.id,
                          .kind = PassKind::session,
                          .digest = digest_of(secret),
                          .label = "",
                          .created_at = "",
                          .expires_at = instant_after(kSessionLength),
                          .last_used_at = ""});
    return secret;
}

Response sign_in(const Request& request, Context& context) {
    const Json content = json_content(request);
    const std::string name = text_member(content, "name");
    const std::string by_name = "name " + name;
    const std::string by_peer = "peer " + request.peer;
    BackOff& back_off = *context.back_off;
    require_patience(back_off, by_name);
    require_patience(back_off, by_peer);
    const auto account = context.repository.account_named(name);
    if (!is_right(account, text_member(content, "password"))) {
        back_off.note_failure(by_name);
        back_off.note_failure(by_peer);
        throw StatusError(401, "the name or the password is not right");
    }
    back_off.note_success(by_name);
    const std::string secret = new_session(context.repository, *account);
    context.caller =
        Caller{.account = account->id, .name = account->name, .role = account->role, .pass = ""};
    Response response = json_response(session_json(context));
    response.headers.emplace_back("Set-Cookie", session_cookie(secret, context.settings));
    return response;
}

Response sign_out(const Request&, Context& context) {
    if (context.caller && !context.caller->pass.empty()) {
        context.repository.remove_pass(context.caller->pass);
    }
    Response response{.status = 204, .content_type = "", .body = "", .headers = {}, .file = {}};
    response.headers.emplace_back("Set-Cookie", session_cookie("", context.settings));
    return response;
}

// Who works without an account has no tokens: there is nobody whose they would be.
const std::string& own_account(const Context& context) {
    if (context.caller->account.empty()) {
        throw StatusError(409,
                          "tokens belong to accounts: `revivre users add NAME` makes the first");
    }
    return context.caller->account;
}

Json token_json(const Pass& pass) {
    return {{"id", pass.id},
            {"label", pass.label},
            {"created_at", pass.created_at},
            {"expires_at", pass.expires_at},
            {"last_used_at", pass.last_used_at.empty() ? Json(nullptr) : Json(pass.last_used_at)}};
}

Response tokens(const Request&, Context& context) {
    Json list = Json::array();
    for (const Pass& pass : context.repository.passes(own_account(context))) {
        if (pass.kind == PassKind::token) list.push_back(token_json(pass));
    }
    return json_response({{"tokens", std::move(list)}});
}

Response make_token(const Request& request, Context& context) {
    const Json content = json_content(request);
    const int days = number_member(content, "days", kUsualTokenDays);
    if (days < 1 || days > kLongestTokenDays) {
        throw ContentError("/days", "a token is good for 1 to 366 days");
    }
    const std::string secret = new_secret("rvt_");
    const std::string& account = own_account(context);
    const std::string id =
        context.repository.save_pass({.id = "",
                                      .account = account,
                                      .kind = PassKind::token,
                                      .digest = digest_of(secret),
                                      .label = chapters::clean_line(text_member(content, "label")),
                                      .created_at = "",
                                      .expires_at = instant_after(std::chrono::days(days)),
                                      .last_used_at = ""});
    for (const Pass& pass : context.repository.passes(account)) {
        if (pass.id != id) continue;
        Json json = token_json(pass);
        json["token"] = secret;
        Response response = json_response(json);
        response.status = 201;
        return response;
    }
    throw Error(ErrorCode::conflict, "the account was removed meanwhile");
}

Response revoke_token(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("token");
    for (const Pass& pass : context.repository.passes(own_account(context))) {
        if (pass.id != id || pass.kind != PassKind::token) continue;
        context.repository.remove_pass(id);
        return {.status = 204, .content_type = "", .body = "", .headers = {}, .file = {}};
    }
    throw Error(ErrorCode::not_found, "you have no token '" + id + "'");
}

}  // namespace

namespace routes {

std::span<const Route> accounts() {
    static constexpr std::array kRoutes{
        private_route("GET", "/api/v1/session", session, Access::known),
        private_route("POST", "/api/v1/session", sign_in, Access::anyone, kSmallContentLimit),
        private_route("DELETE", "/api/v1/session", sign_out, Access::known, kSmallContentLimit),
        private_route("GET", "/api/v1/tokens", tokens, Access::editor),
        private_route("POST", "/api/v1/tokens", make_token, Access::editor, kSmallContentLimit),
        private_route("DELETE", "/api/v1/tokens/{token}", revoke_token, Access::editor,
                      kSmallContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
