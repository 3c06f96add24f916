#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/json.hpp"
#include "server/routes/registry.hpp"
#include "tests/server/pages_store.hpp"

namespace revivre::server::pages {
namespace {

using chapters::CreditStatus;
using testing::HasSubstr;
using testing::Not;

class Search : public testing::Test {
  protected:
    Search() {
        chapters::Chapter talk = store.intervention(7, "Bienvenue", CreditStatus::confirmed);
        talk.end = std::chrono::seconds(60);
        talk.summary = "Un bilan de la voirie.";
        store.publish_morning({talk});
        store.repository().save_text_track(
            {.recording = store.morning.id,
             .language = "fr",
             .cues = {{std::chrono::seconds(20), std::chrono::seconds(25), "",
                       "Parlons <b>des habitants</b> & du marché."},
                      {std::chrono::seconds(90), std::chrono::seconds(95), "", "Merci, fin."}}});
    }

    std::string page(std::map<std::string, std::string> query, const std::string& language = "fr") {
        return store.get(search_page, {}, std::move(query), language).body;
    }

    chapters::Json json(const std::string& text) {
        Request request;
        request.method = "GET";
        request.path = "/api/v1/search";
        request.query = {{"q", text}};
        Context context{store.repository(), store.settings};
        return chapters::Json::parse(routes::search().front().handle(request, context).body);
    }

    PagesStore store;
};

TEST_F(Search, MarksWhatMatchedOnThePageAndNeverInJson) {
    EXPECT_THAT(
        page({{"q", "habitants"}}),
        HasSubstr("Parlons &lt;b&gt;des <mark>habitants</mark>&lt;/b&gt; &amp; du marché."));
    const auto found = json("habitants")["results"][0]["found"];
    EXPECT_EQ(found["in"], "transcript");
    EXPECT_EQ(found["start_ms"], 20'000);
    EXPECT_EQ(found["excerpt"], chapters::Json::parse(R"([{"text":"Parlons <b>des ","match":false},
                {"text":"habitants","match":true},{"text":"</b> & du marché.","match":false}])"));
}

TEST_F(Search, JumpsToThePassageWithinItsChapter) {
    EXPECT_THAT(page({{"q", "habitants"}}), HasSubstr("&amp;t=20\""));
    const auto result = json("habitants")["results"][0];
    EXPECT_EQ(result["title"], "Bienvenue");
    EXPECT_THAT(result["links"]["watch"].get<std::string>(), testing::EndsWith("#t=20,25"));
}

TEST_F(Search, TellsPassagesThatNoChapterHolds) {
    const auto result = json("merci")["results"][0];
    EXPECT_TRUE(result["id"].is_null());
    EXPECT_EQ(result["links"]["watch"], "/v/" + store.morning.id + "#t=90,95");
    EXPECT_THAT(page({{"q", "merci"}}), HasSubstr("1 passage<"));
}

TEST_F(Search, SuggestsInBoth) {
    EXPECT_EQ(json("kerverdeau")["suggestion"], "Kerverdo");
    EXPECT_THAT(page({{"q", "kerverdeau"}}),
                HasSubstr("<a href=\"/search?q=Kerverdo\"><bdi>Kerverdo</bdi></a>"));
    EXPECT_TRUE(json("kerverdo")["suggestion"].is_null());
    EXPECT_EQ(json("kerverdo")["total"], 1);
    EXPECT_EQ(json("kerverdo")["complete"], true);
}

TEST_F(Search, R18SaysHowManyInOneStatus) {
    const std::string text = page({{"q", "kerv"}});
    EXPECT_THAT(text, HasSubstr("1 intervention, 1 intervenant</p>"));
    EXPECT_EQ(text.find("role=\"status\""), text.rfind("role=\"status\""));
    EXPECT_THAT(page({}), HasSubstr("role=\"status\""));
    EXPECT_THAT(page({{"q", "voirie"}}), HasSubstr("Un bilan de la <mark>voirie</mark>."));
}

TEST_F(Search, NamesOnlyFiltersThatArePublic) {
    const auto hidden = store.repository().save_person(
        {.id = {}, .name = "Gwenaëlle Pors", .sort_name = {}, .variants = {}});
    EXPECT_THAT(page({{"q", "a"}, {"person", hidden}}), Not(HasSubstr("Pors")));
    EXPECT_THAT(page({{"person", store.person.id}}), HasSubstr("Apolline Kerverdo"));
    EXPECT_THAT(page({{"person", "<b>"}}), HasSubstr("0 passage"));
}

}  // namespace
}  // namespace revivre::server::pages
