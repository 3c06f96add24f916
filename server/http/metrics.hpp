#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/routes/route.hpp"

namespace revivre::server {

/// A number that one thread changes and all may read.
class Counter {
  public:
    /// Not one atomic step, which would cost ten times as much: nobody else writes.
    void add(std::int64_t amount = 1) noexcept {
        value_.store(value() + amount, std::memory_order_relaxed);
    }
    [[nodiscard]] std::int64_t value() const noexcept {
        return value_.load(std::memory_order_relaxed);
    }

  private:
    std::atomic<std::int64_t> value_ = 0;
};

/// What one network thread counts. Nothing of it tells one visitor from another.
class Tally {
  public:
    explicit Tally(std::size_t route_count) : answers_(route_count + 1) {}

    /// `route`: its number, from 1; 0 for answers that no route makes.
    void count_answer(std::size_t route, int status) noexcept {
        answers_[route][static_cast<std::size_t>(status / 100 - 1) % kClasses].add();
    }
    [[nodiscard]] std::int64_t answers(std::size_t route, std::size_t status_class) const noexcept {
        return answers_[route][status_class - 1].value();
    }

    Counter bytes;     ///< sent, heads included
    Counter accepted;  ///< connections
    Counter ended;     ///< connections
    Counter prepared;  ///< requests whose answer was kept
    Counter made;      ///< requests that a worker was asked for

    static constexpr std::size_t kClasses = 5;  ///< of a status: 1xx to 5xx

  private:
    std::vector<std::array<Counter, kClasses>> answers_;  // by route
};

/// All that "/metrics" tells, in the text format of Prometheus (version 0.0.4).
class Metrics {
  public:
    /// `routes` must outlive this.
    Metrics(std::span<const Route> routes, std::string version);

    /// One for a thread that counts; lives as long as this. Not once `text()` may be called.
    Tally& new_tally();

    /// A figure that is asked for when it is told. For any thread; the same for adding as above.
    void add_gauge(std::string name, std::string help, std::function<std::size_t()> value);

    /// For any thread.
    [[nodiscard]] std::string text() const;

  private:
    struct Gauge {
        std::string name;
        std::string help;
        std::function<std::size_t()> value;
    };

    [[nodiscard]] std::int64_t total(Counter Tally::*counter) const;
    void write_answers(std::string& out) const;

    std::span<const Route> routes_;
    std::string version_;
    std::int64_t start_s_;  // seconds since 1970
    std::deque<Tally> tallies_;
    std::vector<Gauge> gauges_;
};

}  // namespace revivre::server
