#include "chapters/programme/quoted_persons.hpp"

#include <string_view>
#include <utility>

#include "chapters/programme/descriptions.hpp"
#include "chapters/programme/names.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

// Shorter ones are titles and catchwords. Bytes.
constexpr std::size_t kShortestPassage = 40;

constexpr std::size_t kLongestAuthorLine = 200;  // bytes: a name, a function, an organisation

// The passage that a line is, from its opening mark to the last closing one; a missing closing mark
// is forgiven. Empty when it is none.
std::string_view passage_of(std::string_view line) {
    const std::size_t mark = opening_mark_length(line);
    if (mark == 0) return {};
    const auto quotations = quotations_of(line);
    const std::string_view passage =
        quotations.empty() ? trimmed(line.substr(mark)) : quotations.front().inner;
    return passage.size() >= kShortestPassage ? passage : std::string_view();
}

std::string_view behind_passage(std::string_view line) {
    const auto quotations = quotations_of(line);
    return quotations.empty() ? std::string_view() : trimmed(line.substr(quotations.front().end));
}

// A line that is a name, perhaps with its description, and nothing else.
std::optional<QuotedPerson> author_line(std::string_view line) {
    line = without_separators(line);
    if (line.empty() || line.size() > kLongestAuthorLine) return std::nullopt;
    const PersonsFound found = persons_in(line, Expectancy::entry);
    if (!found.persons.empty() && found.first_word == 0) {
        return QuotedPerson{found.persons.front(), 1, true};
    }
    const std::vector<Word> words = words_of(line);
    const auto name = name_at(line, words, 0);
    if (!name || name->last != words.size()) return std::nullopt;
    return QuotedPerson{person_of(line), 1, false};
}

QuotedPerson with_passage(QuotedPerson quoted, const TextLine& line, std::string_view passage) {
    quoted.person.quotations.assign(1, std::string(passage));
    quoted.person.line = line.number;
    return quoted;
}

std::optional<QuotedPerson> name_then_passage(std::span<const TextLine> lines, std::size_t i) {
    if (i + 1 >= lines.size() || lines[i].bullet) return std::nullopt;
    const std::string_view passage = passage_of(lines[i + 1].text);
    if (passage.empty()) return std::nullopt;
    auto author = author_line(lines[i].text);
    if (!author) return std::nullopt;
    author->lines = 2;
    return with_passage(std::move(*author), lines[i], passage);
}

std::optional<QuotedPerson> passage_then_name(std::span<const TextLine> lines, std::size_t i) {
    const std::string_view passage = passage_of(lines[i].text);
    if (passage.empty()) return std::nullopt;
    const std::string_view behind = without_separators(behind_passage(lines[i].text));
    if (!behind.empty()) {
        // "« … », souligne Mme Roy, maire": few words lead to the name.
        constexpr std::size_t lead_length = 4;
        PersonsFound found = persons_in(behind, Expectancy::entry);
        if (found.persons.empty() || found.first_word > lead_length) return std::nullopt;
        return with_passage({found.persons.front(), 1, true}, lines[i], passage);
    }
    if (i + 1 >= lines.size()) return std::nullopt;
    auto author = author_line(lines[i + 1].text);
    // Without a dash only a description tells an author from the next heading.
    const bool told =
        author && author->proven && (lines[i + 1].bullet || !author->person.function.empty());
    if (!told) return std::nullopt;
    author->lines = 2;
    return with_passage(std::move(*author), lines[i], passage);
}

std::optional<QuotedPerson> name_and_passage(const TextLine& line) {
    const auto quotations = quotations_of(line.text);
    if (quotations.empty() || quotations.front().begin == 0) return std::nullopt;
    const Quotation& quotation = quotations.front();
    const std::string_view text = line.text;
    const std::string_view before = trimmed(text.substr(0, quotation.begin));
    if (!before.ends_with(':') || quotation.inner.size() < kShortestPassage) return std::nullopt;
    auto author = author_line(before);
    if (!author || !author->proven) return std::nullopt;
    return with_passage(std::move(*author), line, quotation.inner);
}

}  // namespace

std::optional<QuotedPerson> quoted_person_at(std::span<const TextLine> lines, std::size_t i) {
    if (auto found = name_then_passage(lines, i)) return found;
    if (auto found = passage_then_name(lines, i)) return found;
    return name_and_passage(lines[i]);
}

}  // namespace revivre::chapters::programmes
