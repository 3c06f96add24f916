#include "indexer/analysis/text_vote.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

namespace revivre::indexer {
namespace {

// Measured on generated captions from 270p to 1080p: lines of names and functions have 0.7 and
// more, curtains, audiences and stripes stay below 0.5.
constexpr double kSure = 0.5;
constexpr double kSurer = 0.7;  // of few letters, which anything may look like
constexpr int kFewLetters = 6;
constexpr int kFewestLetters = 3;
constexpr double kMostlyLetters = 0.7;
// Two readings of one line differ in a letter or two, those of different lines in most.
constexpr double kSameLine = 0.6;

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    // The bytes of accented letters all have the highest bit.
    return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
}

bool is_writing(const TextLine& line) {
    const auto letters = std::ranges::count_if(line.text, is_letter);
    const auto filled = std::ranges::count_if(line.text, [](char c) { return c != ' '; });
    const bool sure = line.confidence >= (letters < kFewLetters ? kSurer : kSure);
    return sure && letters >= kFewestLetters &&
           static_cast<double>(letters) >= kMostlyLetters * static_cast<double>(filled);
}

// Borders of boxes are read as "|", "[" or "!" before or behind the words.
void drop_marks_at_ends(std::string& line) {
    const auto is_mark = [](std::string_view word) {
        return std::ranges::none_of(word, is_letter);
    };
    for (std::size_t end = line.find(' '); end != std::string::npos; end = line.find(' ')) {
        if (!is_mark(std::string_view(line).substr(0, end))) break;
        line.erase(0, end + 1);
    }
    for (std::size_t at = line.rfind(' '); at != std::string::npos; at = line.rfind(' ')) {
        if (!is_mark(std::string_view(line).substr(at + 1))) break;
        line.erase(at);
    }
}

std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::size_t from = 0;
    while (from < line.size()) {
        const std::size_t to = std::min(line.find(' ', from), line.size());
        if (to > from) words.push_back(line.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

double sureness(const Reading& reading) {
    return std::accumulate(
        reading.begin(), reading.end(), 0.0, [](double sum, const TextLine& line) {
            return sum + line.confidence *
                             static_cast<double>(std::min<std::size_t>(line.text.size(), 40));
        });
}

// The same line in each reading that has it.
std::vector<const TextLine*> readings_of(const TextLine& line, const std::vector<Reading>& all) {
    std::vector<const TextLine*> same;
    for (const Reading& reading : all) {
        const TextLine* best = nullptr;
        double most = kSameLine;
        for (const TextLine& other : reading) {
            const double like = likeness(line.text, other.text);
            if (like < most) continue;
            most = like;
            best = &other;
        }
        if (best != nullptr) same.push_back(best);
    }
    return same;
}

// `words` of all have the same size. Of equal votes the first reading's stands.
std::string elected(const std::vector<std::vector<std::string>>& words,
                    const std::vector<double>& weights, std::size_t place) {
    std::map<std::string, double> votes;
    for (std::size_t i = 0; i < words.size(); ++i) votes[words[i][place]] += weights[i];
    std::string best = words.front()[place];
    for (const auto& [word, weight] : votes)
        if (weight > votes[best] + 1e-9) best = word;
    return best;
}

TextLine vote_on(const TextLine& line, const std::vector<const TextLine*>& same) {
    std::map<std::size_t, double> by_length;
    for (const TextLine* other : same) by_length[words_of(other->text).size()] += other->confidence;
    std::size_t length = words_of(line.text).size();
    for (const auto& [count, weight] : by_length)
        if (weight > by_length[length] + 1e-9) length = count;
    std::vector<std::vector<std::string>> words;
    std::vector<double> weights;
    for (const TextLine* other : same) {
        std::vector<std::string> parts = words_of(other->text);
        if (parts.size() != length) continue;
        words.push_back(std::move(parts));
        weights.push_back(other->confidence);
    }
    TextLine won = line;
    won.text.clear();
    for (std::size_t place = 0; place < length; ++place) {
        if (place > 0) won.text += ' ';
        won.text += elected(words, weights, place);
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    won.confidence = sum / static_cast<double>(same.size());
    return won;
}

}  // namespace

void keep_writing(Reading& reading) {
    for (TextLine& line : reading) drop_marks_at_ends(line.text);
    std::erase_if(reading, [](const TextLine& line) { return !is_writing(line); });
}

double likeness(std::string_view a, std::string_view b) {
    const std::size_t longest = std::max(a.size(), b.size());
    constexpr std::size_t kMost = 200;  // longer lines are no captions, and the cost is quadratic
    if (longest == 0) return 1;
    if (longest > kMost) return a == b ? 1 : 0;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return 1.0 - static_cast<double>(row.back()) / static_cast<double>(longest);
}

Reading vote(const std::vector<Reading>& readings) {
    if (readings.empty()) return {};
    const auto surest = std::ranges::max_element(readings, {}, sureness);
    Reading won;
    for (const TextLine& line : *surest) won.push_back(vote_on(line, readings_of(line, readings)));
    return won;
}

bool agree(const Reading& a, const Reading& b) {
    return std::ranges::equal(
        a, b, [](const TextLine& left, const TextLine& right) { return left.text == right.text; });
}

}  // namespace revivre::indexer
