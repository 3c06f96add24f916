// XML that is none, as tools write it and others read it.

#include "chapters/exchange/xml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

#include "chapters/exchange/xml_repair.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;

std::string read_ttml(const std::string& body) {
    return outline(format_named("ttml")
                       .read("<tt><body><div>" + body + "</div></body></tt>")
                       .document.chapters);
}

TEST(XmlRepair, KeepsTheWordsAfterABreakThatIsNotClosed) {
    EXPECT_EQ(read_ttml("<p begin='1s' end='2s'>un<br>deux<br/>trois</p><p begin='3s'>quatre</p>"),
              "1000-2000 un deux trois\n3000- quatre\n");
}

TEST(XmlRepair, TakesASignThatBeginsNoTagAsText) {
    EXPECT_EQ(read_ttml("<p begin='1s' end='2s'>&gt; 3 < 4 << <3</p><p begin='3s'>a</p>"),
              "1000-2000 > 3 < 4 << <3\n3000- a\n");
}

TEST(XmlRepair, ClosesWhatIsOpenAndForgetsWhatClosesNothing) {
    EXPECT_EQ(repaired_xml("<a><b>x</a></c>"), "<a><b>x</b></a>");
    EXPECT_EQ(repaired_xml("<a><b>x"), "<a><b>x</b></a>");
    EXPECT_EQ(repaired_xml("<a t='1>2'/><!-- < --><![CDATA[<]]>"),
              "<a t='1>2'/><!-- < --><![CDATA[<]]>");
}

TEST(XmlRepair, KeepsTheNumbersOfLines) {
    const XmlText xml("<a>\n<b></c\n>\n<br>\n<d/></a>");
    EXPECT_EQ(xml.line_of(child_named(xml.root(), "b")), 2);
    EXPECT_EQ(xml.line_of(descendants_named(xml.root(), "d").front()), 5);
    EXPECT_EQ(xml.fault_line(), 2);
}

TEST(XmlRepair, IsLinearForNestingWithoutEnd) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "<abcdefghijkl>";
    EXPECT_EQ(repaired_xml(text), text);
    EXPECT_FALSE(XmlText(text).root());
}

TEST(XmlText, KnowsTheNamesOfCharactersThatHtmlHas) {
    const XmlText xml(
        "<a t='d&eacute;but'>Th&eacute; &amp;eacute; R&D &lt;<![CDATA[&eacute;]]></a>");
    EXPECT_EQ(xml.fault(), "");
    EXPECT_EQ(attribute_named(xml.root(), "t"), "début");
    EXPECT_EQ(text_inside(xml.root()), "Thé &eacute; R&D <&eacute;");
}

TEST(XmlText, TellsItsFaultAlsoWhenItWasRepaired) {
    const XmlText xml("<a><b>x</a>");
    EXPECT_THAT(xml.fault(), HasSubstr("not well-formed"));
    EXPECT_TRUE(child_named(xml.root(), "b"));
}

TEST(XmlFormats, RefuseWhatIsNoXmlWhenNothingIsFoundInIt) {
    const char* text = "<Chapters><ChapterAtom><ChapterTimeStart>bientôt</ChapterAtom></Chapters>";
    EXPECT_TRUE(format_named("mkv-xml").read(text).refused);
    EXPECT_FALSE(format_named("mkv-xml").read("<Chapters></Chapters>").refused);
}

}  // namespace
}  // namespace revivre::chapters
