#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/evaluation/evaluation.hpp"

namespace revivre::app::commands {
namespace {

struct Request {
    std::string id;
    std::filesystem::path truth;
};

chapters::Observation observation(storage::Repository& repository,
                                  const chapters::Recording& recording) {
    chapters::Observation observed;
    observed.evidence = repository.evidence(recording.id);
    observed.proposals = repository.proposals(recording.id);
    for (const chapters::Person& person : repository.persons())
        observed.known_persons.push_back(person.name);
    for (const chapters::Session& session : repository.sessions(recording.event))
        observed.session_titles[session.id] = session.title;
    return observed;
}

int run(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    const chapters::Recording recording = repository->recording(request.id);
    const auto truth = chapters::parse_json(read_file(request.truth, 64 << 20));
    const auto result = chapters::evaluate(truth, observation(*repository, recording));
    chapters::Json json{
        {"recording", recording.id}, {"part", recording.part}, {"truth", request.truth.string()}};
    json.update(to_json(result));
    application.result(
        json, fmt::format("{}  {}\n", recording.part, recording.id) + chapters::report(result));
    return exit_done;
}

}  // namespace

void evaluate(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("evaluate", "compare what is proposed with a truth file");
    const auto request = std::make_shared<Request>();
    command->add_option("--truth", request->truth, "the recording's truth file")->required();
    command->add_option("ID", request->id, "rec_…")->required();
    command->callback([&application, request] {
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
