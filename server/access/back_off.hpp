#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace revivre::server {

/// Slows down who guesses: after some failures for the same key (an account's name, an address)
/// each further one doubles the time in which no try is taken. For any thread; forgets with the
/// process.
class BackOff {
  public:
    using Clock = std::chrono::steady_clock;

    /// How long nothing is taken for `key`; zero: go on.
    std::chrono::seconds wait_for(const std::string& key, Clock::time_point now = Clock::now());
    void note_failure(const std::string& key, Clock::time_point now = Clock::now());
    void note_success(const std::string& key);

  private:
    struct Failures {
        int count = 0;
        Clock::time_point free_at;
    };
    void forget_old(Clock::time_point now);

    std::mutex mutex_;
    std::map<std::string, Failures> failures_;
};

}  // namespace revivre::server
