#include "chapters/public_address.hpp"

#include <algorithm>
#include <array>

#include "chapters/media_type.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kSeconds = "{seconds}";
constexpr std::size_t kLongest = 2000;  // what browsers and proxies take without trouble
constexpr std::array<std::string_view, 2> kSchemes{"https://", "http://"};

std::size_t scheme_length(std::string_view address) {
    for (const std::string_view scheme : kSchemes) {
        if (address.starts_with(scheme)) return scheme.size();
    }
    return 0;
}

std::string_view host_of(std::string_view address) {
    address.remove_prefix(scheme_length(address));
    return address.substr(0, address.find_first_of("/?#"));
}

// Letters, digits and what hosts, ports and IPv6 addresses are written with: no user name, and
// nothing that could end a content policy's source (CSP Level 3, section 2.3.1).
bool is_host(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
}

bool is_visible(char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '"' && c != '<' && c != '>' &&
           c != '\\' && c != '`';
}

std::string_view path_of(std::string_view address) {
    address.remove_prefix(scheme_length(address));
    address = address.substr(0, address.find_first_of("?#"));
    const std::size_t slash = address.find('/');
    return slash == std::string_view::npos ? std::string_view{} : address.substr(slash);
}

}  // namespace

std::string public_address_fault(std::string_view address) {
    if (scheme_length(address) == 0) return "a public address begins with https:// or http://";
    if (address.size() > kLongest) return "a public address has at most 2,000 characters";
    if (!std::ranges::all_of(address, is_visible)) {
        return "a public address holds no blank, quote, bracket or control character: write them "
               "as %20 and so on";
    }
    if (!is_host(host_of(address))) {
        return "a public address names a host after https://, without user name or password";
    }
    const std::size_t first = address.find(kSeconds);
    if (first != std::string_view::npos &&
        address.find(kSeconds, first + kSeconds.size()) != std::string_view::npos) {
        return "{seconds} may stand only once in a public address";
    }
    return {};
}

std::string address_at(std::string_view address, Time start) {
    const std::size_t place = address.find(kSeconds);
    if (place == std::string_view::npos) {
        return std::string(address.substr(0, address.find('#'))) + "#t=" + seconds_text(start);
    }
    std::string out(address);
    return out.replace(place, kSeconds.size(), std::to_string(start.count() / 1000));
}

bool is_plain_media(std::string_view address) {
    const bool placed = address.find(kSeconds) != std::string_view::npos;
    return !placed && !media_type_of_path(path_of(address), true).empty();
}

std::string origin_of(std::string_view address) {
    return std::string(address.substr(0, scheme_length(address))) + std::string(host_of(address));
}

}  // namespace revivre::chapters
