#include "storage/sqlite/redaction.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "chapters/text/fold.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Chapter;
using chapters::ChapterKind;

std::string word_line(std::string_view text) {
    std::string line = " ";
    for (const std::string& word : chapters::folded_words(text)) line += word + " ";
    return line;
}

// Contains the interventions of others.
bool is_around_others(const Chapter& chapter) {
    return chapter.kind == ChapterKind::session || chapter.kind == ChapterKind::pause;
}

void set_title(Chapter& chapter, std::string_view title) {
    chapter.title = title;
    chapter.language = kWithdrawnLanguage;
    chapter.translations.clear();
}

std::string confirmed_names(const Chapter& chapter) {
    std::string names;
    for (const chapters::Credit& credit : chapter.credits) {
        if (credit.status != chapters::CreditStatus::confirmed) continue;
        if (!names.empty()) names += ", ";
        names += credit.name;
    }
    return names;
}

void by_id(const std::vector<Chapter>& all, std::map<std::string, Chapter>& found) {
    for (const Chapter& chapter : all) {
        Chapter own = chapter;
        own.children.clear();
        found.emplace(chapter.id, std::move(own));
        by_id(chapter.children, found);
    }
}

// What the public may see of one revision, chapter by chapter.
struct PublicView {
    std::map<std::string, Chapter> chapters;  // empty: as stored
    std::set<std::string> concealed;
};

PublicView view_of(Connection& connection, std::int64_t row) {
    PublicView view;
    const Redaction redaction(connection, row);
    if (redaction.empty()) return view;
    std::vector<Chapter> all = load_chapters(connection, row);
    view.concealed = redaction.apply(all);
    by_id(all, view.chapters);
    return view;
}

void add_spans(const std::vector<Chapter>& all, const std::set<std::string>& concealed,
               std::vector<Span>& spans) {
    for (const Chapter& chapter : all) {
        if (concealed.contains(chapter.id)) {
            spans.push_back({chapter.start, chapter.end.value_or(chapter.start)});
        }
        add_spans(chapter.children, concealed, spans);
    }
}

}  // namespace

Redaction::Redaction(Connection& connection, std::int64_t row) {
    if (!connection.integer("SELECT 1 FROM withdrawals WHERE lifted_at = '' LIMIT 1")) return;
    Statement rows = connection.query(
        "SELECT DISTINCT k.person, k.name FROM meant_credits AS k WHERE k.revision = ?1 AND "
        "k.person IN (SELECT person FROM withdrawn_persons)",
        row);
    while (rows.next()) {
        persons_.insert(rows.text(0));
        names_.insert(word_line(rows.text(1)));
    }
    for (const std::string& person : persons_) {
        Statement names = connection.query(
            "SELECT name FROM persons WHERE id = ?1 UNION ALL "
            "SELECT name FROM person_variants WHERE person = ?1",
            person);
        while (names.next()) names_.insert(word_line(names.text(0)));
    }
    // One word is no whole name: it stands in too many texts.
    std::erase_if(names_,
                  [](const std::string& line) { return std::ranges::count(line, ' ') < 3; });
}

std::set<std::string> Redaction::apply(std::vector<Chapter>& all) const {
    std::set<std::string> concealed;
    for (Chapter& chapter : all) {
        if (credits_withdrawn(chapter) && !is_around_others(chapter)) {
            std::vector<Chapter> one{std::move(chapter)};
            conceal(one, concealed);
            chapter = std::move(one.front());
        } else {
            take_out(chapter);
            concealed.merge(apply(chapter.children));
        }
    }
    return concealed;
}

void Redaction::apply(std::vector<chapters::Cue>& cues, const std::vector<Span>& spans) const {
    std::erase_if(cues, [&](const chapters::Cue& cue) {
        const bool during = std::ranges::any_of(
            spans, [&](const Span& span) { return cue.start < span.end && cue.end > span.start; });
        return during || names_.contains(word_line(cue.speaker));
    });
}

void Redaction::conceal(std::vector<Chapter>& all, std::set<std::string>& concealed) const {
    for (Chapter& chapter : all) {
        concealed.insert(chapter.id);
        chapter.credits.clear();
        chapter.summary.clear();
        chapter.link.clear();
        chapter.image.clear();
        set_title(chapter, kWithdrawnTitle);
        conceal(chapter.children, concealed);
    }
}

void Redaction::take_out(Chapter& chapter) const {
    std::erase_if(chapter.credits,
                  [&](const chapters::Credit& credit) { return persons_.contains(credit.person); });
    const bool in_translation = std::ranges::any_of(
        chapter.translations, [&](const auto& each) { return names_withdrawn(each.text); });
    if (names_withdrawn(chapter.title) || in_translation) {
        const std::string names = confirmed_names(chapter);
        set_title(chapter, names.empty() ? kTitleTakenOut : names);
    }
    if (names_withdrawn(chapter.summary)) chapter.summary.clear();
}

bool Redaction::credits_withdrawn(const Chapter& chapter) const {
    return std::ranges::any_of(chapter.credits, [&](const chapters::Credit& credit) {
        return persons_.contains(credit.person);
    });
}

bool Redaction::names_withdrawn(std::string_view text) const {
    const std::string line = word_line(text);
    return std::ranges::any_of(
        names_, [&](const std::string& name) { return line.find(name) != std::string::npos; });
}

std::vector<Chapter> public_chapters(Connection& connection, std::int64_t row,
                                     std::set<std::string>* concealed) {
    std::vector<Chapter> all = load_chapters(connection, row);
    const Redaction redaction(connection, row);
    if (redaction.empty()) return all;
    auto ids = redaction.apply(all);
    if (concealed != nullptr) *concealed = std::move(ids);
    return all;
}

std::vector<Span> concealed_spans(const std::vector<Chapter>& all,
                                  const std::set<std::string>& concealed) {
    std::vector<Span> spans;
    if (!concealed.empty()) add_spans(all, concealed, spans);
    std::ranges::sort(spans, {}, &Span::start);
    std::vector<Span> joined;
    for (const Span& span : spans) {
        if (!joined.empty() && span.start <= joined.back().end) {
            joined.back().end = std::max(joined.back().end, span.end);
        } else {
            joined.push_back(span);
        }
    }
    return joined;
}

std::vector<PublishedChapter> load_public(Connection& connection, const std::vector<RowKey>& keys,
                                          bool leave_out) {
    std::vector<PublishedChapter> all = load_published(connection, keys);
    std::map<std::int64_t, PublicView> views;
    std::vector<PublishedChapter> shown;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::int64_t row = revision_of(keys[i]);
        auto view = views.find(row);
        if (view == views.end()) view = views.emplace(row, view_of(connection, row)).first;
        const std::string& id = all[i].chapter.id;
        if (leave_out && view->second.concealed.contains(id)) continue;
        const auto redacted = view->second.chapters.find(id);
        if (redacted != view->second.chapters.end()) all[i].chapter = redacted->second;
        shown.push_back(std::move(all[i]));
    }
    return shown;
}

}  // namespace revivre::storage::sqlite
