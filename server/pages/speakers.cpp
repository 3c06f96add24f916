#include "server/pages/speakers.hpp"

#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};

// `known`: what else is said of the speaker; may be empty.
Html speaker_item(const Visit& visit, const chapters::Credit& credit, const Html& known) {
    Html content = element("strong", isolated(credit.name));
    if (!credit.person.empty()) {
        content = element("a", {{"href", person_url(visit, credit.person)}}, isolated(credit.name));
    }
    const std::string function = function_words(visit.language(), credit);
    const Html told = function.empty() ? Html() : element("span", visit.told(function));
    return element("li", spaced({content, told, known})) + text("\n");
}

Html section(const Html& title, std::string_view id, const Html& items) {
    if (items.empty()) return {};
    return element("section", {{"class", "speakers"}, {"aria-labelledby", id}},
                   element("h2", {{"id", id}}, title) + element("ul", text("\n") + items));
}

}  // namespace

void Speakers::add(const chapters::Revision& revision) {
    for (const chapters::Chapter* chapter : flattened(revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            const auto [place, fresh] = places_.try_emplace(speaker_key(*credit), all_.size());
            if (fresh) all_.push_back({*credit, {}, 0});
            Speaker& speaker = all_[place->second];
            speaker.evidence.insert(speaker.evidence.end(), credit->evidence.begin(),
                                    credit->evidence.end());
            ++speaker.interventions;
        }
    }
}

Html speakers_section(const Visit& visit, const chapters::Revision& revision) {
    Speakers speakers;
    speakers.add(revision);
    Html items;
    for (const Speaker& each : speakers.all()) {
        const std::string evidence = evidence_words(visit.language(), each.evidence);
        const Html known =
            evidence.empty() ? Html() : element("span", {{"class", "evidence"}}, text(evidence));
        items += speaker_item(visit, each.credit, known);
    }
    return section(text(visit.say(Message::speakers)), "speakers-title", items);
}

Html day_speakers_section(const Visit& visit, const Speakers& speakers, std::string_view id) {
    Html items;
    for (const Speaker& each : speakers.all()) {
        const Html known = element("span", {{"class", "quiet"}},
                                   text(visit.count(each.interventions, kInterventions)));
        items += speaker_item(visit, each.credit, known);
    }
    return section(text(visit.say(Message::day_speakers)), id, items);
}

}  // namespace revivre::server::pages
