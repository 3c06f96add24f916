#include "chapters/programme/session_phrases.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "chapters/json.hpp"
#include "chapters/programme/connectors.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::string_view kTitleEnds = ",;:-–—|/>→•·*_";

std::string title_text(std::string_view raw) {
    raw = trimmed(raw, kTitleEnds);
    if (raw.ends_with('.') && !raw.ends_with("..")) raw.remove_suffix(1);
    const bool unopened = raw.ends_with(')') && raw.find('(') == std::string_view::npos;
    const bool unclosed = raw.ends_with('(');
    if (unopened || unclosed) raw.remove_suffix(1);
    return std::string(trimmed(raw, kTitleEnds));
}

class EntryReader {
  public:
    explicit EntryReader(std::string_view text)
        : text_(text), words_(words_of(text)), quotations_(quotations_of(text)) {}

    SessionPhrase read() {
        find_connectors();
        read_segments();
        if (result_.persons.empty()) read_suffix();
        if (result_.title.empty()) result_.title = title_text(text_.substr(0, title_end_));
        add_late_quotation();
        return std::move(result_);
    }

    std::optional<SessionPhrase> read_label() {
        find_connectors();
        if (connectors_.empty() || connectors_.front().begin != 0) return std::nullopt;
        read_segments();
        const bool useful = !result_.persons.empty() || result_.labelled;
        if (!useful) return std::nullopt;
        return std::move(result_);
    }

  private:
    void find_connectors() {
        std::size_t quotation = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            while (quotation < quotations_.size() &&
                   quotations_[quotation].end <= words_[i].begin) {
                ++quotation;
            }
            const bool quoted =
                quotation < quotations_.size() && words_[i].begin > quotations_[quotation].begin;
            const auto found = quoted ? std::nullopt : connector_at(text_, words_, i);
            if (!found) continue;
            connectors_.push_back(*found);
            i = found->behind - 1;
        }
    }

    // A connector counts only when persons follow it at once: "agir avec les habitants" stays
    // title.
    void read_segments() {
        std::size_t next = 0;
        while (next < connectors_.size()) {
            const Connector& connector = connectors_[next];
            if (connector.behind >= words_.size()) {
                result_.labelled = connector.label;
                result_.label_role = connector.role;
                if (connector.label) cut(words_[connector.begin].begin);
                return;
            }
            next = read_segment(next);
        }
    }

    // Up to the next connector that has persons of its own; gives that one's number.
    std::size_t read_segment(std::size_t number) {
        const Connector& connector = connectors_[number];
        const std::size_t begin = words_[connector.behind].begin;
        std::size_t next = number + 1;
        while (next < connectors_.size() && !leads_to_person(connectors_[next])) ++next;
        const std::size_t end =
            next < connectors_.size() ? words_[connectors_[next].begin].begin : text_.size();
        const auto expectancy = connector.label ? Expectancy::labelled : Expectancy::connected;
        PersonsFound found = persons_in(text_.substr(begin, end - begin), expectancy);
        const bool follows = !found.persons.empty() && found.first_word <= kArticleWords;
        if (!follows) {
            std::move(found.doubtful.begin(), found.doubtful.end(),
                      std::back_inserter(result_.doubtful));
            return next;
        }
        cut(connector.keep_noun ? words_[connector.behind - 1].begin
                                : words_[connector.begin].begin);
        for (ProgrammePerson& person : found.persons) {
            if (person.role == Role::speaker) person.role = connector.role;
            result_.persons.push_back(std::move(person));
        }
        std::move(found.doubtful.begin(), found.doubtful.end(),
                  std::back_inserter(result_.doubtful));
        return next;
    }

    bool leads_to_person(const Connector& connector) const {
        if (connector.label || connector.behind >= words_.size()) return true;
        // Far enough to see a function before or behind a name.
        constexpr std::size_t sight = 24;
        const std::size_t last = std::min(connector.behind + sight, words_.size());
        const PersonsFound found =
            persons_in(text_of(text_, words_, connector.behind, last), Expectancy::connected);
        return !found.persons.empty() && found.first_word <= kArticleWords;
    }

    // No connector: "Ouverture – Hélène Vauquelou, maire", "Ouverture (Mme Vauquelou)".
    void read_suffix() {
        // Each attempt reads the rest of the entry again.
        constexpr int attempts = 8;
        std::size_t from = 1;
        for (int attempt = 0; attempt < attempts && from < words_.size(); ++attempt) {
            PersonsFound found =
                persons_in(text_.substr(words_[from].begin), Expectancy::connected);
            if (found.persons.empty()) break;
            const std::size_t at = from + found.first_word;
            from = at + 1;
            if (words_[at].adjacent || is_quoted(at)) continue;
            result_.persons = std::move(found.persons);
            result_.doubtful = std::move(found.doubtful);
            cut(words_[at].begin);
            return;
        }
        read_whole();
    }

    // "9h45  Hélène Vauquelou, maire": the entry is the person; its title stays as written.
    void read_whole() {
        const auto found = persons_in(text_, Expectancy::connected);
        if (!found.persons.empty() && found.first_word == 0) result_.persons = found.persons;
    }

    bool is_quoted(std::size_t word) const {
        return std::ranges::any_of(quotations_, [&](const Quotation& quotation) {
            return quotation.begin < words_[word].begin && words_[word].begin < quotation.end;
        });
    }

    void cut(std::size_t at) { title_end_ = std::min(title_end_, at); }

    // "Conférence de Mme Roy : « Habiter demain »": what is quoted is the title.
    void add_late_quotation() {
        for (const Quotation& quotation : quotations_) {
            if (quotation.begin < title_end_) continue;
            const std::string_view raw =
                text_.substr(quotation.begin, quotation.end - quotation.begin);
            result_.title += (result_.title.empty() ? "" : " : ") + std::string(raw);
            return;
        }
    }

    // "par la maire, Mme Roy": an article may stand before the first person's function.
    static constexpr std::size_t kArticleWords = 1;

    std::string_view text_;
    std::vector<Word> words_;
    std::vector<Quotation> quotations_;
    std::vector<Connector> connectors_;
    std::size_t title_end_ = std::string_view::npos;
    SessionPhrase result_;
};

}  // namespace

SessionPhrase session_phrase(std::string_view text) {
    return EntryReader(text).read();
}

std::optional<SessionPhrase> labelled_line(std::string_view text) {
    return EntryReader(text).read_label();
}

std::optional<SessionKind> kind_named(std::string_view word) {
    for (const SessionKind each : {SessionKind::opening, SessionKind::talks, SessionKind::panel,
                                   SessionKind::closing, SessionKind::pause, SessionKind::other}) {
        if (name_of(each) == word) return each;
    }
    return session_kind_in(word);
}

SessionKind kind_of(const ProgrammeSession& session) {
    if (const auto kind = session_kind_in(session.title)) {
        const bool spoken = *kind == SessionKind::pause && !session.persons.empty();
        return spoken ? SessionKind::talks : *kind;
    }
    return session.persons.empty() ? SessionKind::other : SessionKind::talks;
}

}  // namespace revivre::chapters::programmes
