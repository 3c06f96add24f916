#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "chapters/linking/name.hpp"
#include "chapters/linking/title.hpp"

namespace revivre::chapters::linking {

/// That the programme announces somebody in a session (empty: in the event), as what.
struct Affiliation {
    std::string session;
    std::string function;
    std::string organisation;
};

/// Somebody who may be meant.
struct KnownPerson {
    std::string id;
    std::string name;
    std::vector<std::string> variants;
    std::vector<Affiliation>
        expected;  ///< empty: known from elsewhere, not announced for this event
};

/// That words of a title may mean a person.
struct PersonMatch {
    std::size_t person = 0;  ///< place in the span the index was made of
    double score = 0;        ///< may exceed 1 when function or organisation agree
    std::string_view rule;   ///< see kRules in persons.cpp
    std::size_t first = 0;   ///< the words [first, last) that name the person
    std::size_t last = 0;
    bool unproven = false;  ///< could as well be somebody of the same family name
    bool blocked = false;   ///< the title does not say that the person speaks
};

/// Finds persons in titles. Built once for a recording, then read by any thread.
class PersonIndex {
  public:
    /// `persons` must outlive the index.
    explicit PersonIndex(std::span<const KnownPerson> persons);

    /// At most one match a person, best first.
    [[nodiscard]] std::vector<PersonMatch> matches(const Title& title) const;

  private:
    // One way to write a person's whole name.
    struct Form {
        std::size_t person;
        PersonName name;
        std::string forward;   // given + family, joined
        std::string backward;  // family + given
        double score;
        std::string_view rule;
    };
    struct Window {
        std::size_t first;
        std::size_t last;
        std::string text;
    };
    using Found = std::unordered_map<std::size_t, PersonMatch>;

    void add_person(std::size_t person);
    void add_form(std::size_t person, PersonName name, double score, std::string_view rule);
    void match_whole_names(const Title& title, const Window& window, Found& found) const;
    void match_family_names(const Title& title, const Window& window, Found& found) const;
    void match_misspelt(const Title& title, const std::vector<Window>& all, Found& found) const;
    void weigh(const Title& title, const std::vector<bool>& named, PersonMatch& match) const;
    [[nodiscard]] Gender gender_of(std::size_t person) const;
    void weigh_initial(const Title& title, PersonMatch& match, bool agrees) const;
    void weigh_civility(PersonMatch& match, Gender civility, bool agrees) const;
    [[nodiscard]] std::vector<Window> windows(const Title& title) const;
    [[nodiscard]] bool describes_function(std::string_view word) const;

    std::span<const KnownPerson> persons_;
    std::vector<Form> forms_;
    std::unordered_map<std::string, std::vector<std::size_t>>
        by_letters_;  // sorted letters -> forms
    std::unordered_map<std::string, std::vector<std::size_t>> by_family_;  // joined family -> forms
    std::unordered_map<std::string, std::vector<std::size_t>> by_word_;    // long words -> forms
    std::unordered_set<std::string> function_words_;                       // that begin a function
    std::unordered_set<std::string> affiliation_words_;      // of all functions and organisations
    std::vector<std::unordered_set<std::string>> words_of_;  // the same, a person
    std::vector<Gender> name_genders_;                       // what each main name says
    std::size_t longest_form_ = 0;                           // in words
};

}  // namespace revivre::chapters::linking
