#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/http/answer.hpp"
#include "server/http/limits.hpp"
#include "server/pages/messages.hpp"

namespace revivre::server {

/// What a prepared answer may depend on: the address, and fields of the request, as what they come
/// to here, so that many browsers share one answer.
struct Selection {
    std::string_view target;
    std::string_view accept;
    pages::Language language = pages::Language::french;
    ContentCoding coding = ContentCoding::identity;
};

/// The selection of a request that is answered in `coding`. Lives as long as the request.
Selection selection_of(const RequestHead& request, ContentCoding coding);

/// Answers of prepared routes, for one generation of the store: all of them go when it changes. The
/// least recently used go first when it is full. Of files only that they are open is kept: see
/// Answer::open_file. For any thread.
class PreparedCache {
  public:
    explicit PreparedCache(std::size_t byte_limit = kCacheBytes) : byte_limit_(byte_limit) {}

    /// The answer kept for this address whose Vary field does not tell the two requests apart; null
    /// when there is none.
    [[nodiscard]] SharedAnswer find(const Selection& selection);

    /// Keeps what was made while the store was at `generation`; drops it when that is over.
    void store(const Selection& selection, const SharedAnswer& answer, std::uint64_t generation);

    /// Tells where the store is now.
    void advance(std::uint64_t generation);

    [[nodiscard]] std::size_t size();   ///< answers kept
    [[nodiscard]] std::size_t bytes();  ///< that they take, with what keeping them takes

  private:
    struct TargetHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view target) const noexcept {
            return std::hash<std::string_view>{}(target);
        }
    };
    struct Entry;
    using Entries = std::list<Entry>;
    using Variants = std::vector<Entries::iterator>;  // of one target, oldest first
    using Targets = std::unordered_map<std::string, Variants, TargetHash, std::equal_to<>>;
    struct Entry {
        const std::string* target;  // the key in targets_, which never moves
        std::string accept;
        pages::Language language;
        ContentCoding coding;
        SharedAnswer answer;
        std::size_t bytes = 0;
    };

    static bool serves(const Entry& entry, const Selection& selection);
    Entries::iterator entry_for(const Selection& selection);
    void drop(Entries::iterator entry);
    void make_room_for_file();
    void move_to(std::uint64_t generation);

    std::mutex mutex_;
    Entries entries_;  // most recently used first
    Targets targets_;
    std::uint64_t generation_ = 0;
    std::size_t bytes_ = 0;
    std::size_t open_files_ = 0;
    std::size_t byte_limit_;
};

/// Names what a request asks for, to find out who asks for the same.
std::string request_key(const RequestHead& request, ContentCoding coding);

}  // namespace revivre::server
