#include "chapters/text/fold.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Fold, DropsCaseAccentsAndLigatures) {
    EXPECT_EQ(fold("François ÇABRELLE"), "francois cabrelle");
    EXPECT_EQ(fold("Œuvre et cœur, Łukasz, Straße, Ærø"), "oeuvre et coeur, lukasz, strasse, aero");
}

TEST(Fold, MakesApostrophesHyphensAndBlanksPlain) {
    EXPECT_EQ(fold("L’Houmédec – Jean‑Côme\u00A0X"), "l'houmedec - jean-come x");
}

TEST(Fold, ReadsComposedAndDecomposedAlike) {
    EXPECT_EQ(fold("e\u0301te\u0301"), fold("\u00E9t\u00E9"));
}

TEST(Fold, SurvivesBytesThatAreNoText) {
    EXPECT_EQ(fold("a\xFF\xC3"), "a\uFFFD\uFFFD");
    EXPECT_EQ(to_nfc("\x80"), "\uFFFD");
}

TEST(FoldedWords, AreRunsOfLettersAndDigits) {
    EXPECT_THAT(folded_words("« L'été 2019 » : Jean-Côme…"),
                ElementsAre("l", "ete", "2019", "jean", "come"));
    EXPECT_THAT(folded_words("北京。شكرا"), ElementsAre("北京", "شكرا"));
    EXPECT_THAT(folded_words(" – !"), IsEmpty());
}

TEST(ToNfc, Composes) {
    EXPECT_EQ(to_nfc("e\u0301"), "\u00E9");
}

}  // namespace
}  // namespace revivre::chapters
