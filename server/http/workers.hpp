#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include <boost/asio/thread_pool.hpp>

#include "chapters/error.hpp"
#include "server/access/back_off.hpp"
#include "server/dispatcher.hpp"
#include "server/http/answer.hpp"
#include "server/http/body_memory.hpp"
#include "server/http/prepared_cache.hpp"
#include "server/server.hpp"

namespace revivre::server {

/// The threads that read the store and make answers. Each opens a store of its own, the first time
/// it needs one.
class Workers {
  public:
    /// `settings`, `cache`, `metrics` and `jobs` must outlive this; null: there are no jobs.
    Workers(const Settings& settings, OpenRepository open, std::span<const Route> routes,
            PreparedCache& cache, const Metrics& metrics, Jobs* jobs);
    ~Workers();  ///< lets what runs end; what still waits is dropped
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Called with an answer, on a worker thread. Must not throw.
    using Done = std::function<void(SharedAnswer)>;

    /// Has `request` answered, soon; false when so much waits already that it will not. Who asks
    /// for the same while it is being made gets the same answer.
    bool submit(RequestHead request, const Done& done);

    /// Different requests that wait for an answer, or are with a worker.
    [[nodiscard]] std::size_t waiting();

    [[nodiscard]] const Dispatcher& dispatcher() const noexcept { return dispatcher_; }

    /// Has a worker tell the cache where the store is, unless one is about to. Costs nothing here.
    void refresh_cache();

  private:
    enum class Place { none, joined, first };
    Place take_place(const std::string& key, const Done& done);
    void make(const std::string& key, const RequestHead& request);

    storage::Repository& repository();  // of the calling thread
    [[nodiscard]] std::unique_ptr<storage::Repository> opened_repository() const;
    void drop_repository();
    SharedAnswer answer(const RequestHead& request);
    SharedAnswer route_answer(const RequestHead& head, const Request& request);
    SharedAnswer run_once(const Route& route, Context& context, const RequestHead& head,
                          const Request& request);
    SharedAnswer run(const Route& route, const RequestHead& head, const Request& request);
    /// Leads to the recording that is public in place of the one asked for; null: there is none.
    SharedAnswer moved_answer(const Route& route, const RequestHead& head, const Request& request);
    SharedAnswer failure(const Error& error, const RequestHead& head, const Request& request,
                         std::size_t route);
    [[nodiscard]] std::size_t number_of(const Route& route) const;
    void keep(const RequestHead& head, const SharedAnswer& answer, std::uint64_t generation);
    void tell_generation();

    const Settings& settings_;
    OpenRepository open_;
    Dispatcher dispatcher_;
    std::span<const Route> routes_;
    PreparedCache& cache_;
    const Metrics& metrics_;
    Jobs* jobs_;
    BackOff back_off_;
    BodyMemory bodies_;
    std::mutex mutex_;
    std::unordered_map<std::thread::id, std::unique_ptr<storage::Repository>> repositories_;
    std::unordered_map<std::string, std::vector<Done>> waiting_;  // for what is being made, by key
    std::atomic<bool> refreshing_ = false;
    boost::asio::thread_pool pool_;
};

}  // namespace revivre::server
