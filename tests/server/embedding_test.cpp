#include "server/pages/embedding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "chapters/error.hpp"
#include "chapters/exchange/xml.hpp"
#include "server/oembed.hpp"
#include "server/pages/assets.hpp"
#include "server/problem.hpp"

namespace revivre::server::pages {
namespace {

using chapters::CreditStatus;
using chapters::Json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kSite = "https://revivre.example";

class Embedding : public testing::Test {
  protected:
    Embedding() { store.settings.public_url = kSite; }

    void publish() {
        second = store.intervention(30, "Suite", CreditStatus::confirmed);
        auto proposed = store.intervention(50, "Échange", CreditStatus::proposed);
        proposed.credits[0].name = "Gontran Malavoy";
        store.publish_morning(
            {store.chapter(chapters::ChapterKind::section, 0, "Générique"), second, proposed});
    }
    Response embed(std::map<std::string, std::string> query = {}) {
        return store.get(embed_page, {{"recording", store.morning.id}}, std::move(query));
    }
    Response list(const std::string& id, std::map<std::string, std::string> query = {}) {
        return store.get(list_page, {{"id", id}}, std::move(query));
    }
    Response ask(const std::string& path, std::map<std::string, std::string> query = {}) {
        query["url"] = path.starts_with('/') ? kSite + path : path;
        return store.get(oembed, {}, std::move(query));
    }
    Json answer(const std::string& path, std::map<std::string, std::string> query = {}) {
        return Json::parse(ask(path, std::move(query)).body);
    }
    static std::string field(const Response& response, const std::string& name) {
        for (const auto& [each, value] : response.headers) {
            if (each == name) return value;
        }
        return {};
    }

    PagesStore store;
    chapters::Chapter second;
};

TEST_F(Embedding, StartsWhereItIsAskedAndKeepsItsLookInItsJumps) {
    publish();
    const std::string page = embed({{"t", "31"}, {"theme", "dark"}, {"lang", "en"}}).body;
    EXPECT_THAT(page, HasSubstr("#t=31.021\""));
    EXPECT_THAT(page, HasSubstr("/embed/" + store.morning.id + "?theme=dark&amp;c=" + second.id +
                                "&amp;t=30&amp;lang=en\" aria-current=\"true\""));
    EXPECT_THAT(embed({{"c", second.id}}).body, HasSubstr("#t=30.021\""));
    EXPECT_THAT(embed({{"t", "soon"}, {"c", "cha_none"}}).body, Not(HasSubstr("#t=")));
}

TEST_F(Embedding, ShowsThePassagesOfOnePersonAlone) {
    publish();
    const std::string page = embed({{"person", store.person.id}}).body;
    EXPECT_THAT(page, HasSubstr("Suite"));
    EXPECT_THAT(page, HasSubstr("#t=30.021\""));
    EXPECT_THAT(page, Not(HasSubstr("Échange")));
    EXPECT_THAT(embed({{"s", store.person.id}}).body, Not(HasSubstr("Générique")));
    EXPECT_THAT(embed({{"s", "per_none"}}).body, HasSubstr("Générique"));
}

TEST_F(Embedding, LeavesOutWhatIsNotAsked) {
    publish();
    EXPECT_THAT(embed().body, HasSubstr("<h1 class=\"embed-title\">"));
    EXPECT_THAT(embed({{"title", "0"}}).body, HasSubstr("<h1 class=\"heard\">"));
    EXPECT_THAT(embed().body, Not(HasSubstr("aria-labelledby=\"chapters-title\" hidden")));
    EXPECT_THAT(embed({{"chapters", "0"}}).body,
                HasSubstr("aria-labelledby=\"chapters-title\" hidden"));
    EXPECT_THAT(embed().body, Not(HasSubstr("id=\"filter\"")));
    EXPECT_THAT(embed({{"search", "1"}}).body, HasSubstr("id=\"filter\""));
    EXPECT_THAT(embed().body, Not(HasSubstr(" autoplay")));
}

TEST_F(Embedding, NamesNobodyWhoIsNotConfirmed) {
    publish();
    for (const Response& page :
         {embed(), list(store.morning.id), list(store.event.id), ask("/v/" + store.morning.id)}) {
        EXPECT_THAT(page.body, Not(HasSubstr("Gontran")));
    }
}

TEST_F(Embedding, R43IsFramedByTheSitesThatMay) {
    publish();
    const std::string open = field(embed(), "Content-Security-Policy");
    EXPECT_THAT(open, StartsWith("default-src 'none'; script-src 'self'; style-src 'self'"));
    EXPECT_THAT(open, Not(HasSubstr("unsafe-inline")));
    EXPECT_THAT(open, Not(HasSubstr("frame-ancestors")));
    EXPECT_EQ(field(embed(), "Referrer-Policy"), "strict-origin-when-cross-origin");
    EXPECT_THAT(field(embed(), "Permissions-Policy"), HasSubstr("camera=()"));
    EXPECT_THAT(embed().body, HasSubstr("data-origins=\"*\""));
    store.settings.framing_origins = {"https://one.example", "https://two.example:8443"};
    EXPECT_THAT(field(embed(), "Content-Security-Policy"),
                HasSubstr("; frame-ancestors 'self' https://one.example https://two.example:8443"));
    EXPECT_THAT(embed().body,
                HasSubstr("data-origins=\"https://one.example https://two.example:8443\""));
}

TEST_F(Embedding, R47ShowsNothingOfADraft) {
    EXPECT_EQ(embed().status, 404);
    EXPECT_EQ(list(store.morning.id).status, 404);
    EXPECT_EQ(list(store.event.id).status, 404);
    EXPECT_EQ(list(store.person.id).status, 404);
    EXPECT_EQ(list("x").status, 404);
    EXPECT_THAT(embed().body, Not(HasSubstr("matin")));
    for (const std::string& path :
         {"/v/" + store.morning.id, "/embed/" + store.morning.id, "/list/" + store.morning.id,
          "/e/" + store.event.id, "/p/" + store.person.id}) {
        EXPECT_THROW(ask(path), Error) << path;
    }
}

TEST_F(Embedding, ListsRecordingsEventsAndPersonsAlone) {
    publish();
    store.publish_afternoon({store.intervention(70, "Reprise", CreditStatus::confirmed)});
    EXPECT_THAT(list(store.morning.id).body,
                HasSubstr("/v/" + store.morning.id + "?c=" + second.id +
                          "&amp;t=30\" target=\"_blank\" rel=\"noopener\""));
    EXPECT_THAT(list(store.morning.id).body, Not(HasSubstr("<video")));
    EXPECT_THAT(list(store.event.id).body, HasSubstr("Reprise"));
    const std::string person = list(store.person.id).body;
    EXPECT_THAT(person, HasSubstr("Suite"));
    EXPECT_THAT(person, HasSubstr("Reprise"));
    EXPECT_THAT(person, Not(HasSubstr("Générique")));
}

TEST_F(Embedding, R51OEmbedAnswersAsTheSpecificationSays) {
    publish();
    const Json video = answer("/v/" + store.morning.id + "?t=31");
    EXPECT_EQ(video["type"], "video");
    EXPECT_EQ(video["version"], "1.0");
    EXPECT_EQ(video["title"], "Nos places, nos villages – matin");
    EXPECT_EQ(video["width"], 800);
    EXPECT_EQ(video["height"], 450);
    EXPECT_EQ(video["provider_url"], "https://revivre.example/");
    EXPECT_FALSE(video.contains("thumbnail_url"));
    const auto html = video["html"].get<std::string>();
    EXPECT_THAT(html, StartsWith("<iframe src=\"https://revivre.example/embed/" + store.morning.id +
                                 "?t=31\" title=\"Nos places"));
    const Json rich = answer("/e/" + store.event.id);
    EXPECT_EQ(rich["type"], "rich");
    EXPECT_THAT(rich["html"].get<std::string>(), HasSubstr("/list/" + store.event.id + "\""));
    EXPECT_EQ(answer("/p/" + store.person.id)["title"], "Apolline Kerverdo");
    EXPECT_EQ(answer("/list/" + store.morning.id)["type"], "rich");
    EXPECT_EQ(answer("/embed/" + store.morning.id)["type"], "video");
}

TEST_F(Embedding, R51OEmbedKeepsStartChapterPersonAndLanguage) {
    publish();
    const auto html = [&](const std::string& rest) {
        return answer("/v/" + store.morning.id + rest)["html"].get<std::string>();
    };
    EXPECT_THAT(html("?t=1:02&lang=en"), HasSubstr("?t=1%3A02&amp;lang=en\""));
    EXPECT_THAT(html("#t=62"), HasSubstr("?t=62\""));
    EXPECT_THAT(html("?c=" + second.id + "&t=30"), HasSubstr("?c=" + second.id + "&amp;t=30\""));
    EXPECT_THAT(html("?person=" + store.person.id), HasSubstr("?person=" + store.person.id));
}

TEST_F(Embedding, R51OEmbedStaysWithinTheSizeAsked) {
    publish();
    const std::string path = "/v/" + store.morning.id;
    const Json narrow = answer(path, {{"maxwidth", "500"}});
    EXPECT_EQ(narrow["width"], 500);
    EXPECT_EQ(narrow["height"], 281);
    const Json low = answer(path, {{"maxwidth", "500"}, {"maxheight", "90"}});
    EXPECT_EQ(low["width"], 160);
    EXPECT_EQ(low["height"], 90);
    EXPECT_EQ(answer(path, {{"maxwidth", "5000"}})["width"], 800);
    EXPECT_EQ(answer("/e/" + store.event.id, {{"maxheight", "100"}})["height"], 100);
    for (const char* bad : {"0", "-5", "wide", "1e9"}) {
        EXPECT_THROW(answer(path, {{"maxwidth", bad}}), ParameterError) << bad;
    }
}

TEST_F(Embedding, R51OEmbedRefusesWhatIsNotHere) {
    publish();
    EXPECT_THROW(store.get(oembed), ParameterError);
    EXPECT_EQ(ask("/v/" + store.morning.id, {{"format", "yaml"}}).status, 501);
    for (const char* url :
         {"/", "/v/", "/v/rec_none", "/search?q=x", "/e/rec_none", "/v/../v/x", "about:blank",
          "https://elsewhere.example/v/x", "https://revivre.example.evil.example/v/x",
          "https://revivre.example", "javascript:alert(1)", "//revivre.example/v/x"}) {
        EXPECT_THROW(ask(url), Error) << url;
    }
    EXPECT_THROW(ask("https://revivre.example@evil.example/v/" + store.morning.id), Error);
    EXPECT_EQ(ask("http://revivre.example/v/" + store.morning.id).status, 200);
}

TEST_F(Embedding, R51OEmbedWritesXmlThatHoldsTheSame) {
    store.event.title = "<b>&\"'</b>]]>";
    store.repository().save_event(store.event);
    publish();
    const Response xml = ask("/v/" + store.morning.id, {{"format", "xml"}});
    EXPECT_EQ(xml.content_type, "text/xml; charset=utf-8");
    const chapters::XmlText read(xml.body);
    EXPECT_EQ(read.fault(), "");
    const Json json = answer("/v/" + store.morning.id);
    for (const auto& [name, value] : json.items()) {
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        EXPECT_EQ(read.root().child(name.c_str()).text().get(), text) << name;
    }
}

TEST_F(Embedding, R2EveryFrameHasATitle) {
    publish();
    const auto html = answer("/v/" + store.morning.id)["html"].get<std::string>();
    EXPECT_THAT(html, HasSubstr("title=\"Nos places, nos villages – matin\""));
}

TEST_F(Embedding, R52DiscoveryStandsEarlyInTheHead) {
    publish();
    const std::string page =
        store.get(recording_page, {{"recording", store.morning.id}}, {{"t", "31"}}).body;
    const auto discovery = page.find("<link rel=\"alternate\" type=\"application/json+oembed\"");
    ASSERT_NE(discovery, std::string::npos);
    EXPECT_LT(discovery, 1000U);
    EXPECT_LT(discovery, page.find("</head>"));
    EXPECT_THAT(page, HasSubstr("href=\"https://revivre.example/oembed?url=https%3A%2F%2F"
                                "revivre.example%2Fv%2F" +
                                store.morning.id + "%3Ft%3D31&amp;format=json\""));
    EXPECT_THAT(page, HasSubstr("type=\"text/xml+oembed\""));
    EXPECT_THAT(store.get(event_page, {{"event", store.event.id}}).body,
                HasSubstr("application/json+oembed"));
    EXPECT_THAT(store.get(person_page, {{"person", store.person.id}}).body,
                HasSubstr("application/json+oembed"));
}

TEST(Themes, TakeOnlyColours) {
    PagesStore store;
    for (const char* bad : {"red", "12345", "1234567", "12345g", "};a{", "#"}) {
        EXPECT_THROW(store.get(theme_page, {}, {{"accent", bad}}), ParameterError) << bad;
    }
    EXPECT_EQ(store.get(theme_page).body, "");
    EXPECT_THAT(store.get(theme_page, {}, {{"theme", "dark"}}).body,
                HasSubstr("color-scheme:dark"));
    EXPECT_THAT(store.get(theme_page, {}, {{"accent", "#D4002A"}}).body,
                HasSubstr(":root{--accent:#d4002a;--accent-ink:#ffffff}"));
}

// WCAG 2.1, 1.4.3, on every colour of a coarse cube, in both themes; the surfaces are read from the
// sheets that pages get.
TEST(Themes, R3MakeEveryAccentReadable) {
    for (const char* name : {"theme-light.css", "theme-dark.css"}) {
        const std::string sheet(asset_named(name).value().content);
        for (const char* surface : {"--paper: #", "--surface: #", "--current: #"}) {
            std::string digits = sheet.substr(sheet.find(surface) + std::string(surface).size());
            digits = digits.substr(0, digits.find_first_of(";}"));
            if (digits.size() == 3) {
                digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
            }
            const Colour on = parse_colour(digits).value();
            const Colour nearest = std::string(name) == "theme-light.css"
                                       ? Colour{0xE6, 0xEC, 0xFB}
                                       : Colour{0x25, 0x30, 0x4A};
            for (int code = 0; code < 512; ++code) {
                const Accent made =
                    readable_on({code % 8 * 36, code / 8 % 8 * 36, code / 64 * 36}, nearest);
                EXPECT_GE(contrast(made.colour, on), 4.5) << name << surface << code;
                EXPECT_GE(contrast(made.colour, made.ink), 4.5) << code;
            }
        }
    }
}

TEST(EmbedScript, IsSmall) {
    EXPECT_LE(asset_named("embed.js").value().content.size(), 3U * 1024U);
}

}  // namespace
}  // namespace revivre::server::pages
