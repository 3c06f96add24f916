#include <algorithm>
#include <csignal>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

#include "app/application/calendar.hpp"
#include "app/application/day_index.hpp"
#include "app/commands/registry.hpp"
#include "app/commands/replacement_report.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::app::commands {
namespace {

// Whatever is written is whole at every moment, so that leaving at once is safe.
extern "C" void leave_interrupted(int) {
    constexpr char kWords[] = "\nrevivre: interrupted; nothing is lost, run it again to go on\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, kWords, sizeof kWords - 1);
    _exit(exit_interrupted);
}

std::string is_language_list(const std::string& text) {
    const bool plain = std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '+' || letter == '_';
    });
    return plain && !text.empty() ? "" : "'" + text + "' is no list of languages like fra+eng";
}

chapters::Json recording_json(const IndexedRecording& each) {
    chapters::Json json = to_json(each.recording);
    json["state"] = each.state;
    json["markers"] = each.markers;
    json["named"] = each.named;
    json["unidentified"] = each.unidentified;
    json["in_sessions"] = each.in_sessions;
    if (!each.analysed.empty()) json["analysed"] = each.analysed;
    if (each.packets > 0) json["pictures"] = {{"all", each.packets}, {"decoded", each.decoded}};
    json["published_revision"] = each.publication.revision;
    return json;
}

chapters::Json result_json(const IndexResult& result) {
    chapters::Json recordings = chapters::Json::array();
    for (const IndexedRecording& each : result.recordings)
        recordings.push_back(recording_json(each));
    return {{"type", "result"},
            {"changed", result.changed},
            {"warnings", result.warnings},
            {"event", to_json(result.event)},
            {"recordings", recordings}};
}

std::string result_text(const IndexResult& result) {
    if (!result.changed) return "Nothing changed.\n";
    std::string text =
        fmt::format("{}{}  {}\n", result.event.title,
                    result.event.date.empty() ? "" : ", " + result.event.date, result.event.id);
    std::vector<std::vector<std::string>> rows;
    for (const IndexedRecording& each : result.recordings) {
        const bool published = each.publication.revision > 0;
        rows.push_back(
            {"  " + (each.recording.part.empty() ? each.recording.title : each.recording.part),
             each.recording.id, chapters::clock_text(each.recording.duration), each.state,
             fmt::format("{} chapters", each.markers), fmt::format("{} named", each.named),
             fmt::format("{} unidentified", each.unidentified),
             fmt::format("{} in a session", each.in_sessions),
             published ? fmt::format("published as revision {}", each.publication.revision)
                       : "not published"});
    }
    return text + table(rows);
}

int replace(const Application& application, const IndexRequest& request,
            const std::string& replaced) {
    if (request.files.size() != 1) throw UsageError("--replaces takes one file");
    if (request.analysis.choice == "markers")
        throw UsageError("--replaces compares what is heard and seen: --analyse fast or full");
    return report_replacement(application, {.file = request.files.front(),
                                            .replaces = replaced,
                                            .copy = request.copy,
                                            .publish = request.publish,
                                            .analysis = request.analysis});
}

int run(const Application& application, const IndexRequest& request, const std::string& replaced) {
    std::signal(SIGINT, leave_interrupted);
    if (!replaced.empty()) return replace(application, request, replaced);
    if (!request.parts.empty() && request.parts.size() != request.files.size()) {
        throw UsageError("--part is given once for each file, or not at all");
    }
    const std::set<std::string> distinct(request.parts.begin(), request.parts.end());
    if (distinct.size() != request.parts.size())
        throw UsageError("two files cannot be the same --part of the day");
    const IndexResult result = index_day(application, request);
    application.result(result_json(result), result_text(result));
    return result.warnings > 0 ? exit_warnings : exit_done;
}

// Where the files belong.
std::vector<CLI::Option*> day_options(CLI::App& command, IndexRequest& request) {
    auto* event = command.add_option("--event", request.event.title,
                                     "the event's title (else the programme's)");
    auto* date = command.add_option("--date", request.event.date, "the event's date, YYYY-MM-DD");
    date->check(CLI::Validator(
        [](const std::string& text) {
            const bool right = calendar_date(text).has_value();
            return right ? std::string() : "'" + text + "' is no date like 2019-03-14";
        },
        "YYYY-MM-DD"));
    auto* part = command.add_option("--part", request.parts,
                                    "what each file is called (matin, après-midi), in order");
    auto* programme = command.add_option("--programme", request.programme,
                                         "the day's programme: JSON, CSV or plain text");
    return {event, date, part, programme};
}

}  // namespace

void index(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "index", "read recordings, link their markers to speakers and sessions");
    const auto request = std::make_shared<IndexRequest>();
    command->add_option("FILE", request->files, "recordings, in the order of the day")->required();
    const std::vector<CLI::Option*> day = day_options(*command, *request);
    command
        ->add_option("--analyse", request->analysis.choice,
                     "markers: chapters only; fast: key frames and sound; full: also what happens "
                     "between them")
        ->check(CLI::IsMember({"markers", "fast", "full"}))
        ->capture_default_str();
    command->add_flag_callback(
        "--exhaustive", [request] { request->analysis.choice = "exhaustive"; },
        "look at every picture (slow)");
    command
        ->add_option("--languages", request->analysis.languages,
                     "of text in the pictures, as tesseract calls them: fra+eng")
        ->check(CLI::Validator(is_language_list, "LANGUAGES"))
        ->capture_default_str();
    command->add_flag("--copy", request->copy, "keep a copy of the files in the library");
    command->add_flag("--publish", request->publish,
                      "make public what is certain; the rest stays proposed");
    const auto replaced = std::make_shared<std::string>();
    auto* replaces = command->add_option(
        "--replaces", *replaced,
        "the recording (rec_…) that this file takes the place of: its chapters are moved");
    for (auto* place : day) replaces->excludes(place);
    command->callback([&application, request, replaced] {
        application.command = [&application, request, replaced] {
            return run(application, *request, *replaced);
        };
    });
}

}  // namespace revivre::app::commands
