#include "indexer/ffmpeg/worker.hpp"

#include <array>
#include <chrono>
#include <new>
#include <optional>
#include <string>

#include <unistd.h>

#include "indexer/ffmpeg/line_writer.hpp"
#include "indexer/ffmpeg/probe_media.hpp"
#include "indexer/ffmpeg/sandbox.hpp"
#include "indexer/ffmpeg/self_check.hpp"
#include "indexer/ffmpeg/worker_options.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

constexpr int kMediaDescriptor = 3;
constexpr int kWrongArguments = 2;

struct Task {
    std::string_view name;
    std::chrono::milliseconds deadline{20'000};
    std::size_t memory_bytes = 0;
    std::size_t output_bytes = 0;
    std::string extension{};
};

constexpr std::array<std::string_view, 4> kOptions{"--deadline-ms", "--memory", "--output",
                                                   "--extension"};

std::optional<Task> read_task(std::span<const std::string_view> arguments) {
    if (arguments.empty()) return std::nullopt;
    Task task{.name = arguments.front()};
    const auto options = WorkerOptions::read(arguments.subspan(1), kOptions);
    if (!options || (task.name != "probe" && task.name != "self-check")) return std::nullopt;
    const auto deadline = options->number("--deadline-ms", task.deadline.count());
    const auto memory = options->number("--memory", std::int64_t{2} << 30U);
    const auto output = options->number("--output", std::int64_t{16} << 20U);
    if (deadline <= 0 || memory < 0 || output < 0) return std::nullopt;
    task.deadline = std::chrono::milliseconds(deadline);
    task.memory_bytes = static_cast<std::size_t>(memory);
    task.output_bytes = static_cast<std::size_t>(output);
    task.extension = options->text("--extension");
    return task;
}

void refuse(LineWriter& answer, std::string_view word) {
    answer.add_last({{"type", "refusal"}, {"reason", word}});
}

}  // namespace

int run_worker(std::span<const std::string_view> arguments) {
    const auto task = read_task(arguments);
    if (!task) return kWrongArguments;
    const auto deadline = std::chrono::steady_clock::now() + task->deadline;
    // The processor's limit only ends what hangs without reading; the clock's comes first.
    const Sandbox sandbox = enter_sandbox({.processor = task->deadline + std::chrono::seconds(1),
                                           .memory_bytes = task->memory_bytes});
    LineWriter answer(STDOUT_FILENO, task->output_bytes);
    if (!sandbox.filtered) {
        refuse(answer, words::kNoSandbox);
    } else if (task->name == "self-check") {
        answer.add_last(self_check(sandbox));
    } else {
        try {
            probe_media(kMediaDescriptor, deadline, task->extension, answer);
        } catch (const std::bad_alloc&) {
            refuse(answer, words::kOutOfMemory);
        }
    }
    answer.flush();
    return 0;
}

}  // namespace revivre::indexer::ffmpeg
