#include "server/pages/layout.hpp"

#include "chapters/text/time_text.hpp"
#include "server/pages/assets.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

// Everything from this site alone, nothing inline (CSP Level 3); media also from where the page's
// own recording is.
std::string content_policy(const Page& page) {
    std::string policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
        "media-src 'self'";
    if (!page.media_origin.empty()) policy += " " + page.media_origin;
    return policy;
}

std::string asked_language(const Request& request) {
    const auto found = request.query.find("lang");
    return found == request.query.end() ? std::string() : found->second;
}

// Explicit direction controls would reorder the browser's own title bar: <bdi> cannot stand there.
std::string without_direction_controls(std::string_view plain) {
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const std::string_view next = plain.substr(i, 3);
        const bool embedding = next >= "\u202A" && next <= "\u202E";
        const bool isolate = next >= "\u2066" && next <= "\u2069";
        if (embedding || isolate) {
            i += 2;
        } else {
            out += plain[i];
        }
    }
    return out;
}

Html link_element(Attribute relation, const Url& address) {
    return void_element("link", {std::move(relation), {Attribute::AddressName("href"), address}}) +
           text("\n");
}

Html named_addresses(const Visit& visit, const Page& page) {
    const std::string& origin = visit.settings().public_url;
    const auto public_address = [&](Language language) {
        return page.address.with("lang", tag_of(language)).below(origin);
    };
    const Url canonical =
        visit.language_asked() ? public_address(visit.language()) : page.address.below(origin);
    Html out = link_element({"rel", "canonical"}, canonical);
    for (const Language each : {Language::french, Language::english}) {
        out += void_element("link", {{"rel", "alternate"},
                                     {"hreflang", tag_of(each)},
                                     {"href", public_address(each)}}) +
               text("\n");
    }
    return out;
}

Html head(const Visit& visit, const Page& page) {
    const std::string title =
        without_direction_controls(page.title) + " – " + visit.settings().site_name;
    Html out = void_element("meta", {{"charset", "utf-8"}}) + text("\n");
    out += element("title", text(title)) + text("\n") + page.head;
    out += void_element(
               "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
           text("\n");
    out += void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}) + text("\n");
    if (page.is_error) {
        out += void_element("meta", {{"name", "robots"}, {"content", "noindex"}}) + text("\n");
    } else {
        out += named_addresses(visit, page);
    }
    out += link_element({"rel", "icon"}, asset_url("icon.svg"));
    out += link_element({"rel", "stylesheet"}, asset_url("style.css"));
    for (const std::string_view script : page.scripts) {
        out += module_script(asset_url(script)) + text("\n");
    }
    return out;
}

Html skip_link(const Visit& visit, std::string_view target, Message name) {
    // Only a fragment: the rest of the address, time and language, stays as it is.
    return element("li", element("a", {{"href", Url::within_page(target)}}, text(visit.say(name))));
}

Html skip_links(const Visit& visit, const Page& page) {
    Html links = skip_link(visit, "content", Message::skip_to_content);
    if (page.has_player) {
        links += skip_link(visit, "player", Message::skip_to_player);
        links += skip_link(visit, "chapters", Message::skip_to_chapters);
    }
    links += skip_link(visit, "search", Message::skip_to_search);
    return element("nav", {{"class", "skip-links"}, {"aria-label", visit.say(Message::skip_links)}},
                   element("ul", links));
}

Html search_form(const Visit& visit, const Page& page) {
    Html content = element("label", {{"for", "search"}}, text(visit.say(Message::search_label)));
    Html row = void_element("input", {{"type", "search"},
                                      {"id", "search"},
                                      {"name", "q"},
                                      {"value", page.searched},
                                      {"autocomplete", "off"},
                                      {"spellcheck", "false"}});
    if (visit.language_asked()) {
        row += void_element(
            "input", {{"type", "hidden"}, {"name", "lang"}, {"value", tag_of(visit.language())}});
    }
    row += element("button", {{"type", "submit"}}, text(visit.say(Message::search)));
    content += element("div", {{"class", "search-row"}}, row);
    return element(
        "form",
        {{"class", "search"}, {"role", "search"}, {"method", "get"}, {"action", Url({"search"})}},
        content);
}

Html other_language(const Visit& visit, const Page& page) {
    const Language other =
        visit.language() == Language::french ? Language::english : Language::french;
    const std::string_view tag = tag_of(other);
    return element(
        "nav", {{"aria-label", visit.say(Message::language)}, {"class", "languages"}},
        element("a", {{"href", page.address.with("lang", tag)}, {"hreflang", tag}, {"lang", tag}},
                text(say(other, Message::language_name))));
}

// A link of the frame, marked on the page that it leads to.
Html frame_link(const Visit& visit, const Page& page, const Url& address, const Html& name) {
    const bool here = !page.is_error && page.address.text() == address.text();
    const auto current = here ? std::optional<std::string>("page") : std::nullopt;
    return element("li",
                   element("a", {{"href", visit.link(address)}, {"aria-current", current}}, name));
}

Html menu(const Visit& visit, const Page& page) {
    const Html links =
        frame_link(visit, page, Url({}), text(visit.say(Message::menu_events))) +
        frame_link(visit, page, Url({"persons"}), text(visit.say(Message::menu_persons)));
    return element("nav", {{"class", "menu"}, {"aria-label", visit.say(Message::menu)}},
                   element("ul", links));
}

Html banner(const Visit& visit, const Page& page) {
    const Html site = element("a", {{"class", "site-name"}, {"href", visit.link(Url({}))}},
                              text(visit.settings().site_name));
    const Html row = site + menu(visit, page) + search_form(visit, page) +
                     (page.is_error ? Html() : other_language(visit, page));
    return element("header", {{"class", "banner"}}, element("div", {{"class", "wide"}}, row));
}

Html breadcrumb(const Visit& visit, const Page& page) {
    const auto crumb = [&](const Html& name, const Url& address) {
        return element("li", element("a", {{"href", visit.link(address)}}, name));
    };
    Html items = crumb(text(visit.say(Message::home)), Url({}));
    for (const Crumb& each : page.crumbs) {
        items += crumb(each.of_site ? text(each.name) : visit.told(each.name), each.address);
    }
    return element("nav", {{"class", "breadcrumb"}, {"aria-label", visit.say(Message::breadcrumb)}},
                   element("ol", items));
}

// The same links at the same place of every page (RGAA 12.2, 12.4, 12.5), the mention of
// accessibility among them (decree 2019-768, article 5).
Html footer(const Visit& visit, const Page& page) {
    const std::string mention =
        visit.say(Message::accessibility_mention, {conformity_words(visit)});
    Html links = frame_link(visit, page, Url({"plan-du-site"}), text(visit.say(Message::site_map)));
    links += frame_link(visit, page, Url({"accessibilite"}), text(mention));
    links +=
        frame_link(visit, page, Url({"mentions-legales"}), text(visit.say(Message::legal_notice)));
    links += frame_link(visit, page, Url({"docs"}), text(visit.say(Message::api_title)));
    const Html about =
        element("nav", {{"aria-label", visit.say(Message::about_site)}}, element("ul", links));
    const Html promise = element("p", text(visit.say(Message::footer)));
    return element("footer", {{"class", "footer"}},
                   element("div", {{"class", "wide"}}, about + promise));
}

}  // namespace

Visit::Visit(const Request& request, const Settings& settings)
    : settings_(settings),
      language_asked_(is_language(asked_language(request))),
      language_(language_for(asked_language(request), request.accept_language)) {}

Url Visit::link(const Url& url) const {
    return language_asked_ ? url.with("lang", tag_of(language_)) : url;
}

std::string_view Visit::say(Message message) const {
    return pages::say(language_, message);
}

std::string Visit::say(Message message, std::initializer_list<std::string_view> filled) const {
    return pages::say(language_, message, filled);
}

std::string Visit::count(std::size_t count, Counted words) const {
    return say_count(language_, count, words);
}

std::string Visit::time(chapters::Time time) const {
    return time_words(language_, time);
}

Html Visit::told(std::string_view plain, std::string_view language) const {
    if (language.empty()) language = settings_.site.language;
    return language == tag_of(language_) ? isolated(plain) : isolated(plain, language);
}

std::string page_text(const Visit& visit, const Page& page) {
    const bool is_home = page.crumbs.empty() && page.address.text() == "/" && !page.is_error;
    const Html path = is_home ? Html() : breadcrumb(visit, page);
    const Html main = element("main", {{"id", "content"}, {"tabindex", "-1"}}, page.content);
    Html body = skip_links(visit, page) + text("\n") + banner(visit, page) + text("\n");
    body += element("div", {{"class", "wide"}}, path + text("\n") + main) + text("\n");
    body += footer(visit, page);
    return document(tag_of(visit.language()), head(visit, page), body + text("\n"));
}

Response page_response(const Visit& visit, const Page& page) {
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = page_text(visit, page);
    response.headers = {{"Content-Language", std::string(tag_of(visit.language()))},
                        {"Vary", "Accept-Language"},
                        {"Content-Security-Policy", content_policy(page)}};
    return response;
}

Html clock(const Visit& visit, chapters::Time time, std::string_view place) {
    const Html seen = element(
        "time", {{"class", "clock"}, {"datetime", duration_code(time)}, {"aria-hidden", "true"}},
        text(chapters::clock_text(time)));
    std::string heard = visit.say(Message::starts_at, {visit.time(time)});
    if (!place.empty()) heard.append(", ").append(place);
    return seen + element("span", {{"class", "heard"}}, text(heard));
}

Html date(const Visit& visit, const std::string& iso_date) {
    if (iso_date.empty()) return {};
    return element("time", {{"datetime", iso_date}}, text(date_words(visit.language(), iso_date)));
}

Html length(const Visit& visit, chapters::Time time) {
    return element("time", {{"class", "length"}, {"datetime", duration_code(time)}},
                   text(length_words(visit.language(), time)));
}

std::string_view conformity_words(const Visit& visit) {
    switch (visit.settings().site.accessibility) {
        case Conformity::full:
            return visit.say(Message::conformity_full);
        case Conformity::partial:
            return visit.say(Message::conformity_partial);
        case Conformity::none:
            break;
    }
    return visit.say(Message::conformity_none);
}

Html facts(std::initializer_list<Html> all) {
    Html items;
    for (const Html& each : all) {
        if (!each.empty()) items += element("li", each);
    }
    return items.empty() ? Html() : element("ul", {{"class", "facts"}}, items);
}

}  // namespace revivre::server::pages
