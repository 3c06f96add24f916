#include "chapters/programme/names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <utf8proc.h>

#include "chapters/linking/name.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

// Longer runs of capitalised words are titles of something.
constexpr std::size_t kLongestName = 5;

bool is_civility_word(const Word& word) {
    static constexpr std::array<std::string_view, 8> english_civilities{
        "mr", "mrs", "ms", "sir", "mgr", "maitre", "general", "prof"};
    if (!word.capital) return false;
    std::string_view folded = word.folded;
    if (folded.ends_with('.')) folded.remove_suffix(1);
    return linking::is_civility(folded) ||
           std::ranges::find(english_civilities, folded) != english_civilities.end();
}

// "M. Petit", "Mme. Roy": the dot behind an abbreviation does not part the words.
bool follows_directly(std::string_view text, std::span<const Word> words, std::size_t i) {
    return i < words.size() && (words[i].adjacent || gap_before(text, words, i) == ". ");
}

class NameScanner {
  public:
    NameScanner(std::string_view text, std::span<const Word> words, std::size_t i)
        : text_(text), words_(words), at_(i) {}

    std::optional<NamePhrase> scan() {
        take_civilities();
        name_.first = at_;
        if (at_ >= words_.size() || !may_open()) return std::nullopt;
        while (at_ < words_.size() && take_word()) {
        }
        name_.last = end_;
        return accepted() ? std::optional(name_) : std::nullopt;
    }

  private:
    void take_civilities() {
        while (at_ + 1 < words_.size() && is_civility_word(words_[at_]) &&
               follows_directly(text_, words_, at_ + 1)) {
            name_.civility = true;
            ++at_;
        }
    }

    bool may_open() const {
        const Word& word = words_[at_];
        // "Mme la Préfète" names nobody; "M. de Villers" does.
        const bool article = word.folded == "le" || word.folded == "la" || word.folded == "l";
        if (!word.capital || word.elided) {
            return name_.civility && !article && is_particle_here();
        }
        if (is_function_word(word.folded) || is_organisation_word(word.folded) ||
            is_programme_word(word.folded)) {
            return is_given_name(word.folded) || (name_.civility && at_ > 0);
        }
        // "LE FOLL Stéphane"
        const bool family_first = word.upper && linking::is_particle(word.folded) &&
                                  at_ + 1 < words_.size() && words_[at_ + 1].upper;
        return name_.civility || family_first || !is_small_word(word.folded);
    }

    bool is_particle_here() const {
        const Word& word = words_[at_];
        if (!linking::is_particle(word.folded)) return false;
        const bool before_capital = at_ + 1 < words_.size() && words_[at_ + 1].adjacent;
        if (!before_capital) return false;
        const Word& next = words_[at_ + 1];
        return next.capital || (word.folded == "de" && linking::is_particle(next.folded) &&
                                at_ + 2 < words_.size() && words_[at_ + 2].capital);
    }

    bool take_word() {
        const Word& word = words_[at_];
        const bool inside = at_ > name_.first;
        if (inside && !word.adjacent && !words_[at_ - 1].abbreviated) return false;
        if (inside && begins_another()) return false;
        if (!word.capital || word.elided) return take_particle();
        if (inside && stops(word)) return false;
        count(word);
        end_ = ++at_;
        return capitals_ <= kLongestName;
    }

    // Behind two names "de" begins what the person belongs to: "Bakary Koné du Secours populaire".
    bool take_particle() {
        if (!is_particle_here()) return false;
        if (capitals_ >= 2 && !second_is_given_) return false;
        ++at_;
        return true;
    }

    bool stops(const Word& word) const {
        const bool after_article = words_[at_ - 1].folded == "le" || words_[at_ - 1].folded == "la";
        if (after_article && (name_.given_name || name_.civility)) return false;
        return is_function_word(word.folded) || is_organisation_word(word.folded);
    }

    bool begins_another() const {
        return is_civility_word(words_[at_]) && at_ + 1 < words_.size() && words_[at_ + 1].capital;
    }

    void count(const Word& word) {
        if (capitals_ == 0) name_.given_name = is_given_name(word.folded);
        if (capitals_ == 1) second_is_given_ = is_given_name(word.folded);
        ++capitals_;
        blocked_ = blocked_ || (is_programme_word(word.folded) && !is_given_name(word.folded)) ||
                   word.folded.find_first_of("0123456789") != std::string::npos;
        uppers_ += word.upper ? 1 : 0;
        lasts_given_ = is_given_name(word.folded);
    }

    bool accepted() {
        const bool mixed = uppers_ > 0 && uppers_ < capitals_;
        name_.upper_family = mixed;
        // "LE FOLL Stéphane": the given name comes last.
        if (uppers_ > 0 && lasts_given_) name_.given_name = true;
        if (end_ <= name_.first || capitals_ == 0 || capitals_ > kLongestName) return false;
        if (name_.civility) return true;
        const bool shouted = uppers_ == capitals_;
        return capitals_ >= 2 && !blocked_ && (!shouted || name_.given_name);
    }

    std::string_view text_;
    std::span<const Word> words_;
    std::size_t at_;
    std::size_t end_ = 0;
    std::size_t capitals_ = 0;
    std::size_t uppers_ = 0;
    bool second_is_given_ = false;
    bool lasts_given_ = false;
    bool blocked_ = false;
    NamePhrase name_;
};

void append_case(std::string& out, std::string_view text, bool first_upper) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    utf8proc_ssize_t at = 0;
    bool upper = first_upper;
    while (at < static_cast<utf8proc_ssize_t>(text.size())) {
        utf8proc_int32_t c = 0;
        const auto length =
            utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size()) - at, &c);
        if (length <= 0) return;
        at += length;
        std::array<utf8proc_uint8_t, 4> encoded{};
        const auto count =
            utf8proc_encode_char(upper ? utf8proc_toupper(c) : utf8proc_tolower(c), encoded.data());
        out.append(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(count));
        // A new part begins behind a hyphen or an apostrophe: "SABLONNET-ROY", "N'DIOUMÉ".
        upper = c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011;
    }
}

// How a name's word in capitals is written in running text.
std::string in_name_case(std::string_view raw, const Word& word, bool first) {
    static constexpr std::array<std::string_view, 4> lower_particles{"de", "du", "des", "d"};
    const bool particle = std::ranges::find(lower_particles, word.folded) != lower_particles.end();
    std::string out;
    append_case(out, raw, first || !particle);
    return out;
}

struct NameWord {
    std::string text;
    bool upper = false;
    bool small = false;   ///< a particle in lower case
    bool joined = false;  ///< an elided particle: no blank behind it
};

std::vector<NameWord> name_words(std::string_view text, std::span<const Word> words,
                                 std::size_t first) {
    std::vector<NameWord> out;
    for (std::size_t i = first; i < words.size(); ++i) {
        const Word& word = words[i];
        const std::string_view raw = text_of(text, words, i, i + 1);
        NameWord each;
        const bool capitals = word.upper || (word.elided && word.capital && i + 1 < words.size() &&
                                             words[i + 1].upper);
        each.text = capitals ? in_name_case(raw, word, i == first) : std::string(raw);
        each.upper = capitals;
        each.small = !word.capital;
        each.joined = word.elided;
        out.push_back(std::move(each));
    }
    return out;
}

// Where the given name begins in "LE FOLL Stéphane": behind the leading words in capitals. 0 when
// the name is in order already.
std::size_t given_name_begin(const std::vector<NameWord>& words, std::string_view last_folded,
                             std::string_view first_folded) {
    std::size_t capitals = 0;
    while (capitals < words.size() && (words[capitals].upper || words[capitals].small)) ++capitals;
    const bool shouted = capitals == words.size();
    if (!shouted) return words[0].upper || (capitals > 1) ? capitals : 0;
    const bool family_first = is_given_name(last_folded) && !is_given_name(first_folded);
    return family_first && words.back().upper ? words.size() - 1 : 0;
}

}  // namespace

std::optional<NamePhrase> name_at(std::string_view text, std::span<const Word> words,
                                  std::size_t i) {
    if (i >= words.size()) return std::nullopt;
    return NameScanner(text, words, i).scan();
}

std::string clean_person_name(std::string_view raw) {
    const std::string_view text = trimmed(raw, ",;:-–—\"«»“”*_()[]•");
    const std::vector<Word> words = words_of(text);
    std::size_t first = 0;
    while (first + 1 < words.size() && is_civility_word(words[first]) &&
           follows_directly(text, words, first + 1)) {
        ++first;
    }
    if (first >= words.size()) return std::string(text);
    std::vector<NameWord> parts = name_words(text, words, first);
    const std::size_t given = given_name_begin(parts, words.back().folded, words[first].folded);
    std::rotate(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(given), parts.end());
    std::string name;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        name += parts[i].text;
        if (!parts[i].joined && i + 1 < parts.size()) name += ' ';
    }
    return name;
}

}  // namespace revivre::chapters::programmes
