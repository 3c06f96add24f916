#include "server/jobs/jobs.hpp"

#include <algorithm>
#include <array>
#include <exception>

#include <spdlog/spdlog.h>

#include "chapters/error.hpp"
#include "server/access/guard.hpp"
#include "server/http/event_stream.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using storage::JobState;

constexpr std::array<std::string_view, 5> kStates{"queued", "running", "done", "failed",
                                                  "cancelled"};

bool has_ended(JobState state) {
    return state != JobState::queued && state != JobState::running;
}

// What the store keeps: progress is not worth a write.
std::string body_of(const Job& job) {
    return chapters::dump_json({{"order", job.order},
                                {"author", job.author},
                                {"message", job.message},
                                {"recordings", job.recordings},
                                {"created_at", job.created_at},
                                {"ended_at", job.ended_at}});
}

Job job_of(const storage::JobRecord& record) {
    const Json body = chapters::parse_json(record.body);
    Job job;
    job.id = record.id;
    job.state = record.state == JobState::running ? JobState::queued : record.state;
    job.order = body.value("order", Json::object());
    job.author = body.value("author", "");
    job.message = body.value("message", "");
    job.recordings = body.value("recordings", std::vector<std::string>());
    job.created_at = body.value("created_at", "");
    job.ended_at = body.value("ended_at", "");
    return job;
}

class JobStream final : public EventStream {
  public:
    JobStream(Jobs& jobs, std::string id) : jobs_(jobs), id_(std::move(id)) {}

    std::string next() override {
        const Job job = jobs_.job(id_);
        if (told_ && job.version == version_) return "";
        told_ = true;
        version_ = job.version;
        ended_ = has_ended(job.state);
        return "event: progress\ndata: " + chapters::dump_json(to_json(job)) + "\n\n";
    }
    bool ended() override { return ended_; }

  private:
    Jobs& jobs_;
    std::string id_;
    std::uint64_t version_ = 0;
    bool told_ = false;
    bool ended_ = false;
};

}  // namespace

Json to_json(const Job& job) {
    return {{"id", job.id},
            {"kind", job.order.value("kind", "")},
            {"state", kStates.at(static_cast<std::size_t>(job.state))},
            {"phase", job.phase},
            {"done", job.done},
            {"remaining_s", job.remaining_s ? Json(*job.remaining_s) : Json(nullptr)},
            {"message", job.message},
            {"recordings", job.recordings},
            {"file", job.order.value("name", "")},
            {"author", job.author},
            {"created_at", job.created_at},
            {"ended_at", job.ended_at.empty() ? Json(nullptr) : Json(job.ended_at)}};
}

Jobs::Jobs(OpenRepository open, RunJob run)
    : open_(std::move(open)), run_(std::move(run)), repository_(open_()) {
    load();
    thread_ = std::thread([this] { work(); });
}

Jobs::~Jobs() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        cancelled_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Jobs::load() {
    for (const storage::JobRecord& record : repository_->jobs()) {
        jobs_.emplace(record.id, job_of(record));
    }
}

Job Jobs::submit(const Json& order, const std::string& author) {
    Job job;
    job.order = order;
    job.author = author;
    job.created_at = instant_after({});
    {
        const std::lock_guard lock(mutex_);
        job.id = repository_->save_job({.id = "", .state = job.state, .body = body_of(job)});
        jobs_.emplace(job.id, job);
    }
    wake_.notify_all();
    return job;
}

std::vector<Job> Jobs::all() {
    const std::lock_guard lock(mutex_);
    std::vector<Job> list;
    for (const auto& [id, job] : jobs_) list.push_back(job);
    std::ranges::reverse(list);
    return list;
}

Job& Jobs::known(const std::string& id) {
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) throw Error(ErrorCode::not_found, "there is no job '" + id + "'");
    return found->second;
}

Job Jobs::job(const std::string& id) {
    const std::lock_guard lock(mutex_);
    return known(id);
}

void Jobs::cancel(const std::string& id) {
    const std::lock_guard lock(mutex_);
    Job& job = known(id);
    if (has_ended(job.state)) {
        throw Error(ErrorCode::conflict, "the job '" + id + "' has ended already");
    }
    job.state = JobState::cancelled;
    job.ended_at = instant_after({});
    ++job.version;
    repository_->save_job({.id = id, .state = job.state, .body = body_of(job)});
    if (running_ == id) cancelled_ = true;
}

std::shared_ptr<EventStream> Jobs::watch(const std::string& id) {
    static_cast<void>(job(id));
    return std::make_shared<JobStream>(*this, id);
}

void Jobs::work() {
    while (const auto id = next_id()) run_one(*id);
}

// Waits for one; nothing when the service ends.
std::optional<std::string> Jobs::next_id() {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (stopping_) return std::nullopt;
        for (auto& [id, job] : jobs_) {
            if (job.state != JobState::queued) continue;
            running_ = id;
            cancelled_ = false;
            return id;
        }
        wake_.wait(lock);
    }
}

void Jobs::change(const std::string& id, const std::function<void(Job&)>& how, bool keep) {
    const std::lock_guard lock(mutex_);
    Job& job = known(id);
    if (has_ended(job.state)) return;  // cancelled meanwhile
    how(job);
    ++job.version;
    if (keep) repository_->save_job({.id = id, .state = job.state, .body = body_of(job)});
}

void Jobs::run_one(const std::string& id) {
    JobEnd end;
    try {
        change(
            id, [](Job& job) { job.state = JobState::running; }, true);
        const auto tell = [&](const JobProgress& progress) {
            change(
                id,
                [&](Job& job) {
                    job.phase = progress.phase;
                    job.done = progress.done.value_or(0);
                    job.remaining_s = progress.remaining_s;
                    job.message = progress.message;
                },
                false);
        };
        end = run_(job(id).order, tell, cancelled_);
    } catch (const std::exception& fault) {
        spdlog::warn("the job {} failed: {}", id, fault.what());
        end = {.done = false, .message = fault.what(), .recordings = {}};
    }
    try {
        const auto finish = [&](Job& job) {
            if (stopping_ && !end.done) return;  // it goes on when the service starts again
            job.state = end.done ? JobState::done : JobState::failed;
            job.message = end.message;
            job.recordings = end.recordings;
            job.done = end.done ? 1 : job.done;
            job.remaining_s.reset();
            job.ended_at = instant_after({});
        };
        change(id, finish, true);
    } catch (const std::exception& fault) {
        spdlog::error("the end of the job {} could not be kept: {}", id, fault.what());
    }
    const std::lock_guard lock(mutex_);
    running_.clear();
}

}  // namespace revivre::server
