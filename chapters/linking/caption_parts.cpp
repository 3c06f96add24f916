#include "chapters/linking/caption_parts.hpp"

#include <array>

namespace revivre::chapters::linking {
namespace {

constexpr std::size_t kPartLimit = 8;    // a caption has three to five parts
constexpr std::size_t kTextLimit = 400;  // bytes; a caption has less than 150

constexpr std::array<std::string_view, 12> kStray{"«", "»", "–", "—", "…", "“",
                                                  "”", "‘", "’", "•", "°", "·"};
constexpr std::array<std::string_view, 7> kSeparators{" - ", " – ", " — ", " | ",
                                                      " / ", " • ", " · "};

bool is_stray(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    const bool letter = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') ||
                        (value >= '0' && value <= '9');
    return value < 0x80 && !letter;
}

// Without what stands at either end and is no letter: a rule or a border taken for a sign.
std::string_view trimmed(std::string_view text) {
    for (bool again = true; again && !text.empty();) {
        again = false;
        for (const std::string_view stray : kStray) {
            const bool at_front = text.starts_with(stray);
            const bool at_back = !at_front && text.ends_with(stray);
            if (at_front) text.remove_prefix(stray.size());
            if (at_back) text.remove_suffix(stray.size());
            again = again || at_front || at_back;
        }
        if (!text.empty() && is_stray(text.front()) && text.front() != '(') {
            text.remove_prefix(1);
            again = true;
        }
        if (!text.empty() && is_stray(text.back()) && text.back() != '.') {
            text.remove_suffix(1);
            again = true;
        }
    }
    return text;
}

// A lone small letter or digit before or behind a name is no initial.
std::string_view without_lone_signs(std::string_view text) {
    const auto lone = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    };
    if (text.size() > 4 && text[1] == ' ' && lone(text[0])) text = trimmed(text.substr(2));
    if (text.size() > 4 && text[text.size() - 2] == ' ' && lone(text.back()))
        text = trimmed(text.substr(0, text.size() - 2));
    return text;
}

std::size_t separator_size(std::string_view text, std::size_t at) {
    const char byte = text[at];
    if (byte == '\n' || byte == ',' || byte == ';' || byte == '(' || byte == ')') return 1;
    for (const std::string_view separator : kSeparators) {
        if (text.substr(at).starts_with(separator)) return separator.size();
    }
    return 0;
}

}  // namespace

std::vector<std::string> caption_parts(std::string_view text) {
    text = text.substr(0, kTextLimit);
    std::vector<std::string> parts;
    std::size_t begin = 0;
    const auto take = [&](std::size_t end) {
        const auto part = without_lone_signs(trimmed(text.substr(begin, end - begin)));
        if (!part.empty() && parts.size() < kPartLimit) parts.emplace_back(part);
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = separator_size(text, at);
        if (size == 0) {
            ++at;
            continue;
        }
        take(at);
        at += size;
        begin = at;
    }
    take(text.size());
    return parts;
}

}  // namespace revivre::chapters::linking
