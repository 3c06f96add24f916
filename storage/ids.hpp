#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace revivre::storage {

/// What time it is; tests pass their own.
using Clock = std::function<std::chrono::system_clock::time_point()>;

/// RFC 3339, UTC, with milliseconds: "2026-05-04T03:02:01.000Z".
std::string utc_text(std::chrono::system_clock::time_point time);

/// Makes ids: a prefix, then 26 lower-case characters of Crockford's base32 that hold 48 bits of
/// milliseconds and 80 bits of chance, as a ULID does (github.com/ulid/spec). Each is greater than
/// the one before, even within a millisecond, when the clock steps back, and after fork(2) still
/// unlike those of the other process. May be called from several threads.
class IdSource {
  public:
    explicit IdSource(Clock clock) : clock_(std::move(clock)) {}

    std::string next(std::string_view prefix);

  private:
    void advance();

    Clock clock_;
    std::mutex mutex_;
    std::array<std::uint8_t, 16> last_{};  // big-endian: 6 bytes of time, 10 of chance
    std::int64_t process_ = 0;
};

/// A new id of this process's own source, by the clock of the machine.
std::string new_id(std::string_view prefix);

/// Whether `text` may be an id with this prefix: the prefix and 1 to 40 of [0-9a-z]. Wider than
/// what `new_id` gives, so that ids can be imported.
bool is_id(std::string_view prefix, std::string_view text) noexcept;

}  // namespace revivre::storage
