#include <memory>

#include "review/decisions.hpp"
#include "review/queue.hpp"
#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::app::commands {
namespace {

struct ReviewRequest {
    std::string id;
    std::vector<std::string> accepted;
    std::vector<std::string> rejected;
    std::vector<std::string> who;  ///< NAME=per_…
    double above = 0;              ///< 0: not asked
    std::string author = "revivre review";
};

std::string likely_name(const chapters::Proposal& proposal) {
    if (proposal.kind == chapters::ProposalKind::chapter) return proposal.suggested.title;
    if (!proposal.suggested.credits.empty()) return proposal.suggested.credits.front().name;
    return proposal.persons.empty() ? "?" : proposal.persons.front().name + " ?";
}

int list_queue(const Application& application, storage::Repository& repository,
               const std::string& id) {
    const review::Queue queue = review::queue_of(repository, id, false);
    chapters::Json proposals = chapters::Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const review::QueuedProposal& each : queue.proposals) {
        chapters::Json json = chapters::to_json(each.proposal);
        json["doubt"] = each.doubt;
        json["programme_line"] = each.programme_line;
        json["group"] = each.group;
        proposals.push_back(std::move(json));
        rows.push_back({each.proposal.id, fmt::format("{:.2f}", each.doubt),
                        chapters::clock_text(each.proposal.suggested.start),
                        std::string(chapters::name_of(each.proposal.kind)),
                        likely_name(each.proposal), each.proposal.reason, each.programme_line});
    }
    chapters::Json groups = chapters::Json::array();
    std::string unknown;
    for (const review::UnknownSpeaker& each : queue.groups) {
        groups.push_back({{"key", each.key}, {"name", each.name}, {"proposals", each.proposals}});
        unknown += fmt::format("Who is “{}”? {} time(s): --who \"{}=per_…\"\n", each.name,
                               each.proposals.size(), each.name);
    }
    application.result({{"recording", id}, {"proposals", proposals}, {"groups", groups}},
                       (rows.empty() ? "Nothing waits for a decision.\n" : table(rows)) + unknown);
    return exit_done;
}

// "NAME=per_…": everybody of the group that has that name, or that key.
void add_who(const review::Queue& queue, const std::string& text, review::Decisions& decisions) {
    const std::size_t sign = text.rfind('=');
    if (sign == std::string::npos || sign + 1 == text.size()) {
        throw UsageError("--who takes NAME=per_… of somebody who is known");
    }
    const std::string name = text.substr(0, sign);
    bool found = false;
    for (const review::UnknownSpeaker& group : queue.groups) {
        if (group.name != name && group.key != name) continue;
        found = true;
        for (const std::string& proposal : group.proposals) {
            decisions.judgements.push_back({.proposal = proposal, .person = text.substr(sign + 1)});
        }
    }
    if (!found) throw UsageError(fmt::format("nobody unknown is called '{}'", name));
}

int run(const Application& application, const ReviewRequest& request) {
    const auto repository = application.open_existing();
    repository->recording(request.id);
    const bool decides = !request.accepted.empty() || !request.rejected.empty() ||
                         !request.who.empty() || request.above > 0;
    if (!decides) return list_queue(application, *repository, request.id);
    review::Decisions decisions{.recording = request.id, .author = request.author};
    for (const std::string& id : request.accepted) decisions.judgements.push_back({.proposal = id});
    for (const std::string& id : request.rejected) {
        decisions.judgements.push_back({.proposal = id, .verdict = review::Verdict::reject});
    }
    if (!request.who.empty()) {
        const review::Queue queue = review::queue_of(*repository, request.id, false);
        for (const std::string& each : request.who) add_who(queue, each, decisions);
    }
    if (request.above > 0) decisions.accept_above = request.above;
    decisions.based_on = repository->latest_revision(request.id);
    const review::DecisionResult result = review::decide(*repository, decisions);
    chapters::Json decided = chapters::Json::array();
    for (const auto& [id, status] : result.decided) {
        decided.push_back({{"proposal", id}, {"status", chapters::name_of(status)}});
    }
    application.result(
        {{"recording", request.id}, {"revision", result.revision}, {"decided", decided}},
        fmt::format("{} proposals are decided; the draft is revision {}\n", result.decided.size(),
                    result.revision));
    return exit_done;
}

}  // namespace

void review(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "review", "proposals of a recording, the most doubtful first; or decide on them");
    const auto request = std::make_shared<ReviewRequest>();
    command->add_option("ID", request->id, "rec_…")->required();
    command->add_option("--accept", request->accepted, "proposals that are right")
        ->type_name("PRO…");
    command->add_option("--reject", request->rejected, "proposals that are wrong")
        ->type_name("PRO…");
    command->add_option("--accept-above", request->above, "accept all that are surer than this")
        ->check(CLI::Range(0.01, 1.0))
        ->type_name("0.9");
    command->add_option("--who", request->who, "who an unknown name is, everywhere")
        ->type_name("NAME=per_…");
    command->add_option("--author", request->author, "who decides, for the history");
    command->callback([&application, request] {
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
