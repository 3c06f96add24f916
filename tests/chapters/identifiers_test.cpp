#include "chapters/persons/identifiers.hpp"

#include <gtest/gtest.h>

#include "chapters/error.hpp"

namespace revivre::chapters::persons {
namespace {

TEST(Identifiers, AreTakenInTheFormsThatPeopleCopy) {
    EXPECT_EQ(identifier("wikidata", "https://www.wikidata.org/wiki/Q42"), "Q42");
    EXPECT_EQ(identifier("wikidata", "q42"), "Q42");
    EXPECT_EQ(identifier("isni", "0000 0001 2103 2683"), "0000000121032683");
    EXPECT_EQ(identifier("isni", "https://isni.org/isni/0000000121032683"), "0000000121032683");
    EXPECT_EQ(identifier("idref", "https://www.idref.fr/026927608/"), "026927608");
    EXPECT_EQ(identifier("viaf", "http://viaf.org/viaf/96994048"), "96994048");
    EXPECT_EQ(identifier("url", "https://exemple.test/anne-roy"), "https://exemple.test/anne-roy");
}

TEST(Identifiers, AreRefusedWhenTheyCannotBe) {
    EXPECT_FALSE(identifier("wikidata", "P31"));
    EXPECT_FALSE(identifier("wikidata", "Q0"));
    EXPECT_FALSE(identifier("isni", "0000000121032684"));  // the check digit
    EXPECT_FALSE(identifier("isni", "000000012103268"));
    EXPECT_FALSE(identifier("idref", "026927609"));
    EXPECT_FALSE(identifier("viaf", "12a"));
    EXPECT_FALSE(identifier("viaf", ""));
    EXPECT_FALSE(identifier("url", "javascript:alert(1)"));
    EXPECT_THROW(identifier("orcid", "0000-0002-1825-0097"), Error);
}

TEST(Identifiers, MayEndWithX) {
    EXPECT_EQ(identifier("idref", "02686018x"), "02686018X");
    EXPECT_EQ(identifier("isni", "0000 0000 0000 001x"), "000000000000001X");
}

}  // namespace
}  // namespace revivre::chapters::persons
