#include "server/pages/studio.hpp"

#include "server/pages/assets.hpp"
#include "server/pages/layout.hpp"

namespace revivre::server::pages {
namespace {

// Everything from this site alone, nothing inline (CSP Level 3). blob: is for pictures and sound
// that the script makes; no other site may frame the studio, so that no click is stolen.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src "
    "'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

Html line(const Html& html) {
    return html + text("\n");
}

Html head(const Visit& visit) {
    const std::string& site = visit.settings().site_name;
    const std::string title = std::string(visit.say(Message::studio)) + " – " + site;
    Html out = line(void_element("meta", {{"charset", "utf-8"}}));
    out += line(element("title", text(title)));
    out += line(void_element(
        "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}));
    out += line(void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}));
    out += line(void_element("meta", {{"name", "robots"}, {"content", "noindex"}}));
    // The script ends the titles of its views with it.
    out += line(void_element("meta", {{"name", "application-name"}, {"content", site}}));
    out += line(void_element("link", {{"rel", "icon"}, {"href", asset_url("icon.svg")}}));
    out += line(void_element("link", {{"rel", "stylesheet"}, {"href", asset_url("studio.css")}}));
    return out + line(module_script(asset_url("studio.js")));
}

Html banner(const Visit& visit) {
    Html row = element("a", {{"class", "site-name"}, {"href", visit.link(Url({"studio"}))}},
                       text(visit.settings().site_name));
    row += element("div", {{"id", "studio-menu"}}, Html());
    return element("header", {{"class", "banner"}}, element("div", {{"class", "wide"}}, row));
}

Html body(const Visit& visit) {
    const Html skip = element("a", {{"href", Url::within_page("content")}},
                              text(visit.say(Message::skip_to_content)));
    Html out = line(
        element("nav", {{"class", "skip-links"}, {"aria-label", visit.say(Message::skip_links)}},
                element("ul", element("li", skip))));
    out += line(banner(visit));
    Html content = element("h1", text(visit.say(Message::studio)));
    content += element("p", {{"role", "status"}, {"class", "opening"}},
                       text(visit.say(Message::studio_opens)));
    content += element("noscript",
                       element("p", text(visit.say(Message::studio_needs_script))) +
                           element("p", element("a", {{"href", visit.link(Url({}))}},
                                                text(visit.say(Message::studio_public_pages)))));
    return out + line(element("main", {{"id", "content"}, {"class", "wide"}, {"tabindex", "-1"}},
                              content));
}

}  // namespace

Response studio_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = document(tag_of(visit.language()), head(visit), body(visit));
    response.headers = {{"Content-Language", std::string(tag_of(visit.language()))},
                        {"Vary", "Accept-Language"},
                        {"Content-Security-Policy", std::string(kPolicy)}};
    response.cache_control = "no-store";
    return response;
}

}  // namespace revivre::server::pages
