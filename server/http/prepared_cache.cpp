#include "server/http/prepared_cache.hpp"

namespace revivre::server {

SharedAnswer PreparedCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    if (found->second != entries_.begin()) {
        entries_.splice(entries_.begin(), entries_, found->second);
    }
    return found->second->answer;
}

void PreparedCache::store(const std::string& key, const SharedAnswer& answer,
                          std::uint64_t generation) {
    constexpr std::size_t kEntryOverhead = 256;  // list and hash nodes, string and answer headers
    const std::size_t bytes = key.size() + answer->head.size() + answer->body.size() +
                              answer->not_modified_head.size() + kEntryOverhead;
    if (bytes > kCacheEntryBytes || bytes > byte_limit_) return;
    const std::lock_guard lock(mutex_);
    if (generation > generation_) move_to(generation);
    if (generation < generation_ || by_key_.contains(key)) return;
    while (bytes_ + bytes > byte_limit_) {
        bytes_ -= entries_.back().bytes;
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
    entries_.push_front({.key = key, .answer = answer, .bytes = bytes});
    by_key_.emplace(entries_.front().key, entries_.begin());
    bytes_ += bytes;
}

void PreparedCache::advance(std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    if (generation != generation_) move_to(generation);  // back, too: a backup was restored
}

void PreparedCache::move_to(std::uint64_t generation) {
    generation_ = generation;
    by_key_.clear();
    entries_.clear();
    bytes_ = 0;
}

std::size_t PreparedCache::size() {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

void write_cache_key(std::string& key, const RequestHead& request) {
    key.assign(request.target).append("\n").append(request.accept).append("\n");
    key.append(request.accept_language);  // none of the three can hold a line end
}

}  // namespace revivre::server
