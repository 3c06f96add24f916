#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "chapters/linking/lookalike.hpp"
#include "chapters/linking/persons.hpp"
#include "chapters/linking/reading.hpp"
#include "chapters/linking/sessions.hpp"

namespace revivre::chapters::linking {

/// Reads what stands in the picture, with the mistakes that reading print makes. Built once for a
/// recording, then read by any thread; what it was built of must outlive it.
class CaptionReader {
  public:
    CaptionReader(std::span<const KnownPerson> persons, std::span<const KnownSession> sessions,
                  const PersonIndex& person_index, const SessionIndex& session_index);

    /// What a name caption or a session's strip says; `text` is one to some lines, `confidence` the
    /// tool's own, 0 to 1. At most one person is certain. Somebody's name leaves no session; no
    /// name, no person.
    [[nodiscard]] Reading read(std::string_view text, double confidence) const;

    /// Whether a text that names nobody for sure has the form of a name caption: a name, or several
    /// parts.
    [[nodiscard]] bool may_name(std::string_view text) const;

    /// Whether a text may be that person's name, however badly read.
    [[nodiscard]] bool may_be(std::string_view text, std::size_t person) const;

    /// A text of one line with the words corrected that are nearly one of the programme's.
    [[nodiscard]] std::string corrected(std::string_view text) const;

  private:
    // One way to write a person's whole name.
    struct Form {
        std::size_t person;
        Print print;
        std::string given;   // its shape
        std::string family;  // its shape
    };
    // A function, an organisation, a title or a word, and how it looks.
    struct Described {
        std::string text;
        Print print;
    };
    struct Part;
    struct Found;

    void add_person(std::size_t person);
    void add_words(std::string_view text);
    [[nodiscard]] std::string nearest_word(const std::string& word) const;
    [[nodiscard]] std::vector<Part> parts_of(std::string_view text) const;
    [[nodiscard]] std::vector<Found> persons_in(const std::vector<Part>& parts) const;
    void match_exactly(const std::vector<Part>& parts, std::size_t at,
                       std::vector<Found>& found) const;
    void match_shapes(const std::vector<Part>& parts, std::size_t at, const Print& print,
                      std::vector<Found>& found) const;
    void weigh(const std::vector<Part>& parts, const Print& print, const Form& form,
               std::size_t distance, Found& found) const;
    [[nodiscard]] bool describes(const std::vector<Part>& parts, std::size_t name,
                                 const Described& what) const;
    [[nodiscard]] bool names_somebody_else(const std::vector<Part>& parts, std::size_t name) const;
    [[nodiscard]] std::string unknown(const std::vector<Part>& parts) const;
    [[nodiscard]] bool near_anybody(const Print& print) const;
    void add_same_print(std::string_view whole, const std::vector<Part>& parts,
                        std::vector<SessionMatch>& all) const;
    [[nodiscard]] std::vector<SessionMatch> session_matches(std::string_view text,
                                                            const std::vector<Part>& parts) const;

    std::span<const KnownPerson> persons_;
    const PersonIndex& person_index_;
    const SessionIndex& session_index_;
    std::vector<Form> forms_;
    std::vector<std::vector<Described>> functions_;      // a person
    std::vector<std::vector<Described>> organisations_;  // a person
    std::unordered_set<std::string> given_names_;
    std::unordered_set<std::string> name_words_;
    std::vector<Described> titles_;  // of sessions
    std::vector<Described> words_;   // of functions, organisations and session titles
    std::unordered_set<std::string> known_words_;
    std::unordered_set<std::string> affiliation_words_;
};

}  // namespace revivre::chapters::linking
