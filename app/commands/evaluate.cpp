#include <map>
#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/evaluation.hpp"

namespace revivre::app::commands {
namespace {

struct Request {
    std::string id;
    std::filesystem::path truth;
};

// What is proposed as certain: candidates that were only offered count as not named.
std::vector<chapters::JudgedChapter> judged(storage::Repository& repository,
                                            const std::string& recording) {
    std::map<std::string, chapters::JudgedChapter> by_chapter;
    for (const chapters::Proposal& proposal : repository.proposals(recording)) {
        chapters::JudgedChapter& chapter = by_chapter[proposal.chapter];
        chapter.start = proposal.suggested.start;
        if (!proposal.suggested.session.empty())
            chapter.session = repository.session(proposal.suggested.session).title;
        for (const chapters::Credit& credit : proposal.suggested.credits)
            chapter.speakers.push_back(credit.name);
    }
    std::vector<chapters::JudgedChapter> all;
    for (auto& [id, chapter] : by_chapter) all.push_back(std::move(chapter));
    return all;
}

std::string score_text(const char* name, const chapters::Score& score) {
    return fmt::format("{:<10}{} right, {} wrong, {} missing\n", name, score.right, score.wrong,
                       score.missing);
}

int run(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    const chapters::Recording recording = repository->recording(request.id);
    std::vector<std::string> known;
    for (const chapters::Person& person : repository->persons()) known.push_back(person.name);
    const auto truth = chapters::parse_json(read_file(request.truth, 64 << 20));
    const auto result = chapters::evaluate(truth, judged(*repository, request.id), known);
    chapters::Json json{
        {"recording", recording.id}, {"part", recording.part}, {"truth", request.truth.string()}};
    json.update(to_json(result));
    std::string text = fmt::format("{}  {}\n{:<10}{} of {} found, {} more\n", recording.part,
                                   recording.id, "chapters", result.chapters_found,
                                   result.chapters_expected, result.chapters_extra);
    text += score_text("persons", result.persons) + score_text("sessions", result.sessions);
    if (result.unannounced > 0)
        text += fmt::format("{:<10}{} of speakers nobody announced, left without a name\n", "",
                            result.unannounced);
    for (const std::string& fault : result.faults) text += "  " + fault + "\n";
    application.result(json, text);
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
