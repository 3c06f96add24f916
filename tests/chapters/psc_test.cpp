#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("psc").read(text);
}

TEST(PscReader, TakesEveryFormOfNormalPlayTime) {
    const ReadResult result = read(
        "<chapters xmlns='http://podlove.org/simple-chapters'>"
        "<chapter start='37' title='a'/><chapter start='7:48' title='b'/>"
        "<chapter start='35:12.250' title='c'/><chapter start='npt:05:12:03.5' title='d'/>"
        "</chapters>");
    EXPECT_THAT(
        result.document.chapters,
        ElementsAre(Field(&Chapter::start, 37s), Field(&Chapter::start, 468s),
                    Field(&Chapter::start, 2'112'250ms), Field(&Chapter::start, 18'723'500ms)));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(PscReader, SortsAndSaysSo) {
    const ReadResult result = read(
        "<p:chapters xmlns:p='http://podlove.org/simple-chapters'>"
        "<p:chapter start='0:10' title='Deux'/><p:chapter start='0' title='Un'/></p:chapters>");
    EXPECT_THAT(result.document.chapters,
                ElementsAre(Field(&Chapter::title, "Un"), Field(&Chapter::title, "Deux")));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("sorted"));
}

TEST(PscReader, TakesTheFirstListWithChaptersOfAFeedAndSaysSo) {
    const ReadResult result = read(
        "<rss><channel><item><title>Un</title><psc:chapters/></item>\n"
        "<item><title>Deux</title><podcast:chapters url='https://exemple.test/a.json'/>"
        "<psc:chapters><psc:chapter start='0' title='A &amp; B'/></psc:chapters></item>\n"
        "<item><psc:chapters><psc:chapter start='5' title='C'/></psc:chapters></item>"
        "</channel></rss>");
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::title, "A & B")));
    EXPECT_EQ(result.document.title, "Deux");
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 3);
}

TEST(PscReader, KeepsTheOthersWhenOneStartIsWrong) {
    const ReadResult result = read(
        "<chapters>\n<chapter start='midi' title='Un'/>\n"
        "<chapter start='1' title='Deux' href='https://exemple.test/' image='a.jpg'/></chapters>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].link, "https://exemple.test/");
    EXPECT_EQ(result.document.chapters[0].image, "a.jpg");
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 2);
}

TEST(PscReader, RefusesWhatIsNoListOfChapters) {
    EXPECT_TRUE(read("<page>du texte").refused);
    EXPECT_TRUE(read("du texte").refused);
    EXPECT_TRUE(read("").refused);
}

TEST(PscWriter, WritesTheNamespaceAndEscapesText) {
    Chapter chapter;
    chapter.start = 61'500ms;
    chapter.title = "Q & \"R\" <fin>";
    EXPECT_EQ(format_named("psc").write({{chapter}}),
              "<?xml version=\"1.0\"?>\n"
              "<psc:chapters version=\"1.2\" xmlns:psc=\"http://podlove.org/simple-chapters\">\n"
              "  <psc:chapter start=\"00:01:01.500\" title=\"Q &amp; &quot;R&quot; &lt;fin>\" />\n"
              "</psc:chapters>\n");
}

}  // namespace
}  // namespace revivre::chapters
