#include <memory>

#include "review/draft.hpp"
#include "review/publication.hpp"
#include <fmt/format.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

struct HistoryRequest {
    std::string id;
    int revision = 0;
    std::string summary;
    std::string author = "revivre";
};

int list_history(const Application& application, const std::string& id) {
    const auto repository = application.open_existing();
    const int published = repository->published_revision(id);
    chapters::Json revisions = chapters::Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const chapters::Revision& head : repository->history(id)) {
        chapters::Json json = chapters::to_json(head);
        json.erase("chapters");
        json["published"] = head.number == published;
        revisions.push_back(std::move(json));
        rows.push_back({fmt::format("{}{}", head.number, head.number == published ? " *" : ""),
                        head.created_at, std::string(chapters::name_of(head.kind)), head.author,
                        head.summary});
    }
    chapters::Json publications = chapters::Json::array();
    for (const storage::Publication& each : repository->publications(id)) {
        publications.push_back({{"revision", each.revision},
                                {"at", each.created_at},
                                {"author", each.author},
                                {"summary", each.summary}});
    }
    application.result(
        {{"recording", id}, {"revisions", revisions}, {"publications", publications}},
        rows.empty() ? "There is no revision yet.\n" : table(rows));
    return exit_done;
}

int restore_list(const Application& application, const HistoryRequest& request) {
    const auto repository = application.open_existing();
    const int number =
        review::restore_revision(*repository, request.id, request.revision,
                                 {.author = request.author,
                                  .summary = request.summary,
                                  .based_on = repository->latest_revision(request.id)});
    application.result({{"recording", request.id}, {"revision", number}},
                       fmt::format("Revision {} of {} says what revision {} says\n", number,
                                   request.id, request.revision));
    return exit_done;
}

int unpublish_list(const Application& application, const HistoryRequest& request) {
    const auto repository = application.open_existing();
    const bool changed = repository->published_revision(request.id) != 0;
    review::publish_revision(*repository, request.id, 0,
                             {.author = request.author, .summary = request.summary});
    application.result(
        {{"recording", request.id}, {"changed", changed}},
        fmt::format("{} is not public{}\n", request.id, changed ? " any more" : " (it was not)"));
    return exit_done;
}

}  // namespace

void history(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "history", "every revision of a recording's list: when, by whom, why; * is public");
    const auto id = std::make_shared<std::string>();
    command->add_option("ID", *id, "rec_…")->required();
    command->callback([&application, id] {
        application.command = [&application, id] { return list_history(application, *id); };
    });
}

void restore(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "restore", "make an earlier revision of a recording's list the latest one");
    const auto request = std::make_shared<HistoryRequest>();
    command->add_option("ID", request->id, "rec_…")->required();
    command->add_option("--revision", request->revision, "its number, as `history` gives it")
        ->required();
    command->add_option("--summary", request->summary, "why, for the history");
    command->add_option("--author", request->author, "who does it, for the history");
    command->callback([&application, request] {
        application.command = [&application, request] {
            return restore_list(application, *request);
        };
    });
}

void unpublish(CLI::App& parser, Application& application) {
    auto* command =
        parser.add_subcommand("unpublish", "take a recording's list from the public again");
    const auto request = std::make_shared<HistoryRequest>();
    command->add_option("ID", request->id, "rec_…")->required();
    command->add_option("--summary", request->summary, "why, for the history");
    command->add_option("--author", request->author, "who does it, for the history");
    command->callback([&application, request] {
        application.command = [&application, request] {
            return unpublish_list(application, *request);
        };
    });
}

}  // namespace revivre::app::commands
