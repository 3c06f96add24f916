#include <fmt/format.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

int run(const Application& application) {
    const auto repository = application.open_existing();
    const std::vector<std::string> problems = repository->check();
    std::vector<std::string> missing;
    for (const chapters::Recording& recording : repository->recordings()) {
        // Without a file of its own it is on another site.
        if (!recording.file.empty() && !std::filesystem::exists(recording.file))
            missing.push_back(fmt::format("{}: the file {} is gone", recording.id, recording.file));
    }
    std::string text;
    for (const std::string& problem : problems) text += problem + "\n";
    for (const std::string& each : missing)
        application.warn(each + "; index it where it is now and it is found again");
    if (problems.empty()) text += "The library is sound.\n";
    application.result(
        {{"sound", problems.empty()}, {"problems", problems}, {"missing_files", missing}}, text);
    if (!problems.empty()) return exit_storage;
    return missing.empty() ? exit_done : exit_warnings;
}

}  // namespace

void check(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("check", "whether everything stored is sound");
    command->callback(
        [&application] { application.command = [&application] { return run(application); }; });
}

}  // namespace revivre::app::commands
