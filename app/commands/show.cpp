#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/posters.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::app::commands {
namespace {

using chapters::Chapter;
using chapters::Json;

std::string speakers_text(const Chapter& chapter) {
    std::string text;
    for (const chapters::Credit& credit : chapter.credits) {
        if (!text.empty()) text += ", ";
        text +=
            credit.name + (credit.status == chapters::CreditStatus::confirmed ? "" : " (proposed)");
    }
    if (text.empty() && chapter.kind == chapters::ChapterKind::intervention)
        return "speaker not identified";
    return text;
}

void add_rows(std::vector<std::vector<std::string>>& rows, const std::vector<Chapter>& list,
              const std::string& indent) {
    for (const Chapter& chapter : list) {
        rows.push_back({indent + chapters::clock_text(chapter.start), chapter.id,
                        std::string(name_of(chapter.kind)), chapter.title, speakers_text(chapter)});
        add_rows(rows, chapter.children, indent + "  ");
    }
}

std::string streams_text(const chapters::Recording& recording) {
    std::string text;
    for (const chapters::Stream& stream : recording.streams) {
        if (!text.empty()) text += ", ";
        text += stream.type + " " + stream.codec;
        if (stream.width_px > 0) text += fmt::format(" {}x{}", stream.width_px, stream.height_px);
    }
    return text;
}

// "[container_chapter, 2 caption, cut]": what a proposal rests on.
std::string kinds_text(const chapters::Proposal& proposal,
                       const std::map<std::string, std::string>& kinds) {
    std::vector<std::pair<std::string, int>> counted;
    for (const std::string& id : proposal.evidence) {
        const auto kind = kinds.find(id);
        if (kind == kinds.end()) continue;
        const auto same =
            std::ranges::find(counted, kind->second, &std::pair<std::string, int>::first);
        if (same == counted.end()) {
            counted.emplace_back(kind->second, 1);
        } else {
            ++same->second;
        }
    }
    std::string text;
    for (const auto& [kind, count] : counted) {
        text += text.empty() ? "[" : ", ";
        text += count > 1 ? fmt::format("{} {}", count, kind) : kind;
    }
    return text.empty() ? "" : text + "]";
}

std::string proposals_text(const std::vector<chapters::Proposal>& proposals,
                           const std::vector<chapters::Evidence>& evidence) {
    std::map<std::string, std::string> kinds;
    for (const chapters::Evidence& each : evidence) kinds[each.id] = each.kind;
    std::vector<std::vector<std::string>> rows;
    for (const chapters::Proposal& proposal : proposals) {
        if (proposal.kind != chapters::ProposalKind::chapter) continue;
        rows.push_back({"  " + chapters::clock_text(proposal.suggested.start),
                        std::string(name_of(proposal.suggested.kind)), proposal.suggested.title,
                        proposal.reason + " " + kinds_text(proposal, kinds)});
    }
    return rows.empty() ? "" : "proposed:\n" + table(rows);
}

// The names of what was made of a recording; none when nothing was.
std::vector<std::string> derived_files(const Application& application, const std::string& id) {
    std::vector<std::string> names;
    std::error_code fault;
    const std::filesystem::directory_iterator files(application.library().derived(id), fault);
    if (fault) return names;
    for (const auto& each : files) names.push_back(each.path().filename().string());
    return names;
}

// With the picture that stands for a proposed chapter, when there is one.
Json proposal_json(const chapters::Proposal& proposal, const std::vector<std::string>& derived) {
    Json json = to_json(proposal);
    const chapters::Chapter& suggested = proposal.suggested;
    const auto poster =
        chapters::poster_for(derived, suggested.start, suggested.end.value_or(suggested.start));
    if (!poster.empty()) json["poster"] = poster;
    return json;
}

// The file, and where the public finds it when that is elsewhere.
std::string place_text(const chapters::Recording& recording) {
    if (recording.address.empty()) return recording.file;
    return (recording.file.empty() ? "" : recording.file + "\n") + "public at " + recording.address;
}

int show_recording(const Application& application, storage::Repository& repository,
                   const std::string& id) {
    const chapters::Recording recording = repository.recording(id);
    const auto proposals = repository.proposals(id);
    Json json = to_json(recording);
    json["published_revision"] = repository.published_revision(id);
    json["evidence"] = Json::array();
    const auto evidence = repository.evidence(id);
    for (const auto& each : evidence) json["evidence"].push_back(to_json(each));
    json["proposals"] = Json::array();
    const auto derived = derived_files(application, id);
    for (const auto& each : proposals) json["proposals"].push_back(proposal_json(each, derived));
    std::string text = fmt::format(
        "{}  {}\n{}\n{}, {}\n", recording.part.empty() ? recording.title : recording.part,
        recording.id, place_text(recording), chapters::clock_text(recording.duration),
        streams_text(recording));
    const int latest = repository.latest_revision(id);
    json["revision"] = latest > 0 ? to_json(repository.revision(id, latest)) : Json(nullptr);
    if (latest > 0) {
        std::vector<std::vector<std::string>> rows;
        add_rows(rows, repository.revision(id, latest).chapters, "  ");
        text += fmt::format("revision {}{}:\n", latest,
                            repository.published_revision(id) == latest ? ", published" : "") +
                table(rows);
    }
    application.result(json, text + proposals_text(proposals, evidence));
    return exit_done;
}

int show_event(const Application& application, storage::Repository& repository,
               const std::string& id) {
    const chapters::Event event = repository.event(id);
    Json json = to_json(event);
    json["sessions"] = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const chapters::Session& session : repository.sessions(id)) {
        if (session.order < 0) continue;
        json["sessions"].push_back(to_json(session));
        rows.push_back(
            {"  " + (session.planned_start ? chapters::clock_time_text(*session.planned_start)
                                           : "     "),
             session.part, std::string(name_of(session.kind)), session.title});
    }
    json["expected"] = Json::array();
    for (const auto& each : repository.expectations(id)) json["expected"].push_back(to_json(each));
    application.result(json, fmt::format("{}, {}\n", event.title, event.date) + table(rows));
    return exit_done;
}

int show_person(const Application& application, storage::Repository& repository,
                const std::string& id) {
    const chapters::Person person = repository.person(id);
    Json json = to_json(person);
    json["interventions"] = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const storage::PublishedChapter& each : repository.public_interventions(id)) {
        json["interventions"].push_back(to_json(each.chapter));
        rows.push_back(
            {"  " + chapters::clock_text(each.chapter.start), each.recording, each.chapter.title});
    }
    application.result(json, person.name + "  " + person.id + "\n" + table(rows));
    return exit_done;
}

int run(const Application& application, const std::string& id) {
    const auto repository = application.open_existing();
    if (id.starts_with("rec_")) return show_recording(application, *repository, id);
    if (id.starts_with("evt_")) return show_event(application, *repository, id);
    if (id.starts_with("per_")) return show_person(application, *repository, id);
    throw Error(ErrorCode::not_found,
                fmt::format("'{}' is no id of an event (evt_…), a recording (rec_…) or a person "
                            "(per_…); `revivre list` gives them",
                            id));
}

}  // namespace

void show(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "show", "an event, a recording with its chapters and proposals, or a person");
    const auto id = std::make_shared<std::string>();
    command->add_option("ID", *id, "evt_…, rec_… or per_…")->required();
    command->callback([&application, id] {
        application.command = [&application, id] { return run(application, *id); };
    });
}

}  // namespace revivre::app::commands
