// Marker lists of Adobe Premiere Pro, read only. Written from files that it exports: a header
// ("Marker Name, Description, In, Out, Duration, Marker Type", in the language of the program),
// then a row a marker; parted by tabs in UTF-16 text files, by commas or semicolons in CSV. When
// some markers are chapters the others are left out; when none is, all are read, since a marker's
// type is "Comment" unless somebody changes it.
//
// Times are "hh:mm:ss:ff", "hh;mm;ss;ff" (drop frame) or "hh:mm:ss.fff". The frame rate is not in
// the file: 25 unless drop frame or larger frame numbers say more (exchange/timecode.hpp).

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/timecode.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/programme/csv_header.hpp"

namespace revivre::chapters::formats {
namespace {

using programmes::CsvRow;

constexpr std::array<std::string_view, 1> kAliases{"premiere-markers"};

enum Column { name, description, in, out, duration, type, kColumns };

// Folded words of the headers: English, French, German, Spanish, Italian; names of other programs
// that write such lists.
constexpr std::array<std::string_view, kColumns> kHeaders{
    "marker name|chapter name|name|title|nom du marqueur|nom de marqueur|nom|markenname|"
    "markername|name der marke|nombre del marcador|nombre|nome marcatore|nome",
    "description|comment|comments|note|notes|commentaire|commentaires|beschreibung|kommentar|"
    "descripcion|descrizione",
    "in|start|time|timestamp|in point|entree|debut|point d entree|entrada|ingresso",
    "out|end|out point|sortie|fin|point de sortie|salida|uscita",
    "duration|duree|dauer|duracion|durata",
    "marker type|type|type de marqueur|type du marqueur|markentyp|markertyp|tipo de marcador|"
    "tipo|tipo marcatore"};

constexpr std::array<std::string_view, 5> kChapterWords{"chapter", "chapitre", "kapitel",
                                                        "capitulo", "capitolo"};

struct Layout {
    char delimiter = '\t';
    std::array<std::optional<std::size_t>, kColumns> columns{};

    [[nodiscard]] std::string_view cell(const CsvRow& row, Column column) const {
        const auto& place = columns.at(column);
        if (!place || *place >= row.cells.size()) return {};
        return without_blanks(row.cells[*place]);
    }
};

// The header must speak of markers and have a column of times: lists of other programs do not.
std::optional<Layout> layout_of(std::string_view text) {
    const std::string_view first = text.substr(0, text.find('\n'));
    Layout layout;
    if (first.find('\t') == std::string_view::npos) {
        layout.delimiter = first.find(',') != std::string_view::npos ? ',' : ';';
    }
    const auto rows = programmes::csv_rows(first, layout.delimiter, 1).rows;
    if (rows.empty()) return std::nullopt;
    bool of_markers = false;
    for (std::size_t i = 0; i < rows[0].cells.size(); ++i) {
        const std::string words = programmes::header_words(rows[0].cells[i]);
        for (std::size_t column = 0; column < kColumns; ++column) {
            auto& place = layout.columns.at(column);
            if (place || !programmes::is_among(words, kHeaders.at(column))) continue;
            place = i;
            for (const std::string_view marker : {"mark", "marc", "marqu"}) {
                of_markers |= words.find(marker) != std::string::npos;
            }
            break;
        }
    }
    const bool ours = of_markers && layout.columns.at(in);
    return ours ? std::optional(layout) : std::nullopt;
}

bool is_chapter(std::string_view cell) {
    const std::string words = programmes::header_words(cell);
    return words.empty() || std::ranges::any_of(kChapterWords, [&](std::string_view chapter) {
               return words.find(chapter) != std::string::npos;
           });
}

// What is known after reading once through.
struct Facts {
    std::size_t rows = 0;
    std::size_t chapters = 0;
    std::int64_t largest_frame = -1;  // -1: no timecodes
    bool drop = false;
};

Facts facts_of(std::string_view text, const Layout& layout) {
    Facts facts;
    programmes::for_each_csv_row(text, layout.delimiter, [&](const CsvRow& row) {
        if (row.line == 1) return true;
        ++facts.rows;
        facts.chapters += is_chapter(layout.cell(row, type)) ? 1U : 0U;
        for (const Column column : {in, out, duration}) {
            const auto at = parse_timecode(layout.cell(row, column));
            if (!at) continue;
            facts.largest_frame = std::max(facts.largest_frame, at->frames);
            facts.drop |= at->drop;
        }
        return true;
    });
    return facts;
}

class Reader {
  public:
    Reader(std::string_view text, const Layout& layout)
        : gathering_(text), layout_(layout), facts_(facts_of(text, layout)) {
        rate_ = likely_frame_rate(facts_.largest_frame, facts_.drop);
    }

    ReadResult run(std::string_view text) {
        const auto faults =
            programmes::for_each_csv_row(text, layout_.delimiter, [&](const CsvRow& row) {
                if (row.line > 1) take(row);
                return !gathering_.full();
            });
        for (const Diagnostic& fault : faults) gathering_.tell(fault.line, fault.message);
        if (facts_.rows > 0 && timed_ == 0) {
            return refused("no marker of this list has a time", 2);
        }
        tell_what_was_assumed();
        return gathering_.take();
    }

  private:
    void take(const CsvRow& row) {
        const std::string_view kind = layout_.cell(row, type);
        const auto start = time_in(layout_.cell(row, in));
        if (facts_.chapters > 0 && !is_chapter(kind)) {
            timed_ += start ? 1U : 0U;
            constexpr std::size_t kMostTypes = 20;  // Premiere has five
            ++others_[others_.size() < kMostTypes ? std::string(kind) : "…"];
            return;
        }
        Chapter chapter;
        chapter.title = layout_.cell(row, name);
        chapter.summary = layout_.cell(row, description);
        if (chapter.title.empty()) chapter.title = std::exchange(chapter.summary, {});
        if (!start) {
            gathering_.tell(row.line,
                            fmt::format("left out the marker '{}': '{}' is no time",
                                        shown(chapter.title), shown(layout_.cell(row, in))));
            return;
        }
        ++timed_;
        chapter.start = *start;
        chapter.end = end_of(row, *start);
        gathering_.add(std::move(chapter), row.line);
    }

    // A marker without a length says where something begins, and not where it ends.
    std::optional<Time> end_of(const CsvRow& row, Time start) const {
        const auto end = time_in(layout_.cell(row, out));
        if (end && *end != start) return end;
        const auto length = time_in(layout_.cell(row, duration));
        return length && *length > Time::zero() ? std::optional(start + *length) : std::nullopt;
    }

    [[nodiscard]] std::optional<Time> time_in(std::string_view cell) const {
        if (const auto timecode = parse_timecode(cell)) {
            return time_of_frames(frames_of(*timecode, rate_), rate_);
        }
        return parse_clock(cell, {.least_parts = 1});
    }

    void tell_what_was_assumed() {
        if (facts_.largest_frame > 0) {
            gathering_.tell(0, fmt::format("the list does not say its frame rate: {:.4g} frames a "
                                           "second are taken",
                                           static_cast<double>(rate_.numerator) /
                                               static_cast<double>(rate_.denominator)));
        }
        if (facts_.chapters == 0 && facts_.rows > 0) {
            gathering_.tell(0, "no marker is of the type 'Chapter': all are read");
        }
        for (const auto& [kind, count] : others_) {
            gathering_.tell(0,
                            fmt::format("left out {} of the type '{}', which are no chapters",
                                        count == 1 ? "1 marker" : fmt::format("{} markers", count),
                                        shown(kind)));
        }
    }

    Gathering gathering_;
    const Layout& layout_;
    Facts facts_;
    FrameRate rate_;
    std::size_t timed_ = 0;
    std::map<std::string, std::size_t> others_;  // by type
};

ReadResult read(std::string_view text) {
    const auto layout = layout_of(text);
    if (!layout) return refused("the first line is no header of a list of markers");
    return Reader(text, *layout).run(text);
}

Likeness recognise(std::string_view text) {
    const auto layout = layout_of(text);
    if (!layout) return Likeness::none;
    return layout->columns.at(type) || layout->columns.at(name) ? Likeness::certain
                                                                : Likeness::likely;
}

}  // namespace

Format premiere() {
    return {.name = "premiere",
            .aliases = kAliases,
            .title = "Premiere Pro markers",
            .extension = "csv",
            .media_type = "text/csv",
            .reference = "Adobe Premiere Pro, File > Export > Markers",
            .recognise = recognise,
            .read = read};
}

}  // namespace revivre::chapters::formats
