#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http/answer.hpp"
#include "server/http/limits.hpp"

namespace revivre::server {

/// Answers of prepared routes, for one generation of the store: all of them go when it changes. The
/// least recently used go first when it is full. For any thread.
class PreparedCache {
  public:
    explicit PreparedCache(std::size_t byte_limit = kCacheBytes) : byte_limit_(byte_limit) {}

    /// Null when there is none.
    [[nodiscard]] SharedAnswer find(const std::string& key);

    /// Keeps what was made while the store was at `generation`; drops it when that is over.
    void store(const std::string& key, const SharedAnswer& answer, std::uint64_t generation);

    /// Tells where the store is now.
    void advance(std::uint64_t generation);

    [[nodiscard]] std::size_t size();  ///< answers kept

  private:
    struct Entry {
        std::string key;
        SharedAnswer answer;
        std::size_t bytes = 0;
    };

    void move_to(std::uint64_t generation);

    std::mutex mutex_;
    std::list<Entry> entries_;  // most recently used first
    // The keys are those of the entries, which never move.
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
    std::uint64_t generation_ = 0;
    std::size_t bytes_ = 0;
    std::size_t byte_limit_;
};

/// Writes to `key` what a prepared answer depends on: the address, and the fields that a route may
/// look at.
void write_cache_key(std::string& key, const RequestHead& request);

}  // namespace revivre::server
