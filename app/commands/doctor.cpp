#include <functional>

#include <fmt/format.h>

#include "app/application/site_options.hpp"
#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "indexer/probe.hpp"

namespace revivre::app::commands {
namespace {

struct Finding {
    std::string subject;
    bool good = false;
    std::string text;
};

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

Finding examine(const std::string& subject, const std::function<std::string()>& examination) {
    try {
        return {subject, true, examination()};
    } catch (const std::exception& error) {
        return {subject, false, error.what()};
    }
}

std::string examine_worker() {
    const indexer::WorkerCheck check = indexer::check_worker();
    if (!check.allowed.empty()) {
        throw Error(ErrorCode::unavailable,
                    "the worker's sandbox lets through: " + listed(check.allowed));
    }
    return fmt::format("{}; locked in ({} ways out refused{})", listed(check.libraries),
                       check.refused.size(),
                       check.landlock ? ", Landlock on" : ", this kernel has no Landlock");
}

std::string examine_library(const Application& application) {
    const storage::Library library = application.library();
    if (!std::filesystem::exists(library.database()))
        return fmt::format("{}: not made yet", library.folder().string());
    const auto problems = application.open_existing()->check();
    if (!problems.empty()) throw Error(ErrorCode::unavailable, listed(problems));
    return fmt::format("{}: sound", library.folder().string());
}

std::string examine_room(const Application& application) {
    constexpr std::uintmax_t kLeast = std::uintmax_t{256}
                                      << 20;  // a database, its log and a backup
    std::filesystem::path folder = std::filesystem::absolute(application.library_folder);
    while (!std::filesystem::exists(folder)) folder = folder.parent_path();
    const auto room = std::filesystem::space(folder).available;
    const std::string text =
        fmt::format("{} MiB free for {}", room >> 20U, application.library_folder.string());
    if (room < kLeast)
        throw Error(ErrorCode::unavailable, text + ": 256 MiB are needed to work safely");
    return text;
}

// The pages say it too: a site that lacks its legal notice works, and breaks the law.
std::string examine_site(const Application& application) {
    const std::string missing = missing_settings_words(application.site);
    return missing.empty() ? "all that the law asks is said" : missing;
}

int run(const Application& application) {
    const std::vector<Finding> findings{
        examine("worker", examine_worker),
        examine("library", [&] { return examine_library(application); }),
        examine("room", [&] { return examine_room(application); }),
        examine("site", [&] { return examine_site(application); })};
    chapters::Json json{
        {"version", REVIVRE_VERSION}, {"healthy", true}, {"findings", chapters::Json::array()}};
    std::vector<std::vector<std::string>> rows;
    for (const Finding& each : findings) {
        if (!each.good) json["healthy"] = false;
        json["findings"].push_back(
            {{"subject", each.subject}, {"good", each.good}, {"text", each.text}});
        rows.push_back({each.good ? "good" : "BAD", each.subject, each.text});
    }
    application.result(json, table(rows));
    return json["healthy"] == true ? exit_done : exit_failed;
}

}  // namespace

void doctor(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("doctor", "whether this machine has what revivre needs");
    command->callback(
        [&application] { application.command = [&application] { return run(application); }; });
}

}  // namespace revivre::app::commands
