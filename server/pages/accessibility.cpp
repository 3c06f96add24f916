// The declaration of accessibility: law 2005-102 of 11 February 2005, article 47; decree 2019-768
// of 24 July 2019, articles 4 and 5; its model in the order of 20 September 2019.
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/prose.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

constexpr std::string_view kMessageToDefender = "https://formulaire.defenseurdesdroits.fr/";
constexpr std::string_view kDelegates = "https://www.defenseurdesdroits.fr/saisir/delegues";

Html promise(const Visit& visit, const Settings& settings) {
    const std::string publisher =
        settings.site.publisher.empty()
            ? std::string(visit.say(Message::accessibility_promise_nobody))
            : settings.site.publisher;
    return paragraph(visit, Message::accessibility_promise, {publisher}) +
           paragraph(visit, Message::accessibility_scope, {settings.site_name});
}

Html plan(const Visit& visit, const Site& site) {
    Html where = said(visit, {}, "accessibility-plan");
    if (!site.accessibility_plan.empty()) {
        where = link_elsewhere(visit, site.accessibility_plan, Message::accessibility_plan_link);
    }
    return heading(visit, Message::accessibility_plan) + element("p", where);
}

Message state_of(Conformity conformity) {
    switch (conformity) {
        case Conformity::full:
            return Message::accessibility_full_text;
        case Conformity::partial:
            return Message::accessibility_partial_text;
        case Conformity::none:
            break;
    }
    return Message::accessibility_none_text;
}

Html audit(const Visit& visit, const Site& site) {
    if (site.accessibility_auditor.empty() && site.accessibility == Conformity::none) {
        return paragraph(visit, Message::accessibility_unaudited);
    }
    if (site.accessibility_auditor.empty()) {
        return element("p", said(visit, {}, "accessibility-auditor"));
    }
    if (!site.accessibility_rate) return element("p", said(visit, {}, "accessibility-rate"));
    return paragraph(visit, Message::accessibility_rate_text,
                     {site.accessibility_auditor, std::to_string(*site.accessibility_rate)});
}

Html gaps(const Visit& visit, const Site& site) {
    Html out = heading(visit, Message::accessibility_gaps);
    if (site.accessibility == Conformity::full && site.accessibility_gaps.empty()) {
        out += paragraph(visit, Message::accessibility_gaps_none);
    } else {
        out += element("p", said(visit, site.accessibility_gaps, "accessibility-gaps"));
    }
    return out + paragraph(visit, Message::accessibility_exempt);
}

Html made(const Visit& visit, const Site& site) {
    Html out = heading(visit, Message::accessibility_made);
    if (site.accessibility_date.empty()) {
        out += element("p", said(visit, {}, "accessibility-date"));
    } else {
        out += paragraph(visit, Message::accessibility_made_on,
                         {date_words(visit.language(), site.accessibility_date)});
    }
    return out + paragraph(visit, Message::accessibility_technologies) +
           paragraph(visit, Message::accessibility_environment);
}

Html feedback(const Visit& visit, const Site& site) {
    const Html contact =
        site.contact.empty() ? said(visit, {}, "contact") : contact_link(site.contact);
    return heading(visit, Message::accessibility_feedback) +
           paragraph(visit, Message::accessibility_feedback_text) + element("p", contact);
}

Html remedies(const Visit& visit) {
    Html ways = element("li", link_elsewhere(visit, kMessageToDefender, Message::remedy_message));
    ways += element("li", link_elsewhere(visit, kDelegates, Message::remedy_delegate));
    ways += element("li", text(visit.say(Message::remedy_letter)));
    return heading(visit, Message::accessibility_remedies) +
           paragraph(visit, Message::accessibility_remedies_text) + element("ul", ways);
}

}  // namespace

Response accessibility_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const Site& site = context.settings.site;
    Page page{.title = std::string(visit.say(Message::accessibility_title)),
              .address = Url({"accessibilite"})};
    Html content = element("h1", text(page.title)) + promise(visit, context.settings);
    content += heading(visit, Message::accessibility_state) +
               paragraph(visit, state_of(site.accessibility));
    content += heading(visit, Message::accessibility_results) + audit(visit, site) +
               paragraph(visit, Message::accessibility_software);
    content += gaps(visit, site) + made(visit, site) + feedback(visit, site);
    content += remedies(visit) + plan(visit, site);
    page.content = element("div", {{"class", "prose"}}, content);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
