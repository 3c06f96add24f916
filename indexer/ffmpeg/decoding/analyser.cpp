#include "indexer/ffmpeg/decoding/analyser.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <new>
#include <optional>

#include <unistd.h>

#include "chapters/error.hpp"
#include "indexer/ffmpeg/decoding/analyse_media.hpp"
#include "indexer/ffmpeg/line_writer.hpp"
#include "indexer/ffmpeg/sandbox.hpp"
#include "indexer/ffmpeg/worker_options.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

using chapters::Time;

constexpr int kMediaDescriptor = 3;
constexpr int kWrongArguments = 2;

constexpr std::array<std::string_view, 11> kOptions{
    "--choice", "--languages", "--start-offset-ms", "--duration-ms", "--resume-ms", "--deadline-ms",
    "--memory", "--output",    "--extension",       "--survey",      "--crash-ms"};

struct Request {
    AnalysisTask task;
    std::string languages;
    std::chrono::milliseconds deadline{};
    std::size_t memory_bytes = 0;
    std::size_t output_bytes = 0;
};

std::optional<Request> read_request(std::span<const std::string_view> arguments) {
    const auto options = WorkerOptions::read(arguments, kOptions);
    if (!options) return std::nullopt;
    const auto number = [&](std::string_view name, std::int64_t otherwise) {
        return options->number(name, otherwise);
    };
    const std::array numbers{number("--start-offset-ms", 0),
                             number("--duration-ms", 0),
                             number("--resume-ms", 0),
                             number("--deadline-ms", 3'600'000),
                             number("--memory", std::int64_t{2} << 30U),
                             number("--output", std::int64_t{256} << 20U),
                             number("--crash-ms", Time::max().count())};
    const auto bad = [](std::int64_t value) { return value < 0; };
    if (std::ranges::any_of(numbers, bad)) return std::nullopt;
    return Request{.task = {.descriptor = kMediaDescriptor,
                            .extension = std::string(options->text("--extension")),
                            .choice = std::string(options->text("--choice")),
                            .start_offset = Time(numbers[0]),
                            .duration = Time(numbers[1]),
                            .resume = Time(numbers[2]),
                            .survey = !options->text("--survey").empty(),
                            .crash_at = Time(numbers[6])},
                   .languages = std::string(options->text("--languages")),
                   .deadline = std::chrono::milliseconds(numbers[3]),
                   .memory_bytes = static_cast<std::size_t>(numbers[4]),
                   .output_bytes = static_cast<std::size_t>(numbers[5])};
}

// Where no language data is installed, everything but text is found all the same.
class NoTextReader final : public TextReader {
  public:
    std::vector<TextLine> read(const GreyImage&) override { return {}; }
};

std::unique_ptr<TextReader> text_reader(const Request& request, const OpenTextReader& open_text,
                                        LineWriter& answer) {
    if (request.task.survey || request.languages.empty()) return std::make_unique<NoTextReader>();
    try {
        return open_text(request.languages);
    } catch (const Error&) {
        answer.add({{"type", "note"}, {"reason", words::kTextNotRead}});
        return std::make_unique<NoTextReader>();
    }
}

}  // namespace

int run_analyser(std::span<const std::string_view> arguments, const OpenTextReader& open_text) {
    std::optional<Request> request = read_request(arguments);
    if (!request) return kWrongArguments;
    request->task.deadline = std::chrono::steady_clock::now() + request->deadline;
    LineWriter answer(STDOUT_FILENO, request->output_bytes);
    const auto text = text_reader(*request, open_text, answer);  // opens files, so comes first
    const Sandbox sandbox =
        enter_sandbox({.processor = request->deadline, .memory_bytes = request->memory_bytes});
    if (!sandbox.filtered) {
        answer.add_last({{"type", "refusal"}, {"reason", words::kNoSandbox}});
    } else {
        try {
            analyse_media(request->task, *text, answer);
        } catch (const std::bad_alloc&) {
            answer.add_last({{"type", "refusal"}, {"reason", words::kOutOfMemory}});
        }
    }
    answer.flush();
    return 0;
}

}  // namespace revivre::indexer::ffmpeg
