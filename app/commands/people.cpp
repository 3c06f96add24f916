#include <map>

#include <fmt/format.h>

#include "app/application/people_commands.hpp"
#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

// What each person is announced as, first mention first.
std::map<std::string, std::vector<chapters::Expectation>> expectations(
    storage::Repository& repository) {
    std::map<std::string, std::vector<chapters::Expectation>> by_person;
    for (const chapters::Event& event : repository.events()) {
        for (chapters::Expectation& each : repository.expectations(event.id))
            by_person[each.person].push_back(std::move(each));
    }
    return by_person;
}

int run(const Application& application) {
    const auto repository = application.open_existing();
    const auto announced = expectations(*repository);
    chapters::Json people = chapters::Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const chapters::Person& person : repository->persons()) {
        chapters::Json json = to_json(person);
        json["announced"] = chapters::Json::array();
        std::string as;
        if (const auto found = announced.find(person.id); found != announced.end()) {
            for (const auto& each : found->second) json["announced"].push_back(to_json(each));
            const auto& first = found->second.front();
            as = first.function +
                 (first.function.empty() || first.organisation.empty() ? "" : ", ") +
                 first.organisation;
        }
        const std::size_t interventions = repository->public_interventions(person.id).size();
        json["public_interventions"] = interventions;
        people.push_back(json);
        rows.push_back({person.name, person.id, fmt::format("{} public", interventions), as});
    }
    application.result({{"people", people}}, rows.empty() ? "Nobody is known yet.\n" : table(rows));
    return exit_done;
}

}  // namespace

void people(CLI::App& parser, Application& application) {
    auto* command =
        parser.add_subcommand("people", "everybody known, and as what they were announced");
    command->require_subcommand(0, 1);
    add_people_commands(*command, application);
    command->callback([&application, command] {
        if (!command->get_subcommands().empty()) return;
        application.command = [&application] { return run(application); };
    });
}

}  // namespace revivre::app::commands
