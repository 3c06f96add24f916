#include "server/http/accept.hpp"

#include "server/http/text.hpp"

namespace revivre::server {
namespace {

// qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ); anything else counts as 1.
double quality_value(std::string_view text) noexcept {
    if (text.empty() || text.front() != '0') return 1;
    double value = 0;
    double place = 0.1;
    for (const char digit : text.substr(text.size() > 1 ? 2 : 1)) {
        if (digit < '0' || digit > '9') break;
        value += place * (digit - '0');
        place /= 10;
    }
    return value;
}

// 3: the type itself, 2: its family, 1: any, 0: another.
int specificity(std::string_view range, std::string_view type) {
    if (same_token(range, type)) return 3;
    if (range == "*/*") return 1;
    const std::size_t slash = type.find('/');
    return range.ends_with("/*") &&
                   same_token(range.substr(0, range.size() - 2), type.substr(0, slash))
               ? 2
               : 0;
}

struct Wish {
    int specificity = 0;
    double quality = 0;
};

Wish wish_for(std::string_view accept, std::string_view type) {
    Wish best;
    while (!accept.empty()) {
        const std::string_view element = next_element(accept);
        const std::size_t semicolon = element.find(';');
        const int found = specificity(trim(element.substr(0, semicolon)), type);
        if (found <= best.specificity) continue;
        best.specificity = found;
        best.quality =
            semicolon == std::string_view::npos ? 1 : quality_of(element.substr(semicolon + 1));
    }
    return best;
}

}  // namespace

double quality_of(std::string_view parameters) noexcept {
    while (!parameters.empty()) {
        const std::size_t end = parameters.find(';');
        const std::string_view parameter = trim(parameters.substr(0, end));
        parameters = end == std::string_view::npos ? "" : parameters.substr(end + 1);
        if (parameter.size() > 2 && same_token(parameter.substr(0, 2), "q=")) {
            return quality_value(parameter.substr(2));
        }
    }
    return 1;
}

double accept_quality(std::string_view accept, std::string_view type) {
    return trim(accept).empty() ? 1 : wish_for(accept, type).quality;
}

bool prefers(std::string_view accept, std::string_view type, std::string_view other) {
    const Wish wish = wish_for(accept, type);
    return wish.specificity == 3 && wish.quality > 0 &&
           wish.quality >= accept_quality(accept, other);
}

}  // namespace revivre::server
