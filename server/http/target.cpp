#include "server/http/target.hpp"

#include <utility>

#include "chapters/error.hpp"
#include "chapters/text/encoding.hpp"

namespace revivre::server {
namespace {

int hexadecimal(char digit) noexcept {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

char encoded_byte(std::string_view text) {
    const int high = text.size() < 3 ? -1 : hexadecimal(text[1]);
    const int low = text.size() < 3 ? -1 : hexadecimal(text[2]);
    if (high < 0 || low < 0) {
        throw Error(ErrorCode::invalid_input,
                    "the address has a '%' that two hexadecimal digits do not follow");
    }
    return static_cast<char>(high * 16 + low);
}

std::string decode(std::string_view text, bool plus_is_blank) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            decoded += encoded_byte(text.substr(at));
            at += 2;
        } else {
            decoded += plus_is_blank && text[at] == '+' ? ' ' : text[at];
        }
    }
    if (decoded.find('\0') != std::string::npos || !chapters::is_utf8(decoded)) {
        throw Error(ErrorCode::invalid_input,
                    "the address holds bytes that are no UTF-8 text once decoded");
    }
    return decoded;
}

}  // namespace

Target parse_target(std::string_view target) {
    const std::size_t mark = target.find('?');
    Target parsed{.path = decode(target.substr(0, mark), false), .query = {}};
    std::string_view rest = mark == std::string_view::npos ? "" : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        std::string value =
            equals == std::string_view::npos ? "" : decode(pair.substr(equals + 1), true);
        parsed.query.emplace(decode(pair.substr(0, equals), true), std::move(value));
    }
    return parsed;
}

}  // namespace revivre::server
