#include "server/pages/speakers.hpp"

#include <algorithm>

#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;

struct Speaker {
    const chapters::Credit* credit;
    std::vector<std::string> evidence;  // kinds of all this person's credits
};

std::vector<Speaker> speakers_of(const chapters::Revision& revision) {
    std::vector<Speaker> speakers;
    for (const Chapter* chapter : flattened(revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            const auto same = [&](const Speaker& each) {
                return speaker_key(*each.credit) == speaker_key(*credit);
            };
            auto found = std::find_if(speakers.begin(), speakers.end(), same);
            if (found == speakers.end()) found = speakers.insert(found, {credit, {}});
            found->evidence.insert(found->evidence.end(), credit->evidence.begin(),
                                   credit->evidence.end());
        }
    }
    return speakers;
}

Html speaker_item(const Visit& visit, const Speaker& speaker) {
    const chapters::Credit& credit = *speaker.credit;
    const Html name =
        credit.person.empty()
            ? element("strong", isolated(credit.name))
            : element("a", {{"href", person_url(visit, credit.person)}}, isolated(credit.name));
    const std::string function = function_words(visit.language(), credit);
    const std::string evidence = evidence_words(visit.language(), speaker.evidence);
    Html content = name;
    if (!function.empty()) content += text(" ") + element("span", isolated(function));
    if (!evidence.empty()) {
        content += text(" ") + element("span", {{"class", "evidence"}}, text(evidence));
    }
    return element("li", content) + text("\n");
}

}  // namespace

Html speakers_section(const Visit& visit, const chapters::Revision& revision) {
    Html items;
    for (const Speaker& speaker : speakers_of(revision)) {
        items += speaker_item(visit, speaker);
    }
    if (items.empty()) return {};
    return element("section", {{"class", "speakers"}, {"aria-labelledby", "speakers-title"}},
                   element("h2", {{"id", "speakers-title"}}, text(visit.say(Message::speakers))) +
                       element("ul", items));
}

}  // namespace revivre::server::pages
