#include <algorithm>

#include "chapters/text/fold.hpp"
#include "chapters/text/utf8.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using storage::PublishedChapter;

constexpr Counted kSpeakers{Message::speaker_one, Message::speaker_many};
constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};

struct Listed {
    chapters::Person person;
    std::vector<PublishedChapter> interventions;
};

/// Persons whose names begin with one letter.
struct Letter {
    char initial;  // 'a' to 'z', or '#': any other sign
    std::vector<Listed> persons;
};

char initial_of(const chapters::Person& person) {
    const std::string folded =
        chapters::fold(person.sort_name.empty() ? person.name : person.sort_name);
    const char first = folded.empty() ? '#' : folded.front();
    return first >= 'a' && first <= 'z' ? first : '#';
}

// In the store's order, by sort name, except that other signs come last.
std::vector<Letter> by_letter(storage::Repository& repository) {
    std::vector<Letter> letters;
    for (chapters::Person& person : repository.public_persons()) {
        auto interventions = interventions_of(repository, person.id);
        if (interventions.empty()) continue;
        const char initial = initial_of(person);
        auto found = std::ranges::find(letters, initial, &Letter::initial);
        if (found == letters.end()) found = letters.insert(found, {initial, {}});
        found->persons.push_back({std::move(person), std::move(interventions)});
    }
    std::ranges::stable_partition(letters, [](const Letter& each) { return each.initial != '#'; });
    return letters;
}

std::string place_of(const Letter& letter) {
    return letter.initial == '#' ? "letter-other" : std::string("letter-") + letter.initial;
}

Html name_of(const Visit& visit, const Letter& letter) {
    if (letter.initial == '#') return text(visit.say(Message::letter_other));
    return text(std::string(1, static_cast<char>(letter.initial - 'a' + 'A')));
}

Html person_item(const Visit& visit, const Listed& listed) {
    // The latest function: lists are by date.
    const PublishedChapter& latest = listed.interventions.back();
    const std::string function =
        function_words(visit.language(), *credit_of(latest.chapter, listed.person.id));
    const std::string& name =
        listed.person.sort_name.empty() ? listed.person.name : listed.person.sort_name;
    Html content = element("a", {{"href", person_url(visit, listed.person.id)}}, isolated(name));
    if (!function.empty()) content += text(" ") + element("span", visit.told(function));
    content += text(" ") + element("span", {{"class", "quiet"}},
                                   text(visit.count(listed.interventions.size(), kInterventions)));
    return element("li", content) + text("\n");
}

Html letter_section(const Visit& visit, const Letter& letter) {
    Html items;
    for (const Listed& each : letter.persons) items += person_item(visit, each);
    const std::string id = place_of(letter);
    return element("section", {{"class", "letter"}, {"aria-labelledby", id}},
                   element("h2", {{"id", id}}, name_of(visit, letter)) +
                       element("ul", {{"class", "people"}}, text("\n") + items)) +
           text("\n");
}

Html letter_links(const Visit& visit, const std::vector<Letter>& letters) {
    if (letters.size() < 2) return {};
    Html links;
    for (const Letter& letter : letters) {
        links += element("li", element("a", {{"href", Url::within_page(place_of(letter))}},
                                       name_of(visit, letter)));
    }
    return element("nav", {{"class", "places"}, {"aria-label", visit.say(Message::letters)}},
                   element("ul", links));
}

}  // namespace

Response persons_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const auto letters = by_letter(context.repository);
    Page page{.title = std::string(visit.say(Message::persons_title)), .address = Url({"persons"})};
    page.content = element("h1", text(page.title));
    if (letters.empty()) {
        page.content += element("p", text(visit.say(Message::persons_nothing)));
        return page_response(visit, page);
    }
    std::size_t count = 0;
    for (const Letter& letter : letters) count += letter.persons.size();
    page.content +=
        element("p", {{"class", "lead"}},
                text(visit.say(Message::persons_lead, {visit.count(count, kSpeakers)})));
    page.content += letter_links(visit, letters);
    for (const Letter& letter : letters) page.content += letter_section(visit, letter);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
