#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/csv_columns.hpp"
#include "chapters/programme/csv_persons.hpp"
#include "chapters/programme/csv_rows.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/event_facts.hpp"
#include "chapters/programme/person_set.hpp"
#include "chapters/programme/registry.hpp"
#include "chapters/programme/session_phrases.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::size_t kRowLimit = 5000;  // a day has dozens

class CsvReader {
  public:
    CsvReader(const CsvTable& table, const Layout& layout) : table_(table), layout_(layout) {
        result_.diagnostics = table.diagnostics;
    }

    ProgrammeResult read() {
        if (layout_.guessed) {
            tell(table_.rows.front().line,
                 "no header row was found; the columns were guessed from their content");
        }
        const std::size_t first = layout_.guessed ? 0 : layout_.header_row + 1;
        if (!layout_.guessed) read_above();
        for (std::size_t i = first; i < table_.rows.size(); ++i) read_row(table_.rows[i]);
        for (ProgrammeSession& session : programme_.sessions) {
            if (!kinds_given_) session.kind = kind_of(session);
        }
        return std::move(result_);
    }

  private:
    void tell(int line, std::string message) {
        result_.diagnostics.push_back({line, std::move(message)});
    }

    // Rows above the header: the title of the day, its date and place.
    void read_above() {
        for (std::size_t i = 0; i < layout_.header_row; ++i) {
            for (const std::string& cell : table_.rows[i].cells) {
                if (!cell.empty()) read_header_line(clean_title(cell), programme_);
            }
        }
    }

    [[nodiscard]] std::string cell(const CsvRow& row, Column column) const {
        return clean_title(raw_cell(row, column));
    }

    [[nodiscard]] std::string raw_cell(const CsvRow& row, Column column) const {
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            if (layout_.columns[i] == column) return i < row.cells.size() ? row.cells[i] : "";
        }
        return {};
    }

    void read_row(const CsvRow& row) {
        if (row.cells.size() > layout_.columns.size()) {
            tell(row.line, fmt::format("the row has {} cells and the header {}; the last ones were "
                                       "left out",
                                       row.cells.size(), layout_.columns.size()));
        }
        read_event(row);
        const auto [start, end] = times(row);
        std::vector<ProgrammePerson> persons = persons_of(row);
        const std::string title = cell(row, Column::title);
        const bool empty = title.empty() && persons.empty();
        if (empty && (start || programme_.sessions.empty())) {
            tell(row.line, "the row has neither a session nor a person; it was left out");
            return;
        }
        if (empty) return;
        if (begins_session(title, start)) begin_session(row, title, start, persons);
        ProgrammeSession& session = programme_.sessions.back();
        if (end && (!session.planned_end || *end > *session.planned_end)) session.planned_end = end;
        for (ProgrammePerson& person : persons) merge_person(session.persons, std::move(person));
    }

    [[nodiscard]] bool begins_session(const std::string& title,
                                      std::optional<ClockTime> start) const {
        if (programme_.sessions.empty()) return true;
        const ProgrammeSession& last = programme_.sessions.back();
        const bool later = start && last.planned_start && *start != *last.planned_start;
        if (!layout_.has(Column::title)) return start && start != last.planned_start;
        return !title.empty() && (title != last.title || later);
    }

    void begin_session(const CsvRow& row, const std::string& title, std::optional<ClockTime> start,
                       const std::vector<ProgrammePerson>& persons) {
        ProgrammeSession session;
        // A table without titles lists who speaks when.
        session.title = title.empty() && !persons.empty() ? persons.front().name : title;
        session.part = cell(row, Column::part);
        session.planned_start = start;
        session.line = row.line;
        read_kind(row, session);
        if (session.part.empty() && !programme_.sessions.empty() && layout_.has(Column::part)) {
            session.part = programme_.sessions.back().part;
        }
        programme_.sessions.push_back(std::move(session));
    }

    void read_kind(const CsvRow& row, ProgrammeSession& session) {
        const std::string word = cell(row, Column::kind);
        if (word.empty()) return;
        const auto kind = kind_named(word);
        if (kind) {
            session.kind = *kind;
            kinds_given_ = true;
        } else {
            tell(row.line, fmt::format("'{}' is no kind of session", word));
        }
    }

    std::pair<std::optional<ClockTime>, std::optional<ClockTime>> times(const CsvRow& row) {
        const std::string start_text = cell(row, Column::start);
        const std::string end_text = cell(row, Column::end);
        const auto start = whole_clock(start_text);
        const auto end = whole_clock(end_text);
        for (const auto& [text, found] : {std::pair{&start_text, &start}, {&end_text, &end}}) {
            if (text->empty() || *found) continue;
            tell(row.line, fmt::format("'{}' is no time of day", *text));
        }
        auto last = end ? std::optional(end->start) : start ? start->end : std::nullopt;
        if (start && last && *last <= start->start) {
            tell(row.line,
                 fmt::format("the end '{}' is not after the start '{}'", end_text, start_text));
            last.reset();
        }
        return {start ? std::optional(start->start) : std::nullopt, last};
    }

    std::vector<ProgrammePerson> persons_of(const CsvRow& row) {
        PersonCells cells;
        cells.names = raw_cell(row, Column::name);
        cells.given_name = cell(row, Column::given_name);
        cells.function = raw_cell(row, Column::function);
        cells.organisation = raw_cell(row, Column::organisation);
        cells.role = cell(row, Column::role);
        cells.line = row.line;
        return persons_of_cells(cells, result_.diagnostics);
    }

    void read_event(const CsvRow& row) {
        if (programme_.title.empty()) programme_.title = cell(row, Column::event);
        if (programme_.place.empty()) programme_.place = cell(row, Column::place);
        const std::string date = cell(row, Column::date);
        if (date.empty()) return;
        const auto found = find_date(date);
        if (!found || found->year == 0) {
            tell(row.line, fmt::format("'{}' is no date", date));
        } else if (programme_.date.empty()) {
            programme_.date = iso_text(*found);
        } else if (programme_.date != iso_text(*found) && !several_days_told_) {
            several_days_told_ = true;
            tell(row.line, fmt::format("'{}' is another day than {}; an event has one date", date,
                                       programme_.date));
        }
    }

    const CsvTable& table_;
    const Layout& layout_;
    ProgrammeResult result_;
    Programme& programme_ = result_.programme;
    bool kinds_given_ = false;
    bool several_days_told_ = false;
};

std::string_view sample_of(std::string_view text) {
    constexpr std::size_t sample_size = std::size_t{64} * 1024;
    const std::size_t end =
        text.size() <= sample_size ? text.size() : text.rfind('\n', sample_size);
    return text.substr(0, end);
}

double recognise(std::string_view text) {
    const std::string_view sample = sample_of(text);
    const CsvTable table = csv_rows(sample, csv_delimiter(sample), kRowLimit);
    const auto layout = layout_of(table.rows);
    if (!layout) return 0;
    if (!layout->guessed) return 0.9;
    // Without a header only an even table with times is taken for one.
    const std::size_t width = table.rows.front().cells.size();
    const auto even = std::ranges::count_if(
        table.rows, [&](const CsvRow& row) { return row.cells.size() == width; });
    const bool table_like = width >= 3 && layout->has(Column::start) && table.rows.size() >= 2 &&
                            static_cast<std::size_t>(even) * 10 >= table.rows.size() * 9;
    return table_like ? 0.7 : 0;
}

ProgrammeResult read(std::string_view text) {
    const CsvTable table = csv_rows(text, csv_delimiter(sample_of(text)), kRowLimit);
    const auto layout = layout_of(table.rows);
    if (layout) return CsvReader(table, *layout).read();
    ProgrammeResult result;
    result.diagnostics.push_back(
        {0,
         "no header row was found; name the columns, e.g. début;fin;session;intervenant;fonction"});
    return result;
}

}  // namespace

ProgrammeReader csv() {
    return {.name = "csv", .recognise = recognise, .read = read};
}

}  // namespace revivre::chapters::programmes
