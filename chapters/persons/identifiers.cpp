// Forms: www.wikidata.org/wiki/Wikidata:Identifiers; ISO 27729:2012, annex A (check character by
// ISO/IEC 7064, MOD 11-2); documentation.abes.fr, "PPN" (weights 9 to 2, modulo 11); viaf.org.

#include "chapters/persons/identifiers.hpp"

#include <algorithm>
#include <array>

#include "chapters/error.hpp"
#include "chapters/public_address.hpp"

namespace revivre::chapters::persons {
namespace {

constexpr std::size_t kIsniLength = 16;
constexpr std::size_t kIdrefLength = 9;
constexpr std::size_t kLongestNumber = 22;  // VIAF's longest cluster numbers
constexpr int kTen = 10;                    // written X

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool are_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

// The last part of an address, without signs between digits.
std::string bare(std::string_view raw) {
    while (raw.ends_with('/') || raw.ends_with(' ')) raw.remove_suffix(1);
    const std::size_t slash = raw.rfind('/');
    if (slash != std::string_view::npos) raw.remove_prefix(slash + 1);
    std::string text(raw);
    std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
    for (char& c : text) {
        if (c == 'x' || c == 'q') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

char check_sign(int value) {
    return value == kTen ? 'X' : static_cast<char>('0' + value);
}

std::optional<std::string> wikidata(const std::string& text) {
    const bool good = text.size() <= kLongestNumber && text.starts_with('Q') &&
                      are_digits(std::string_view(text).substr(1)) && text[1] != '0';
    return good ? std::optional(text) : std::nullopt;
}

std::optional<std::string> isni(const std::string& text) {
    if (text.size() != kIsniLength) return std::nullopt;
    const std::string_view digits = std::string_view(text).substr(0, kIsniLength - 1);
    if (!are_digits(digits)) return std::nullopt;
    int sum = 0;
    for (const char c : digits) sum = (sum + (c - '0')) * 2 % 11;
    return text.back() == check_sign((12 - sum) % 11) ? std::optional(text) : std::nullopt;
}

std::optional<std::string> idref(const std::string& text) {
    if (text.size() != kIdrefLength) return std::nullopt;
    const std::string_view digits = std::string_view(text).substr(0, kIdrefLength - 1);
    if (!are_digits(digits)) return std::nullopt;
    int sum = 0;
    int weight = static_cast<int>(kIdrefLength);
    for (const char c : digits) sum += (c - '0') * weight--;
    return text.back() == check_sign((11 - sum % 11) % 11) ? std::optional(text) : std::nullopt;
}

std::optional<std::string> viaf(const std::string& text) {
    const bool good = are_digits(text) && text.size() <= kLongestNumber && text[0] != '0';
    return good ? std::optional(text) : std::nullopt;
}

std::optional<std::string> url(std::string_view raw) {
    const bool web = raw.starts_with("https://") || raw.starts_with("http://");
    if (!web || !public_address_fault(raw).empty()) return std::nullopt;
    return std::string(raw);
}

}  // namespace

std::optional<std::string> identifier(std::string_view scheme, std::string_view raw) {
    if (scheme == "url") return url(raw);
    const std::string text = bare(raw);
    if (scheme == "wikidata") return wikidata(text);
    if (scheme == "isni") return isni(text);
    if (scheme == "idref") return idref(text);
    if (scheme == "viaf") return viaf(text);
    throw Error(ErrorCode::invalid_input,
                "identifiers are of wikidata, isni, idref, viaf or url, not of '" +
                    std::string(scheme.substr(0, 60)) + "'");
}

}  // namespace revivre::chapters::persons
