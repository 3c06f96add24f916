#include "server/pages/pages.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "chapters/error.hpp"
#include "server/pages/error_page.hpp"

namespace revivre::server::pages {
namespace {

using chapters::ChapterKind;
using chapters::CreditStatus;
using testing::HasSubstr;
using testing::Not;

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

class Pages : public testing::Test {
  protected:
    std::string body(Response (*page)(const Request&, Context&),
                     std::map<std::string, std::string> parameters = {},
                     std::map<std::string, std::string> query = {}) {
        return store.get(page, std::move(parameters), std::move(query)).body;
    }
    std::string watch(std::map<std::string, std::string> query = {}) {
        return body(recording_page, {{"recording", store.morning.id}}, std::move(query));
    }
    PagesStore store;
};

TEST_F(Pages, ShowAnEventWithItsCountsOnTheHomePage) {
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed)});
    const std::string page = body(home_page);
    EXPECT_THAT(page, HasSubstr("href=\"/e/" + store.event.id + "\""));
    EXPECT_THAT(page, HasSubstr("<time datetime=\"2019-03-14\">14 mars 2019</time>"));
    EXPECT_THAT(page, HasSubstr("1 enregistrement<"));
    EXPECT_THAT(page, HasSubstr("1 intervenant<"));
}

TEST_F(Pages, HaveNothingToShowBeforePublication) {
    EXPECT_THAT(body(home_page), HasSubstr("Aucun événement n’est encore publié."));
    EXPECT_THROW(body(event_page, {{"event", store.event.id}}), Error);
    EXPECT_THROW(watch(), Error);
    EXPECT_THROW(body(person_page, {{"person", store.person.id}}), Error);
    EXPECT_THROW(body(event_page, {{"event", ""}}), Error);
}

TEST_F(Pages, PutBothRecordingsOfAnEventUnderOneTable) {
    const auto first = store.intervention(7, "Bienvenue", CreditStatus::confirmed);
    store.publish_morning({first});
    store.publish_afternoon({store.intervention(70, "Reprise", CreditStatus::confirmed)});
    const std::string page = body(event_page, {{"event", store.event.id}});
    EXPECT_LT(page.find(">matin<"), page.find(">après-midi<"));
    EXPECT_THAT(page, HasSubstr("/v/" + store.morning.id + "?c=" + first.id + "&amp;t=7\""));
    EXPECT_EQ(occurrences(page, "<h1>"), 1U);
    // In the contents and as a heading, in each recording.
    EXPECT_EQ(occurrences(page, "<bdi>Ouverture</bdi>"), 4U);
    EXPECT_EQ(occurrences(page, "(suite)"), 2U);
    EXPECT_EQ(occurrences(page, "se poursuit dans l’enregistrement suivant"), 1U);
    EXPECT_THAT(page, HasSubstr("<a href=\"#" + first.id + "\">"));
    EXPECT_THAT(page, HasSubstr("<h3 id=\"" + first.id + "\">"));
    EXPECT_THAT(page, HasSubstr("2 interventions</span></li>"));
}

TEST_F(Pages, StartThePlayerAtTheAskedTime) {
    const auto second = store.intervention(30, "Suite", CreditStatus::confirmed);
    store.publish_morning({store.intervention(7, "Début", CreditStatus::confirmed), second});
    // The container's clock shows 0.021 s at the first frame.
    EXPECT_THAT(watch({{"t", "1:02:03.5"}}), HasSubstr("#t=3723.521\""));
    EXPECT_THAT(watch({{"c", second.id}}), HasSubstr("#t=30.021\""));
    EXPECT_THAT(watch({{"c", second.id}, {"t", "7"}}), HasSubstr("#t=7.021\""));
    EXPECT_THAT(watch({{"t", "99999999"}}), HasSubstr("#t=10800.021\""));
    EXPECT_THAT(watch({{"t", "soon"}, {"c", "cha_none"}}), Not(HasSubstr("#t=")));
}

TEST_F(Pages, MarkTheChapterAtTheAskedTime) {
    const auto second = store.intervention(30, "Suite", CreditStatus::confirmed);
    store.publish_morning({store.intervention(7, "Début", CreditStatus::confirmed), second});
    EXPECT_EQ(occurrences(watch(), "aria-current"), 0U);
    const std::string page = watch({{"t", "39.999"}});
    EXPECT_EQ(occurrences(page, "aria-current=\"true\""), 1U);
    EXPECT_THAT(page, HasSubstr("c=" + second.id + "&amp;t=30\" aria-current=\"true\""));
}

TEST_F(Pages, NameNobodyWhoIsNotConfirmed) {
    store.publish_morning({store.intervention(7, "Accueil", CreditStatus::proposed)});
    const std::string page = watch();
    EXPECT_THAT(page, HasSubstr("Intervenant non identifié"));
    EXPECT_THAT(page, HasSubstr("Accueil"));
    EXPECT_THAT(page, Not(HasSubstr(store.person.name)));
    EXPECT_THROW(body(person_page, {{"person", store.person.id}}), Error);
}

TEST_F(Pages, ListEveryInterventionOfAPersonWithItsProof) {
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed)});
    store.publish_afternoon({store.intervention(70, "Reprise", CreditStatus::confirmed)});
    const std::string page = body(person_page, {{"person", store.person.id}});
    EXPECT_THAT(page, HasSubstr("<h1><bdi>Apolline Kerverdo</bdi></h1>"));
    EXPECT_THAT(page, HasSubstr("2 interventions"));
    EXPECT_THAT(page,
                HasSubstr("nom lu dans les chapitres du fichier et confirmé par le programme"));
    EXPECT_LT(page.find("Bienvenue"), page.find("Reprise"));
    EXPECT_THAT(page, HasSubstr("datetime=\"PT10S\">10\u00A0s<"));
}

TEST_F(Pages, GroupWhatASearchFinds) {
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed)});
    store.publish_afternoon({store.intervention(70, "Reprise", CreditStatus::confirmed)});
    const std::string page = body(search_page, {}, {{"q", "kerv"}});
    EXPECT_THAT(page, HasSubstr("2 interventions, 1 intervenant<"));
    EXPECT_EQ(occurrences(page, "<h2>"), 1U);
    EXPECT_EQ(occurrences(page, "<h3>"), 2U);
    EXPECT_THAT(page, HasSubstr("<title>Recherche : kerv – revivre</title>"));
}

TEST_F(Pages, SayThatASearchFoundNothing) {
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed)});
    const std::string page = body(search_page, {}, {{"q", "x'\"><script>"}});
    EXPECT_THAT(page,
                HasSubstr("Aucun passage ne correspond à « x&#39;&quot;&gt;&lt;script&gt; »."));
    EXPECT_THAT(body(search_page), HasSubstr("Écrivez un nom"));
}

TEST_F(Pages, KeepTheLanguageThatTheAddressAsks) {
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::proposed)});
    const std::string page = watch({{"lang", "en"}});
    EXPECT_THAT(page, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(page, HasSubstr("Speaker not identified"));
    EXPECT_THAT(page, HasSubstr("&amp;t=7&amp;lang=en\""));
    EXPECT_THAT(page, HasSubstr("name=\"lang\" value=\"en\""));
    EXPECT_THAT(watch(), Not(HasSubstr("&amp;t=7&amp;lang=")));
}

TEST_F(Pages, ForbidWhateverIsNotTheirOwn) {
    const Response page = store.get(home_page, {}, {});
    EXPECT_THAT(page.headers, testing::Contains(testing::Pair(
                                  "Content-Security-Policy",
                                  HasSubstr("default-src 'none'; script-src 'self'"))));
    EXPECT_THAT(page.headers, testing::Contains(testing::Pair("Vary", "Accept-Language")));
    EXPECT_THAT(page.body, Not(HasSubstr(" style=")));
}

TEST_F(Pages, UseTheAudioElementWithoutAPicture) {
    store.morning.streams[0].attached_picture = true;
    store.repository().save_recording(store.morning);
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed)});
    const std::string page = watch();
    EXPECT_THAT(page, HasSubstr("<audio id=\"player\" controls preload=\"metadata\""));
    EXPECT_THAT(page, Not(HasSubstr("<video")));
    EXPECT_THAT(page, Not(HasSubstr("autoplay")));
}

TEST_F(Pages, ShowAPauseWithoutASpeaker) {
    store.publish_morning({store.chapter(ChapterKind::pause, 3, "Pause café")});
    const std::string page = watch();
    EXPECT_THAT(page, HasSubstr("<li class=\"light\">"));
    EXPECT_THAT(page, Not(HasSubstr("Intervenant non identifié")));
}

TEST_F(Pages, AnswerErrorsInTheVisitorsLanguage) {
    Request request;
    request.accept_language = "en";
    const std::string missing = error_page(404, "no <b>such</b> thing", request, store.settings);
    EXPECT_THAT(missing, HasSubstr("<title>Page not found (error 404) – revivre</title>"));
    EXPECT_THAT(missing, HasSubstr("no &lt;b&gt;such&lt;/b&gt; thing"));
    const std::string failed = error_page(503, "/var/lib/secret", {}, store.settings);
    EXPECT_THAT(failed, HasSubstr("Service indisponible"));
    EXPECT_THAT(failed, Not(HasSubstr("/var/lib/secret")));
}

}  // namespace
}  // namespace revivre::server::pages
