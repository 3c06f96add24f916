#include "chapters/text/character_references.hpp"

#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

TEST(HtmlReferences, TakeTheLongestNameThatIsOne) {
    EXPECT_EQ(decode_html_references("a &notit; b"), "a ¬it; b");
    EXPECT_EQ(decode_html_references("a &notin; b"), "a ∉ b");
    EXPECT_EQ(decode_html_references("&amp;amp;"), "&amp;");
}

TEST(HtmlReferences, KnowOldNamesWithoutTheirSemicolon) {
    EXPECT_EQ(decode_html_references("caf&eacute &ltb&gt"), "café <b>");
    EXPECT_EQ(decode_html_references("&hellip &hellip;"), "&hellip …");
}

TEST(HtmlReferences, KnowTheLongestNameAndNamesOfTwoCharacters) {
    EXPECT_EQ(decode_html_references("&CounterClockwiseContourIntegral;"), "∳");
    EXPECT_EQ(decode_html_references("&nsubE;"), "\u2AC5\u0338");
    EXPECT_EQ(decode_html_references("&zwnj;&Aacute;&AElig"), "\u200CÁÆ");
}

TEST(HtmlReferences, DecodeNumbersAndReplaceWhatIsNoCharacter) {
    EXPECT_EQ(decode_html_references("&#233;&#xE9&#XE9;"), "ééé");
    EXPECT_EQ(decode_html_references("&#x80;&#0;&#xD800;&#99999999999;"), "€\uFFFD\uFFFD\uFFFD");
}

TEST(HtmlReferences, LeaveWhatIsNoReference) {
    for (const std::string_view text : {"R&D", "&", "&;", "&#;", "&#x;", "&1;", "& co", "&bogus;"})
        EXPECT_EQ(decode_html_references(text), text);
}

TEST(CharacterReferences, EndWithASemicolon) {
    EXPECT_EQ(decode_character_references("&eacute;t&#233; &rarr; &amp;lt;"), "été → &lt;");
    for (const std::string_view text : {"R&D", "AT&Tot", "&eacutet", "&#233 ", "&bogus;"})
        EXPECT_EQ(decode_character_references(text), text);
}

}  // namespace
}  // namespace revivre::chapters
