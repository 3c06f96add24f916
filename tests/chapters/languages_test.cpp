#include "chapters/exchange/languages.hpp"

#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

TEST(Languages, HaveTwoLettersWhereThereAreSome) {
    EXPECT_EQ(tag_of_iso639("fre"), "fr");
    EXPECT_EQ(tag_of_iso639("fra"), "fr");
    EXPECT_EQ(tag_of_iso639("GER"), "de");
    EXPECT_EQ(tag_of_iso639("zul"), "zu");
    EXPECT_EQ(tag_of_iso639("grc"), "grc");
    EXPECT_EQ(tag_of_iso639("fr"), "fr");
}

TEST(Languages, KeepTheCountryThatOldFilesWriteBehindThem) {
    EXPECT_EQ(tag_of_iso639("fre-ca"), "fr-CA");
    EXPECT_EQ(tag_of_iso639("fre-123"), "fr");
}

TEST(Languages, AreEmptyWhenUndeterminedOrNoCode) {
    EXPECT_EQ(tag_of_iso639("und"), "");
    EXPECT_EQ(tag_of_iso639("mis"), "");
    EXPECT_EQ(tag_of_iso639(""), "");
    EXPECT_EQ(tag_of_iso639("french"), "");
    EXPECT_EQ(tag_of_iso639("f1"), "");
}

TEST(Languages, BecomeBibliographicCodes) {
    EXPECT_EQ(iso639_of_tag("fr-CA"), "fre");
    EXPECT_EQ(iso639_of_tag("fra"), "fre");
    EXPECT_EQ(iso639_of_tag("grc"), "grc");
    EXPECT_EQ(iso639_of_tag("xx"), "und");
    EXPECT_EQ(iso639_of_tag(""), "und");
}

TEST(Languages, GoToCodesAndBack) {
    for (const char* tag : {"aa", "ar", "de", "en", "es", "fa", "fr", "it", "nl", "zh", "zu"})
        EXPECT_EQ(tag_of_iso639(iso639_of_tag(tag)), tag);
}

TEST(Languages, KnowATagByItsShape) {
    EXPECT_TRUE(is_bcp47_tag("fr"));
    EXPECT_TRUE(is_bcp47_tag("zh-Hant-TW"));
    EXPECT_TRUE(is_bcp47_tag("sl-1994"));
    EXPECT_FALSE(is_bcp47_tag(""));
    EXPECT_FALSE(is_bcp47_tag("f"));
    EXPECT_FALSE(is_bcp47_tag("fr-"));
    EXPECT_FALSE(is_bcp47_tag("français"));
    EXPECT_FALSE(is_bcp47_tag("langue maternelle"));
}

}  // namespace
}  // namespace revivre::chapters
