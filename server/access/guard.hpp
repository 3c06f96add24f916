#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/request_parser.hpp"
#include "server/routes/route.hpp"

/// Who may do what. See docs/design.md, "Accounts".
namespace revivre::server {

/// The name of the studio's cookie.
inline constexpr std::string_view kSessionCookie = "revivre_session";
/// How long a browser stays signed in without being used: a working day.
inline constexpr std::chrono::hours kSessionLength{12};

/// Whether the service asks nobody who they are: no account exists, it listens on this machine
/// only, has no public address, and nobody stands between.
bool is_open_to_this_machine(const RequestHead& request, storage::Repository& repository,
                             const Settings& settings);

/// Whom a request comes from, by its bearer token or cookie; nobody when neither is good. Notes the
/// use of a pass, at most once a minute.
std::optional<Caller> caller_of(const RequestHead& request, storage::Repository& repository,
                                const Settings& settings);

/// The same; throws StatusError{401} for nobody and StatusError{403} for a role that is too low.
Caller require_access(const RequestHead& request, storage::Repository& repository,
                      const Settings& settings, Access access);

/// Throws StatusError{403} unless the request names this service as its Host, and comes from no
/// page of another site (Origin, Sec-Fetch-Site): against forged requests and DNS rebinding.
void require_own_site(const RequestHead& request, const Settings& settings);

/// The Set-Cookie field that gives `secret` to a browser; empty: takes it back.
std::string session_cookie(const std::string& secret, const Settings& settings);

/// An instant as the store keeps it, `after` from now; RFC 3339 in UTC, so that texts compare as
/// times.
std::string instant_after(std::chrono::seconds after);

}  // namespace revivre::server
