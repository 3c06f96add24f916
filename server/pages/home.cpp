#include <algorithm>

#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/poster.hpp"
#include "server/pages/published.hpp"
#include "server/pages/speakers.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

constexpr Counted kRecordings{Message::recording_one, Message::recording_many};
constexpr Counted kSpeakers{Message::speaker_one, Message::speaker_many};

/// The events of one year, newest first.
struct Year {
    std::string name;  // "2019", or empty: no date
    std::vector<chapters::Event> events;
};

// Events without a date come last.
std::vector<Year> by_year(std::vector<chapters::Event> events) {
    std::ranges::stable_sort(events, std::ranges::greater{}, &chapters::Event::date);
    std::vector<Year> years;
    for (chapters::Event& event : events) {
        std::string name = event.date.substr(0, event.date.find('-'));
        if (years.empty() || years.back().name != name) years.push_back({std::move(name), {}});
        years.back().events.push_back(std::move(event));
    }
    return years;
}

std::string place_of(const Year& year) {
    return "year-" + (year.name.empty() ? "none" : year.name);
}

Html name_of(const Visit& visit, const Year& year) {
    return year.name.empty() ? text(visit.say(Message::year_unknown)) : text(year.name);
}

Html event_item(const Visit& visit, Context& context, Pictures& pictures,
                const chapters::Event& event) {
    Speakers speakers;
    Html poster;
    const auto recordings = context.repository.public_recordings(event.id);
    for (const chapters::Recording& recording : recordings) {
        const auto revision = context.repository.public_revision(recording.id);
        speakers.add(revision);
        if (poster.empty()) poster = recording_poster(pictures, recording, revision);
    }
    const Html link =
        element("a", {{"href", visit.link(event_url(event.id))}}, visit.told(event.title));
    Html content = element("h3", link);
    if (!event.subtitle.empty()) content += element("p", visit.told(event.subtitle));
    content +=
        facts({date(visit, event.date), event.place.empty() ? Html() : visit.told(event.place)});
    content += facts({text(visit.count(recordings.size(), kRecordings)),
                      text(visit.count(speakers.all().size(), kSpeakers))});
    return element("li", {{"class", "card"}}, poster + element("div", content)) + text("\n");
}

Html year_links(const Visit& visit, const std::vector<Year>& years) {
    if (years.size() < 2) return {};
    Html links;
    for (const Year& year : years) {
        links += element(
            "li", element("a", {{"href", Url::within_page(place_of(year))}}, name_of(visit, year)));
    }
    return element("nav", {{"class", "places"}, {"aria-label", visit.say(Message::years)}},
                   element("ul", links));
}

}  // namespace

Response home_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const auto years = by_year(context.repository.public_events());
    Pictures pictures(context.settings.library, &context.repository);
    Page page{.title = std::string(visit.say(Message::home_title)), .address = Url({})};
    page.scripts = {"search.js"};
    page.head = feed_link(visit, Url({"feed.xml"}), context.settings.site_name);
    page.content = element("h1", text(page.title)) + search_status(visit, "") +
                   element("p", {{"class", "lead"}}, text(visit.say(Message::home_lead)));
    if (years.empty()) {
        page.content += element("p", text(visit.say(Message::home_nothing)));
        return page_response(visit, page);
    }
    page.content += year_links(visit, years);
    for (const Year& year : years) {
        Html items;
        for (const chapters::Event& event : year.events) {
            items += event_item(visit, context, pictures, event);
        }
        const std::string id = place_of(year);
        page.content += element("section", {{"class", "year"}, {"aria-labelledby", id}},
                                element("h2", {{"id", id}}, name_of(visit, year)) +
                                    element("ul", {{"class", "cards"}}, text("\n") + items));
    }
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
