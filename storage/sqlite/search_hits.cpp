#include "storage/sqlite/search_hits.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "chapters/text/fold.hpp"
#include "storage/sqlite/redaction.hpp"
#include "storage/sqlite/search_index.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Chapter;
using chapters::Credit;
using chapters::CreditStatus;
using chapters::Time;

struct StoredPassage {
    std::optional<RowKey> chapter;
    Time start{};
    Time end{};
    std::string text;
};

StoredPassage load_passage(Connection& connection, RowKey key) {
    Statement row = connection.query(
        "SELECT chapter, start_ms, end_ms, text FROM passages WHERE key = ?1", key);
    StoredPassage passage;
    if (!row.next()) return passage;
    constexpr RowKey kRevision = row_key(1, 0);
    if (!row.is_null(0)) passage.chapter = row_key(key / kRevision, row.integer(0));
    passage.start = Time(row.integer(1));
    passage.end = Time(row.integer(2));
    passage.text = row.text(3);
    return passage;
}

// Where a passage belongs that no chapter holds.
PublishedChapter without_chapter(Connection& connection, RowKey key, const StoredPassage& passage) {
    PublishedChapter published;
    Statement row = connection.query(
        "SELECT r.id, r.event FROM revisions AS v JOIN recordings AS r ON r.id = v.recording "
        "WHERE v.id = ?1",
        key / row_key(1, 0));
    if (row.next()) {
        published.recording = row.text(0);
        published.event = row.text(1);
    }
    published.chapter.start = passage.start;
    published.chapter.end = passage.end;
    return published;
}

std::string key_of(const Credit& credit) {
    if (!credit.person.empty()) return search_key(credit.person).substr(1);
    std::string key = "@";
    for (const std::string& word : chapters::folded_words(credit.name)) key += word;
    return key;
}

int credit_of(const Chapter& chapter, const std::string& speaker) {
    if (speaker.empty()) return -1;
    for (std::size_t i = 0; i < chapter.credits.size(); ++i) {
        const Credit& credit = chapter.credits[i];
        if (credit.status == CreditStatus::confirmed && key_of(credit) == speaker) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

// The words that neither the title nor a name shows.
std::vector<std::string> words_not_shown(const Chapter& chapter,
                                         const std::vector<std::string>& words) {
    std::vector<std::string> shown = chapters::folded_words(chapter.title);
    for (const Credit& credit : chapter.credits) {
        if (credit.status != CreditStatus::confirmed) continue;
        for (std::string& word : chapters::folded_words(credit.name)) {
            shown.push_back(std::move(word));
        }
    }
    std::vector<std::string> others;
    for (const std::string& word : words) {
        const bool is_shown = std::ranges::any_of(
            shown, [&](const std::string& each) { return each.starts_with(word); });
        if (!is_shown) others.push_back(word);
    }
    return others;
}

// Functions and organisations of the speakers, as one text.
std::string functions_of(const Chapter& chapter) {
    std::string text;
    for (const Credit& credit : chapter.credits) {
        if (credit.status != CreditStatus::confirmed) continue;
        for (const std::string& part : {credit.function, credit.organisation}) {
            if (part.empty()) continue;
            if (!text.empty()) text += ", ";
            text += part;
        }
    }
    return text;
}

void explain(SearchHit& hit, const std::vector<std::string>& words) {
    const Chapter& chapter = hit.published.chapter;
    if (hit.credit >= 0) {
        hit.found_in = FoundIn::name;
        return;
    }
    const auto others = words_not_shown(chapter, words);
    if (others.empty()) return;
    hit.excerpt = chapters::excerpt(chapter.summary, others);
    hit.found_in = FoundIn::summary;
    if (!hit.excerpt.empty()) return;
    hit.excerpt = chapters::excerpt(functions_of(chapter), others);
    hit.found_in = FoundIn::function;
}

}  // namespace

std::vector<SearchHit> load_hits(Connection& connection, const std::vector<Candidate>& candidates,
                                 const std::vector<std::string>& words) {
    std::vector<RowKey> keys;
    std::map<RowKey, StoredPassage> passages;
    for (const Candidate& each : candidates) {
        if (!each.passage) {
            keys.push_back(each.key);
            continue;
        }
        const auto& passage =
            passages.try_emplace(each.key, load_passage(connection, each.key)).first->second;
        if (passage.chapter) keys.push_back(*passage.chapter);
    }
    std::vector<PublishedChapter> loaded = load_public(connection, keys, false);
    std::vector<SearchHit> hits;
    auto next = loaded.begin();
    for (const Candidate& each : candidates) {
        SearchHit hit;
        if (!each.passage) {
            hit.published = std::move(*next++);
            hit.start = hit.published.chapter.start;
            hit.end = hit.published.chapter.end.value_or(hit.start);
            hit.credit = credit_of(hit.published.chapter, each.speaker);
            explain(hit, words);
        } else {
            const StoredPassage& passage = passages.at(each.key);
            hit.published = passage.chapter ? std::move(*next++)
                                            : without_chapter(connection, each.key, passage);
            hit.found_in = FoundIn::transcript;
            hit.start = passage.start;
            hit.end = passage.end;
            hit.excerpt = chapters::excerpt(passage.text, words);
        }
        hits.push_back(std::move(hit));
    }
    return hits;
}

}  // namespace revivre::storage::sqlite
