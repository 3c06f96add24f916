// How others find what is here: JSON-LD, Open Graph, IIIF, feeds, site map.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "chapters/error.hpp"
#include "chapters/exchange/xml.hpp"
#include "server/feeds.hpp"
#include "server/iiif.hpp"
#include "server/pages/embedding.hpp"

namespace revivre::server::pages {
namespace {

using chapters::ChapterKind;
using chapters::CreditStatus;
using chapters::Json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSite = "https://revivre.example";

class Discovery : public testing::Test {
  protected:
    Discovery() { store.settings.public_url = std::string(kSite) + "/"; }

    void publish() {
        first = store.intervention(7, "Bienvenue", CreditStatus::confirmed);
        second = store.intervention(30, "Suite", CreditStatus::proposed);
        second.credits[0].name = "Gontran Malavoy";
        store.publish_morning({store.chapter(ChapterKind::section, 0, "Générique"), first, second});
    }
    std::string watch() {
        return store.get(recording_page, {{"recording", store.morning.id}}).body;
    }
    std::string feed(Response (*handle)(const Request&, Context&), const char* name = "",
                     const std::string& id = {}) {
        return store.get(handle, {{name, id}}).body;
    }
    Json manifest(const std::string& id) {
        return Json::parse(store.get(iiif_manifest, {{"id", id}}).body);
    }
    /// The n-th JSON-LD block of a page.
    static Json linked_data(const std::string& page, std::size_t n) {
        const std::string open = "<script type=\"application/ld+json\">";
        std::size_t at = page.find(open);
        for (; n > 0; --n) at = page.find(open, at + 1);
        at += open.size();
        return Json::parse(page.substr(at, page.find("</script>", at) - at));
    }

    PagesStore store;
    chapters::Chapter first;
    chapters::Chapter second;
};

TEST_F(Discovery, R53DescribesAVideoWithAClipForEachIntervention) {
    publish();
    const Json video = linked_data(watch(), 0);
    EXPECT_EQ(video["@type"], "VideoObject");
    EXPECT_EQ(video["duration"], "PT10800S");
    EXPECT_EQ(video["contentUrl"], "https://revivre.example/media/" + store.morning.id);
    EXPECT_EQ(video["embedUrl"], "https://revivre.example/embed/" + store.morning.id);
    EXPECT_THAT(video["thumbnailUrl"][0].get<std::string>(), HasSubstr("https://revivre.example/"));
    EXPECT_THAT(video["uploadDate"].get<std::string>(), HasSubstr("T"));
    ASSERT_EQ(video["hasPart"].size(), 2U);
    const Json& clip = video["hasPart"][0];
    EXPECT_EQ(clip["name"], "Apolline Kerverdo – Bienvenue");
    EXPECT_EQ(clip["startOffset"], 7);
    EXPECT_EQ(clip["endOffset"], 17);
    EXPECT_EQ(clip["url"],
              "https://revivre.example/v/" + store.morning.id + "?c=" + first.id + "&t=7");
    EXPECT_EQ(video["hasPart"][1]["name"], "Suite");
    EXPECT_THAT(watch(), Not(HasSubstr("Gontran")));
    const Json path = linked_data(watch(), 1);
    EXPECT_EQ(path["@type"], "BreadcrumbList");
    EXPECT_EQ(path["itemListElement"][1]["item"], "https://revivre.example/e/" + store.event.id);
    EXPECT_EQ(path["itemListElement"][2]["position"], 3);
}

TEST_F(Discovery, R53NeverGivesTwoClipsOneStart) {
    store.publish_morning({store.intervention(7, "Un", CreditStatus::confirmed),
                           store.intervention(7, "Deux", CreditStatus::confirmed)});
    EXPECT_EQ(linked_data(watch(), 0)["hasPart"].size(), 1U);
}

TEST_F(Discovery, SaysWhatMessengersShow) {
    publish();
    const std::string page = watch();
    for (const std::string& wanted :
         {std::string("property=\"og:title\" content=\"Nos places, nos villages – matin\""),
          "property=\"og:url\" content=\"https://revivre.example/v/" + store.morning.id + "\"",
          "property=\"og:video\" content=\"https://revivre.example/media/" + store.morning.id,
          std::string("property=\"og:video:secure_url\" content=\"https://"),
          "name=\"twitter:player\" content=\"https://revivre.example/embed/" + store.morning.id,
          std::string("name=\"twitter:card\" content=\"player\""),
          std::string("property=\"og:video:height\" content=\"720\""),
          std::string("Avec Apolline Kerverdo.")}) {
        EXPECT_THAT(page, HasSubstr(wanted));
    }
    EXPECT_LT(page.find("oembed"), page.find("og:title"));
}

TEST_F(Discovery, R54NestsRangesBySession) {
    publish();
    const Json json = manifest(store.morning.id);
    const std::string base = "https://revivre.example/iiif/" + store.morning.id;
    EXPECT_EQ(json["id"], base + "/manifest");
    EXPECT_EQ(json["items"][0]["id"], base + "/canvas");
    EXPECT_EQ(json["items"][0]["duration"], 10800);
    EXPECT_EQ(json["items"][0]["height"], 720);
    EXPECT_EQ(json["items"][0]["items"][0]["items"][0]["body"]["id"],
              "https://revivre.example/media/" + store.morning.id);
    const Json& top = json["structures"][0]["items"];
    ASSERT_EQ(top.size(), 2U);
    EXPECT_EQ(top[0]["label"]["none"][0], "Générique");
    EXPECT_EQ(top[1]["label"]["none"][0], "Ouverture");
    EXPECT_EQ(top[1]["items"][0]["id"], base + "/canvas#t=7,40");
    EXPECT_EQ(top[1]["items"][1]["id"], base + "/range/" + first.id);
    EXPECT_EQ(top[1]["items"][1]["items"][0]["id"], base + "/canvas#t=7,17");
    EXPECT_EQ(top[1]["items"][1]["metadata"][0]["value"]["none"][0], "Apolline Kerverdo");
    EXPECT_THAT(json.dump(), Not(HasSubstr("Gontran")));
    EXPECT_THAT(json.dump(), Not(HasSubstr("revivre.invalid")));
}

TEST_F(Discovery, R54PutsTheRecordingsOfAnEventIntoOneManifest) {
    publish();
    store.publish_afternoon({store.intervention(70, "Reprise", CreditStatus::confirmed)});
    const Json json = manifest(store.event.id);
    ASSERT_EQ(json["items"].size(), 2U);
    EXPECT_EQ(json["items"][1]["id"],
              "https://revivre.example/iiif/" + store.afternoon.id + "/canvas");
    EXPECT_THAT(json["structures"][0].dump(), HasSubstr(store.afternoon.id + "/canvas#t=70,80"));
    EXPECT_EQ(json["homepage"][0]["id"], "https://revivre.example/e/" + store.event.id);
}

TEST_F(Discovery, FeedsTellWhatWasPublishedAndWhen) {
    publish();
    const chapters::XmlText read(feed(site_feed));
    EXPECT_EQ(read.fault(), "");
    const auto root = read.root();
    EXPECT_STREQ(root.name(), "feed");
    EXPECT_STREQ(root.child("id").text().get(), "https://revivre.example/feed.xml");
    const auto entry = root.child("entry");
    const std::string page = "https://revivre.example/v/" + store.morning.id;
    EXPECT_EQ(entry.child("id").text().get(), page);
    EXPECT_EQ(entry.child("updated").text().get(),
              store.repository().public_revision(store.morning.id).created_at);
    EXPECT_STREQ(root.child("updated").text().get(), entry.child("updated").text().get());
    EXPECT_STREQ(entry.child("title").text().get(), "Nos places, nos villages – matin");
    EXPECT_STREQ(root.child("author").child("name").text().get(), "revivre");
    const chapters::XmlText person(feed(person_feed, "person", store.person.id));
    EXPECT_EQ(person.root().child("entry").child("id").text().get(), page + "?c=" + first.id);
    const chapters::XmlText event(feed(event_feed, "event", store.event.id));
    EXPECT_EQ(event.root().child("entry").child("id").text().get(), page);
}

TEST_F(Discovery, FeedsAreThereBeforeAnythingIs) {
    const chapters::XmlText read(feed(site_feed));
    EXPECT_EQ(read.fault(), "");
    EXPECT_STREQ(read.root().child("updated").text().get(), "1970-01-01T00:00:00Z");
}

TEST_F(Discovery, TheSiteMapNamesEveryPublicPage) {
    publish();
    const chapters::XmlText read(feed(site_map));
    EXPECT_EQ(read.fault(), "");
    std::map<std::string, std::string> pages;
    for (const auto url : read.root().children("url")) {
        pages[url.child("loc").text().get()] = url.child("lastmod").text().get();
    }
    const std::string time = store.repository().public_revision(store.morning.id).created_at;
    EXPECT_EQ(pages.at("https://revivre.example/"), "");
    EXPECT_EQ(pages.at("https://revivre.example/e/" + store.event.id), time);
    EXPECT_EQ(pages.at("https://revivre.example/v/" + store.morning.id), time);
    EXPECT_EQ(pages.at("https://revivre.example/p/" + store.person.id), time);
    EXPECT_EQ(pages.count("https://revivre.example/v/" + store.afternoon.id), 0U);
    EXPECT_THAT(feed(robots), HasSubstr("Sitemap: https://revivre.example/sitemap.xml\n"));
}

TEST_F(Discovery, R47ADraftIsNowhere) {
    EXPECT_THROW(manifest(store.morning.id), Error);
    EXPECT_THROW(manifest(store.event.id), Error);
    EXPECT_THROW(feed(event_feed, "event", store.event.id), Error);
    EXPECT_THROW(feed(event_feed, "event", ""), Error);
    EXPECT_THROW(feed(person_feed, "person", store.person.id), Error);
    EXPECT_THROW(store.get(integrate_page, {{"recording", store.morning.id}}), Error);
    publish();
    store.repository().publish(store.morning.id, 0);
    for (const std::string& text : {feed(site_feed), feed(site_map)}) {
        EXPECT_THAT(text, Not(HasSubstr(store.morning.id)));
        EXPECT_THAT(text, Not(HasSubstr(store.event.id)));
    }
}

TEST_F(Discovery, HostileTextStaysText) {
    for (const char* hostile : {"</title><script>alert(1)</script>", "]]>&\"'<!--",
                                "</script><script>alert(1)//", "a\x01\x1F\x7F\uFFFE"}) {
        store.event.title = hostile;
        store.repository().save_event(store.event);
        store.person.name = hostile;
        store.repository().save_person(store.person);
        auto chapter = store.intervention(7, hostile, CreditStatus::confirmed);
        chapter.credits[0].name = hostile;
        store.publish_morning({chapter});
        for (const std::string& xml : {feed(site_feed), feed(event_feed, "event", store.event.id),
                                       feed(person_feed, "person", store.person.id)}) {
            const chapters::XmlText read(xml);
            EXPECT_EQ(read.fault(), "") << xml;
            EXPECT_FALSE(xml.find("&#x") != std::string::npos ||
                         xml.find("&#1") != std::string::npos)
                << xml;
        }
        EXPECT_EQ(linked_data(watch(), 0)["hasPart"].size(), 1U);
        EXPECT_THAT(watch(), Not(HasSubstr("<script>alert")));
        EXPECT_NO_THROW(manifest(store.morning.id));
        EXPECT_THAT(store.get(integrate_page, {{"recording", store.morning.id}}).body,
                    Not(HasSubstr("<script>alert")));
    }
}

TEST_F(Discovery, TheEmbedCodeFollowsWhatIsChosen) {
    publish();
    const auto page = [&](std::map<std::string, std::string> query) {
        return store.get(integrate_page, {{"recording", store.morning.id}}, std::move(query)).body;
    };
    const std::string plain = page({});
    EXPECT_THAT(plain, HasSubstr("&lt;iframe src=&quot;https://revivre.example/embed/" +
                                 store.morning.id + "&quot;"));
    EXPECT_THAT(
        plain,
        HasSubstr("&lt;script type=&quot;module&quot; src=&quot;https://revivre.example/embed.js"));
    EXPECT_THAT(plain, HasSubstr("<option value=\"" + store.person.id + "\">Apolline Kerverdo"));
    EXPECT_THAT(plain, Not(HasSubstr("Gontran")));
    const std::string chosen = page({{"kind", "list"},
                                     {"t", "1:02"},
                                     {"theme", "dark"},
                                     {"accent", "#d4002a"},
                                     {"language", "en"},
                                     {"title", "0"}});
    EXPECT_THAT(chosen, HasSubstr("src=\"/list/" + store.morning.id +
                                  "?t=1%3A02&amp;theme=dark&amp;accent=d4002a&amp;title=0&amp;"
                                  "lang=en\""));
    EXPECT_THAT(chosen, HasSubstr("data-list=&quot;1&quot; data-theme=&quot;dark&quot; "
                                  "data-accent=&quot;d4002a&quot; data-lang=&quot;en&quot; "
                                  "data-title=&quot;0&quot;"));
    EXPECT_THAT(page({{"accent", "#1f3a8a"}}), Not(HasSubstr("accent=1f3a8a")));
}

TEST_F(Discovery, TheEmbedCodePageAloneMayHoldAFrame) {
    publish();
    const auto policy = [](const Response& response) {
        for (const auto& [name, value] : response.headers) {
            if (name == "Content-Security-Policy") return value;
        }
        return std::string();
    };
    EXPECT_THAT(policy(store.get(integrate_page, {{"recording", store.morning.id}})),
                HasSubstr("; frame-src 'self'"));
    EXPECT_THAT(policy(store.get(recording_page, {{"recording", store.morning.id}})),
                Not(HasSubstr("frame-src")));
}

}  // namespace
}  // namespace revivre::server::pages
