#include "chapters/formats/csv_chapter_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/timecode.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/programme/csv_header.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<programmes::ColumnNames<ChapterColumn>, 14> kColumnNames{{
    {ChapterColumn::start,
     "start|start time|starttime|start timecode|start tc|begin|begin time|from|in|tc in|time in|"
     "time|timecode|timestamp|position|start ms|debut|heure de debut|heure debut|temps debut|"
     "temps de debut|tc debut|tc entree|entree|de|heure|temps|minutage|horodatage|code temporel|"
     "time code|start s|start seconds|debut s"},
    {ChapterColumn::end,
     "end|end time|endtime|end timecode|end tc|to|out|tc out|time out|stop|fin|heure de fin|"
     "heure fin|temps fin|temps de fin|tc fin|tc sortie|sortie|a|jusqu a|end s|end seconds|fin s"},
    {ChapterColumn::duration, "duration|length|duree|longueur"},
    {ChapterColumn::title,
     "title|chapter|chapter title|chapter name|name|label|text|caption|titre|chapitre|"
     "titre du chapitre|nom du chapitre|intitule|libelle|nom|sujet|objet|texte|marker "
     "name|subject"},
    {ChapterColumn::speaker,
     "speaker|speakers|intervenant|intervenants|intervenante|intervenantes|intervenant e|"
     "intervenant e s|orateur|orateurs|oratrice|locuteur|locuteurs|locutrice|personne|personnes|"
     "person|persons|qui|who|participant|participants|nom de l intervenant"},
    {ChapterColumn::session, "session|seance|sequence|session id"},
    {ChapterColumn::level, "level|depth|niveau|profondeur|rang"},
    {ChapterColumn::kind, "kind|type|nature|genre"},
    {ChapterColumn::id, "id|identifier|identifiant|chapter id"},
    {ChapterColumn::language, "language|lang|langue"},
    {ChapterColumn::summary,
     "summary|abstract|description|notes|note|comment|comments|synopsis|resume|commentaire|"
     "commentaires|remarque|remarques"},
    {ChapterColumn::link, "link|url|href|address|web|lien|adresse|site"},
    {ChapterColumn::image, "image|img|picture|thumbnail|photo|vignette|illustration"},
    {ChapterColumn::recording,
     "recording|media|medium|file|part|item|enregistrement|fichier|partie|video"},
}};

// A decimal number, with point or comma; NaN for other text.
double number_in(std::string_view cell) {
    std::string text(cell);
    std::ranges::replace(text, ',', '.');
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size() ? value : std::nan("");
}

struct Tally {
    std::size_t filled = 0;
    std::size_t times = 0;
    std::size_t clocks = 0;  // times that have a colon or a unit
};

Tally tally(const std::vector<programmes::CsvRow>& rows, std::size_t column) {
    Tally tally;
    for (const auto& row : rows) {
        if (column >= row.cells.size() || row.cells[column].empty()) continue;
        const std::string& cell = row.cells[column];
        ++tally.filled;
        const bool time = time_in_cell(cell, TimeUnit::clock).has_value();
        tally.times += time ? 1U : 0U;
        tally.clocks += time && std::isnan(number_in(cell)) ? 1U : 0U;
    }
    return tally;
}

// The columns of rows without a header: times first, the first text is the title. Clock times win
// over plain numbers, which may be numbers of lines.
std::optional<ChapterLayout> guessed_layout(const std::vector<programmes::CsvRow>& sample) {
    std::size_t width = 0;
    for (const auto& row : sample) width = std::max(width, row.cells.size());
    std::vector<Tally> tallies;
    bool clocks = false;
    for (std::size_t i = 0; i < width; ++i) {
        tallies.push_back(tally(sample, i));
        clocks |= tallies[i].clocks > 0 && tallies[i].times == tallies[i].filled;
    }
    ChapterLayout layout;
    for (const Tally& each : tallies) {
        const bool all = each.filled > 0 && each.times == each.filled;
        ChapterColumn column = ChapterColumn::unknown;
        if (all && (each.clocks > 0 || !clocks)) {
            column = layout.has(ChapterColumn::start) ? ChapterColumn::end : ChapterColumn::start;
        } else if (each.filled > 0 && !all) {
            column =
                layout.has(ChapterColumn::title) ? ChapterColumn::speaker : ChapterColumn::title;
        }
        layout.columns.push_back(layout.has(column) ? ChapterColumn::unknown : column);
    }
    const bool useful = layout.has(ChapterColumn::start) && layout.has(ChapterColumn::title);
    return useful ? std::optional(layout) : std::nullopt;
}

// Fractions of a day are below 1 and have many digits ("0,0430555555555556"): no list of seconds
// ends before its first second with every start known to ten microseconds.
bool in_days(const std::vector<programmes::CsvRow>& sample, const ChapterLayout& layout) {
    constexpr std::size_t kDigits = 5;
    std::size_t fractions = 0;
    for (const auto& row : sample) {
        if (row.line <= layout.header_line) continue;
        const std::string_view cell = layout.cell(row, ChapterColumn::start);
        if (cell.empty()) continue;
        const double value = number_in(cell);
        if (!(value >= 0 && value < 1)) return false;
        const std::size_t point = cell.find_first_of(".,");
        if (point == std::string_view::npos) continue;
        if (cell.size() - point - 1 >= kDigits) ++fractions;
    }
    return fractions > 0;
}

int first_level(const std::vector<programmes::CsvRow>& sample, const ChapterLayout& layout) {
    const bool zero = std::ranges::any_of(sample, [&](const programmes::CsvRow& row) {
        return row.line > layout.header_line && layout.cell(row, ChapterColumn::level) == "0";
    });
    return zero ? 0 : 1;
}

std::optional<Time> days_in(std::string_view cell) {
    const double value = number_in(cell);
    constexpr double kSecondsPerDay = 86'400;
    constexpr double kMostDays = 41'000'000;  // kLatestTime of gathering.hpp
    if (!(value >= 0 && value < kMostDays)) return std::nullopt;
    return Time(std::llround(value * kSecondsPerDay * 1000));
}

}  // namespace

ChapterColumn chapter_column_named(std::string_view cell) {
    return programmes::column_named(cell, kColumnNames);
}

bool ChapterLayout::has(ChapterColumn column) const {
    return column != ChapterColumn::unknown && std::ranges::find(columns, column) != columns.end();
}

std::string_view ChapterLayout::cell(const programmes::CsvRow& row, ChapterColumn column) const {
    const auto found = std::ranges::find(columns, column);
    const auto index = static_cast<std::size_t>(found - columns.begin());
    if (found == columns.end() || index >= row.cells.size()) return {};
    return without_blanks(row.cells[index]);
}

std::optional<ChapterLayout> chapter_layout(const std::vector<programmes::CsvRow>& sample) {
    constexpr std::size_t kRowsAbove = 10;  // a title and a date may stand above the header
    std::optional<ChapterLayout> layout;
    for (std::size_t i = 0; i < std::min(sample.size(), kRowsAbove) && !layout; ++i) {
        ChapterLayout header;
        header.columns = programmes::columns_of(sample[i], kColumnNames);
        header.header_line = sample[i].line;
        if (header.has(ChapterColumn::start) && programmes::known(header.columns) >= 2)
            layout = std::move(header);
    }
    if (!layout) layout = guessed_layout(sample);
    if (!layout) return std::nullopt;
    if (in_days(sample, *layout)) layout->unit = TimeUnit::days;
    layout->first_level = first_level(sample, *layout);
    return layout;
}

std::optional<Time> time_in_cell(std::string_view cell, TimeUnit unit) {
    cell = without_blanks(cell);
    if (cell.starts_with('\'')) cell.remove_prefix(1);  // as text, says a spreadsheet's user
    if (unit == TimeUnit::days) {
        if (const auto time = days_in(cell)) return time;
    }
    if (const auto time = parse_clock(cell, {.least_parts = 1})) return time;
    if (const auto timecode = parse_timecode(cell)) {
        const FrameRate rate = likely_frame_rate(timecode->frames, timecode->drop);
        return time_of_frames(frames_of(*timecode, rate), rate);
    }
    const auto range =
        cell.find(',') == std::string_view::npos ? parse_time_range(cell) : std::nullopt;
    return range ? std::optional(range->start) : std::nullopt;
}

}  // namespace revivre::chapters::formats
