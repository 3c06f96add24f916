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

TEST_F(Pages, R20MarkTitlesWithTheirLanguage) {
    auto chapter = store.intervention(7, "Grüße aus Brézolles", CreditStatus::confirmed);
    chapter.language = "de";
    chapter.translations = {{"fr", "Salutations de Brézolles"}, {"en", "Greetings"}};
    store.publish_morning({chapter});
    const std::string french = body(event_page, {{"event", store.event.id}});
    EXPECT_THAT(french, HasSubstr("<bdi lang=\"de\">Grüße aus Brézolles</bdi> <span "
                                  "class=\"translation\"><bdi>Salutations de Brézolles</bdi>"));
    EXPECT_THAT(french, Not(HasSubstr("Greetings")));
    // What says nothing of its language is in the site's.
    const std::string english = body(event_page, {{"event", store.event.id}}, {{"lang", "en"}});
    EXPECT_THAT(english, HasSubstr("<bdi lang=\"fr\">Nos places, nos villages</bdi>"));
    EXPECT_THAT(english, HasSubstr("<bdi>Greetings</bdi>"));
    EXPECT_THAT(french, Not(HasSubstr("<bdi lang=\"fr\">")));
}

TEST_F(Pages, R47ForgetWhatIsTakenBack) {
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed)});
    EXPECT_THAT(body(persons_page), HasSubstr("Kerverdo, Apolline"));
    EXPECT_THAT(body(site_map_page), HasSubstr("Nos places, nos villages"));
    store.repository().publish(store.morning.id, 0);
    for (const auto& page : {body(home_page), body(persons_page), body(site_map_page),
                             body(search_page, {}, {{"q", "bienvenue"}})}) {
        EXPECT_THAT(page, Not(HasSubstr("Kerverdo")));
        EXPECT_THAT(page, Not(HasSubstr("Nos places")));
    }
    EXPECT_THROW(body(event_page, {{"event", store.event.id}}), Error);
    EXPECT_THROW(watch(), Error);
    EXPECT_THROW(body(person_page, {{"person", store.person.id}}), Error);
}

TEST_F(Pages, R35ListPersonsByLetterAndEventsByYear) {
    auto unnamed = store.intervention(30, "Suite", CreditStatus::proposed);
    store.publish_morning({store.intervention(7, "Bienvenue", CreditStatus::confirmed), unnamed});
    chapters::Event older = store.event;
    older.id.clear();
    older.title = "Nos granges";
    older.date = "2017-06-01";
    older.id = store.repository().save_event(older);
    store.afternoon.event = older.id;
    store.repository().save_recording(store.afternoon);
    store.publish_afternoon({store.chapter(ChapterKind::section, 3, "Générique")});
    const std::string home = body(home_page);
    EXPECT_LT(home.find("<h2 id=\"year-2019\">"), home.find("<h2 id=\"year-2017\">"));
    EXPECT_THAT(home, HasSubstr("<a href=\"#year-2017\">2017</a>"));
    const std::string persons = body(persons_page);
    EXPECT_THAT(persons, HasSubstr("<h2 id=\"letter-k\">K</h2>"));
    EXPECT_THAT(persons, HasSubstr("1 intervention<"));
}

TEST_F(Pages, R40SayWhatTheLawAsksOrThatItIsMissing) {
    const std::string bare = body(legal_page);
    for (const char* setting : {"publisher", "publisher-address", "director", "host-name"}) {
        EXPECT_THAT(bare, HasSubstr("réglage «\u00A0" + std::string(setting) + "\u00A0»"));
    }
    EXPECT_THAT(bare, HasSubstr("Accessibilité\u00A0: non conforme"));
    Site& site = store.settings.site;
    site.publisher = "Communauté de communes du Val d’Orne";
    site.publisher_address = "1 place du Marché, Brézolles-sur-Orne";
    site.director = "Maëlle Trévarin";
    site.host = "Hébergerie de l’Orne";
    site.contact = "accueil@val-d-orne.example";
    site.accessibility = Conformity::partial;
    site.accessibility_date = "2026-11-01";
    site.accessibility_auditor = "Atelier Lisible";
    site.accessibility_rate = 83;
    site.accessibility_gaps = "Trois enregistrements sans sous-titres.";
    site.accessibility_plan = "https://val-d-orne.example/schema";
    EXPECT_TRUE(missing_settings(site).empty());
    for (const std::string& page : {body(legal_page), body(accessibility_page)}) {
        EXPECT_THAT(page, Not(HasSubstr("À compléter")));
        EXPECT_THAT(page, HasSubstr("href=\"mailto:accueil@val-d-orne.example\""));
        EXPECT_THAT(page, HasSubstr("Accessibilité\u00A0: partiellement conforme"));
    }
    const std::string declaration = body(accessibility_page);
    EXPECT_THAT(declaration, HasSubstr("Atelier Lisible révèle que 83\u00A0% des critères"));
    EXPECT_THAT(declaration, HasSubstr("établie le 1er novembre 2026"));
    EXPECT_THAT(declaration, HasSubstr("href=\"https://val-d-orne.example/schema\""));
    EXPECT_THAT(declaration, HasSubstr("Défenseur des droits"));
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
