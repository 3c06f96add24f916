#include "server/http/prepared_cache.hpp"

#include <algorithm>
#include <atomic>

namespace revivre::server {

Selection selection_of(const RequestHead& request, ContentCoding coding) {
    return {.target = request.target,
            .accept = request.accept,
            .language = pages::language_for({}, request.accept_language),
            .coding = coding};
}

SharedAnswer PreparedCache::find(const Selection& selection) {
    const std::lock_guard lock(mutex_);
    const auto found = entry_for(selection);
    if (found == entries_.end()) return nullptr;
    if (found != entries_.begin()) entries_.splice(entries_.begin(), entries_, found);
    return found->answer;
}

void PreparedCache::store(const Selection& selection, const SharedAnswer& answer,
                          std::uint64_t generation) {
    constexpr std::size_t kOverhead = 512;  // list and hash nodes, string and answer headers
    const bool is_file = answer->open_file != nullptr;
    const std::size_t bytes = selection.target.size() + selection.accept.size() +
                              answer->head.size() + answer->not_modified_head.size() +
                              (is_file ? 0 : answer->length) + kOverhead;
    if (bytes > kCacheEntryBytes || bytes > byte_limit_) return;
    const std::lock_guard lock(mutex_);
    if (generation > generation_) move_to(generation);
    if (generation < generation_) return;
    const auto earlier = entry_for(selection);
    if (earlier != entries_.end()) {
        if (!is_file) return;
        drop(earlier);  // the file has changed
    }
    if (is_file) make_room_for_file();
    while (bytes_ + bytes > byte_limit_) drop(std::prev(entries_.end()));
    const auto home = targets_.try_emplace(std::string(selection.target)).first;
    if (home->second.size() >= kVariantLimit) drop(home->second.front());  // more of them stay
    entries_.push_front({.target = &home->first,
                         .accept = std::string(selection.accept),
                         .language = selection.language,
                         .coding = selection.coding,
                         .answer = answer,
                         .bytes = bytes});
    home->second.push_back(entries_.begin());
    bytes_ += bytes;
    if (is_file) ++open_files_;
}

void PreparedCache::make_room_for_file() {
    if (open_files_ < kOpenFileLimit) return;
    const auto oldest =
        std::ranges::find_if(entries_.rbegin(), entries_.rend(),
                             [](const auto& each) { return each.answer->open_file != nullptr; });
    drop(std::prev(oldest.base()));
}

void PreparedCache::advance(std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    if (generation != generation_) move_to(generation);  // back, too: a backup was restored
}

bool PreparedCache::serves(const Entry& entry, const Selection& selection) {
    const Variation& varies = entry.answer->variation;
    return (!varies.accept_encoding || entry.coding == selection.coding) &&
           (!varies.accept_language || entry.language == selection.language) &&
           (!varies.accept || entry.accept == selection.accept);
}

PreparedCache::Entries::iterator PreparedCache::entry_for(const Selection& selection) {
    const auto home = targets_.find(selection.target);
    if (home == targets_.end()) return entries_.end();
    const auto found = std::ranges::find_if(
        home->second, [&](const auto& each) { return serves(*each, selection); });
    return found == home->second.end() ? entries_.end() : *found;
}

void PreparedCache::drop(Entries::iterator entry) {
    bytes_ -= entry->bytes;
    if (entry->answer->open_file) --open_files_;
    const auto home = targets_.find(*entry->target);
    std::erase(home->second, entry);
    if (home->second.empty()) targets_.erase(home);
    entries_.erase(entry);
}

void PreparedCache::move_to(std::uint64_t generation) {
    generation_ = generation;
    targets_.clear();
    entries_.clear();
    bytes_ = 0;
    open_files_ = 0;
}

std::size_t PreparedCache::size() {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

std::size_t PreparedCache::bytes() {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

std::string request_key(const RequestHead& request, ContentCoding coding) {
    std::string key = request.target;  // nothing of a head can hold a line end
    for (const std::string_view part :
         {std::string_view(request.accept), std::string_view(request.accept_language),
          coding_name(coding)}) {
        key.append("\n").append(part);
    }
    // A request with a secret, or that changes something, is nobody else's.
    const bool own = !request.authorization.empty() || !request.cookie.empty() ||
                     (request.method != "GET" && request.method != "HEAD");
    static std::atomic<std::uint64_t> number = 0;
    if (own) return key + "\n" + std::to_string(++number);
    // By what names the site and comes with it, those who work without an account are told apart.
    for (const std::string* part :
         {&request.host, &request.origin, &request.fetch_site, &request.forwarded}) {
        key.append("\n").append(*part);
    }
    // A range makes an answer of one's own, and a tag of what that is a range of.
    if (!request.range.empty()) {
        key.append("\n").append(request.range).append("\n").append(request.if_range);
        key.append("\n").append(request.method);
    }
    return key;
}

}  // namespace revivre::server
