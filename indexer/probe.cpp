#include "indexer/probe.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "indexer/probe_answer.hpp"
#include "indexer/recording_file.hpp"
#include "indexer/worker_failure.hpp"
#include "indexer/worker_process.hpp"

namespace revivre::indexer {
namespace {

using Milliseconds = std::chrono::milliseconds;

// The worker gives up by itself a little earlier, so that it can still say why.
Milliseconds own_deadline(const WorkerLimits& limits) {
    return std::max(limits.deadline * 9 / 10, Milliseconds(1));
}

WorkerCommand worker_command(std::string_view task, const WorkerLimits& limits) {
    return {.program = worker_program(),
            .arguments = {std::string(task), "--deadline-ms",
                          std::to_string(own_deadline(limits).count()), "--memory",
                          std::to_string(limits.memory_bytes), "--output",
                          std::to_string(limits.output_bytes)},
            .deadline = std::chrono::steady_clock::now() + limits.deadline,
            .output_bytes = limits.output_bytes};
}

std::vector<std::string> names_in(const chapters::Json& report, const char* field) {
    std::vector<std::string> names;
    for (const chapters::Json& name : report.at(field)) names.push_back(name.get<std::string>());
    return names;
}

}  // namespace

std::filesystem::path worker_program() {
    return program_beside("revivre-worker", "REVIVRE_WORKER");
}

ProbeResult probe(const std::filesystem::path& file, const WorkerLimits& limits) {
    const RecordingFile recording = open_recording(file);
    WorkerCommand command = worker_command("probe", limits);
    command.media = recording.descriptor.value();
    const std::string extension = media_extension(file);
    if (!extension.empty())
        command.arguments.insert(command.arguments.end(), {"--extension", extension});
    const WorkerOutcome outcome = run_worker(command);
    const std::string reason = failure(outcome, command, limits.deadline);
    if (!reason.empty()) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("'{}' {}; nothing was kept", shown_path(file), reason));
    }
    return read_probe_answer(outcome.output, file);
}

WorkerCheck check_worker(const WorkerLimits& limits) {
    const WorkerCommand command = worker_command("self-check", limits);
    const WorkerOutcome outcome = run_worker(command);
    const std::string reason = failure(outcome, command, limits.deadline);
    if (!reason.empty()) {
        throw Error(ErrorCode::unavailable, fmt::format("the self-check {}", reason));
    }
    try {
        const chapters::Json report = chapters::parse_json(outcome.output);
        return {.refused = names_in(report, "refused"),
                .allowed = names_in(report, "allowed"),
                .landlock = report.at("landlock").get<bool>(),
                .libraries = names_in(report, "libraries")};
    } catch (const std::exception&) {
        throw Error(ErrorCode::unavailable,
                    "the media reader did not answer its self-check as ours does");
    }
}

}  // namespace revivre::indexer
