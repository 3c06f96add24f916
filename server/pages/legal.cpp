// The legal notice: law 2004-575 of 21 June 2004, article 1-1; regulation (EU) 2016/679, articles
// 13 to 21.
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/prose.hpp"

namespace revivre::server::pages {
namespace {

constexpr std::string_view kAuthority = "https://www.cnil.fr/fr/plaintes";

Html contact(const Visit& visit, const std::string& address) {
    return address.empty() ? said(visit, address, "contact") : contact_link(address);
}

Html publisher(const Visit& visit, const Site& site) {
    Html lines =
        defined(visit, Message::legal_publisher_name, said(visit, site.publisher, "publisher"));
    lines += defined(visit, Message::legal_address,
                     said(visit, site.publisher_address, "publisher-address"));
    lines += defined(visit, Message::legal_director, said(visit, site.director, "director"));
    lines += defined(visit, Message::legal_contact, contact(visit, site.contact));
    return heading(visit, Message::legal_publisher) + element("dl", lines);
}

Html hosting(const Visit& visit, const Site& site) {
    return heading(visit, Message::legal_hosting) +
           element("dl", defined(visit, Message::legal_host, said(visit, site.host, "host-name")));
}

Html personal_data(const Visit& visit, const Site& site) {
    Html out = heading(visit, Message::legal_data);
    out += paragraph(visit, Message::legal_cookies);
    out += paragraph(visit, Message::legal_logs);
    out += paragraph(visit, Message::legal_speakers);
    out += paragraph(visit, Message::legal_rights);
    const std::string& officer = site.privacy_contact.empty() ? site.contact : site.privacy_contact;
    out += element("dl", defined(visit, Message::legal_privacy_contact, contact(visit, officer)));
    return out + element("p", link_elsewhere(visit, kAuthority, Message::legal_authority));
}

}  // namespace

Response legal_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const Site& site = context.settings.site;
    Page page{.title = std::string(visit.say(Message::legal_notice)),
              .address = Url({"mentions-legales"})};
    page.content = element("div", {{"class", "prose"}},
                           element("h1", text(page.title)) + publisher(visit, site) +
                               hosting(visit, site) + personal_data(visit, site));
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
