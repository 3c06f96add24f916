#include "chapters/formats/textgrid_tokens.hpp"

#include <algorithm>
#include <utility>

namespace revivre::chapters::formats {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// How much of `word` is a number: sign, digits, fraction, exponent. 0 when it is none.
std::size_t number_length(std::string_view word) {
    std::size_t at = word.starts_with('-') || word.starts_with('+') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < word.size() && is_digit(word[at])) ++at;
        return at - begin;
    };
    if (digits() == 0) return 0;
    if (at < word.size() && word[at] == '.') {
        ++at;
        digits();
    }
    const std::size_t mantissa = at;
    if (at == word.size() || (word[at] != 'e' && word[at] != 'E')) return mantissa;
    ++at;
    if (at < word.size() && (word[at] == '-' || word[at] == '+')) ++at;
    return digits() == 0 ? mantissa : at;
}

}  // namespace

TextGridToken TextGridTokens::take() {
    TextGridToken token = std::move(next_);
    advance();
    return token;
}

void TextGridTokens::skip_to(std::string_view ends) {
    const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
    line_ += static_cast<int>(std::ranges::count(text_.substr(at_, end - at_), '\n'));
    at_ = end;
}

// Here at the beginning of each word: only what has white space before it stands free.
void TextGridTokens::advance() {
    next_ = {};
    while (at_ < text_.size() && next_.kind == TextGridToken::Kind::end) {
        const char c = text_[at_];
        if (kBlanks.find(c) != std::string_view::npos) {
            line_ += c == '\n' ? 1 : 0;
            ++at_;
        } else if (c == '!') {
            skip_to("\n");
        } else if (c == '"') {
            scan_text();
        } else if (c == '<') {
            next_.kind = TextGridToken::Kind::flag;
            next_.line = line_;
            skip_to(kBlanks);
        } else {
            scan_number();
        }
    }
}

void TextGridTokens::scan_text() {
    next_.kind = TextGridToken::Kind::text;
    next_.line = line_;
    for (++at_; at_ < text_.size(); ++at_) {
        const std::size_t quote = std::min(text_.find('"', at_), text_.size());
        const std::string_view piece = text_.substr(at_, quote - at_);
        next_.text += piece;
        line_ += static_cast<int>(std::ranges::count(piece, '\n'));
        at_ = quote;
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        next_.text += '"';
        ++at_;
    }
    unclosed_ |= at_ >= text_.size();
    if (at_ < text_.size()) ++at_;
    skip_to(kBlanks);  // "text"s is still that text
}

void TextGridTokens::scan_number() {
    const std::size_t begin = at_;
    const int line = line_;
    skip_to(kBlanks);
    const std::string_view word = text_.substr(begin, at_ - begin);
    const std::size_t length = number_length(word);
    if (length == 0) return;
    next_.kind = TextGridToken::Kind::number;
    next_.number = word.substr(0, length);
    next_.line = line;
}

}  // namespace revivre::chapters::formats
