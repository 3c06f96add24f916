#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "chapters/programme/connectors.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/event_facts.hpp"
#include "chapters/programme/person_set.hpp"
#include "chapters/programme/prose.hpp"
#include "chapters/programme/prose_persons.hpp"
#include "chapters/programme/quoted_persons.hpp"
#include "chapters/programme/session_phrases.hpp"
#include "chapters/programme/text_reading.hpp"
#include "chapters/programme/told_sessions.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

// Bytes; a heading of a page is shorter than its paragraphs.
constexpr std::size_t kLongestHeading = 90;

bool is_credit(std::string_view text) {
    return text.starts_with("©") || begins_folded(text, "credit photo") ||
           begins_folded(text, "credits") || begins_folded(text, "photo :");
}

bool is_heading(const TextLine& line) {
    if (line.heading) return true;
    return !line.bullet && line.text.size() <= kLongestHeading && !line.text.ends_with('.') &&
           !line.text.ends_with(',') && !line.text.ends_with(':') && !line.text.ends_with(';');
}

class NarrativeReader {
  public:
    explicit NarrativeReader(TextReading& reading)
        : reading_(reading), programme_(reading.result.programme) {}

    void read() {
        for (std::size_t i = 0; i < reading_.lines.size();) i += read_at(i);
        tell_unmet_functions();
        give_sections_to_sessions();
        if (programme_.title.empty() && !headline_.empty()) programme_.title = headline_;
        for (ProgrammeSession& session : programme_.sessions) {
            if (session.kind == SessionKind::other) session.kind = told_kind(session);
        }
    }

  private:
    // A person whose session is known only when all sections are read.
    struct Mention {
        ProgrammePerson person;
        std::string section;
    };

    // How many lines were taken.
    std::size_t read_at(std::size_t i) {
        const TextLine& line = reading_.lines[i];
        if (is_credit(line.text)) return use(i, 1);
        if (auto quoted = quoted_person_at(reading_.lines, i)) return take_quoted(i, *quoted);
        if (is_heading(line)) {
            section_ = line.text;
            if (headline_.empty()) headline_ = without_separators(line.text);
            if (i == 0) read_date(line.text);
            reading_.used[i] = true;
            return 1;
        }
        const std::size_t list = list_length(i + 1);
        if (list >= 2 && announces_parts(line.text)) {
            read_paragraph(i);
            take_parts(i + 1, list);
            return use(i, list + 1);
        }
        reading_.used[i] = read_paragraph(i);
        return 1;
    }

    std::size_t use(std::size_t i, std::size_t count) {
        for (std::size_t k = i; k < i + count; ++k) reading_.used[k] = true;
        return count;
    }

    std::size_t list_length(std::size_t i) const {
        std::size_t end = i;
        while (end < reading_.lines.size() && reading_.lines[end].bullet) ++end;
        return end - i;
    }

    void take_parts(std::size_t i, std::size_t count) {
        for (std::size_t k = i; k < i + count; ++k) {
            const TextLine& line = reading_.lines[k];
            SessionPhrase phrase = session_phrase(line.text);
            ProgrammeSession session;
            session.title = std::move(phrase.title);
            session.line = line.number;
            for (ProgrammePerson& person : phrase.persons) {
                person.line = line.number;
                merge_person(session.persons, std::move(person));
            }
            programme_.sessions.push_back(std::move(session));
        }
    }

    std::size_t take_quoted(std::size_t i, QuotedPerson& quoted) {
        if (functions_ && next_function_ < functions_->size()) {
            if (quoted.person.function.empty()) {
                quoted.person.function = (*functions_)[next_function_];
            }
            ++next_function_;
        } else if (!quoted.proven) {
            reading_.diagnose(i, fmt::format("'{}' above a quotation may be a person or a heading; "
                                             "it was not used",
                                             reading_.lines[i].text));
            return use(i, quoted.lines);
        }
        merge_person(programme_.persons, std::move(quoted.person));
        return use(i, quoted.lines);
    }

    bool read_paragraph(std::size_t i) {
        bool used = false;
        for (const std::string_view sentence : sentences_of(reading_.lines[i].text)) {
            const bool facts = read_facts(sentence);
            const bool persons = read_persons(i, sentence);
            used = used || facts || persons;
        }
        return used;
    }

    bool read_facts(std::string_view sentence) {
        bool used = false;
        const auto take = [&](std::string& field, std::optional<std::string> found) {
            if (!field.empty() || !found) return;
            field = std::move(*found);
            used = true;
        };
        take(programme_.title, event_title_in(sentence));
        take(programme_.organiser, organiser_in(sentence));
        take(programme_.place, place_in(sentence));
        return read_date(sentence) || used;
    }

    bool read_date(std::string_view sentence) {
        if (!programme_.date.empty()) return false;
        const auto date = find_date(sentence);
        if (date) programme_.date = iso_text(*date);
        return date && date->year != 0;
    }

    bool read_persons(std::size_t i, std::string_view sentence) {
        std::vector<ProgrammePerson> persons = persons_in_sentence(sentence);
        for (ProgrammePerson& person : persons) person.line = reading_.lines[i].number;
        if (auto told = told_session(sentence)) {
            told->line = reading_.lines[i].number;
            for (ProgrammePerson& person : persons) {
                merge_person(told->persons, std::move(person));
            }
            add_known(sentence, *told);
            programme_.sessions.push_back(std::move(*told));
            return true;
        }
        if (persons.empty()) return expect_functions(i, sentence) || tell_hosts(i, sentence);
        for (ProgrammePerson& person : persons) {
            if (!is_known(person)) mentions_.push_back({std::move(person), section_});
        }
        return true;
    }

    // Who was introduced earlier needs no function any more.
    void add_known(std::string_view sentence, ProgrammeSession& session) const {
        const auto add = [&](const ProgrammePerson& person) {
            if (sentence.find(person.name) == std::string_view::npos) return;
            ProgrammePerson mentioned = person;
            mentioned.quotations.clear();
            merge_person(session.persons, std::move(mentioned));
        };
        std::ranges::for_each(programme_.persons, add);
        for (const Mention& mention : mentions_) add(mention.person);
    }

    // Named before: then this sentence only speaks about the person.
    bool is_known(const ProgrammePerson& person) const {
        const auto same = [&](const ProgrammePerson& each) { return each.name == person.name; };
        return std::ranges::any_of(programme_.persons, same) ||
               std::ranges::any_of(programme_.sessions, [&](const ProgrammeSession& session) {
                   return std::ranges::any_of(session.persons, same);
               });
    }

    bool expect_functions(std::size_t i, std::string_view sentence) {
        auto functions = respective_functions(sentence);
        if (functions.empty()) return false;
        tell_unmet_functions();
        functions_ = std::move(functions);
        next_function_ = 0;
        functions_line_ = i;
        return true;
    }

    void tell_unmet_functions() {
        if (!functions_ || next_function_ == functions_->size()) return;
        reading_.diagnose(functions_line_,
                          fmt::format("{} functions are listed behind 'respectivement', but only "
                                      "{} quoted persons follow",
                                      functions_->size(), next_function_));
    }

    bool tell_hosts(std::size_t i, std::string_view sentence) {
        const auto hosts = hosts_in(sentence);
        if (!hosts) return false;
        reading_.diagnose(
            i, fmt::format("'{}' is said to have hosted; no person was recognised there", *hosts));
        return true;
    }

    // Persons of a section belong to the part that its heading speaks of, else to the event.
    void give_sections_to_sessions() {
        for (Mention& mention : mentions_) {
            const auto session = session_about(mention.section, programme_.sessions);
            merge_person(session ? programme_.sessions[*session].persons : programme_.persons,
                         std::move(mention.person));
        }
    }

    TextReading& reading_;
    Programme& programme_;
    std::string section_;
    std::string headline_;
    std::vector<Mention> mentions_;
    std::optional<std::vector<std::string>> functions_;
    std::size_t next_function_ = 0;
    std::size_t functions_line_ = 0;
};

}  // namespace

void read_narrative(TextReading& reading) {
    NarrativeReader(reading).read();
}

}  // namespace revivre::chapters::programmes
