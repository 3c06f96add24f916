#pragma once

#include <chrono>
#include <ctime>

namespace revivre::server {

/// Monotonic time as of the kernel's last tick, 1 to 10 ms old: a fifth of the cost of the exact
/// time, for deadlines that are looked at four times a second.
struct CoarseClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<CoarseClock>;
    static constexpr bool is_steady = true;

    static time_point now() noexcept {
        timespec time{};
        ::clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
        return time_point(std::chrono::seconds(time.tv_sec) +
                          std::chrono::nanoseconds(time.tv_nsec));
    }
};

}  // namespace revivre::server
