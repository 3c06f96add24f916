#include "storage/ids.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include "chapters/error.hpp"

namespace revivre::storage {
namespace {

constexpr std::size_t kTimeBytes = 6;
constexpr std::size_t kLongestImported = 40;  // room for a UUID with another alphabet
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";  // without i, l, o, u

using Bytes = std::array<std::uint8_t, 16>;

std::uint64_t time_of(const Bytes& bytes) {
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < kTimeBytes; ++i) time = time << 8 | bytes[i];
    return time;
}

void set_time(Bytes& bytes, std::uint64_t time) {
    for (std::size_t i = kTimeBytes; i-- > 0; time >>= 8) {
        bytes[i] = static_cast<std::uint8_t>(time & 0xff);
    }
}

// 128 bits in 26 characters of 5 bits: the first holds only three.
std::string base32(const Bytes& bytes) {
    std::string text;
    unsigned pending = 0;
    int bits = 2;  // two zero bits in front make it 130
    for (const std::uint8_t byte : bytes) {
        pending = pending << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) text += kAlphabet[pending >> (bits - 5) & 31];
        pending &= 31;
    }
    return text;
}

}  // namespace

std::string utc_text(std::chrono::system_clock::time_point time) {
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(time);
    const auto day = std::chrono::floor<std::chrono::days>(whole);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(whole - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

void IdSource::advance() {
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(clock_().time_since_epoch());
    const auto now = static_cast<std::uint64_t>(since.count());
    const bool forked = process_ != getpid();
    process_ = getpid();
    if (now > time_of(last_) || forked) {
        set_time(last_, std::max(now, time_of(last_)));
        randombytes_buf(last_.data() + kTimeBytes, last_.size() - kTimeBytes);
        return;
    }
    // Counting up carries into the time when all chance bits are set: 2^-80, and still in order.
    for (std::size_t i = last_.size(); i-- > 0;) {
        if (++last_[i] != 0) return;
    }
}

std::string IdSource::next(std::string_view prefix) {
    const std::lock_guard lock(mutex_);
    advance();
    return std::string(prefix) + base32(last_);
}

std::string new_id(std::string_view prefix) {
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw Error(ErrorCode::unavailable, "the system gives no random numbers");
    static IdSource source(std::chrono::system_clock::now);
    return source.next(prefix);
}

bool is_id(std::string_view prefix, std::string_view text) noexcept {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    const auto allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
    return !text.empty() && text.size() <= kLongestImported && std::ranges::all_of(text, allowed);
}

}  // namespace revivre::storage
