#include <set>

#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

constexpr Counted kRecordings{Message::recording_one, Message::recording_many};
constexpr Counted kSpeakers{Message::speaker_one, Message::speaker_many};

void add_speakers(std::set<std::string>& speakers, const chapters::Revision& revision) {
    for (const chapters::Chapter* chapter : flattened(revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            speakers.insert(speaker_key(*credit));
        }
    }
}

Html event_item(const Visit& visit, storage::Repository& repository, const chapters::Event& event) {
    std::set<std::string> speakers;
    const auto recordings = repository.public_recordings(event.id);
    for (const chapters::Recording& recording : recordings) {
        add_speakers(speakers, repository.public_revision(recording.id));
    }
    const Html link =
        element("a", {{"href", visit.link(event_url(event.id))}}, isolated(event.title));
    Html content = element("h2", link);
    if (!event.subtitle.empty()) content += element("p", isolated(event.subtitle));
    content += facts({date(visit, event.date), event.place.empty() ? Html() : isolated(event.place),
                      text(visit.count(recordings.size(), kRecordings)),
                      text(visit.count(speakers.size(), kSpeakers))});
    return element("li", {{"class", "card"}}, content) + text("\n");
}

}  // namespace

Response home_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    Html items;
    for (const chapters::Event& event : context.repository.public_events()) {
        items += event_item(visit, context.repository, event);
    }
    Page page{.title = std::string(visit.say(Message::home_title)), .address = Url({})};
    page.scripts = {"search.js"};
    page.content = element("h1", text(page.title)) + search_status(visit, "") +
                   element("p", {{"class", "lead"}}, text(visit.say(Message::home_lead)));
    page.content += items.empty() ? element("p", text(visit.say(Message::home_nothing)))
                                  : element("ul", {{"class", "cards"}}, items);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
