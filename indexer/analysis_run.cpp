#include "indexer/analysis_run.hpp"

#include <array>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "indexer/analysis_answer.hpp"
#include "indexer/recording_file.hpp"
#include "indexer/worker_failure.hpp"
#include "indexer/worker_process.hpp"

namespace revivre::indexer {
namespace {

using std::chrono::milliseconds;

// Every picture of a 4K recording decodes at about a quarter of its speed on an old processor; the
// patience ends a hang much earlier.
constexpr int kTimesAsLong = 8;
constexpr milliseconds kAtLeast{600'000};
constexpr chapters::Time kUnknownDuration = std::chrono::hours(24);

std::string_view name_of(PictureChoice choice) {
    constexpr std::array<std::string_view, 3> kNames{"keys", "screened", "all"};
    return kNames.at(static_cast<std::size_t>(choice));
}

milliseconds time_given(const AnalysisRequest& request) {
    const auto duration = request.duration.count() > 0 ? request.duration : kUnknownDuration;
    return std::max(kAtLeast, kTimesAsLong * duration);
}

WorkerCommand analyser_command(const std::filesystem::path& file, const AnalysisRequest& request,
                               const AnalysisLimits& limits) {
    const milliseconds given = time_given(request);
    WorkerCommand command{
        .program = program_beside("revivre-analyser", "REVIVRE_ANALYSER"),
        .arguments = {"--choice", std::string(name_of(request.choice)), "--languages",
                      request.languages, "--start-offset-ms",
                      std::to_string(request.start_offset.count()), "--duration-ms",
                      std::to_string(request.duration.count()), "--deadline-ms",
                      std::to_string((given * 9 / 10).count()), "--memory",
                      std::to_string(limits.memory_bytes), "--output",
                      std::to_string(limits.output_bytes)},
        .deadline = std::chrono::steady_clock::now() + given,
        .output_bytes = limits.output_bytes,
        // Tesseract would start a thread a processor, which a locked-in process may not.
        .environment = {"OMP_THREAD_LIMIT=1"},
        .patience = limits.patience};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) command.arguments.insert(command.arguments.end(), {name, value});
    };
    add("--extension", media_extension(file));
    if (request.resume) add("--resume-ms", std::to_string(request.resume->from.count()));
    if (request.crash_at) add("--crash-ms", std::to_string(request.crash_at->count()));
    return command;
}

}  // namespace

AnalysisSummary analyse(const std::filesystem::path& file, const AnalysisRequest& request,
                        AnalysisSink& sink, const AnalysisLimits& limits) {
    const RecordingFile recording = open_recording(file);
    WorkerCommand command = analyser_command(file, request, limits);
    command.media = recording.descriptor.value();
    AnalysisAnswer answer(file, request, sink);
    const WorkerOutcome outcome =
        run_worker(command, [&](std::string_view bytes) { answer.receive(bytes); });
    const std::string reason = failure(outcome, command, limits.patience);
    if (!reason.empty()) {
        throw Error(ErrorCode::unavailable, fmt::format("'{}' {}", shown_path(file), reason));
    }
    return std::move(answer).summary();
}

}  // namespace revivre::indexer
