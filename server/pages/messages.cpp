#include "server/pages/messages.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace revivre::server::pages {
namespace {

struct Wording {
    std::string_view french;
    std::string_view english;
};

#define MESSAGE(name, french, english) Wording{french, english},
constexpr std::array kWordings{
#include "server/pages/messages/all.def"
};

constexpr std::array kLanguages{std::pair{std::string_view("fr"), Language::french},
                                std::pair{std::string_view("en"), Language::english}};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The language of "en-GB", whatever its case.
const std::pair<std::string_view, Language>* language_of(std::string_view range) {
    std::string primary(range.substr(0, range.find('-')));
    for (char& c : primary) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto& each : kLanguages) {
        if (each.first == primary) return &each;
    }
    return nullptr;
}

// ";q=0.8" as 800; 1000 without, 0 for what is no weight.
int weight_of(std::string_view parameters) {
    parameters = trimmed(parameters);
    if (parameters.empty()) return 1000;
    if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return 0;
    parameters.remove_prefix(2);
    if (parameters.starts_with('1')) return 1000;
    if (!parameters.starts_with("0.")) return 0;
    std::string digits(parameters.substr(2, 3));
    digits.resize(3, '0');
    int weight = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    return weight;
}

}  // namespace

std::string_view tag_of(Language language) {
    return kLanguages[static_cast<std::size_t>(language)].first;
}

bool is_language(std::string_view tag) {
    return std::any_of(kLanguages.begin(), kLanguages.end(),
                       [tag](const auto& each) { return each.first == tag; });
}

Language language_for(std::string_view asked, std::string_view accept_language) {
    if (is_language(asked)) return language_of(asked)->second;
    Language best = Language::french;
    int best_weight = 0;
    while (!accept_language.empty()) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        const std::string_view item = accept_language.substr(0, comma);
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        const auto* language = language_of(trimmed(item.substr(0, semicolon)));
        const int weight = weight_of(item.substr(std::min(semicolon + 1, item.size())));
        if (language == nullptr || weight <= best_weight) continue;
        best = language->second;
        best_weight = weight;
    }
    return best;
}

std::string_view say(Language language, Message message) {
    const Wording& wording = kWordings[static_cast<std::size_t>(message)];
    return language == Language::french ? wording.french : wording.english;
}

std::string say(Language language, Message message,
                std::initializer_list<std::string_view> filled) {
    std::string_view pattern = say(language, message);
    std::string out;
    while (!pattern.empty()) {
        // A place is "{" digit "}"; what is filled in is never read again for places.
        const auto index = pattern.size() > 2 && pattern[0] == '{' && pattern[2] == '}'
                               ? static_cast<std::size_t>(pattern[1] - '0')
                               : filled.size();
        if (index < filled.size()) {
            out += std::data(filled)[index];
            pattern.remove_prefix(3);
        } else {
            out += pattern.front();
            pattern.remove_prefix(1);
        }
    }
    return out;
}

std::string say_count(Language language, std::size_t count, Counted words) {
    const bool one = count == 1 || (count == 0 && language == Language::french);
    return say(language, one ? words.one : words.many, {std::to_string(count)});
}

}  // namespace revivre::server::pages
