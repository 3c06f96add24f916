#include "indexer/probe.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "indexer/probe_answer.hpp"
#include "indexer/recording_file.hpp"
#include "indexer/worker_process.hpp"

namespace revivre::indexer {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::size_t kExtensionLetters = 8;  // those of containers have 2 to 4

// The worker gives up by itself a little earlier, so that it can still say why.
Milliseconds own_deadline(const WorkerLimits& limits) {
    return std::max(limits.deadline * 9 / 10, Milliseconds(1));
}

// Containers are told by their content; an extension only decides between guesses (an MP3 file
// behind a large cover picture). Passed on only when it can mean something.
std::string extension_of(const std::filesystem::path& file) {
    std::string extension = file.extension().native();
    if (extension.size() < 2 || extension.size() > kExtensionLetters + 1) return {};
    extension.erase(0, 1);
    const bool plain = std::ranges::all_of(extension, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9');
    });
    return plain ? extension : std::string();
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

std::string signal_words(int signal) {
    const char* words = ::sigdescr_np(signal);
    return fmt::format("signal {}{}{}", signal, words == nullptr ? "" : ", ",
                       words == nullptr ? "" : words);
}

std::string kill_words(int signal) {
    if (signal == SIGXCPU) return "took more processor time than a reader may use";
    if (signal == SIGKILL) {
        return "had its reader killed (signal 9), perhaps because the memory of this machine was "
               "full";
    }
    return fmt::format("made the reader crash ({})", signal_words(signal));
}

// Why there is no answer, or nothing when there is one.
std::string failure(const WorkerOutcome& outcome, const WorkerLimits& limits) {
    switch (outcome.fate) {
        case WorkerFate::out_of_time:
            return fmt::format("could not be read within {} s",
                               std::chrono::duration<double>(limits.deadline).count());
        case WorkerFate::out_of_room:
            return fmt::format("made the reader write more than {} bytes", limits.output_bytes);
        case WorkerFate::killed:
            return kill_words(outcome.status);
        case WorkerFate::exited:
            break;
    }
    if (outcome.status == 0) return {};
    return fmt::format("made the reader stop without an answer (exit status {})", outcome.status);
}

std::vector<std::string> names_in(const chapters::Json& report, const char* field) {
    std::vector<std::string> names;
    for (const chapters::Json& name : report.at(field)) names.push_back(name.get<std::string>());
    return names;
}

}  // namespace

std::filesystem::path worker_program() {
    // Read before any thread could change it: nothing here ever sets the environment.
    const char* named = std::getenv("REVIVRE_WORKER");  // NOLINT(concurrency-mt-unsafe)
    if (named != nullptr && *named != '\0') return named;
    return std::filesystem::read_symlink("/proc/self/exe").replace_filename("revivre-worker");
}

ProbeResult probe(const std::filesystem::path& file, const WorkerLimits& limits) {
    const RecordingFile recording = open_recording(file);
    WorkerCommand command = worker_command("probe", limits);
    command.media = recording.descriptor.value();
    const std::string extension = extension_of(file);
    if (!extension.empty())
        command.arguments.insert(command.arguments.end(), {"--extension", extension});
    const WorkerOutcome outcome = run_worker(command);
    const std::string reason = failure(outcome, limits);
    if (!reason.empty()) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("'{}' {}; nothing was kept", shown_path(file), reason));
    }
    return read_probe_answer(outcome.output, file);
}

WorkerCheck check_worker(const WorkerLimits& limits) {
    const WorkerOutcome outcome = run_worker(worker_command("self-check", limits));
    const std::string reason = failure(outcome, limits);
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
