#include "server/access/guard.hpp"

#include <chrono>

#include <fmt/format.h>

#include "chapters/public_address.hpp"
#include "server/access/secret.hpp"
#include "server/http/text.hpp"
#include "server/problem.hpp"
#include "storage/ids.hpp"

namespace revivre::server {
namespace {

using storage::Account;
using storage::Pass;
using storage::PassKind;

constexpr std::size_t kMinuteOfInstant = 16;  // "2026-05-04T03:02"

std::string_view host_name(std::string_view host) {
    const std::size_t bracket = host.rfind(']');
    return host.substr(0, host.find(':', bracket == std::string_view::npos ? 0 : bracket));
}

bool is_literal(std::string_view name) {
    if (name.starts_with('[')) return true;
    return !name.empty() && name.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_loopback(std::string_view address) {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

std::string_view public_host(const Settings& settings) {
    const std::string_view url = settings.public_url;
    const std::size_t start = url.find("://");
    return start == std::string_view::npos
               ? std::string_view()
               : url.substr(start + 3, url.find('/', start + 3) - start - 3);
}

// A name that somebody's DNS points here is not ours; addresses cannot be pointed elsewhere.
bool names_this_service(std::string_view host, const Settings& settings) {
    const std::string_view name = host_name(host);
    return is_literal(name) || same_token(name, "localhost") ||
           (!settings.public_url.empty() && same_token(host, public_host(settings)));
}

bool is_own_origin(const RequestHead& request, const Settings& settings) {
    return request.origin == "http://" + request.host ||
           (!settings.public_url.empty() &&
            request.origin == chapters::origin_of(settings.public_url));
}

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
    while (!cookies.empty()) {
        const std::size_t end = cookies.find(';');
        const std::string_view pair = trim(cookies.substr(0, end));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
            return pair.substr(name.size() + 1);
        }
        cookies = end == std::string_view::npos ? std::string_view() : cookies.substr(end + 1);
    }
    return {};
}

// The secret that a request shows, and as what: a token is no cookie, nor the other way.
std::pair<std::string_view, PassKind> shown_secret(const RequestHead& request) {
    constexpr std::string_view kBearer = "bearer ";
    const std::string_view field = request.authorization;
    if (field.size() > kBearer.size() && same_token(field.substr(0, kBearer.size()), kBearer)) {
        return {trim(field.substr(kBearer.size())), PassKind::token};
    }
    return {cookie_value(request.cookie, kSessionCookie), PassKind::session};
}

// A browser that is used stays signed in.
void note_use(storage::Repository& repository, Pass pass) {
    const std::string now = instant_after({});
    if (pass.last_used_at.substr(0, kMinuteOfInstant) == now.substr(0, kMinuteOfInstant)) return;
    pass.last_used_at = now;
    if (pass.kind == PassKind::session) pass.expires_at = instant_after(kSessionLength);
    repository.save_pass(pass);
}

bool is_enough(storage::AccountRole role, Access access) {
    return static_cast<int>(role) + static_cast<int>(Access::editor) >= static_cast<int>(access);
}

}  // namespace

bool is_open_to_this_machine(const RequestHead& request, storage::Repository& repository,
                             const Settings& settings) {
    return is_loopback(settings.address) && settings.public_url.empty() &&
           request.forwarded.empty() && repository.accounts().empty();
}

std::optional<Caller> caller_of(const RequestHead& request, storage::Repository& repository,
                                const Settings& settings) {
    const auto [secret, kind] = shown_secret(request);
    if (!secret.empty()) {
        const auto known = repository.pass(digest_of(secret));
        if (known && known->first.kind == kind && known->first.expires_at > instant_after({})) {
            const auto& [pass, account] = *known;
            note_use(repository, pass);
            return Caller{
                .account = account.id, .name = account.name, .role = account.role, .pass = pass.id};
        }
        if (kind == PassKind::token) return std::nullopt;
    }
    if (!is_open_to_this_machine(request, repository, settings)) return std::nullopt;
    return Caller{.account = "", .name = "local", .role = storage::AccountRole::admin, .pass = ""};
}

Caller require_access(const RequestHead& request, storage::Repository& repository,
                      const Settings& settings, Access access) {
    auto caller = caller_of(request, repository, settings);
    if (!caller) {
        throw StatusError(401,
                          "this address is for people with an account: sign in, or send a token",
                          {{"WWW-Authenticate", "Bearer realm=\"revivre\""}});
    }
    if (!is_enough(caller->role, access)) {
        throw StatusError(403, fmt::format("the account '{}' may not do this; an administrator can "
                                           "give it another role",
                                           caller->name));
    }
    return *std::move(caller);
}

void require_own_site(const RequestHead& request, const Settings& settings) {
    if (!names_this_service(request.host, settings)) {
        throw StatusError(403, fmt::format("this service is not known as '{}'; --public-url says "
                                           "under which name it is reached",
                                           request.host));
    }
    const bool foreign_origin = !request.origin.empty() && !is_own_origin(request, settings);
    const bool foreign_page =
        same_token(request.fetch_site, "cross-site") || same_token(request.fetch_site, "same-site");
    if (foreign_origin || foreign_page) {
        throw StatusError(403, "pages of other sites may not do this");
    }
}

std::string session_cookie(const std::string& secret, const Settings& settings) {
    const bool secure = settings.public_url.starts_with("https:");
    const auto age = secret.empty() ? std::chrono::seconds(0) : kSessionLength;
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", kSessionCookie,
                       secret, std::chrono::seconds(age).count(), secure ? "; Secure" : "");
}

std::string instant_after(std::chrono::seconds after) {
    return storage::utc_text(std::chrono::system_clock::now() + after);
}

}  // namespace revivre::server
