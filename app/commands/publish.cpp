#include <memory>

#include "review/publication.hpp"
#include <fmt/format.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

int run(const Application& application, const std::string& id, const std::string& summary) {
    const auto repository = application.open_existing();
    const review::Publication done =
        review::publish_recording(*repository, repository->recording(id), {.summary = summary});
    application.result({{"recording", id},
                        {"revision", done.revision},
                        {"changed", done.changed},
                        {"chapters", done.chapters},
                        {"named", done.named},
                        {"unidentified", done.unnamed}},
                       fmt::format("{} is public as revision {}{}: {} chapters, {} interventions "
                                   "named, {} not identified\n",
                                   id, done.revision, done.changed ? "" : " (it was already)",
                                   done.chapters, done.named, done.unnamed));
    return exit_done;
}

}  // namespace

void publish(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "publish", "make a recording's list public: what is certain, names included");
    const auto id = std::make_shared<std::string>();
    command->add_option("ID", *id, "rec_…")->required();
    const auto summary = std::make_shared<std::string>();
    command->add_option("--summary", *summary, "what changed, for the history");
    command->callback([&application, id, summary] {
        application.command = [&application, id, summary] {
            return run(application, *id, *summary);
        };
    });
}

}  // namespace revivre::app::commands
