#include "chapters/text/fold.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include <utf8proc.h>

namespace revivre::chapters {
namespace {

struct FreeText {
    void operator()(utf8proc_uint8_t* text) const noexcept {
        std::free(text);
    }  // NOLINT: utf8proc_map allocates with malloc
};
using MappedText = std::unique_ptr<utf8proc_uint8_t, FreeText>;

// Reads one code point and moves on; U+FFFD for a byte that begins none.
utf8proc_int32_t next_code_point(std::string_view& text) {
    utf8proc_int32_t code_point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto length =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &code_point);
    text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    return length > 0 ? code_point : 0xFFFD;
}

void append(std::string& out, utf8proc_int32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(code_point, bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

std::string with_valid_bytes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) append(out, next_code_point(text));
    return out;
}

std::string mapped(std::string_view text, int options) {
    const std::string valid = with_valid_bytes(text);
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                     static_cast<utf8proc_ssize_t>(valid.size()), &raw,
                                     static_cast<utf8proc_option_t>(options));
    const MappedText owner(raw);
    if (length < 0) return valid;
    return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

// What Unicode does not take apart although readers do, and punctuation typed in several ways.
constexpr std::array kReplacements{
    std::pair{0x0153, "oe"}, std::pair{0x00E6, "ae"}, std::pair{0x00F8, "o"},
    std::pair{0x0142, "l"},  std::pair{0x0111, "d"},  std::pair{0x2019, "'"},
    std::pair{0x2018, "'"},  std::pair{0x02BC, "'"},  std::pair{0x2010, "-"},
    std::pair{0x2011, "-"},  std::pair{0x2012, "-"},  std::pair{0x2013, "-"},
    std::pair{0x2014, "-"},  std::pair{0x2212, "-"},  std::pair{0x00A0, " "},
    std::pair{0x202F, " "}};

bool is_word_character(utf8proc_int32_t code_point) {
    switch (utf8proc_category(code_point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return true;
        default:
            return false;
    }
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// One word, which holds letters and digits only; most words are ASCII, and need no tables.
std::string folded_word(std::string_view word) {
    if (is_ascii(word)) {
        std::string lower(word);
        for (char& c : lower) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        return lower;
    }
    auto words = folded_words(word);
    return words.size() == 1 ? std::move(words.front()) : std::string();
}

}  // namespace

std::string to_nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold(std::string_view text) {
    const std::string plain =
        mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                         UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    std::string out;
    out.reserve(plain.size());
    for (std::string_view rest = plain; !rest.empty();) {
        const utf8proc_int32_t code_point = next_code_point(rest);
        const char* replacement = nullptr;
        for (const auto& [from, to] : kReplacements) {
            if (from == code_point) replacement = to;
        }
        if (replacement != nullptr) {
            out += replacement;
        } else {
            append(out, code_point);
        }
    }
    return out;
}

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const std::string folded = fold(text);
    for (std::string_view rest = folded; !rest.empty();) {
        const std::string_view before = rest;
        if (is_word_character(next_code_point(rest))) {
            word += before.substr(0, before.size() - rest.size());
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::vector<WordPlace> word_places(std::string_view text) {
    std::vector<WordPlace> places;
    std::size_t begin = text.size();
    const auto finish = [&](std::size_t end) {
        if (begin < end)
            places.push_back({begin, end, folded_word(text.substr(begin, end - begin))});
        begin = text.size();
    };
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t at = text.size() - rest.size();
        const bool in_word = is_word_character(next_code_point(rest));
        if (in_word) {
            begin = std::min(begin, at);
        } else {
            finish(at);
        }
    }
    finish(text.size());
    return places;
}

}  // namespace revivre::chapters
