#include <map>
#include <string>

#include "server/feeds.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/site_xml.hpp"

namespace revivre::server {
namespace {

using pages::Url;

// sitemaps.org: at most 50,000 addresses in one file.
constexpr std::size_t kMostAddresses = 50000;

// Addresses, and when what is there was last published (RFC 3339).
class SiteMap {
  public:
    explicit SiteMap(const Settings& settings) : settings_(settings) {
        root_ = chapters::append_root(tree_, "urlset",
                                      {{"xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"}});
    }

    void add(const Url& page, const std::string& changed) {
        if (count_++ >= kMostAddresses) return;
        auto url = chapters::append_element(root_, "url");
        append_plain(url, "loc", pages::absolute(settings_, page));
        if (!changed.empty()) append_plain(url, "lastmod", changed);
    }

    [[nodiscard]] const pugi::xml_document& tree() const { return tree_; }

  private:
    const Settings& settings_;
    pugi::xml_document tree_;
    pugi::xml_node root_;
    std::size_t count_ = 0;
};

void keep_latest(std::string& known, const std::string& time) {
    if (time > known) known = time;
}

void note_persons(std::map<std::string, std::string>& persons, const chapters::Revision& revision) {
    for (const chapters::Chapter* chapter : pages::flattened(revision.chapters)) {
        for (const chapters::Credit* credit : pages::confirmed_credits(*chapter)) {
            if (!credit->person.empty()) keep_latest(persons[credit->person], revision.created_at);
        }
    }
}

}  // namespace

Response site_map(const Request&, Context& context) {
    SiteMap map(context.settings);
    map.add(Url({}), "");
    for (const char* page : {"persons", "plan-du-site", "accessibilite", "mentions-legales"}) {
        map.add(Url({page}), "");
    }
    std::map<std::string, std::string> persons;
    for (const chapters::Event& event : context.repository.public_events()) {
        std::string changed;
        std::map<std::string, std::string> recordings;
        for (const auto& recording : context.repository.public_recordings(event.id)) {
            const auto revision = context.repository.public_revision(recording.id);
            recordings[recording.id] = revision.created_at;
            keep_latest(changed, revision.created_at);
            note_persons(persons, revision);
        }
        map.add(pages::event_url(event.id), changed);
        for (const auto& [id, time] : recordings) map.add(pages::recording_url(id), time);
    }
    for (const auto& [id, time] : persons) map.add(Url({"p", id}), time);
    return xml_response(map.tree(), "application/xml; charset=utf-8");
}

// Every search is another page of the same passages; the studio is for those who work here.
Response robots(const Request&, Context& context) {
    Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body =
        "User-agent: *\nDisallow: /search\nDisallow: /api/v1/search\nDisallow: /studio\n\n"
        "Sitemap: " +
        pages::absolute(context.settings, Url({"sitemap.xml"})) + "\n";
    return response;
}

}  // namespace revivre::server
