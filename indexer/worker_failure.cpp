#include "indexer/worker_failure.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

namespace revivre::indexer {
namespace {

constexpr std::size_t kExtensionLetters = 8;  // those of containers have 2 to 4

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

}  // namespace

std::string failure(const WorkerOutcome& outcome, const WorkerCommand& command,
                    std::chrono::milliseconds given) {
    switch (outcome.fate) {
        case WorkerFate::out_of_time:
            return fmt::format("could not be read within {} s",
                               std::chrono::duration<double>(given).count());
        case WorkerFate::out_of_room:
            return fmt::format("made the reader write more than {} bytes", command.output_bytes);
        case WorkerFate::cancelled:
            return "was given up because nobody wanted it any more";
        case WorkerFate::killed:
            return kill_words(outcome.status);
        case WorkerFate::exited:
            break;
    }
    if (outcome.status == 0) return {};
    return fmt::format("made the reader stop without an answer (exit status {})", outcome.status);
}

std::string media_extension(const std::filesystem::path& file) {
    std::string extension = file.extension().native();
    if (extension.size() < 2 || extension.size() > kExtensionLetters + 1) return {};
    extension.erase(0, 1);
    const bool plain = std::ranges::all_of(extension, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9');
    });
    return plain ? extension : std::string();
}

std::filesystem::path program_beside(const char* name, const char* variable) {
    // Read before any thread could change it: nothing here ever sets the environment.
    const char* named = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
    if (named != nullptr && *named != '\0') return named;
    return std::filesystem::read_symlink("/proc/self/exe").replace_filename(name);
}

}  // namespace revivre::indexer
