#include "storage/sqlite/search_speakers.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "storage/sqlite/vocabulary.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr int kRowLimit = 4000;  // of words of names that are read for one word, some 0.4 µs each
constexpr std::size_t kCheckedLimit = 400;  // speakers whose other words are looked at, 4 µs each
constexpr std::size_t kSpeakerLimit = 30;
constexpr std::size_t kInitialLetters = 2;

struct Match {
    bool whole = false;
    bool beginning = false;

    void see(std::string_view named, const std::string& asked) {
        if (!named.starts_with(asked)) return;
        (named.size() == asked.size() ? whole : beginning) = true;
    }
};

void count(FoundSpeaker& speaker, const Match& match, const std::string& word) {
    if (match.whole) {
        ++speaker.whole_words;
    } else if (word.size() <= kInitialLetters) {
        speaker.by_initial = true;
    }
}

// Whom the longest word names: the fewest.
std::vector<FoundSpeaker> speakers_named(Connection& connection, const std::string& word) {
    std::map<std::string, std::pair<Match, std::int64_t>> speakers;
    Statement rows = connection.query(
        "SELECT word, speaker, chapters FROM speaker_words WHERE word >= ?1 AND word < ?2 "
        "LIMIT ?3",
        word, after_all(word), kRowLimit);
    while (rows.next()) {
        auto& [match, chapters] = speakers[rows.text(1)];
        match.see(rows.text(0), word);
        chapters = std::max(chapters, rows.integer(2));
    }
    std::vector<FoundSpeaker> found;
    for (const auto& [key, seen] : speakers) {
        FoundSpeaker speaker{
            .key = key, .whole_words = 0, .by_initial = false, .chapters = seen.second};
        count(speaker, seen.first, word);
        found.push_back(std::move(speaker));
    }
    return found;
}

bool better(const FoundSpeaker& a, const FoundSpeaker& b) {
    return std::tie(b.whole_words, b.chapters, a.key) < std::tie(a.whole_words, a.chapters, b.key);
}

bool has_all(Connection& connection, FoundSpeaker& speaker, const std::vector<std::string>& words) {
    std::vector<Match> matches(words.size());
    Statement rows =
        connection.query("SELECT word FROM speaker_words WHERE speaker = ?1", speaker.key);
    while (rows.next()) {
        const std::string named = rows.text(0);
        for (std::size_t i = 0; i < words.size(); ++i) matches[i].see(named, words[i]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!matches[i].whole && !matches[i].beginning) return false;
        count(speaker, matches[i], words[i]);
    }
    return true;
}

}  // namespace

std::vector<FoundSpeaker> find_speakers(Connection& connection,
                                        const std::vector<std::string>& words) {
    if (words.empty()) return {};
    std::vector<std::string> others = words;
    const auto longest = std::ranges::max_element(others, {}, &std::string::size);
    const std::string anchor = *longest;
    others.erase(longest);
    std::vector<FoundSpeaker> found = speakers_named(connection, anchor);
    std::ranges::sort(found, better);
    if (!others.empty()) {
        found.resize(std::min(found.size(), kCheckedLimit));
        std::erase_if(found,
                      [&](FoundSpeaker& each) { return !has_all(connection, each, others); });
        std::ranges::sort(found, better);
    }
    found.resize(std::min(found.size(), kSpeakerLimit));
    return found;
}

}  // namespace revivre::storage::sqlite
