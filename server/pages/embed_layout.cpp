#include "server/pages/embed_layout.hpp"

#include "server/pages/assets.hpp"
#include "server/pages/site.hpp"

namespace revivre::server::pages {
namespace {

// Everything from this site alone, nothing inline (CSP Level 3). In a frame without an origin of
// its own ("sandbox"), 'self' still means the site that the page came from.
std::string content_policy(const Settings& settings, const std::string& media_origin) {
    std::string media = media_origin.empty() ? "" : " " + media_origin;
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src "
           "'self'" +
           media + "; connect-src 'self'; base-uri 'none'; form-action 'none'" +
           framing_policy(settings);
}

Html line(const Html& html) {
    return html + text("\n");
}

Html head(const Visit& visit, const EmbedPage& page) {
    Html out = line(void_element("meta", {{"charset", "utf-8"}}));
    out += line(element("title", text(page.title + " – " + visit.settings().site_name)));
    out += line(void_element(
        "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}));
    // Found through the site's own page, which shows the same.
    out += line(void_element("meta", {{"name", "robots"}, {"content", "noindex"}}));
    const Url canonical = page.address.below(site_url(visit.settings()));
    out += line(void_element("link", {{"rel", "canonical"}, {"href", canonical}}));
    out += line(void_element("link", {{"rel", "icon"}, {"href", asset_url("icon.svg")}}));
    out += line(void_element("link", {{"rel", "stylesheet"}, {"href", asset_url("embed.css")}}));
    if (const auto theme = theme_url(page.options)) {
        out +=
            line(void_element("link", {{"rel", "stylesheet"}, {"id", "theme"}, {"href", *theme}}));
    }
    return out + line(module_script(asset_url("frame.js")));
}

// To the same place on the site.
Html way_out(const Visit& visit, const EmbedPage& page, const Html& content) {
    const Url address = page.address.with("c", page.options.chapter).with("t", page.options.time);
    return element("a",
                   {{"href", visit.link(page.is_player ? address : page.address)},
                    {"target", "_blank"},
                    {"rel", "noopener"}},
                   content);
}

// Whom a frame obeys: "*" for any site.
std::string obeyed(const Settings& settings) {
    std::string origins;
    for (const std::string& origin : settings.framing_origins) {
        origins += (origins.empty() ? "" : " ") + origin;
    }
    return origins.empty() ? "*" : origins;
}

}  // namespace

Response embed_response(const Visit& visit, const EmbedPage& page) {
    const bool titled = page.options.title;
    const Html heading =
        element("h1", {{"class", titled ? "embed-title" : "heard"}},
                titled ? way_out(visit, page, isolated(page.title)) : isolated(page.title));
    const Html main =
        element("main",
                {{"class", page.is_player ? "embed" : "embed embed-list"},
                 {"data-origins", obeyed(visit.settings())},
                 {"data-theme", theme_url(page.options) ? theme_url(page.options)->text()
                                                        : Url({"theme.css"}).text()}},
                heading + text("\n") + page.content);
    const std::string words = visit.say(Message::embed_see_on, {visit.settings().site_name});
    const Html footer =
        element("footer", {{"class", "embed-footer"}}, way_out(visit, page, text(words)));
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = document(tag_of(visit.language()), head(visit, page),
                             main + text("\n") + footer + text("\n"));
    response.headers = {
        {"Content-Language", std::string(tag_of(visit.language()))},
        {"Vary", "Accept-Language"},
        {"Content-Security-Policy", content_policy(visit.settings(), page.media_origin)},
        {"Referrer-Policy", "strict-origin-when-cross-origin"},
        {"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=()"}};
    return response;
}

}  // namespace revivre::server::pages
