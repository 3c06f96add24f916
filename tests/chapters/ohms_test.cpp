#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(const std::string& inside) {
    return format_named("ohms").read(
        "<ROOT xmlns='https://www.weareavp.com/nunncenter/ohms'><record>" + inside +
        "</record></ROOT>");
}

TEST(OhmsReader, ReadsPointsWithTheirSecondLanguageAndLink) {
    const ReadResult result = read(
        "<title>Entretien</title><language>French</language>"
        "<transcript_alt_lang>English</transcript_alt_lang><index><point><time>82</time>"
        "<title>L'école</title><title_alt>School</title_alt><synopsis>Les maîtres.</synopsis>"
        "<hyperlinks><hyperlink>https://exemple.test/</hyperlink></hyperlinks></point></index>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    const Chapter& point = result.document.chapters[0];
    EXPECT_EQ(point.start, 82s);
    EXPECT_EQ(point.title, "L'école");
    EXPECT_THAT(point.translations, ElementsAre(Translation{"en", "School"}));
    EXPECT_EQ(point.summary, "Les maîtres.");
    EXPECT_EQ(point.link, "https://exemple.test/");
    EXPECT_EQ(result.document.language, "fr");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(OhmsReader, TakesTagsButNoOtherSignsFromTitles) {
    const ReadResult result = read(
        "<index><point><time>1</time><title>La &lt;i&gt;Gazette&lt;/i&gt;&lt;br/&gt;de Brest, "
        "a &lt; b &gt; c &amp;amp; d</title></point></index>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "La Gazette de Brest, a < b > c & d");
}

TEST(OhmsReader, SaysThatKeywordsAreNotKept) {
    const ReadResult result = read(
        "<index><point><time>1</time><title>Un</title><keywords>port;mer</keywords></point>"
        "<point><time>deux</time><title>Deux</title></point></index>");
    EXPECT_THAT(result.document.chapters, SizeIs(1));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'deux'"));
    EXPECT_THAT(result.diagnostics[1].message, HasSubstr("keywords"));
}

TEST(OhmsReader, SaysThatTheTranscriptIsReadWhenTheIndexIsEmpty) {
    const ReadResult result = read(
        "<index/><vtt_transcript><![CDATA[WEBVTT\n\n00:00:04.000 --> 00:00:29.000\nBonjour.\n]]>"
        "</vtt_transcript>");
    ASSERT_FALSE(result.diagnostics.empty());
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("transcript"));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].start, 4s);
}

TEST(OhmsReader, RefusesOtherXml) {
    EXPECT_TRUE(format_named("ohms").read("<ROOT/>").refused);
    EXPECT_TRUE(format_named("ohms").read("").refused);
}

TEST(OhmsWriter, EscapesWhatTheViewerWouldTakeForTags) {
    Chapter chapter;
    chapter.title = "R&D";
    Chapter other;
    other.start = 1s;
    other.title = "<b>gras</b>";
    const std::string text = format_named("ohms").write({{chapter, other}});
    EXPECT_THAT(text, HasSubstr("<title>R&amp;D</title>"));
    EXPECT_THAT(text, HasSubstr("<title>&amp;lt;b&gt;gras&amp;lt;/b&gt;</title>"));
}

TEST(OhmsWriter, KeepsOneOtherLanguageAndSaysSo) {
    Document document;
    document.chapters.resize(2);
    document.chapters[0].translations = {{"en", "School"}, {"de", "Schule"}};
    document.chapters[1].start = 1s;
    document.chapters[1].translations = {{"de", "Meer"}};
    const Reduction reduction = reduce(document, format_named("ohms"));
    EXPECT_THAT(reduction.document.chapters[0].translations,
                ElementsAre(Translation{"en", "School"}));
    EXPECT_THAT(reduction.document.chapters[1].translations, IsEmpty());
    ASSERT_THAT(reduction.losses, SizeIs(1));
    EXPECT_EQ(reduction.losses[0].chapters, 2U);
}

}  // namespace
}  // namespace revivre::chapters
