#include "server/pages/speakers.hpp"

#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

Html speaker_item(const Visit& visit, const Speaker& speaker) {
    const std::string function = function_words(visit.language(), speaker.credit);
    const std::string evidence = evidence_words(visit.language(), speaker.evidence);
    Html content = element("strong", speaker_name(visit, speaker.credit));
    if (!function.empty()) content += text(" ") + element("span", isolated(function));
    if (!evidence.empty()) {
        content += text(" ") + element("span", {{"class", "evidence"}}, text(evidence));
    }
    return element("li", content) + text("\n");
}

}  // namespace

void Speakers::add(const chapters::Revision& revision) {
    for (const chapters::Chapter* chapter : flattened(revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            const auto [place, fresh] = places_.try_emplace(speaker_key(*credit), all_.size());
            if (fresh) all_.push_back({*credit, 0, {}});
            Speaker& speaker = all_[place->second];
            ++speaker.interventions;
            speaker.evidence.insert(speaker.evidence.end(), credit->evidence.begin(),
                                    credit->evidence.end());
        }
    }
}

Html speaker_name(const Visit& visit, const chapters::Credit& credit) {
    const Html name = isolated(credit.name);
    if (credit.person.empty()) return name;
    return element("a", {{"href", person_url(visit, credit.person)}}, name);
}

Html speakers_section(const Visit& visit, const chapters::Revision& revision) {
    Speakers speakers;
    speakers.add(revision);
    Html items;
    for (const Speaker& speaker : speakers.all()) items += speaker_item(visit, speaker);
    if (items.empty()) return {};
    return element("section", {{"class", "speakers"}, {"aria-labelledby", "speakers-title"}},
                   element("h2", {{"id", "speakers-title"}}, text(visit.say(Message::speakers))) +
                       element("ul", items));
}

}  // namespace revivre::server::pages
