#include "server/parameters.hpp"

#include <charconv>

#include <fmt/format.h>

#include "server/http/text.hpp"

namespace revivre::server {

const std::string& text_parameter(const Request& request, const std::string& name) {
    static const std::string kNone;
    const auto found = request.query.find(name);
    return found == request.query.end() ? kNone : found->second;
}

int number_parameter(const Request& request, const std::string& name, NumberRange range) {
    const auto found = request.query.find(name);
    if (found == request.query.end()) return range.otherwise;
    const std::string& text = found->second;
    int value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value < range.least || value > range.most) {
        throw ParameterError(name, fmt::format("'{}' must be a whole number from {} to {}", name,
                                               range.least, range.most));
    }
    return value;
}

std::string next_page_address(const Request& request, const std::string& cursor) {
    std::string address;
    for (const char each : request.path) {
        address += each == '/' ? "/" : percent_encode(std::string_view(&each, 1));
    }
    char separator = '?';
    for (const auto& [name, value] : request.query) {
        if (name == "cursor") continue;
        address += separator + percent_encode(name) + "=" + percent_encode(value);
        separator = '&';
    }
    return address + separator + "cursor=" + percent_encode(cursor);
}

}  // namespace revivre::server
