#include "app/commands/replacement_report.hpp"

#include <fmt/format.h>

#include "chapters/text/time_text.hpp"

namespace revivre::app::commands {
namespace {

chapters::Json json_of(const ReplacementResult& result) {
    chapters::Json to_check = chapters::Json::array();
    for (const chapters::remap::Unsure& each : result.to_check)
        to_check.push_back({{"chapter", to_json(each.chapter)}, {"reason", each.reason}});
    chapters::Json recording = to_json(result.recording);
    recording["published_revision"] = result.published_revision;
    return {{"type", "result"},
            {"changed", result.changed},
            {"warnings", result.warnings},
            {"recordings", chapters::Json::array({recording})},
            {"replaces", result.recording.replaces},
            {"from_revision", result.from_revision},
            {"from_published_revision", result.from_published},
            {"found", result.found},
            {"moved", result.moved},
            {"to_check", to_check},
            {"cues", {{"moved", result.cues_moved}, {"left_out", result.cues_left_out}}},
            {"decided", result.decided},
            {"revision", result.revision}};
}

std::string source_of(const ReplacementResult& result) {
    if (result.from_revision == 0) return "it has no list of chapters yet";
    if (result.from_revision == result.from_published)
        return fmt::format("its published revision {}", result.from_revision);
    return fmt::format("its draft, revision {}", result.from_revision);
}

std::string state_of(const ReplacementResult& result, bool publish) {
    if (result.published_revision > 0)
        return fmt::format("Published as revision {}; {} is withdrawn, its addresses lead here.\n",
                           result.published_revision, result.recording.replaces);
    if (publish) return "Not published: look at what is left to check first.\n";
    return fmt::format("{} stays as it is until {} is published.\n", result.recording.replaces,
                       result.recording.id);
}

std::string text_of(const ReplacementResult& result, bool publish) {
    std::string text = fmt::format("{} replaces {} ({})\n", result.recording.id,
                                   result.recording.replaces, source_of(result));
    text += fmt::format("  {} chapters moved, {} to check\n", result.moved, result.to_check.size());
    std::vector<std::vector<std::string>> rows;
    for (const chapters::remap::Unsure& each : result.to_check)
        rows.push_back(
            {"  ", chapters::clock_text(each.chapter.start), each.chapter.title, each.reason});
    text += table(rows);
    if (result.cues_moved + result.cues_left_out > 0)
        text += fmt::format("  {} cues of its words moved, {} left out\n", result.cues_moved,
                            result.cues_left_out);
    if (result.decided > 0)
        text += fmt::format("  {} proposals were decided before\n", result.decided);
    return text + state_of(result, publish);
}

}  // namespace

int report_replacement(const Application& application, const ReplacementRequest& request) {
    const ReplacementResult result = replace_recording(application, request);
    const std::string text = text_of(result, request.publish);
    application.result(json_of(result), result.changed ? text : "Nothing changed.\n" + text);
    const bool whole = result.to_check.empty() && result.cues_left_out == 0;
    return whole && result.warnings == 0 ? exit_done : exit_warnings;
}

}  // namespace revivre::app::commands
