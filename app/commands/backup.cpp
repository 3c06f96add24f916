#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

int run(const Application& application, const std::filesystem::path& file) {
    application.open_existing()->backup(file);
    application.result(
        {{"file", file.string()}, {"bytes", std::filesystem::file_size(file)}},
        fmt::format("{} holds a verified copy of the library's database\n", file.string()));
    return exit_done;
}

}  // namespace

void backup(CLI::App& parser, Application& application) {
    auto* command =
        parser.add_subcommand("backup", "a verified copy of the database, made while others work");
    const auto file = std::make_shared<std::filesystem::path>();
    command->add_option("FILE", *file, "where to; must not exist yet")->required();
    command->callback([&application, file] {
        application.command = [&application, file] { return run(application, *file); };
    });
}

}  // namespace revivre::app::commands
