#include "chapters/programme/csv_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::size_t kCellLimit = 64;

class CsvScanner {
  public:
    CsvScanner(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    // The next row that is not empty; false at the end.
    bool next(CsvRow& row) {
        while (at_ < text_.size()) {
            row_ = {line_, {}};
            while (scan_cell()) {
            }
            const bool empty = std::ranges::all_of(
                row_.cells, [](const std::string& cell) { return cell.empty(); });
            if (empty) continue;
            row = std::move(row_);
            return true;
        }
        return false;
    }

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] int line() const { return line_; }
    std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

  private:
    // False behind the last cell of the row.
    bool scan_cell() {
        std::string cell;
        while (at_ < text_.size() && (text_[at_] == ' ' && delimiter_ != ' ')) ++at_;
        if (at_ < text_.size() && text_[at_] == '"' && !unclosed_told_) scan_quoted(cell);
        while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n') {
            cell.push_back(text_[at_++]);
        }
        const bool more = at_ < text_.size() && text_[at_] == delimiter_;
        line_ += at_ < text_.size() && !more ? 1 : 0;
        ++at_;
        if (row_.cells.size() < kCellLimit) row_.cells.emplace_back(trimmed(cell));
        return more;
    }

    // An unclosed quote would take the rest of the file: then it is an ordinary character.
    void scan_quoted(std::string& cell) {
        const std::size_t begin = at_;
        const int line = line_;
        for (++at_; at_ < text_.size(); ++at_) {
            line_ += text_[at_] == '\n' ? 1 : 0;
            if (text_[at_] != '"') {
                cell.push_back(text_[at_]);
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell.push_back('"');
                ++at_;
            } else {
                ++at_;
                return;
            }
        }
        if (!unclosed_told_) {
            diagnostics_.push_back({line, "a quotation mark is not closed"});
        }
        unclosed_told_ = true;
        at_ = begin + 1;
        line_ = line;
        cell.clear();
        // From here on quotes are ordinary characters, so that the rest is scanned once.
        std::size_t end = text_.find('\n', at_);
        end = std::min(end, text_.size());
        while (at_ < end && text_[at_] != delimiter_) cell.push_back(text_[at_++]);
    }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool unclosed_told_ = false;
    CsvRow row_;
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace

CsvTable csv_rows(std::string_view text, char delimiter, std::size_t row_limit) {
    CsvScanner scanner(text, delimiter);
    CsvTable table;
    CsvRow row;
    while (table.rows.size() < row_limit && scanner.next(row)) table.rows.push_back(std::move(row));
    table.diagnostics = std::move(scanner.diagnostics());
    if (!scanner.at_end()) {
        table.diagnostics.push_back(
            {scanner.line(), fmt::format("only the first {} rows were read", row_limit)});
    }
    return table;
}

std::vector<Diagnostic> for_each_csv_row(std::string_view text, char delimiter,
                                         const std::function<bool(CsvRow)>& take) {
    CsvScanner scanner(text, delimiter);
    CsvRow row;
    while (scanner.next(row) && take(std::move(row))) {
    }
    return std::move(scanner.diagnostics());
}

char csv_delimiter(std::string_view text) {
    // Enough rows to see a pattern, little enough to look at three times.
    constexpr std::size_t sample_size = std::size_t{64} * 1024;
    constexpr std::size_t sample_rows = 30;
    char best = ';';
    std::size_t best_score = 0;
    for (const char delimiter : {';', '\t', ','}) {
        std::map<std::size_t, std::size_t> rows_by_cells;
        for (const CsvRow& row :
             csv_rows(text.substr(0, sample_size), delimiter, sample_rows).rows) {
            if (row.cells.size() > 1) ++rows_by_cells[row.cells.size()];
        }
        std::size_t score = 0;
        for (const auto& [cells, rows] : rows_by_cells) score = std::max(score, cells * rows);
        if (score <= best_score) continue;
        best_score = score;
        best = delimiter;
    }
    return best;
}

}  // namespace revivre::chapters::programmes
