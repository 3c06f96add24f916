// Chapter lists as spreadsheets keep them. Written from: RFC 4180 (quotes, line ends), and what
// Excel makes of such files: a byte order mark tells it UTF-8, semicolons part the columns where
// the comma is the decimal sign, as in French. Columns: start;end;title;speaker;session;level, then
// those of kind, id, language, summary, link, image, recording that some chapter has. Levels count
// from 1 and say who is inside whom, whatever the times; speakers are parted by "; ".
//
// Times are "hh:mm:ss.mmm". With a comma Excel would take them for times, show "mm:ss,0" and save
// what it shows, so that hours and milliseconds were lost.
//
// Cells that a spreadsheet would run as a formula (OWASP, "CSV Injection": = + - @ tab CR first)
// get an apostrophe before them, which the reader takes away. So do cells that begin with
// apostrophes and such a sign, so that it is always exactly one.

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/formats/csv_chapter_columns.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/programme/csv_header.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters::formats {
namespace {

using programmes::CsvRow;

constexpr std::array<std::string_view, 2> kAliases{"spreadsheet", "excel"};
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kOurHeader = "start;end;title;speaker;session;level";
constexpr std::string_view kFormulaSigns = "=+-@\t\r";
constexpr std::size_t kSampleRows = 50;
constexpr std::size_t kSampleBytes = std::size_t{64} * 1024;

// The first of each kind is what is written; the words are those of our JSON.
using KindName = std::pair<std::string_view, ChapterKind>;
constexpr std::array<KindName, 9> kKinds{{{"section", ChapterKind::section},
                                          {"session", ChapterKind::session},
                                          {"intervention", ChapterKind::intervention},
                                          {"break", ChapterKind::pause},
                                          {"chapter", ChapterKind::section},
                                          {"chapitre", ChapterKind::section},
                                          {"seance", ChapterKind::session},
                                          {"talk", ChapterKind::intervention},
                                          {"pause", ChapterKind::pause}}};

bool is_formula_like(std::string_view cell) {
    const std::size_t first = cell.find_first_not_of('\'');
    return first != std::string_view::npos &&
           kFormulaSigns.find(cell[first]) != std::string_view::npos;
}

std::string_view without_guard(std::string_view cell) {
    if (cell.starts_with('\'') && is_formula_like(cell)) cell.remove_prefix(1);
    return cell;
}

std::optional<int> small_number(std::string_view cell) {
    int value = 0;
    const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool whole = fault == std::errc{} && end == cell.data() + cell.size();
    return whole && value >= 0 && value <= 1'000 ? std::optional(value) : std::nullopt;
}

// "sep=;" in the first line tells Excel the delimiter; taken away with the byte order mark.
std::optional<char> take_head(std::string_view& text) {
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    if (!text.starts_with("sep=") || text.size() < 6) return std::nullopt;
    const char delimiter = text[4];
    text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
    return delimiter;
}

struct Table {
    char delimiter = ';';
    std::optional<ChapterLayout> layout;
};

// The delimiter whose columns can be named; else the one that parts the rows most evenly.
Table table_of(std::string_view text, std::optional<char> said) {
    const std::string_view sample = text.substr(0, kSampleBytes);
    Table best;
    std::size_t most = 0;
    for (const char delimiter : {';', '\t', ',', '|'}) {
        if (said && *said != delimiter) continue;
        auto layout = chapter_layout(programmes::csv_rows(sample, delimiter, kSampleRows).rows);
        if (!layout || layout->header_line == 0) continue;
        const std::size_t known = programmes::known(layout->columns);
        if (known <= most) continue;
        most = known;
        best = {delimiter, std::move(layout)};
    }
    if (best.layout) return best;
    best.delimiter = said.value_or(programmes::csv_delimiter(text));
    best.layout = chapter_layout(programmes::csv_rows(sample, best.delimiter, kSampleRows).rows);
    return best;
}

class Reader {
  public:
    Reader(std::string_view text, const ChapterLayout& layout)
        : gathering_(text), allowance_(chapter_allowance(text.size())), layout_(layout) {
        if (layout.unit == TimeUnit::days) {
            gathering_.tell(0, "the times are read as fractions of a day");
        }
    }

    ReadResult run(std::string_view text, char delimiter, int lines_before) {
        const auto faults = programmes::for_each_csv_row(text, delimiter, [&](const CsvRow& row) {
            if (row.line > layout_.header_line) take(row, row.line + lines_before);
            return rows_ < allowance_;
        });
        for (const Diagnostic& fault : faults) {
            gathering_.tell(fault.line + lines_before, fault.message);
        }
        if (rows_ == allowance_) {
            gathering_.tell(0, "the list is too long: the rest is left out");
        }
        close(0);
        return gathering_.take();
    }

  private:
    struct Open {
        Chapter chapter;
        int line = 0;
    };

    [[nodiscard]] std::string_view cell(const CsvRow& row, ChapterColumn column) const {
        return without_guard(layout_.cell(row, column));
    }

    void take(const CsvRow& row, int line) {
        const std::string_view start = layout_.cell(row, ChapterColumn::start);
        const auto time = time_in_cell(start, layout_.unit);
        if (!time) {
            gathering_.tell(line,
                            fmt::format("left out '{}': its start '{}' is no time",
                                        shown(cell(row, ChapterColumn::title)), shown(start)));
            return;
        }
        Chapter chapter;
        chapter.start = *time;
        chapter.end = end_of(row, *time, line);
        read_texts(row, chapter);
        chapter.item = item_of(cell(row, ChapterColumn::recording));
        ++rows_;
        place(std::move(chapter), row, line);
    }

    std::optional<Time> end_of(const CsvRow& row, Time start, int line) {
        const std::string_view end = layout_.cell(row, ChapterColumn::end);
        const std::string_view length = layout_.cell(row, ChapterColumn::duration);
        const std::string_view told = end.empty() ? length : end;
        if (told.empty()) return std::nullopt;
        const auto time = time_in_cell(told, layout_.unit);
        if (!time) {
            gathering_.tell(line,
                            fmt::format("'{}' is no time: the end is left open", shown(told)));
            return std::nullopt;
        }
        return end.empty() ? start + *time : *time;
    }

    void read_texts(const CsvRow& row, Chapter& chapter) {
        chapter.title = cell(row, ChapterColumn::title);
        chapter.summary = cell(row, ChapterColumn::summary);
        chapter.link = cell(row, ChapterColumn::link);
        chapter.image = cell(row, ChapterColumn::image);
        chapter.language = cell(row, ChapterColumn::language);
        const std::string_view id = cell(row, ChapterColumn::id);
        if (id.starts_with("cha_")) chapter.id = id;
        const std::string_view session = cell(row, ChapterColumn::session);
        if (session.starts_with("ses_")) chapter.session = session;
        const std::string kind = fold(cell(row, ChapterColumn::kind));
        const auto known = std::ranges::find(kKinds, kind, &KindName::first);
        if (known != kKinds.end()) chapter.kind = known->second;
        add_speakers(cell(row, ChapterColumn::speaker), chapter);
        if (layout_.has(ChapterColumn::title)) return;
        chapter.title = chapter.credits.empty() ? std::string(session) : chapter.credits[0].name;
    }

    static void add_speakers(std::string_view names, Chapter& chapter) {
        constexpr std::size_t kMost = 100;
        while (!names.empty() && chapter.credits.size() < kMost) {
            const std::size_t end = std::min(names.find_first_of(";|\n"), names.size());
            const std::string_view name = without_blanks(names.substr(0, end));
            names.remove_prefix(std::min(end + 1, names.size()));
            if (name.empty()) continue;
            Credit credit;
            credit.name = name;
            chapter.credits.push_back(std::move(credit));
        }
    }

    // Recordings are numbered from 1, or have names.
    int item_of(std::string_view cell) {
        if (cell.empty()) return 0;
        if (const auto number = small_number(cell)) return std::max(*number - 1, 0);
        constexpr std::size_t kMost = 1'000;
        auto& items = gathering_.document().items;
        if (items.size() == kMost && !recordings_.contains(cell)) return 0;
        const auto [known, added] =
            recordings_.try_emplace(std::string(cell), static_cast<int>(items.size()));
        if (added) {
            Item item;
            item.title = cell;
            items.push_back(std::move(item));
        }
        return known->second;
    }

    void place(Chapter chapter, const CsvRow& row, int line) {
        const auto number = small_number(cell(row, ChapterColumn::level));
        const int level = number.value_or(layout_.first_level) - layout_.first_level;
        auto depth = static_cast<std::size_t>(std::max(level, 0));
        if (depth > open_.size() || depth >= kDepthLimit) {
            depth = std::min(open_.size(), kDepthLimit - 1);
            gathering_.tell(line, fmt::format("'{}' is at a level that has none above it: it is "
                                              "taken for level {}",
                                              shown(chapter.title), depth + 1));
        }
        close(depth);
        open_.push_back({std::move(chapter), line});
    }

    // Ends what is open at `depth` and below.
    void close(std::size_t depth) {
        while (open_.size() > depth) {
            Open last = std::move(open_.back());
            open_.pop_back();
            if (open_.empty()) {
                gathering_.add(std::move(last.chapter), last.line);
            } else {
                open_.back().chapter.children.push_back(std::move(last.chapter));
            }
        }
    }

    Gathering gathering_;
    std::size_t allowance_;
    std::size_t rows_ = 0;
    const ChapterLayout& layout_;
    std::vector<Open> open_;  // the chapters around the next row, from the outermost on
    std::map<std::string, int, std::less<>> recordings_;
};

ReadResult read(std::string_view text) {
    const auto said = take_head(text);
    const Table table = table_of(text, said);
    if (!table.layout) return refused("no column of this table holds the times of chapters");
    return Reader(text, *table.layout).run(text, table.delimiter, said ? 1 : 0);
}

Likeness recognise(std::string_view text) {
    const auto said = take_head(text);
    if (text.starts_with(kOurHeader)) return Likeness::certain;
    text = text.substr(0, kSampleBytes);
    const std::string_view first = text.substr(0, text.find('\n'));
    if (!said && first.find_first_of(";,\t") == std::string_view::npos) return Likeness::none;
    const Table table = table_of(text, said);
    if (!table.layout) return Likeness::none;
    const bool named = table.layout->header_line > 0 && (table.layout->has(ChapterColumn::title) ||
                                                         table.layout->has(ChapterColumn::speaker));
    return named ? Likeness::likely : Likeness::possible;
}

// Speakers share a cell, so that their names cannot have what parts them.
void adapt_names(std::vector<Chapter>& chapters, std::size_t& changed) {
    for (Chapter& chapter : chapters) {
        bool here = false;
        for (Credit& credit : chapter.credits) {
            for (char& c : credit.name) {
                if (c != ';' && c != '|') continue;
                c = ',';
                here = true;
            }
        }
        changed += here ? 1U : 0U;
        adapt_names(chapter.children, changed);
    }
}

void adapt(Document& document, Losses& losses) {
    std::size_t changed = 0;
    adapt_names(document.chapters, changed);
    losses.add(LossKind::characters, changed,
               "semicolons and bars in speakers' names of {}: commas instead");
}

std::string written_cell(std::string_view text) {
    std::string guarded = is_formula_like(text) ? "'" : "";
    guarded += text;
    if (guarded.find_first_of(";\"\r\n") == std::string::npos) return guarded;
    std::string quoted = "\"";
    for (const char c : guarded) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

std::string names_of(const Chapter& chapter) {
    std::string names;
    for (const Credit& credit : chapter.credits) {
        if (!names.empty()) names += "; ";
        names += credit.name;
    }
    return names;
}

struct OtherColumn {
    std::string_view name;
    std::string (*cell)(const Chapter& chapter);  ///< empty where a chapter has none
};

std::string kind_of(const Chapter& chapter) {
    if (chapter.kind == ChapterKind::section) return {};
    return std::string(std::ranges::find(kKinds, chapter.kind, &KindName::second)->first);
}

std::string recording_of(const Chapter& chapter) {
    return chapter.item == 0 ? std::string() : fmt::format("{}", chapter.item + 1);
}

constexpr std::array<OtherColumn, 7> kOtherColumns{
    {{"kind", kind_of},
     {"id", [](const Chapter& chapter) { return chapter.id; }},
     {"language", [](const Chapter& chapter) { return chapter.language; }},
     {"summary", [](const Chapter& chapter) { return chapter.summary; }},
     {"link", [](const Chapter& chapter) { return chapter.link; }},
     {"image", [](const Chapter& chapter) { return chapter.image; }},
     {"recording", recording_of}}};

bool is_used(const OtherColumn& column, const std::vector<Chapter>& chapters) {
    return std::ranges::any_of(chapters, [&](const Chapter& chapter) {
        return !column.cell(chapter).empty() || is_used(column, chapter.children);
    });
}

void append_rows(std::string& out, const std::vector<Chapter>& chapters, int level,
                 const std::vector<OtherColumn>& others) {
    for (const Chapter& chapter : chapters) {
        out += timestamp_text(chapter.start) + ";";
        if (chapter.end) out += timestamp_text(*chapter.end);
        out += ";" + written_cell(chapter.title) + ";" + written_cell(names_of(chapter)) + ";" +
               written_cell(chapter.session) + fmt::format(";{}", level);
        for (const OtherColumn& column : others) out += ";" + written_cell(column.cell(chapter));
        out += "\r\n";
        append_rows(out, chapter.children, level + 1, others);
    }
}

std::string write(const Document& document) {
    std::vector<OtherColumn> others;
    for (const OtherColumn& column : kOtherColumns) {
        if (is_used(column, document.chapters)) others.push_back(column);
    }
    std::string out = std::string(kMark).append(kOurHeader);
    for (const OtherColumn& column : others) out += fmt::format(";{}", column.name);
    out += "\r\n";
    append_rows(out, document.chapters, 1, others);
    return out;
}

}  // namespace

Format csv() {
    return {.name = "csv",
            .aliases = kAliases,
            .title = "Spreadsheet (CSV)",
            .extension = "csv",
            .media_type = "text/csv",
            .reference = "RFC 4180",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::optional,
                      .speakers = Speakers::names,
                      .kinds = true,
                      .ids = true,
                      .language = true,
                      .summaries = true,
                      .links = true,
                      .images = true,
                      .items = true},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
