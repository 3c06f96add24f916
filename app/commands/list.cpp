#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::app::commands {
namespace {

chapters::Json recording_json(storage::Repository& repository,
                              const chapters::Recording& recording) {
    chapters::Json json = to_json(recording);
    json.erase("streams");
    json["latest_revision"] = repository.latest_revision(recording.id);
    json["published_revision"] = repository.published_revision(recording.id);
    return json;
}

int run(const Application& application) {
    const auto repository = application.open_existing();
    chapters::Json events = chapters::Json::array();
    chapters::Json recordings = chapters::Json::array();
    std::vector<std::vector<std::string>> rows;
    const auto all = repository->recordings();
    for (const chapters::Event& event : repository->events()) {
        events.push_back(to_json(event));
        rows.push_back({event.title + (event.date.empty() ? "" : ", " + event.date), event.id});
        for (const chapters::Recording& recording : all) {
            if (recording.event != event.id) continue;
            recordings.push_back(recording_json(*repository, recording));
            const int published = repository->published_revision(recording.id);
            rows.push_back(
                {"  " + (recording.part.empty() ? recording.title : recording.part), recording.id,
                 chapters::clock_text(recording.duration),
                 published > 0 ? fmt::format("published, revision {}", published) : "not published",
                 recording.address.empty() ? recording.file : recording.address});
        }
    }
    application.result({{"events", events}, {"recordings", recordings}},
                       rows.empty() ? "The library is empty.\n" : table(rows));
    return exit_done;
}

}  // namespace

void list(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("list", "events and recordings");
    command->callback(
        [&application] { application.command = [&application] { return run(application); }; });
}

}  // namespace revivre::app::commands
