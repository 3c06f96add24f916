#include "chapters/text/spelling.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <utf8proc.h>

namespace revivre::chapters {
namespace {

constexpr std::size_t kOneEdit = 4;  // letters: below, every word has a neighbour
constexpr std::size_t kTwoEdits = 8;
constexpr std::size_t kFirstLetters = 7;  // SymSpell's "prefix length", its default
constexpr std::size_t kLongestWord = 40;  // no word that people type is longer

std::u32string letters_of(std::string_view word) {
    std::u32string letters;
    while (!word.empty()) {
        utf8proc_int32_t letter = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(word.data()),
                                             static_cast<utf8proc_ssize_t>(word.size()), &letter);
        word.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
        letters += static_cast<char32_t>(length > 0 ? letter : 0xFFFD);
    }
    return letters;
}

int edits_allowed(std::size_t letters) {
    if (letters < kOneEdit || letters > kLongestWord) return 0;
    return letters < kTwoEdits ? 1 : 2;
}

// FNV-1a, 64 bits (draft-eastlake-fnv-21, section 6): the same on every machine.
std::int64_t number_of(const std::u32string& letters) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char32_t letter : letters) {
        for (int shift = 0; shift < 32; shift += 8) {
            hash = (hash ^ ((letter >> shift) & 0xFF)) * 0x100000001b3;
        }
    }
    return static_cast<std::int64_t>(hash >> 16);  // 48 bits: SQLite keeps them in six bytes
}

}  // namespace

int allowed_edits(std::string_view word) {
    return edits_allowed(letters_of(word).size());
}

std::vector<std::int64_t> deletion_forms(std::string_view word) {
    const std::u32string letters = letters_of(word);
    const int edits = edits_allowed(letters.size());
    if (edits == 0) return {};
    // By the number of letters left out: a form reached with one must still lose another.
    std::set<std::u32string> forms;
    std::vector<std::u32string> last{letters.substr(0, kFirstLetters)};
    for (int left_out = 0; left_out <= edits; ++left_out) {
        std::vector<std::u32string> next;
        for (const std::u32string& form : last) {
            forms.insert(form);
            for (std::size_t i = 0; i < form.size() && left_out < edits; ++i) {
                next.push_back(form);
                next.back().erase(i, 1);
            }
        }
        last = std::move(next);
    }
    std::vector<std::int64_t> numbers;
    numbers.reserve(forms.size());
    for (const std::u32string& form : forms) numbers.push_back(number_of(form));
    return numbers;
}

int edits_between(std::string_view first, std::string_view second, int limit) {
    const std::u32string a = letters_of(first);
    const std::u32string b = letters_of(second);
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > static_cast<std::size_t>(limit)) return limit + 1;
    if (b.size() > kLongestWord) return limit + 1;
    std::array<std::array<int, kLongestWord + 1>, 3> rows{};  // this one, and the two before it
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0].at(j) = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows.at(i % 3);
        const auto& before = rows.at((i + 2) % 3);
        const auto& two_before = rows.at((i + 1) % 3);
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = before.at(j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
            row.at(j) = std::min({before.at(j) + 1, row.at(j - 1) + 1, replaced});
            const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (exchanged) row.at(j) = std::min(row.at(j), two_before.at(j - 2) + 1);
            least = std::min(least, row.at(j));
        }
        if (least > limit) return limit + 1;
    }
    return std::min(rows.at(a.size() % 3).at(b.size()), limit + 1);
}

}  // namespace revivre::chapters
