#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

void collect(const CLI::App& command, const std::string& path, chapters::Json& settings) {
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_lnames().empty() || !option->get_configurable()) continue;
        const std::string name = path + option->get_lnames().front();
        if (option->count() > 0) {
            settings[name] = fmt::format("{}", fmt::join(option->results(), " "));
        } else if (!option->get_default_str().empty()) {
            settings[name] = option->get_default_str();
        }
    }
    for (const CLI::App* each : command.get_subcommands([](const CLI::App*) { return true; })) {
        collect(*each, path + each->get_name() + ".", settings);
    }
}

}  // namespace

// A file that cannot be meant is refused before any command runs (see main.cpp), so that here all
// is well.
void validate(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "validate", "examine the configuration, and show every setting as it is merged");
    command->callback([&parser, &application] {
        application.command = [&parser, &application] {
            chapters::Json settings = chapters::Json::object();
            collect(parser, "", settings);
            std::vector<std::vector<std::string>> rows;
            for (const auto& [name, value] : settings.items()) {
                rows.push_back({name, value.get<std::string>()});
            }
            application.result({{"valid", true}, {"settings", settings}}, table(rows));
            return exit_done;
        };
    });
}

}  // namespace revivre::app::commands
