#include "app/application/index_job.hpp"

#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "indexer/worker_process.hpp"
#include "storage/ids.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;
using chapters::Json;
using server::JobEnd;
using server::JobProgress;

constexpr std::size_t kOutputLimit = std::size_t{64} * 1024 * 1024;
constexpr std::chrono::milliseconds kLockedPause{500};  // until another process lets the index go

std::vector<std::string> own_environment() {
    std::vector<std::string> all;
    for (char** each = environ; *each != nullptr; ++each) all.emplace_back(*each);
    return all;
}

// A text that lies in a file for as long as a command needs it.
class TemporaryFile {
  public:
    TemporaryFile(fs::path file, std::string_view content) : file_(std::move(file)) {
        fs::create_directories(file_.parent_path());
        write_file(file_, content);
    }
    ~TemporaryFile() {
        std::error_code ignored;
        fs::remove(file_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] const fs::path& path() const { return file_; }

  private:
    fs::path file_;
};

std::string decoded(const std::string& base64) {
    std::string bytes(base64.size(), '\0');
    std::size_t length = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(),
                      base64.size(), "\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(length);
    return bytes;
}

// The file that an upload became: in the library's media, in a folder of its own, under its own
// name.
class UploadedFile {
  public:
    UploadedFile(const Application& application, const std::string& upload, const std::string& name)
        : upload_(application.library().uploads() / upload),
          file_(fs::absolute(application.library().media()) / upload / name) {
        if (fs::exists(file_)) return;  // an interrupted job got as far as this
        fs::create_directories(file_.parent_path());
        fs::rename(upload_, file_);
    }
    void give_back() const {
        std::error_code ignored;
        fs::rename(file_, upload_, ignored);
        fs::remove(file_.parent_path(), ignored);
    }
    [[nodiscard]] const fs::path& path() const { return file_; }

  private:
    fs::path upload_;
    fs::path file_;
};

// What `revivre index --json` says, line by line.
class IndexOutput {
  public:
    explicit IndexOutput(const std::function<void(const JobProgress&)>& tell) : tell_(tell) {}

    void take(std::string_view bytes) {
        rest_ += bytes;
        for (std::size_t end = 0; (end = rest_.find('\n')) != std::string::npos;) {
            take_line(rest_.substr(0, end));
            rest_.erase(0, end + 1);
        }
    }
    [[nodiscard]] JobEnd end(int status) const {
        const bool done = status == exit_done || status == exit_warnings;
        std::string message = done ? "" : fault_;
        if (done && warnings_ > 0) message = fmt::format("{} warnings", warnings_);
        if (!done && message.empty()) message = fmt::format("the index ended with {}", status);
        return {.done = done, .message = message, .recordings = recordings_};
    }

  private:
    void take_line(const std::string& line) {
        const Json json = chapters::parse_json(line);
        const std::string type = json.value("type", "");
        if (type == "error") fault_ = json.value("message", "");
        if (type == "result") take_result(json);
        if (type != "progress") return;
        JobProgress progress{.phase = json.value("phase", ""),
                             .done = {},
                             .remaining_s = {},
                             .message = json.value("message", "")};
        if (json.contains("share")) progress.done = json["share"].get<double>();
        if (json.contains("remaining_s")) {
            progress.remaining_s = static_cast<int>(json["remaining_s"].get<double>());
        }
        tell_(progress);
    }
    void take_result(const Json& json) {
        warnings_ = json.value("warnings", 0);
        for (const Json& each : json.value("recordings", Json::array())) {
            recordings_.push_back(each.value("id", ""));
        }
    }

    const std::function<void(const JobProgress&)>& tell_;
    std::string rest_;
    std::string fault_;
    int warnings_ = 0;
    std::vector<std::string> recordings_;
};

std::vector<std::string> index_arguments(const Application& application, const Json& order,
                                         const fs::path& file) {
    std::vector<std::string> arguments{"--library", application.library_folder.string(), "--json",
                                       "index", file.string()};
    for (const char* option : {"event", "date", "part", "analyse", "replaces"}) {
        const std::string value = order.value(option, "");
        if (value.empty()) continue;
        arguments.push_back(fmt::format("--{}", option));
        arguments.push_back(value);
    }
    return arguments;
}

JobEnd run_index(const std::vector<std::string>& arguments,
                 const std::function<void(const JobProgress&)>& tell,
                 const std::atomic<bool>& cancelled) {
    for (;;) {
        IndexOutput output(tell);
        const auto outcome =
            indexer::run_worker({.program = fs::read_symlink("/proc/self/exe"),
                                 .arguments = arguments,
                                 .media = -1,
                                 .deadline = std::chrono::steady_clock::time_point::max(),
                                 .output_bytes = kOutputLimit,
                                 .environment = own_environment(),
                                 .cancelled = &cancelled},
                                [&output](std::string_view bytes) { output.take(bytes); });
        if (outcome.fate == indexer::WorkerFate::cancelled) {
            return {.done = false, .message = "cancelled", .recordings = {}};
        }
        if (outcome.fate != indexer::WorkerFate::exited) {
            return {.done = false, .message = "the index was ended from outside", .recordings = {}};
        }
        const JobEnd end = output.end(outcome.status);
        // Another process indexes: its turn ends.
        if (outcome.status != exit_conflict || end.message.find("index") == std::string::npos) {
            return end;
        }
        tell({.phase = "waiting", .done = {}, .remaining_s = {}, .message = end.message});
        std::this_thread::sleep_for(kLockedPause);
        if (cancelled) return end;
    }
}

JobEnd run_job(const Application& application, const Json& order,
               const std::function<void(const JobProgress&)>& tell,
               const std::atomic<bool>& cancelled) {
    const std::string upload = order.value("upload", "");
    std::optional<UploadedFile> uploaded;
    if (!upload.empty()) uploaded.emplace(application, upload, order.value("name", "recording"));
    const fs::path file = uploaded ? uploaded->path() : fs::path(order.value("path", ""));
    auto arguments = index_arguments(application, order, file);
    std::optional<TemporaryFile> programme;
    if (order.contains("programme")) {
        programme.emplace(application.library().uploads() / ("programme" + storage::new_id("-")),
                          decoded(order["programme"].value("base64", "")));
        arguments.insert(arguments.end(), {"--programme", programme->path().string()});
    }
    const JobEnd end = run_index(arguments, tell, cancelled);
    if (!uploaded) return end;
    if (!end.done && !cancelled) uploaded->give_back();
    if (end.done) application.open_existing()->remove_upload(upload);
    return end;
}

}  // namespace

server::RunJob index_jobs(const Application& application) {
    return [&application](const Json& order, const std::function<void(const JobProgress&)>& tell,
                          const std::atomic<bool>& cancelled) {
        return run_job(application, order, tell, cancelled);
    };
}

}  // namespace revivre::app
