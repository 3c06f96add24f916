#pragma once

#include <string>

/// Who may work here, and with what they show it.
namespace revivre::storage {

/// Each may all that the ones before may.
enum class AccountRole {
    editor,     ///< drafts: chapters, decisions on proposals, imports
    archivist,  ///< what is public, recordings, persons
    admin,      ///< accounts
};

struct Account {
    std::string id{};  ///< "acc_…"
    std::string name{};
    AccountRole role = AccountRole::editor;
    std::string password_hash{};  ///< Argon2id, in its own text form
    std::string created_at{};     ///< RFC 3339, UTC
    bool operator==(const Account&) const = default;
};

enum class PassKind {
    session,  ///< of a browser, in a cookie
    token,    ///< of a program
};

/// What lets somebody in without a password. The secret itself is not kept.
struct Pass {
    std::string id{};  ///< "pas_…"
    std::string account{};
    PassKind kind = PassKind::session;
    std::string digest{};  ///< of the secret, see server/access/secret.hpp
    std::string label{};   ///< what its owner calls it
    std::string created_at{};
    std::string expires_at{};
    std::string last_used_at{};  ///< empty: never; to the minute
    bool operator==(const Pass&) const = default;
};

}  // namespace revivre::storage
