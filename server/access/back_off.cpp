#include "server/access/back_off.hpp"

#include <algorithm>

namespace revivre::server {
namespace {

constexpr int kFreeTries = 5;             // people mistype
constexpr int kLongestDoubling = 10;      // 2^10 s, some 17 minutes
constexpr std::chrono::hours kMemory{1};  // after which all is forgiven
constexpr std::size_t kKeys = 10'000;     // names are made up for free: so many are kept

}  // namespace

std::chrono::seconds BackOff::wait_for(const std::string& key, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    const auto found = failures_.find(key);
    if (found == failures_.end() || found->second.free_at <= now) return std::chrono::seconds(0);
    return std::chrono::ceil<std::chrono::seconds>(found->second.free_at - now);
}

void BackOff::note_failure(const std::string& key, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (failures_.size() >= kKeys) forget_old(now);
    Failures& known = failures_[key];
    if (now - known.free_at > kMemory) known.count = 0;
    ++known.count;
    const int doublings = std::min(known.count - kFreeTries, kLongestDoubling);
    known.free_at = doublings < 0 ? now : now + std::chrono::seconds(std::int64_t{1} << doublings);
}

void BackOff::note_success(const std::string& key) {
    const std::lock_guard lock(mutex_);
    failures_.erase(key);
}

// Who waits longest stays; of the others all go.
void BackOff::forget_old(Clock::time_point now) {
    std::erase_if(failures_, [now](const auto& each) { return each.second.free_at <= now; });
    if (failures_.size() >= kKeys) failures_.clear();
}

}  // namespace revivre::server
