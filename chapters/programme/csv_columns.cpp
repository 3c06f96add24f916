#include "chapters/programme/csv_columns.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/csv_header.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::array<ColumnNames<Column>, 13> kColumnNames{{
    {Column::start,
     "debut|heure|heure de debut|heure debut|horaire|horaires|start|start time|time|begin|from|"
     "planned start|scheduled|heures"},
    {Column::end, "fin|heure de fin|heure fin|end|end time|to|planned end"},
    {Column::title,
     "session|sequence|titre|title|intitule|seance|atelier|titre de la session|objet|sujet|contenu|"
     "intitule de la session|session title|item|libelle"},
    {Column::kind, "type|kind|nature|type de session|format"},
    {Column::part, "partie|part|demi journee|half|moment|periode"},
    {Column::date, "date|jour|day"},
    {Column::name,
     "intervenant|intervenants|intervenant e|intervenant e s|intervenante|nom|noms|speaker|"
     "speakers|name|orateur|orateurs|personne|nom de l intervenant|nom et prenom|nom prenom|"
     "prenom nom|prenom et nom|participants|last name|family name|nom de famille|person"},
    {Column::given_name, "prenom|first name|given name|firstname|prenoms"},
    {Column::function,
     "fonction|fonctions|qualite|function|titre de l intervenant|job title|poste|"
     "position|profession|fonction titre"},
    {Column::organisation,
     "organisme|structure|organisation|organization|org|institution|employeur|entite|collectivite|"
     "affiliation|company|societe|etablissement"},
    {Column::role, "role|roles"},
    {Column::place, "lieu|salle|place|venue|room|location"},
    {Column::event, "evenement|event|journee|rencontre|colloque"},
}};

// How the cells of one column read, over the rows.
struct Tally {
    std::size_t filled = 0;
    std::size_t clocks = 0;
    std::size_t names = 0;
    std::size_t functions = 0;
    std::size_t dates = 0;
    std::size_t bytes = 0;
};

Tally tally(std::span<const CsvRow> rows, std::size_t column) {
    Tally tally;
    for (const CsvRow& row : rows) {
        if (column >= row.cells.size() || row.cells[column].empty()) continue;
        const std::string& cell = row.cells[column];
        ++tally.filled;
        tally.bytes += cell.size();
        tally.clocks += whole_clock(cell) ? 1U : 0U;
        const auto date = find_date(cell);
        tally.dates += date && date->begin == 0 && date->end == cell.size() ? 1U : 0U;
        const PersonsFound found = persons_in(cell, Expectancy::connected);
        tally.names += !found.persons.empty() && found.first_word == 0 ? 1U : 0U;
        const std::vector<Word> words = words_of(cell);
        tally.functions += !words.empty() && is_function_word(words[0].folded) ? 1U : 0U;
    }
    return tally;
}

bool most(std::size_t count, const Tally& tally) {
    return tally.filled > 0 && count * 2 > tally.filled;
}

Column guess(const Tally& tally, const std::vector<Column>& before) {
    const auto free = [&](Column column) {
        return std::ranges::find(before, column) == before.end();
    };
    if (most(tally.clocks, tally)) {
        if (free(Column::start)) return Column::start;
        return free(Column::end) ? Column::end : Column::unknown;
    }
    if (most(tally.dates, tally) && free(Column::date)) return Column::date;
    if (most(tally.names, tally) && free(Column::name)) return Column::name;
    const bool functions = tally.functions > 0 && tally.functions * 2 >= tally.filled;
    if (functions && free(Column::function)) return Column::function;
    if (tally.filled > 0 && free(Column::title)) return Column::title;
    const bool behind_name = !free(Column::name) && tally.filled > 0;
    return behind_name && free(Column::organisation) ? Column::organisation : Column::unknown;
}

std::optional<Layout> guessed_layout(std::span<const CsvRow> rows) {
    constexpr std::size_t sample_rows = 50;
    const auto sample = rows.first(std::min(rows.size(), sample_rows));
    std::size_t width = 0;
    for (const CsvRow& row : sample) width = std::max(width, row.cells.size());
    Layout layout;
    layout.guessed = true;
    for (std::size_t column = 0; column < width; ++column) {
        layout.columns.push_back(guess(tally(sample, column), layout.columns));
    }
    const bool useful =
        layout.has(Column::title) && (layout.has(Column::start) || layout.has(Column::name));
    return useful ? std::optional(layout) : std::nullopt;
}

}  // namespace

Column column_named(std::string_view cell) {
    return column_named(cell, kColumnNames);
}

bool Layout::has(Column column) const {
    return std::ranges::find(columns, column) != columns.end();
}

std::optional<Layout> layout_of(std::span<const CsvRow> rows) {
    constexpr std::size_t rows_above = 10;  // a title and a date may stand above the header
    for (std::size_t i = 0; i < std::min(rows.size(), rows_above); ++i) {
        Layout layout;
        layout.columns = columns_of(rows[i], kColumnNames);
        layout.header_row = i;
        const bool names = layout.has(Column::title) || layout.has(Column::name);
        if (names && known(layout.columns) >= 2) return layout;
    }
    return guessed_layout(rows);
}

}  // namespace revivre::chapters::programmes
