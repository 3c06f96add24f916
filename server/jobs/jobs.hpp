#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "chapters/json.hpp"
#include "server/server.hpp"

namespace revivre::server {

class EventStream;

/// A piece of work, as the API tells it.
struct Job {
    std::string id;
    storage::JobState state = storage::JobState::queued;
    chapters::Json order;  ///< what was asked: see server/routes/jobs.cpp
    std::string author;
    std::string phase;
    double done = 0;                      ///< 0 to 1, of the phase
    std::optional<int> remaining_s;       ///< of the phase
    std::string message;                  ///< what happens now, or why it failed
    std::vector<std::string> recordings;  ///< that came of it
    std::string created_at;
    std::string ended_at;       ///< empty: not yet
    std::uint64_t version = 0;  ///< grows with every change
};

chapters::Json to_json(const Job& job);

/// What a runner tells while it works.
struct JobProgress {
    std::string phase;
    std::optional<double> done;
    std::optional<int> remaining_s;
    std::string message;
};

/// How a job ended.
struct JobEnd {
    bool done = false;
    std::string message;
    std::vector<std::string> recordings;
};

/// Does what an order asks, on the jobs' thread, until it is done or `cancelled` becomes true.
/// Throws Error for what cannot be done.
using RunJob = std::function<JobEnd(const chapters::Json& order,
                                    const std::function<void(const JobProgress&)>& tell,
                                    const std::atomic<bool>& cancelled)>;

/// Work beside answering, one piece at a time on a thread of its own, in the order in which it was
/// asked for. Orders and ends are in the store: after a crash what was running runs again. For any
/// thread.
class Jobs {
  public:
    Jobs(OpenRepository open, RunJob run);
    ~Jobs();  ///< interrupts what runs, which goes on when the service starts again
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    Job submit(const chapters::Json& order, const std::string& author);
    std::vector<Job> all();          ///< newest first
    Job job(const std::string& id);  ///< throws Error{not_found}
    void cancel(
        const std::string& id);  ///< throws Error{not_found}, Error{conflict} when it has ended
    /// What happens with it from now on, beginning with how it stands.
    std::shared_ptr<EventStream> watch(const std::string& id);

  private:
    void load();
    void work();
    std::optional<std::string> next_id();
    void run_one(const std::string& id);
    void change(const std::string& id, const std::function<void(Job&)>& how, bool keep);
    Job& known(const std::string& id);

    OpenRepository open_;
    RunJob run_;
    std::unique_ptr<storage::Repository> repository_;  // under mutex_
    std::mutex mutex_;
    std::condition_variable wake_;
    std::map<std::string, Job> jobs_;
    std::string running_;
    std::atomic<bool> cancelled_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace revivre::server
