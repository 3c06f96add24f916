#include "server/pages/error_page.hpp"

#include "server/pages/layout.hpp"

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

}  // namespace

std::string error_page(int status, const std::string& detail, const Request& request,
                       const Settings& settings) {
    const Visit visit(request, settings);
    const auto [title, sentence] = sentences_for(status);
    const std::string number = visit.say(Message::error_number, {std::to_string(status)});
    Page page{.title = std::string(visit.say(title)) + " " + number, .address = Url({})};
    page.is_error = true;
    page.content = element("h1", text(visit.say(title))) +
                   element("p", {{"class", "lead"}}, text(visit.say(sentence)));
    if (status < 500 && !detail.empty()) {
        // Our errors speak English (chapters/error.hpp).
        page.content += element("p", {{"class", "quiet"}, {"lang", "en"}}, isolated(detail));
    }
    page.content += element(
        "p", element("a", {{"href", visit.link(Url({}))}}, text(visit.say(Message::error_back))));
    return page_text(visit, page);
}

}  // namespace revivre::server::pages
