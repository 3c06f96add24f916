#include "indexer/ffmpeg/worker.hpp"

#include <charconv>
#include <chrono>
#include <new>
#include <optional>
#include <string>

#include <unistd.h>

#include "indexer/ffmpeg/line_writer.hpp"
#include "indexer/ffmpeg/probe_media.hpp"
#include "indexer/ffmpeg/sandbox.hpp"
#include "indexer/ffmpeg/self_check.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

constexpr int kMediaDescriptor = 3;
constexpr int kWrongArguments = 2;

struct Task {
    std::string_view name;
    std::chrono::milliseconds deadline{20'000};
    std::size_t memory_bytes = std::size_t{2} << 30U;
    std::size_t output_bytes = std::size_t{16} << 20U;
    std::string extension{};
};

template <typename Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size();
}

bool read_option(std::string_view name, std::string_view value, Task& task) {
    if (name == "--memory") return read_number(value, task.memory_bytes);
    if (name == "--output") return read_number(value, task.output_bytes);
    if (name == "--extension") {
        task.extension = value;
        return true;
    }
    std::int64_t milliseconds = 0;
    if (name != "--deadline-ms" || !read_number(value, milliseconds)) return false;
    task.deadline = std::chrono::milliseconds(milliseconds);
    return milliseconds > 0;
}

std::optional<Task> read_task(std::span<const std::string_view> arguments) {
    if (arguments.empty() || arguments.size() % 2 == 0) return std::nullopt;
    Task task{.name = arguments.front()};
    if (task.name != "probe" && task.name != "self-check") return std::nullopt;
    for (std::size_t place = 1; place < arguments.size(); place += 2) {
        if (!read_option(arguments[place], arguments[place + 1], task)) return std::nullopt;
    }
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
