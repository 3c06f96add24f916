#include "server/parameters.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "server/http/text.hpp"

namespace revivre::server {
namespace {

// What lists are asked with: a name that no list knows is not repeated in its address.
constexpr std::array<std::string_view, 9> kListParameters{
    "cursor", "event", "kind", "limit", "person", "q", "recording", "session", "sort"};

std::string address_of(std::string_view path, const std::map<std::string, std::string>& query) {
    std::string address;
    for (const char each : path) {
        address += each == '/' ? "/" : percent_encode(std::string_view(&each, 1));
    }
    char separator = '?';
    for (const auto& [name, value] : query) {
        if (std::ranges::find(kListParameters, name) == kListParameters.end()) continue;
        address += separator + percent_encode(name) + "=" + percent_encode(value);
        separator = '&';
    }
    return address;
}

}  // namespace

const std::string& text_parameter(const Request& request, const std::string& name) {
    static const std::string kNone;
    const auto found = request.query.find(name);
    return found == request.query.end() ? kNone : found->second;
}

int number_parameter(const Request& request, const std::string& name, NumberRange range) {
    const auto found = request.query.find(name);
    if (found == request.query.end() || found->second.empty()) return range.otherwise;
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

bool newest_first(const Request& request) {
    const std::string& order = text_parameter(request, "sort");
    if (order == "-date") return true;
    if (order.empty() || order == "date") return false;
    throw ParameterError("sort", "'sort' must be date (oldest first) or -date (newest first)");
}

std::string own_address(const Request& request) {
    return address_of(request.path, request.query);
}

std::string next_page_address(const Request& request, const std::string& cursor) {
    auto query = request.query;
    query["cursor"] = cursor;
    return address_of(request.path, query);
}

}  // namespace revivre::server
