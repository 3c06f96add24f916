#include "chapters/text/title.hpp"

#include <string>

#include <gtest/gtest.h>

#include "chapters/text/encoding.hpp"

namespace revivre::chapters {
namespace {

TEST(CleanTitle, LeavesAnOrdinaryTitleAlone) {
    EXPECT_EQ(clean_title("Ouverture – Zoé Lœvenbrück"), "Ouverture – Zoé Lœvenbrück");
}

TEST(CleanTitle, MakesOneLineOfTabsAndNewlines) {
    EXPECT_EQ(clean_title("  Table\tronde\r\n\n n° 2 \n"), "Table ronde n° 2");
}

TEST(CleanTitle, MakesUnicodeLineSeparatorsBlanks) {
    EXPECT_EQ(clean_title("a\u2028b\u2029c\u0085d"), "a b c d");
}

TEST(CleanTitle, KeepsIdeographicAndWideSpacesInside) {
    EXPECT_EQ(clean_title("\u3000第一部\u3000開会 a\u2003b"), "第一部\u3000開会 a\u2003b");
}

TEST(CleanTitle, KeepsBlanksBesideNoBreakSpaces) {
    EXPECT_EQ(clean_title("Débat \u00A0 \t\nclos"), "Débat \u00A0 clos");
}

TEST(CleanTitle, KeepsNoBreakSpacesInsideAndDropsThemAtTheEnds) {
    EXPECT_EQ(clean_title("\u00A0Et après\u202F?\u00A0"), "Et après\u202F?");
}

TEST(CleanTitle, KeepsThinAndIdeographicSpacesInside) {
    EXPECT_EQ(clean_title("\u3000第一章\u3000\u3000始まり\u3000"), "第一章\u3000\u3000始まり");
}

TEST(CleanTitle, DropsByteOrderMarksAndControlCharacters) {
    EXPECT_EQ(clean_title("\uFEFFA\x01\x1B[31mB\x7F"), "A[31mB");
}

TEST(CleanTitle, TakesControlsOfBadConversionsAsTheSignsThatWereMeant) {
    EXPECT_EQ(clean_title("l\u0092\u009Cuvre \u0096 2\u0081"), "l’œuvre – 2");
}

TEST(CleanTitle, ReplacesBytesThatAreNoText) {
    EXPECT_EQ(clean_title("caf\xE9 noir"), "caf\uFFFD noir");
}

TEST(CleanTitle, DecodesNamedReferences) {
    EXPECT_EQ(clean_title("Q&amp;R &lt;&eacute;t&eacute;&gt; &laquo;&nbsp;fin&hellip;"),
              "Q&R <été> «\u00A0fin…");
}

TEST(CleanTitle, DecodesNumberedReferences) {
    EXPECT_EQ(clean_title("l&#39;&#xE9;cole &#x1F600; d&#146;été"), "l'école 😀 d’été");
}

TEST(CleanTitle, DecodesReferencesOnlyOnce) {
    EXPECT_EQ(clean_title("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
}

TEST(CleanTitle, KeepsAmpersandsThatBeginNoReference) {
    EXPECT_EQ(clean_title("R&D, AT&T;, &#;, &#x;, &#12a; & co"),
              "R&D, AT&T;, &#;, &#x;, &#12a; & co");
}

TEST(CleanTitle, ReplacesReferencesToNoCharacter) {
    EXPECT_EQ(clean_title("a&#0;b&#xD800;c&#x110000;d&#99999999;"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
}

TEST(CleanTitle, JoinsAccentsToTheirLetter) {
    EXPECT_EQ(clean_title("e\u0301te\u0301"), "été");
    EXPECT_EQ(clean_title("e&#x301;t"), "ét");
}

TEST(CleanTitle, GivesNothingForBlanks) {
    EXPECT_EQ(clean_title(" \t&#9;\u00A0 "), "");
}

TEST(CleanTitle, KeepsATitleOfTheLimit) {
    const std::string longest(kTitleLimit, 'x');
    EXPECT_EQ(clean_title(longest), longest);
}

TEST(CleanTitle, CutsLongTitlesWithAnEllipsis) {
    const std::string title = clean_title(std::string(kTitleLimit + 1, 'x'));
    EXPECT_EQ(title, std::string(kTitleLimit - 1, 'x') + "…");
}

TEST(CleanTitle, NeverCutsThroughACharacter) {
    std::string raw(kTitleLimit - 2, 'x');
    raw += "q\u0323\u0307 and more";  // a letter with two accents that no one code point holds
    EXPECT_EQ(clean_title(raw), std::string(kTitleLimit - 2, 'x') + "…");
}

TEST(CleanTitle, EndsInTextWhateverTheBytes) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
    EXPECT_TRUE(is_utf8(clean_title(bytes + bytes)));
}

TEST(CleanTitle, IsIdempotentForTextWithoutReferences) {
    const std::string once = clean_title(" a\u00A0\u00A0 b \t c\u2028 ");
    EXPECT_EQ(clean_title(once), once);
}

}  // namespace
}  // namespace revivre::chapters
