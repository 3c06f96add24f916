#include "server/http/text.hpp"

#include <algorithm>

namespace revivre::server {
namespace {

constexpr char lower(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

constexpr bool is_alphanumeric(char each) noexcept {
    return (each >= '0' && each <= '9') || (lower(each) >= 'a' && lower(each) <= 'z');
}

}  // namespace

bool same_token(std::string_view left, std::string_view right) noexcept {
    return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view trim(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view next_element(std::string_view& list) noexcept {
    const std::size_t comma = list.find(',');
    const std::string_view element = trim(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    return element;
}

bool is_token(std::string_view text) noexcept {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char each) {
        return is_alphanumeric(each) || kMarks.find(each) != std::string_view::npos;
    });
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kUnreserved = "-._~";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char each : text) {
        if (is_alphanumeric(each) || kUnreserved.find(each) != std::string_view::npos) {
            encoded += each;
            continue;
        }
        const auto byte = static_cast<unsigned char>(each);
        encoded += '%';
        encoded += kDigits[byte >> 4U];
        encoded += kDigits[byte & 15U];
    }
    return encoded;
}

}  // namespace revivre::server
