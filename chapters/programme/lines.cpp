#include "chapters/programme/lines.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

// A narrow page breaks its lines at about 60 to 100 characters; shorter lines end on purpose.
constexpr std::size_t kBrokenLineLength = 60;

// How many lines one broken sentence or quotation may run over.
constexpr int kJoinedLines = 12;

// Blanks of every width become plain ones; what has no width goes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kBlanks{{
    {"\u00A0", " "},
    {"\u202F", " "},
    {"\u2009", " "},
    {"\u200A", " "},
    {"\u2002", " "},
    {"\u2003", " "},
    {"\u2007", " "},
    {"\u3000", " "},
    {"\u200B", ""},
    {"\u200E", ""},
    {"\uFEFF", ""},
    {"\u00AD", ""},
    {"&nbsp;", " "},
    {"&amp;", "&"},
    {"\u2028", " "},
    {"&#160;", " "},
}};

std::size_t tag_length(std::string_view text) {
    if (text.size() < 3 || text[0] != '<') return 0;
    const char next = text[1];
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (!letter && next != '/' && next != '!') return 0;
    // No tag of a copied page is longer; a lone "<" is looked at no further.
    constexpr std::size_t longest_tag = 300;
    const std::size_t end = text.substr(0, longest_tag).find('>');
    return end == std::string_view::npos ? 0 : end + 1;
}

std::string with_plain_blanks(std::string_view line) {
    std::string out;
    out.reserve(line.size());
    for (std::size_t at = 0; at < line.size();) {
        if (const std::size_t tag = tag_length(line.substr(at)); tag > 0) {
            out.push_back(' ');
            at += tag;
            continue;
        }
        const char c = line[at];
        const bool special = c == '&' || static_cast<unsigned char>(c) >= 0xC2;
        const auto* found =
            !special ? kBlanks.end() : std::ranges::find_if(kBlanks, [&](const auto& blank) {
                return line.substr(at).starts_with(blank.first);
            });
        if (found != kBlanks.end()) {
            out += found->second;
            at += found->first.size();
            continue;
        }
        const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\t';
        out.push_back(control ? ' ' : c);
        ++at;
    }
    return out;
}

// Marks of emphasis: "**9h30**", "__Mme Roy__", "`x`".
std::string without_emphasis(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool doubled = (text[at] == '*' || text[at] == '_') && at + 1 < text.size() &&
                             text[at + 1] == text[at];
        if (doubled) {
            ++at;
        } else if (text[at] != '`') {
            out.push_back(text[at]);
        }
    }
    return out;
}

std::string with_single_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\t') {
            while (out.ends_with(' ')) out.pop_back();
            if (!out.ends_with('\t')) out.push_back('\t');
        } else if (c != ' ' || !(out.ends_with(' ') || out.ends_with('\t'))) {
            out.push_back(c);
        }
    }
    return std::string(trimmed(out));
}

// A row of a Markdown table: bars become tabs. A rule row ("|---|") becomes empty.
std::string without_bars(std::string_view text) {
    if (!text.starts_with('|') && text.find(" | ") == std::string_view::npos) {
        return std::string(text);
    }
    if (text.find_first_not_of("|-: \t") == std::string_view::npos) return {};
    std::string out(text);
    std::ranges::replace(out, '|', '\t');
    return with_single_blanks(out);
}

std::size_t bullet_length(std::string_view text) {
    static constexpr std::array<std::string_view, 21> bullets{
        "- ", "– ", "— ", "* ", "+ ", "o ", "•", "·", "▪", "▫",     "◦",
        "○",  "●",  "►",  "▶",  "➢",  "➔",  "✓", "→", "■", "\uF0B7"};
    for (const std::string_view bullet : bullets) {
        if (text.starts_with(bullet)) return bullet.size();
    }
    return 0;
}

// "1. ", "2) ", "a) ": an entry's number, unless it is a time.
std::size_t number_length(std::string_view text) {
    if (leading_clock(text)) return 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 2 && text[digits] >= '0' && text[digits] <= '9') {
        ++digits;
    }
    const std::string_view rest = text.substr(digits);
    if (digits == 0) return text.size() > 3 && text[1] == ')' && text[2] == ' ' ? 3 : 0;
    return rest.starts_with(". ") || rest.starts_with(") ") ? digits + 2 : 0;
}

TextLine line_of(std::string_view raw, int number) {
    TextLine line;
    line.number = number;
    line.text = without_bars(with_single_blanks(without_emphasis(with_plain_blanks(raw))));
    std::string_view text = line.text;
    while (text.starts_with('#') || text.starts_with('>')) {
        line.heading = line.heading || text.starts_with('#');
        text = trimmed(text.substr(1));
    }
    std::size_t length = bullet_length(text);
    if (length == 0) length = number_length(text);
    line.bullet = length > 0;
    line.text = std::string(trimmed(text.substr(length)));
    return line;
}

bool begins_lower(std::string_view text) {
    const std::vector<Word> words = words_of(text.substr(0, 64));
    return !words.empty() && words[0].begin == 0 && !words[0].capital &&
           (text[0] < '0' || text[0] > '9');
}

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

bool is_open(std::string_view text) {
    return count_of(text, "«") > count_of(text, "»") || count_of(text, "“") > count_of(text, "”") ||
           count_of(text, "\"") % 2 != 0;
}

bool continues(const TextLine& before, const TextLine& line) {
    if (line.bullet || line.heading || line.after_blank || before.heading) return false;
    if (leading_clock(line.text)) return false;
    if (is_open(before.text)) return true;
    if (before.text.ends_with(',')) return true;
    return begins_lower(line.text) && before.text.size() >= kBrokenLineLength &&
           !before.text.ends_with('.') && !before.text.ends_with(':');
}

}  // namespace

std::vector<TextLine> lines_of(std::string_view text) {
    std::vector<TextLine> lines;
    bool blank = false;
    int joined = 0;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        TextLine line = line_of(text.substr(0, end), number);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.text.empty()) {
            blank = true;
            continue;
        }
        line.after_blank = std::exchange(blank, false);
        if (!lines.empty() && joined < kJoinedLines && continues(lines.back(), line)) {
            lines.back().text += ' ' + line.text;
            ++joined;
            continue;
        }
        joined = 0;
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace revivre::chapters::programmes
