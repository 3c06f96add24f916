#include "app/commands/registry.hpp"

namespace revivre::app::commands {

void version(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("version", "the program's version");
    command->callback([&application] {
        application.command = [&application] {
            application.result({{"version", REVIVRE_VERSION}},
                               std::string("revivre ") + REVIVRE_VERSION + "\n");
            return exit_done;
        };
    });
}

}  // namespace revivre::app::commands
