#pragma once

#include <string>

#include "chapters/json.hpp"
#include "server/access/secret.hpp"
#include "storage/accounts.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {

/// A live server with an account of each role, and what it takes to ask it for something.
class StudioServer : public LiveServer {
  protected:
    StudioServer() {
        for (const auto role : {storage::AccountRole::editor, storage::AccountRole::archivist,
                                storage::AccountRole::admin}) {
            const std::string name = name_of(role);
            const std::string account = store_->save_account(
                {.id = "",
                 .name = name,
                 .role = role,
                 .password_hash =
                     role == storage::AccountRole::editor ? hash_password(kPassword) : "",
                 .created_at = ""});
            save_token(account, "rvt_" + name, "2999-01-01T00:00:00.000Z");
        }
    }

    static constexpr const char* kPassword = "douze lettres et plus";
    static constexpr const char* kJson = "Content-Type: application/json\r\n";

    static std::string name_of(storage::AccountRole role) {
        return role == storage::AccountRole::editor      ? "editor"
               : role == storage::AccountRole::archivist ? "archivist"
                                                         : "admin";
    }

    std::string save_token(const std::string& account, const std::string& secret,
                           const std::string& expires_at) {
        return store_->save_pass({.id = "",
                                  .account = account,
                                  .kind = storage::PassKind::token,
                                  .digest = digest_of(secret),
                                  .label = "",
                                  .created_at = "",
                                  .expires_at = expires_at,
                                  .last_used_at = ""});
    }

    /// Whoever holds the token of that role.
    static std::string as(const std::string& role) {
        return "Authorization: Bearer rvt_" + role + "\r\n";
    }

    /// One request with content, and fields that end with CR LF each.
    WireAnswer send(const std::string& line, const std::string& fields,
                    const std::string& content = {}) const {
        return parse_answer(
            exchange(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + fields +
                     "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content),
            true);
    }

    [[nodiscard]] std::string of_draft(const std::string& rest) const {
        return "/api/v1/recordings/" + sample_.draft + rest;
    }

    /// Saves a list of one chapter with that title on revision `based_on`.
    [[nodiscard]] WireAnswer save(const std::string& title, int based_on,
                                  const std::string& role = "editor") const {
        const chapters::Json list{{"chapters", chapters::Json::array({{{"id", "cha_one"},
                                                                       {"kind", "section"},
                                                                       {"title", title},
                                                                       {"start_ms", 0},
                                                                       {"end_ms", 1000}}})}};
        return send("PUT " + of_draft("/chapters"),
                    as(role) + kJson + "If-Match: \"r" + std::to_string(based_on) + "\"\r\n",
                    chapters::dump_json(list));
    }
};

}  // namespace revivre::server
