#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/event_facts.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/person_set.hpp"
#include "chapters/programme/prose.hpp"
#include "chapters/programme/prose_persons.hpp"
#include "chapters/programme/session_phrases.hpp"
#include "chapters/programme/text_reading.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/word_set.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::size_t kSessionLimit = 2000;

// A title line without a time is short; longer ones are sentences. Bytes.
constexpr std::size_t kLongestHeading = 220;

// Sentences of a schedule are read as prose above this length. Bytes.
constexpr std::size_t kLongestEntry = 4000;

// A word that opens the title of an entry: "Table ronde", "Atelier 2", "Clôture".
bool opens_session(std::string_view text) {
    static const WordSet openings(
        "ouverture accueil introduction conclusion cloture synthese pause dejeuner buffet cocktail "
        "conference keynote pleniere atelier table plenary debat intervention allocution sequence "
        "session panel temoignage presentation restitution discours visite projection workshop");
    if (text.size() > kLongestHeading) return false;
    const std::vector<Word> words = words_of(text);
    if (words.empty() || words[0].begin > 0 || !words[0].capital) return false;
    if (!openings.contains_either(words[0].folded)) return false;
    if (words[0].folded == "table" && (words.size() < 2 || words[1].folded != "ronde"))
        return false;
    const bool sentence = text.ends_with('.') && words.size() > 12;
    return !sentence;
}

// "Allocution de Mme Roy" right below "CLÔTURE" says who speaks there.
bool says_who_speaks(std::string_view text) {
    static const WordSet speeches(
        "allocution intervention discours introduction conclusion "
        "presentation temoignage conference");
    const std::vector<Word> words = words_of(text.substr(0, 40));
    return words.size() > 1 && speeches.contains_either(words[0].folded);
}

// "Atelier 1", "Table ronde n° 2": one of several that share the entry's time.
bool is_numbered(std::string_view text) {
    if (!opens_session(text)) return false;
    const std::vector<Word> words = words_of(text);
    for (std::size_t i = 1; i < words.size() && i < 4; ++i) {
        const char first = text[words[i].begin];
        if (first >= '1' && first <= '9') return true;
        const bool letter = words[i].end - words[i].begin == 1 && words[i].capital;
        if (letter) return true;
    }
    return false;
}

// Behind these come addresses and contacts, whose names do not speak.
bool ends_programme(std::string_view text) {
    static constexpr std::array<std::string_view, 9> end_words{
        "contact", "inscription",  "renseignement",   "informations pratiques", "infos pratiques",
        "acces",   "plan d'acces", "nos partenaires", "en savoir plus"};
    const std::string folded = fold(text.substr(0, 40));
    return std::ranges::any_of(end_words,
                               [&](std::string_view end) { return folded.starts_with(end); });
}

bool is_table_header(std::string_view text) {
    static const WordSet time_words("heure heures horaire horaires time");
    const std::vector<Word> words = words_of(text.substr(0, 40));
    return text.find('\t') != std::string_view::npos && !words.empty() &&
           time_words.contains(words[0].folded);
}

// "MATIN", "Après-midi (14h – 17h)", "Jeudi 12 mai – matin": what the text calls a part of the day.
std::optional<std::string> part_of_day(std::string_view text) {
    constexpr std::size_t longest = 80;
    if (text.size() > longest) return std::nullopt;
    text = without_separators(text);
    if (const auto date = find_date(text)) {
        const std::string_view before = without_separators(text.substr(0, date->begin));
        const std::string_view behind = without_separators(text.substr(date->end));
        if (before.empty() && behind.empty()) return std::nullopt;
        text = before.empty() ? behind : before;
    }
    std::size_t end = text.find_first_of("(0123456789:");
    for (const std::string_view dash : {" - ", " – ", " — ", " de "}) {
        end = std::min(end, text.find(dash));
    }
    const std::string_view label = without_separators(text.substr(0, end));
    if (!is_part_of_day(label)) return std::nullopt;
    const std::string_view rest = without_separators(end < text.size() ? text.substr(end) : "");
    const bool only_times = rest.empty() || leading_clock(rest) || rest.starts_with('(');
    if (!only_times) return std::nullopt;
    return lower_case(label);
}

class ScheduleReader {
  public:
    explicit ScheduleReader(TextReading& reading)
        : reading_(reading),
          programme_(reading.result.programme),
          timed_(timed_lines(reading.lines) >= 2) {}

    void read() {
        for (std::size_t i = 0; i < reading_.lines.size(); ++i) {
            line_ = i;
            reading_.used[i] = read_line(reading_.lines[i]);
        }
        for (ProgrammeSession& session : programme_.sessions) session.kind = kind_of(session);
    }

    static std::size_t timed_lines(std::span<const TextLine> lines) {
        return static_cast<std::size_t>(std::ranges::count_if(
            lines, [](const TextLine& line) { return leading_clock(line.text).has_value(); }));
    }

  private:
    bool read_line(const TextLine& line) {
        if (is_table_header(line.text)) return true;
        if (const auto part = part_of_day(line.text)) return begin_part(line, *part);
        if (const auto clock = leading_clock(line.text)) {
            return is_opening_hours(*clock) ? read_header_rest(line, *clock)
                                            : begin_timed(line, *clock);
        }
        if (!programme_.sessions.empty() && ends_programme(line.text)) return end_programme();
        if (opens_untimed(line)) return begin_untimed(line);
        if (programme_.sessions.empty()) return read_header(line);
        if (!current_) return false;
        return read_below(line);
    }

    bool opens_untimed(const TextLine& line) const {
        if (timed_) return current_ && is_numbered(line.text);
        const bool below = current_ && !line.after_blank && !line.heading &&
                           programme_.sessions.back().persons.empty();
        return opens_session(line.text) && !(below && says_who_speaks(line.text));
    }

    // "9h - 12h30" above the entries: the next time stands inside of it.
    bool is_opening_hours(const ClockPhrase& clock) const {
        if (!programme_.sessions.empty() || !clock.end) return false;
        for (std::size_t i = line_ + 1; i < reading_.lines.size(); ++i) {
            const auto next = leading_clock(reading_.lines[i].text);
            if (next) return next->start < *clock.end;
        }
        return false;
    }

    bool read_header_rest(const TextLine& line, const ClockPhrase& clock) {
        const std::string_view rest =
            without_separators(std::string_view(line.text).substr(clock.length));
        if (!rest.empty()) read_header_line(rest, programme_);
        return true;
    }

    bool begin_part(const TextLine& line, std::string part) {
        part_ = std::move(part);
        current_ = false;
        const auto date = find_date(line.text);
        if (date && programme_.date.empty()) programme_.date = iso_text(*date);
        return true;
    }

    bool end_programme() {
        current_ = false;
        return true;
    }

    bool begin_timed(const TextLine& line, const ClockPhrase& clock) {
        std::string_view rest = line.text;
        rest = trimmed(rest.substr(clock.length), ",;:-–—|/>→•·*.\t");
        // "9h00 <tab> 9h30 <tab> Accueil": the end in a cell of its own.
        auto end = clock.end;
        if (const auto second = end ? std::nullopt : leading_clock(rest)) {
            if (second->start > clock.start) end = second->start;
            rest = trimmed(rest.substr(second->length), ",;:-–—|/>→•·*.\t");
        }
        begin_session(rest, line.number, clock.start, end);
        slot_ = {clock.start, end};
        return true;
    }

    bool begin_untimed(const TextLine& line) {
        // Parallel workshops: the entry above gave the time.
        begin_session(line.text, line.number, slot_.first, slot_.second);
        return true;
    }

    void begin_session(std::string_view text, int line, std::optional<ClockTime> start,
                       std::optional<ClockTime> end) {
        if (programme_.sessions.size() >= kSessionLimit) return;
        ProgrammeSession session;
        session.part = part_;
        session.planned_start = start;
        session.planned_end = end;
        session.line = line;
        programme_.sessions.push_back(std::move(session));
        current_ = true;
        default_role_ = Role::speaker;
        labelled_ = false;
        fill_title(text);
    }

    void fill_title(std::string_view text) {
        ProgrammeSession& session = programme_.sessions.back();
        const std::size_t cell = std::min(text.find('\t'), text.size());
        SessionPhrase phrase = session_phrase(text.substr(0, std::min(cell, kLongestEntry)));
        session.title = std::move(phrase.title);
        labelled_ = phrase.labelled;
        default_role_ = phrase.label_role;
        add_persons(phrase.persons);
        tell_doubtful(phrase.doubtful);
        if (cell < text.size()) read_cells(text.substr(cell + 1));
    }

    void read_cells(std::string_view cells) {
        while (!cells.empty()) {
            const std::size_t end = std::min(cells.find('\t'), cells.size());
            const std::string_view cell = trimmed(cells.substr(0, std::min(end, kLongestEntry)));
            cells.remove_prefix(std::min(end + 1, cells.size()));
            if (cell.empty() || read_labelled(cell)) continue;
            PersonsFound found = persons_in(cell, Expectancy::entry);
            if (found.persons.empty() && programme_.sessions.back().title.empty()) {
                programme_.sessions.back().title = cell;
            } else if (found.persons.empty()) {
                reading_.diagnose(line_, fmt::format("'{}' was not understood and not used", cell));
            }
            add_persons(found.persons);
        }
    }

    bool read_labelled(std::string_view text) {
        auto phrase = labelled_line(text.substr(0, kLongestEntry));
        if (!phrase) return false;
        add_persons(phrase->persons);
        tell_doubtful(phrase->doubtful);
        labelled_ = phrase->labelled;
        default_role_ = phrase->labelled ? phrase->label_role : Role::speaker;
        return true;
    }

    bool read_header(const TextLine& line) {
        if (auto phrase = labelled_line(line.text.substr(0, kLongestEntry));
            phrase && !phrase->persons.empty() && !programme_.title.empty()) {
            add_to_event(phrase->persons);
            return true;
        }
        const bool had_title = !programme_.title.empty();
        if (read_header_line(line.text, programme_)) return true;
        if (read_sentences(line.text)) return true;
        const bool subtitle = had_title && programme_.subtitle.empty() && !line.bullet &&
                              line.text.size() <= kLongestHeading && !line.text.ends_with('.');
        if (subtitle) programme_.subtitle = without_separators(line.text);
        return subtitle;
    }

    // Running text above the entries.
    bool read_sentences(std::string_view text) {
        bool used = false;
        for (const std::string_view sentence : sentences_of(text)) {
            std::vector<ProgrammePerson> persons = persons_in_sentence(sentence);
            used = used || !persons.empty();
            add_to_event(persons);
            if (!programme_.organiser.empty()) continue;
            if (auto organiser = organiser_in(sentence)) {
                programme_.organiser = std::move(*organiser);
                used = true;
            }
        }
        return used;
    }

    // A line below an entry: its title, what it quotes, or persons.
    bool read_below(const TextLine& line) {
        ProgrammeSession& session = programme_.sessions.back();
        if (session.title.empty() && !line.bullet) {
            fill_title(line.text);
            return true;
        }
        const std::string_view text = std::string_view(line.text).substr(0, kLongestEntry);
        if (read_labelled(text)) return true;
        const auto quotations = quotations_of(text);
        const bool quoted = quotations.size() == 1 && quotations[0].begin == 0 &&
                            quotations[0].end >= text.size() - 1;
        if (quoted && session.persons.empty() && line_ > 0 && reading_.used[line_ - 1]) {
            session.title += ' ' + std::string(text);
            return true;
        }
        return read_persons(line, text);
    }

    bool read_persons(const TextLine& line, std::string_view text) {
        const auto expectancy = labelled_     ? Expectancy::labelled
                                : line.bullet ? Expectancy::entry
                                              : Expectancy::connected;
        PersonsFound found = persons_in(text, expectancy);
        const bool begins = !found.persons.empty() && found.first_word == 0;
        if (begins || (line.bullet && !found.persons.empty())) {
            add_persons(found.persons);
            tell_doubtful(found.doubtful);
            return true;
        }
        SessionPhrase phrase = session_phrase(text);
        if (!phrase.persons.empty()) {
            add_persons(phrase.persons);
            return true;
        }
        std::vector<ProgrammePerson> persons;
        for (const std::string_view sentence : sentences_of(text)) {
            for (ProgrammePerson& each : persons_in_sentence(sentence)) {
                merge_person(persons, std::move(each));
            }
        }
        add_persons(persons);
        if (persons.empty()) tell_doubtful(found.doubtful);
        return !persons.empty() || !found.doubtful.empty();
    }

    void add_persons(std::vector<ProgrammePerson>& persons) {
        for (ProgrammePerson& person : persons) {
            if (person.role == Role::speaker) person.role = default_role_;
            person.line = reading_.lines[line_].number;
            merge_person(programme_.sessions.back().persons, std::move(person));
        }
    }

    void add_to_event(std::vector<ProgrammePerson>& persons) {
        for (ProgrammePerson& person : persons) {
            person.line = reading_.lines[line_].number;
            merge_person(programme_.persons, std::move(person));
        }
    }

    void tell_doubtful(const std::vector<std::string>& doubtful) {
        for (const std::string& name : doubtful) {
            reading_.diagnose(line_, fmt::format("'{}' may be a person or an organisation; write "
                                                 "'M.', 'Mme' or a function beside a person",
                                                 name));
        }
    }

    TextReading& reading_;
    Programme& programme_;
    bool timed_;
    std::size_t line_ = 0;
    bool current_ = false;  // whether lines belong to the last session
    bool labelled_ = false;
    Role default_role_ = Role::speaker;
    std::string part_;
    std::pair<std::optional<ClockTime>, std::optional<ClockTime>> slot_;
};

}  // namespace

bool is_schedule(std::span<const TextLine> lines) {
    if (ScheduleReader::timed_lines(lines) >= 2) return true;
    const auto opening = [](const TextLine& line) { return opens_session(line.text); };
    return std::ranges::count_if(lines, opening) >= 3;
}

void read_schedule(TextReading& reading) {
    ScheduleReader(reading).read();
}

}  // namespace revivre::chapters::programmes
