#include "storage/sqlite/chapter_rows.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "chapters/json.hpp"
#include "storage/sqlite/stored_json.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Chapter;
using chapters::Credit;

constexpr std::int64_t kNoParent = -1;

// Nearly always empty: no text for nothing.
std::string extras_text(const Chapter& chapter) {
    const chapters::Json extras = chapters::extras_to_json(chapter);
    return extras.empty() ? "" : chapters::dump_json(extras);
}

// Depth first, so that a parent's row is always written and read before its children's.
class Writer {
  public:
    Writer(Connection& connection, std::int64_t revision)
        : connection_(connection), revision_(revision) {}

    void write(const std::vector<Chapter>& siblings, std::int64_t parent) {
        for (const Chapter& chapter : siblings) {
            const std::int64_t position = next_++;
            write_one(chapter, position, parent);
            write(chapter.children, position);
        }
    }

  private:
    void write_one(const Chapter& chapter, std::int64_t position, std::int64_t parent) {
        connection_.run(
            "INSERT INTO chapters (revision, position, chapter, parent, kind, start_ms, end_ms, "
            "title, session, extras) "
            "VALUES (?1, ?2, ?3, nullif(?4, -1), ?5, ?6, ?7, ?8, ?9, ?10)",
            revision_, position, chapter.id, parent, chapters::name_of(chapter.kind),
            chapter.start.count(), chapter.end.value_or(chapter.start).count(), chapter.title,
            or_null(chapter.session), extras_text(chapter));
        std::int64_t order = 0;
        for (const Credit& credit : chapter.credits) write_credit(credit, position, order++);
    }

    void write_credit(const Credit& credit, std::int64_t chapter, std::int64_t order) {
        connection_.run(
            "INSERT INTO credits (revision, chapter, position, person, name, function, "
            "organisation, role, status, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
            "?10)",
            revision_, chapter, order, or_null(credit.person), credit.name, credit.function,
            credit.organisation, chapters::name_of(credit.role), chapters::name_of(credit.status),
            text_list(credit.evidence));
    }

    Connection& connection_;
    std::int64_t revision_;
    std::int64_t next_ = 0;
};

// Columns 1 to 7; column 0 says where the chapter belongs.
Chapter chapter_row(const Statement& row) {
    Chapter chapter{.id = row.text(1),
                    .kind = chapters::enum_named<chapters::ChapterKind>(row.text(2)),
                    .start = chapters::Time(row.integer(3)),
                    .end = chapters::Time(row.integer(4)),
                    .title = row.text(5),
                    .session = row.text(6),
                    .credits = {},
                    .children = {}};
    const std::string extras = row.text(7);
    if (!extras.empty()) chapters::read_extras(stored_json(extras), chapter);
    return chapter;
}

// Columns 1 to 7; column 0 says which chapter it belongs to.
Credit credit_row(const Statement& row) {
    return {.person = row.text(1),
            .name = row.text(2),
            .function = row.text(3),
            .organisation = row.text(4),
            .role = chapters::enum_named<chapters::Role>(row.text(5)),
            .status = chapters::enum_named<chapters::CreditStatus>(row.text(6)),
            .evidence = text_list_from(row.text(7))};
}

// From the last to the first: a chapter is moved into its parent once all its own are inside it.
std::vector<Chapter> tree_of(std::vector<Chapter> flat, const std::vector<std::int64_t>& parents) {
    std::vector<Chapter> roots;
    for (std::size_t i = flat.size(); i-- > 0;) {
        std::ranges::reverse(flat[i].children);
        const std::int64_t parent = parents[i];
        auto& family =
            parent == kNoParent ? roots : flat[static_cast<std::size_t>(parent)].children;
        family.push_back(std::move(flat[i]));
    }
    std::ranges::reverse(roots);
    return roots;
}

std::string key_list(const std::vector<RowKey>& keys) {
    return chapters::dump_json(chapters::Json(keys));
}

}  // namespace

void insert_chapters(Connection& connection, std::int64_t revision,
                     const std::vector<Chapter>& all) {
    Writer(connection, revision).write(all, kNoParent);
}

std::vector<Chapter> load_chapters(Connection& connection, std::int64_t revision) {
    std::vector<Chapter> flat;
    std::vector<std::int64_t> parents;
    Statement rows = connection.query(
        "SELECT ifnull(parent, -1), chapter, kind, start_ms, end_ms, title, session, extras FROM "
        "chapters "
        "WHERE revision = ?1 ORDER BY position",
        revision);
    while (rows.next()) {
        parents.push_back(rows.integer(0));
        flat.push_back(chapter_row(rows));
    }
    Statement credits = connection.query(
        "SELECT chapter, person, name, function, organisation, role, status, evidence "
        "FROM meant_credits "
        "WHERE revision = ?1 ORDER BY chapter, position",
        revision);
    while (credits.next()) {
        flat.at(static_cast<std::size_t>(credits.integer(0)))
            .credits.push_back(credit_row(credits));
    }
    return tree_of(std::move(flat), parents);
}

std::vector<PublishedChapter> load_published(Connection& connection,
                                             const std::vector<RowKey>& keys) {
    const std::string wanted = key_list(keys);
    std::vector<PublishedChapter> all;
    Statement rows = connection.query(
        "SELECT wanted.key, c.chapter, c.kind, c.start_ms, c.end_ms, c.title, c.session, "
        "c.extras, p.chapter, "
        "r.id, r.event FROM json_each(?1) AS wanted CROSS JOIN chapters AS c "
        "ON c.revision = wanted.value / 1048576 AND c.position = wanted.value % 1048576 "
        "JOIN revisions AS v ON v.id = c.revision JOIN recordings AS r ON r.id = v.recording "
        "LEFT JOIN chapters AS p ON p.revision = c.revision AND p.position = c.parent "
        "ORDER BY wanted.key",
        wanted);
    while (rows.next()) {
        all.push_back({.chapter = chapter_row(rows),
                       .parent = rows.text(8),
                       .recording = rows.text(9),
                       .event = rows.text(10)});
    }
    Statement credits = connection.query(
        "SELECT wanted.key, k.person, k.name, k.function, k.organisation, k.role, k.status, "
        "k.evidence FROM json_each(?1) AS wanted CROSS JOIN meant_credits AS k "
        "ON k.revision = wanted.value / 1048576 AND k.chapter = wanted.value % 1048576 "
        "ORDER BY wanted.key, k.position",
        wanted);
    while (credits.next()) {
        all.at(static_cast<std::size_t>(credits.integer(0)))
            .chapter.credits.push_back(credit_row(credits));
    }
    return all;
}

}  // namespace revivre::storage::sqlite
