// What French makes of letters, as far as names need it: the letter groups that schools teach, as
// Phonex (F. Brouard, 2004) lists them, and the consonants that are silent at the end. Names keep
// silent letters more often than words, so that two keys may be equal of names that are said
// otherwise; that only makes one warning more.

#include "chapters/persons/sound.hpp"

#include <array>

namespace revivre::chapters::persons {
namespace {

enum class Where {
    anywhere,
    nasal,     // no vowel, n or m follows
    before_e,  // e, i or y follows
    between,   // vowels
    at_end,
};

struct Rule {
    std::string_view letters;
    std::string_view sound;  // capitals and digits: sounds that have no letter of their own
    Where where = Where::anywhere;
};

// The first that fits is taken: longer ones and those of fewer places come first.
constexpr std::array kRules{Rule{"eaux", "o", Where::at_end},
                            Rule{"aulx", "o", Where::at_end},
                            Rule{"ault", "o", Where::at_end},
                            Rule{"auld", "o", Where::at_end},
                            Rule{"aux", "o", Where::at_end},
                            Rule{"oeu", "E"},
                            Rule{"eau", "o"},
                            Rule{"sch", "S"},
                            Rule{"chr", "kr"},
                            Rule{"ain", "1", Where::nasal},
                            Rule{"ein", "1", Where::nasal},
                            Rule{"aim", "1", Where::nasal},
                            Rule{"oin", "w1", Where::nasal},
                            Rule{"ien", "i1", Where::nasal},
                            Rule{"ean", "2", Where::nasal},
                            Rule{"er", "e", Where::at_end},
                            Rule{"ez", "e", Where::at_end},
                            Rule{"et", "e", Where::at_end},
                            Rule{"es", "", Where::at_end},
                            Rule{"ts", "", Where::at_end},
                            Rule{"ds", "", Where::at_end},
                            Rule{"in", "1", Where::nasal},
                            Rule{"im", "1", Where::nasal},
                            Rule{"yn", "1", Where::nasal},
                            Rule{"ym", "1", Where::nasal},
                            Rule{"un", "1", Where::nasal},
                            Rule{"an", "2", Where::nasal},
                            Rule{"am", "2", Where::nasal},
                            Rule{"en", "2", Where::nasal},
                            Rule{"em", "2", Where::nasal},
                            Rule{"on", "3", Where::nasal},
                            Rule{"om", "3", Where::nasal},
                            Rule{"ch", "S"},
                            Rule{"sh", "S"},
                            Rule{"ph", "f"},
                            Rule{"gn", "N"},
                            Rule{"gu", "g", Where::before_e},
                            Rule{"qu", "k"},
                            Rule{"ck", "k"},
                            Rule{"cq", "k"},
                            Rule{"sc", "s", Where::before_e},
                            Rule{"ss", "s"},
                            Rule{"au", "o"},
                            Rule{"ou", "U"},
                            Rule{"oi", "wa"},
                            Rule{"oy", "wa"},
                            Rule{"ai", "e"},
                            Rule{"ay", "e"},
                            Rule{"ei", "e"},
                            Rule{"ey", "e"},
                            Rule{"eu", "E"},
                            Rule{"oe", "e"},
                            Rule{"ae", "e"},
                            Rule{"e", "", Where::at_end},
                            Rule{"d", "", Where::at_end},
                            Rule{"t", "", Where::at_end},
                            Rule{"s", "", Where::at_end},
                            Rule{"x", "", Where::at_end},
                            Rule{"z", "", Where::at_end},

                            Rule{"s", "z", Where::between},
                            Rule{"c", "s", Where::before_e},
                            Rule{"g", "j", Where::before_e},
                            Rule{"c", "k"},
                            Rule{"q", "k"},
                            Rule{"x", "ks"},
                            Rule{"h", ""},
                            Rule{"y", "i"},
                            Rule{"w", "v"}};

constexpr std::size_t kShortest = 3;  // letters: the end of a shorter name is not silent

bool is_one_of(std::string_view letters, std::string_view word, std::size_t at) {
    return at < word.size() && letters.find(word[at]) != std::string_view::npos;
}

bool is_vowel(std::string_view word, std::size_t at) {
    return is_one_of("aeiouy", word, at);
}

bool fits(const Rule& rule, std::string_view word, std::size_t at) {
    if (word.substr(at, rule.letters.size()) != rule.letters) return false;
    const std::size_t next = at + rule.letters.size();
    switch (rule.where) {
        case Where::nasal:
            return !is_one_of("aeiouynm", word, next);
        case Where::before_e:
            return is_one_of("eiy", word, next);
        case Where::between:
            return at > 0 && is_vowel(word, at - 1) && is_vowel(word, next);
        case Where::at_end:
            return next == word.size() && word.size() > kShortest && at > 0;
        default:
            return true;
    }
}

}  // namespace

std::string sound_of(std::string_view word) {
    std::string sound;
    const auto add = [&sound](std::string_view more) {
        for (const char each : more) {
            if (sound.empty() || sound.back() != each) sound += each;
        }
    };
    for (std::size_t at = 0; at < word.size();) {
        const Rule* found = nullptr;
        for (const Rule& rule : kRules) {
            if (found == nullptr && fits(rule, word, at)) found = &rule;
        }
        add(found != nullptr ? found->sound : word.substr(at, 1));
        at += found != nullptr ? found->letters.size() : 1;
    }
    return sound;
}

}  // namespace revivre::chapters::persons
