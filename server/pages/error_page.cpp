#include "server/pages/error_page.hpp"

#include "server/pages/layout.hpp"
#include "server/pages/prose.hpp"

namespace revivre::server::pages {
namespace {

struct Sentences {
    Message title;
    Message text;
};

// RFC 9110, section 15.
Sentences sentences_for(int status) {
    if (status == 404 || status == 410)
        return {Message::error_missing, Message::error_missing_text};
    if (status >= 500) return {Message::error_service, Message::error_service_text};
    return {Message::error_request, Message::error_request_text};
}

Html way(const Visit& visit, const Url& address, Message name) {
    return element("li", element("a", {{"href", visit.link(address)}}, text(visit.say(name))));
}

// Never a dead end: search, lists, site map, somebody to write to.
Html ways_on(const Visit& visit) {
    Html ways = element("li", text(visit.say(Message::error_way_search)));
    ways += way(visit, Url({}), Message::error_way_home);
    ways += way(visit, Url({"persons"}), Message::error_way_persons);
    ways += way(visit, Url({"plan-du-site"}), Message::error_way_map);
    const std::string& contact = visit.settings().site.contact;
    if (!contact.empty()) {
        ways += element(
            "li", text(visit.say(Message::error_way_contact)) + text(" ") + contact_link(contact));
    }
    return heading(visit, Message::error_ways) + element("ul", ways);
}

}  // namespace

std::string error_page(int status, const std::string& detail, const Request& request,
                       const Settings& settings) {
    const Visit visit(request, settings);
    const auto [title, sentence] = sentences_for(status);
    const std::string number = visit.say(Message::error_number, {std::to_string(status)});
    Page page{.title = std::string(visit.say(title)) + " " + number, .address = Url({})};
    page.is_error = true;
    Html content = element("h1", text(visit.say(title))) +
                   element("p", {{"class", "lead"}}, text(visit.say(sentence)));
    content += ways_on(visit);
    if (status < 500 && !detail.empty()) {
        // Our errors speak English (chapters/error.hpp).
        content += element("p", {{"class", "quiet"}},
                           text(visit.say(Message::error_detail)) + text(" ") +
                               element("span", {{"lang", "en"}}, isolated(detail)));
    }
    page.content = element("div", {{"class", "prose"}}, content);
    return page_text(visit, page);
}

}  // namespace revivre::server::pages
