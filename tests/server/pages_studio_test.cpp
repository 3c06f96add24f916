#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "server/pages/studio.hpp"

namespace revivre::server::pages {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

TEST(StudioPage, TellsNothingOfWhatIsKeptHere) {
    PagesStore store;
    store.publish_morning({store.intervention(7, "Bienvenue", chapters::CreditStatus::confirmed)});
    const std::string page = store.get(studio_page, {{"recording", store.morning.id}}).body;
    EXPECT_THAT(page, Not(HasSubstr(store.morning.id)));
    EXPECT_THAT(page, Not(HasSubstr("Bienvenue")));
    EXPECT_EQ(page, store.get(studio_page, {{"recording", "rec_none"}}).body);
}

TEST(StudioPage, RunsOnlyOurScriptAndIsFramedByNobody) {
    PagesStore store;
    const Response answer = store.get(studio_page);
    EXPECT_EQ(answer.cache_control, "no-store");
    EXPECT_THAT(
        answer.headers,
        Contains(Pair("Content-Security-Policy",
                      AllOf(HasSubstr("default-src 'none'; script-src 'self';"),
                            HasSubstr("frame-ancestors 'none'"), Not(HasSubstr("unsafe"))))));
    EXPECT_THAT(answer.body, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
}

TEST(StudioPage, SpeaksTheLanguageOfTheVisit) {
    PagesStore store;
    EXPECT_THAT(store.get(studio_page).body,
                AllOf(HasSubstr("<html lang=\"fr\">"), HasSubstr("Aller au contenu")));
    const Response english = store.get(studio_page, {}, {{"lang", "en"}});
    EXPECT_THAT(english.body,
                AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("needs JavaScript")));
    EXPECT_THAT(english.headers, Contains(Pair("Content-Language", "en")));
}

}  // namespace
}  // namespace revivre::server::pages
