#include <array>
#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "server/access/guard.hpp"
#include "server/access/secret.hpp"

namespace revivre::app::commands {
namespace {

using storage::Account;
using storage::AccountRole;

constexpr std::array<std::string_view, 3> kRoles{"editor", "archivist", "admin"};

struct Request {
    std::string name;
    std::string role = "archivist";
    std::string label;
    int days = 90;
};

AccountRole role_named(const std::string& name) {
    const auto found = std::ranges::find(kRoles, name);
    return static_cast<AccountRole>(found - kRoles.begin());
}

std::string_view name_of(AccountRole role) {
    return kRoles.at(static_cast<std::size_t>(role));
}

// Reads a line without showing it on the terminal.
std::string hidden_line(const char* prompt) {
    std::cerr << prompt << std::flush;
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    termios hidden = before;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::string line;
    std::getline(std::cin, line);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << "\n";
    return line;
}

struct Password {
    std::string text;
    bool made = false;  // by us, so that it must be told
};

// Typed twice on a terminal, else the first line of standard input, else one that is made.
Password read_password() {
    Password password;
    if (isatty(STDIN_FILENO) == 1) {
        password.text = hidden_line("password (empty: one is made): ");
        if (!password.text.empty() && hidden_line("once more: ") != password.text) {
            throw UsageError("the two passwords are not the same: nothing was changed");
        }
    } else {
        std::getline(std::cin, password.text);
    }
    if (password.text.empty()) return {.text = server::new_secret(""), .made = true};
    const std::string fault = server::password_fault(password.text);
    if (!fault.empty()) throw UsageError(fault);
    return password;
}

Account known(storage::Repository& repository, const std::string& name) {
    auto account = repository.account_named(name);
    if (!account) {
        throw Error(ErrorCode::not_found,
                    fmt::format("there is no account '{}'; `revivre users list` shows all", name));
    }
    return *std::move(account);
}

void tell_password(const Application& application, const Account& account, const Password& password,
                   const char* what) {
    chapters::Json json{{"name", account.name}, {"role", name_of(account.role)}};
    std::string text = fmt::format("{} {} ({})\n", account.name, what, name_of(account.role));
    if (password.made) {
        json["password"] = password.text;
        text += fmt::format("the password, shown this once: {}\n", password.text);
    }
    application.result(json, text);
}

int add(const Application& application, const Request& request) {
    application.library().create();
    const auto repository = storage::open_sqlite(application.library().database());
    if (request.name.empty()) throw UsageError("an account needs a name");
    if (repository->account_named(request.name)) {
        throw Error(ErrorCode::conflict, fmt::format("there is an account '{}' already; `revivre "
                                                     "users password {}` changes its password",
                                                     request.name, request.name));
    }
    const Password password = read_password();
    Account account{.id = "",
                    .name = request.name,
                    .role = role_named(request.role),
                    .password_hash = server::hash_password(password.text),
                    .created_at = ""};
    repository->save_account(account);
    tell_password(application, account, password, "may sign in");
    return exit_done;
}

int change_password(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    Account account = known(*repository, request.name);
    const Password password = read_password();
    account.password_hash = server::hash_password(password.text);
    repository->transact_unseen([&] {
        repository->save_account(account);
        for (const storage::Pass& pass : repository->passes(account.id)) {
            if (pass.kind == storage::PassKind::session) repository->remove_pass(pass.id);
        }
    });
    tell_password(application, account, password,
                  "has a new password and is signed out everywhere");
    return exit_done;
}

int set_role(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    Account account = known(*repository, request.name);
    account.role = role_named(request.role);
    repository->save_account(account);
    application.result({{"name", account.name}, {"role", request.role}},
                       fmt::format("{} is {} now\n", account.name, request.role));
    return exit_done;
}

int remove(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    repository->remove_account(known(*repository, request.name).id);
    application.result(
        {{"name", request.name}, {"removed", true}},
        fmt::format("{} and its tokens are gone; what it wrote stays\n", request.name));
    return exit_done;
}

int list(const Application& application, const Request&) {
    const auto repository = application.open_existing();
    chapters::Json all = chapters::Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const Account& account : repository->accounts()) {
        const auto passes = repository->passes(account.id);
        const auto tokens =
            std::ranges::count(passes, storage::PassKind::token, &storage::Pass::kind);
        all.push_back({{"name", account.name},
                       {"role", name_of(account.role)},
                       {"created_at", account.created_at},
                       {"tokens", tokens}});
        rows.push_back({account.name, std::string(name_of(account.role)), account.created_at,
                        fmt::format("{} tokens", tokens)});
    }
    const std::string nobody = "no account yet: on this machine everybody may work in the studio\n";
    application.result({{"users", all}}, rows.empty() ? nobody : table(rows));
    return exit_done;
}

int make_token(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    const Account account = known(*repository, request.name);
    const std::string secret = server::new_secret("rvt_");
    const std::string id =
        repository->save_pass({.id = "",
                               .account = account.id,
                               .kind = storage::PassKind::token,
                               .digest = server::digest_of(secret),
                               .label = request.label,
                               .created_at = "",
                               .expires_at = server::instant_after(std::chrono::days(request.days)),
                               .last_used_at = ""});
    application.result({{"id", id}, {"name", account.name}, {"token", secret}},
                       fmt::format("{}\n", secret));
    return exit_done;
}

int revoke(const Application& application, const Request& request) {
    application.open_existing()->remove_pass(request.name);
    application.result({{"id", request.name}, {"revoked", true}},
                       fmt::format("{} is no longer good\n", request.name));
    return exit_done;
}

using Run = int (*)(const Application&, const Request&);

CLI::App* add_action(CLI::App& group, Application& application,
                     const std::shared_ptr<Request>& request,
                     std::pair<const char*, const char*> names, Run run) {
    auto* command = group.add_subcommand(names.first, names.second);
    command->callback([&application, request, run] {
        application.command = [&application, request, run] { return run(application, *request); };
    });
    return command;
}

void add_role(CLI::App& command, const std::shared_ptr<Request>& request) {
    command
        .add_option("--role", request->role,
                    "editor: drafts; archivist: also what is public; admin: also accounts")
        ->check(CLI::IsMember(std::vector<std::string>{"editor", "archivist", "admin"}))
        ->capture_default_str();
}

}  // namespace

void users(CLI::App& parser, Application& application) {
    auto* group = parser.add_subcommand("users", "who may work in the studio and over the API");
    group->require_subcommand(1);
    const auto request = std::make_shared<Request>();
    const auto named = [&](std::pair<const char*, const char*> names, Run run) {
        auto* command = add_action(*group, application, request, names, run);
        command->add_option("NAME", request->name)->required();
        return command;
    };
    add_role(
        *named({"add", "an account; its password is asked for, or read from standard input"}, add),
        request);
    add_role(*named({"role", "change what somebody may do"}, set_role), request);
    named({"password", "change a password"}, change_password);
    named({"remove", "take an account away, and its tokens"}, remove);
    auto* token = named({"token", "a token for programs, shown this once"}, make_token);
    token->add_option("--label", request->label, "what it is for");
    token->add_option("--days", request->days, "how long it is good")
        ->check(CLI::Range(1, 366))
        ->capture_default_str();
    auto* revocation = add_action(*group, application, request,
                                  {"revoke", "a token that is no longer good at once"}, revoke);
    revocation->add_option("ID", request->name, "pas_…")->required();
    add_action(*group, application, request, {"list", "all accounts"}, list);
}

}  // namespace revivre::app::commands
