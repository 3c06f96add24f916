#include "server/pages/found.hpp"

#include <algorithm>

#include "chapters/media_type.hpp"
#include "chapters/public_address.hpp"
#include "chapters/text/time_text.hpp"
#include "server/iiif.hpp"
#include "server/oembed.hpp"
#include "server/pages/assets.hpp"
#include "server/pages/embedding.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/pages/video_object.hpp"
#include "server/pages/words.hpp"
#include "server/parameters.hpp"

namespace revivre::server::pages {
namespace {

// What all kinds of pages say of themselves.
struct Card {
    std::string title;
    std::string description;
    Url page;
    std::string type;  // ogp.me, "type"
};

Html property(const char* name, std::string_view value) {
    if (value.empty()) return {};
    return void_element("meta", {{"property", name}, {"content", value}}) + text("\n");
}

Html named(const char* name, std::string_view value) {
    if (value.empty()) return {};
    return void_element("meta", {{"name", name}, {"content", value}}) + text("\n");
}

Html card(const Visit& visit, const Card& card) {
    const bool is_french = visit.language() == Language::french;
    return named("description", card.description) + property("og:title", card.title) +
           property("og:description", card.description) + property("og:type", card.type) +
           property("og:url", absolute(visit.settings(), card.page)) +
           property("og:site_name", visit.settings().site_name) +
           property("og:locale", is_french ? "fr_FR" : "en_GB") +
           property("og:locale:alternate", is_french ? "en_GB" : "fr_FR");
}

Html summary_card() {
    return named("twitter:card", "summary");
}

Html image(const Visit& visit, const chapters::Recording& recording) {
    const auto poster = poster_url(visit.settings(), recording);
    if (!poster) return {};
    const std::string address = absolute(visit.settings(), *poster);
    return property("og:image", address) + property("og:image:type", "image/jpeg") +
           property("og:image:alt", visit.say(Message::found_picture)) +
           named("twitter:image", address);
}

// A file that browsers play, and the page that plays it in a frame.
Html video(const Visit& visit, const chapters::Recording& recording) {
    constexpr int kWidth = 1280;
    const Settings& settings = visit.settings();
    const FrameSize size = player_size(recording, kWidth);
    const std::string media = media_address(settings, recording);
    const std::string player = absolute(settings, embed_url(recording.id));
    const std::string width = std::to_string(size.width);
    const std::string height = std::to_string(size.height);
    const bool is_safe = media.starts_with("https://");
    return property("og:video", media) + property("og:video:url", media) +
           property("og:video:secure_url", is_safe ? media : "") +
           property("og:video:type", media.empty() ? "" : chapters::media_type_of(recording)) +
           property("og:video:width", width) + property("og:video:height", height) +
           property("og:video:duration", std::to_string(recording.duration.count() / 1000)) +
           named("twitter:card", "player") + named("twitter:player", player) +
           named("twitter:player:width", width) + named("twitter:player:height", height);
}

std::string sentence(std::initializer_list<std::string> parts) {
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        out += (out.empty() ? "" : ", ") + part;
    }
    return out;
}

std::string day_of(const Visit& visit, const chapters::Event& event) {
    return event.date.empty() ? std::string() : date_words(visit.language(), event.date);
}

}  // namespace

Html feed_link(const Visit& visit, const Url& feed, const std::string& title) {
    return void_element("link", {{"rel", "alternate"},
                                 {"type", "application/atom+xml"},
                                 {"href", feed.below(site_url(visit.settings()))},
                                 {"title", title}}) +
           text("\n");
}

Html head_of(const Visit& visit, const Request& request, const FoundRecording& found) {
    const auto& [recording, event, revision] = found;
    const Url page = recording_url(recording.id);
    const std::string title = full_name(visit, event, recording);
    const EmbedOptions asked = embed_options(request);
    const Url here = visit.link(page.with("c", asked.chapter).with("t", asked.time));
    const std::string description = description_of(visit, found);
    return oembed_links(visit.settings(), here, title) + iiif_link(visit.settings(), recording.id) +
           card(visit, {title, description, page, "video.other"}) + video(visit, recording) +
           image(visit, recording) +
           data_script("application/ld+json", video_object(visit, found)) +
           data_script("application/ld+json",
                       breadcrumb_list(visit, {{event.title, event_url(event.id)}, {title, page}}));
}

Html head_of(const Visit& visit, const chapters::Event& event,
             const std::vector<chapters::Recording>& recordings) {
    const Url page = event_url(event.id);
    const Url feed({"e", event.id, "feed.xml"});
    const std::string description = sentence({event.subtitle, day_of(visit, event), event.place});
    return oembed_links(visit.settings(), visit.link(page), event.title) +
           iiif_link(visit.settings(), event.id) + feed_link(visit, feed, event.title) +
           card(visit, {event.title, description, page, "website"}) + summary_card() +
           (recordings.empty() ? Html() : image(visit, recordings.front())) +
           data_script("application/ld+json", breadcrumb_list(visit, {{event.title, page}}));
}

Html head_of(const Visit& visit, const chapters::Person& person, std::size_t interventions) {
    constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};
    const Url page({"p", person.id});
    const Url feed({"p", person.id, "feed.xml"});
    return oembed_links(visit.settings(), visit.link(page), person.name) +
           feed_link(visit, feed, person.name) +
           card(visit, {person.name, visit.count(interventions, kInterventions), page, "profile"}) +
           summary_card() +
           data_script("application/ld+json", breadcrumb_list(visit, {{person.name, page}}));
}

}  // namespace revivre::server::pages
