#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/prose.hpp"
#include "server/pages/published.hpp"

namespace revivre::server::pages {
namespace {

Html page_item(const Visit& visit, const Url& address, Message name) {
    return element("li", element("a", {{"href", visit.link(address)}}, text(visit.say(name))));
}

Html event_item(const Visit& visit, storage::Repository& repository, const chapters::Event& event) {
    Html recordings;
    for (const chapters::Recording& recording : repository.public_recordings(event.id)) {
        recordings +=
            element("li", element("a", {{"href", visit.link(recording_url(recording.id))}},
                                  visit.told(full_name(visit, event, recording))));
    }
    Html content =
        element("a", {{"href", visit.link(event_url(event.id))}}, visit.told(event.title));
    if (!event.date.empty()) content += text(" ") + date(visit, event.date);
    if (!recordings.empty()) content += element("ul", recordings);
    return element("li", content) + text("\n");
}

}  // namespace

Response site_map_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    Page page{.title = std::string(visit.say(Message::site_map)), .address = Url({"plan-du-site"})};
    Html pages = page_item(visit, Url({}), Message::home);
    pages += page_item(visit, Url({"persons"}), Message::persons_title);
    pages += page_item(visit, Url({"search"}), Message::search_title);
    Html events;
    for (const chapters::Event& event : context.repository.public_events()) {
        events += event_item(visit, context.repository, event);
    }
    Html about = page_item(visit, Url({"accessibilite"}), Message::accessibility_title);
    about += page_item(visit, Url({"mentions-legales"}), Message::legal_notice);
    about += page_item(visit, Url({"docs"}), Message::api_title);
    about += page_item(visit, Url({"docs", "reference"}), Message::reference_title);
    about += page_item(visit, Url({"docs", "examples"}), Message::examples_title);
    Html content = element("h1", text(page.title));
    content += heading(visit, Message::site_map_pages) + element("ul", pages);
    content += heading(visit, Message::site_map_events);
    content += events.empty() ? paragraph(visit, Message::home_nothing)
                              : element("ul", text("\n") + events);
    content += heading(visit, Message::site_map_about) + element("ul", about);
    page.content = element("div", {{"class", "prose site-map"}}, content);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
