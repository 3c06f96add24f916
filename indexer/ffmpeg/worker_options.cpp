#include "indexer/ffmpeg/worker_options.hpp"

#include <algorithm>
#include <charconv>

namespace revivre::indexer::ffmpeg {

std::optional<WorkerOptions> WorkerOptions::read(std::span<const std::string_view> arguments,
                                                 std::span<const std::string_view> known) {
    if (arguments.size() % 2 != 0) return std::nullopt;
    WorkerOptions options;
    for (std::size_t place = 0; place < arguments.size(); place += 2) {
        if (std::ranges::find(known, arguments[place]) == known.end()) return std::nullopt;
        options.values_[arguments[place]] = arguments[place + 1];
    }
    return options;
}

std::string_view WorkerOptions::text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string_view() : found->second;
}

std::int64_t WorkerOptions::number(std::string_view name, std::int64_t otherwise) const {
    const std::string_view text = this->text(name);
    if (text.empty()) return otherwise;
    std::int64_t number = -1;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? number : -1;
}

}  // namespace revivre::indexer::ffmpeg
