#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/json.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(SchemaOrgReader, ReadsClipsOfAVideo) {
    const ReadResult result = format_named("schema-org").read(R"({"@context":"https://schema.org",
        "@type":"VideoObject","name":"Journée","duration":"PT1H2M3.5S","inLanguage":"fr","hasPart":[
        {"@type":"Clip","name":"Un","startOffset":0,"endOffset":30.5,"url":"https://exemple.test/?t=0",
         "actor":{"@type":"Person","name":"Zoé Kerzhéro"},"description":"Accueil"},
        {"@type":"https://schema.org/Clip","name":"Deux","startOffset":"PT1M"}]})");
    EXPECT_EQ(outline(result.document.chapters), "0-30500 Un\n60000- Deux\n");
    EXPECT_EQ(result.document.duration(), Time(3'723'500));
    EXPECT_EQ(result.document.chapters.at(0).credits.at(0).name, "Zoé Kerzhéro");
    EXPECT_EQ(result.document.chapters.at(0).summary, "Accueil");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(SchemaOrgReader, FindsTheVideoInAGraphAndItsClipsByAddress) {
    const ReadResult result = format_named("schema-org").read(R"({"@context":"https://schema.org",
        "@graph":[{"@type":"WebPage"},{"@type":["VideoObject"],"hasPart":[{"@id":"#2"},{"@id":"#1"}]},
        {"@id":"#1","@type":"Clip","name":"Un","startOffset":1},
        {"@id":"#2","@type":"Clip","name":"Deux","startOffset":2}]})");
    EXPECT_EQ(outline(result.document.chapters), "1000- Un\n2000- Deux\n");
}

TEST(SchemaOrgReader, ReadsTheScriptsOfAPage) {
    const ReadResult result = format_named("schema-org").read(R"(<!DOCTYPE html><html><head>
<script type="application/ld+json">{"broken":</script>
<script type='application/ld+json' id="x">//<![CDATA[
{"@context":"https://schema.org","@type":"VideoObject","hasPart":[
{"@type":"Clip","name":"Un","startOffset":7}]}
//]]></script></head></html>)");
    EXPECT_EQ(outline(result.document.chapters), "7000- Un\n");
    EXPECT_THAT(told(result), HasSubstr("left out a script"));
}

TEST(SchemaOrgReader, StartsAClipWithoutAStartWhereTheLastOneEnds) {
    const ReadResult result = format_named("schema-org").read(R"({"@type":"VideoObject","hasPart":[
        {"@type":"Clip","name":"Un","startOffset":0,"endOffset":9},{"@type":"Clip","name":"Deux"}]})");
    EXPECT_EQ(outline(result.document.chapters), "0-9000 Un\n9000- Deux\n");
}

TEST(SchemaOrgReader, RefusesPagesAndObjectsWithoutAVideo) {
    EXPECT_TRUE(format_named("schema-org").read("<html></html>").refused);
    EXPECT_TRUE(format_named("schema-org").read(R"({"@type":"Person"})").refused);
    EXPECT_FALSE(format_named("schema-org").read(R"({"@type":"VideoObject"})").refused);
}

TEST(SchemaOrgWriter, GivesEachClipTheAddressOfItsMoment) {
    Document document;
    document.items = {{"", "https://exemple.test/v?x=1", "", Time(60'500)}};
    document.chapters.resize(1);
    document.chapters[0].start = Time(1'500);
    const std::string text = write_document(format_named("schema-org"), document).text;
    EXPECT_EQ(parse_json(text)["hasPart"][0]["url"], "https://exemple.test/v?x=1&t=1.5");
    EXPECT_EQ(parse_json(text)["duration"], "PT60.5S");
    EXPECT_EQ(format_named("schema-org").read(text).document.chapters.at(0).link, "");
}

TEST(WebAnnotationReader, ReadsBodiesByTheirPurpose) {
    const ReadResult result = format_named("web-annotation").read(R"({"type":"AnnotationPage",
        "items":[{"type":"Annotation","motivation":["commenting","tagging"],"body":[
          {"type":"TextualBody","value":"Accueil","purpose":"commenting","language":"fr"},
          {"type":"TextualBody","value":"Zoé Kerzhéro","purpose":"tagging"},
          {"type":"TextualBody","value":"Un mot","purpose":"describing"},
          {"type":"SpecificResource","source":"https://exemple.test/","purpose":"linking"}],
          "target":{"source":{"id":"c","type":"Canvas"},
            "selector":{"type":"RangeSelector","t":"1.25,2"}}}]})");
    EXPECT_EQ(outline(result.document.chapters), "1250-2000 Accueil\n");
    const Chapter& chapter = result.document.chapters.at(0);
    EXPECT_EQ(chapter.credits.at(0).name, "Zoé Kerzhéro");
    EXPECT_EQ(chapter.summary, "Un mot");
    EXPECT_EQ(chapter.link, "https://exemple.test/");
    EXPECT_EQ(chapter.language, "fr");
}

TEST(WebAnnotationReader, ReadsEveryKindOfTarget) {
    const ReadResult result = format_named("web-annotation").read(R"([
        {"type":"Annotation","bodyValue":"un","target":"c#t=1,2"},
        {"type":"Annotation","bodyValue":"deux","target":{"id":"c#xywh=0,0,1,1&t=2,3","type":"Canvas"}},
        {"type":"Annotation","bodyValue":"trois","target":{"source":"d","selector":
          {"type":"PointSelector","t":27.660653}}},
        {"@type":"oa:Annotation","resource":{"chars":"quatre"},"on":{"full":"c","selector":
          {"@type":"oa:FragmentSelector","value":"t=npt:00:00:04.5,5"}}}])");
    EXPECT_EQ(outline(result.document.chapters),
              "1000-2000 un\n2000-3000 deux\n4500-5000 quatre\n27661- trois @1\n");
}

TEST(WebAnnotationReader, SaysThatFilesAreNotFollowedAndPlacesHaveNoTime) {
    const ReadResult result = format_named("web-annotation").read(R"({"type":"AnnotationPage",
        "items":[{"type":"Annotation","motivation":"supplementing","target":"c",
          "body":{"id":"https://exemple.test/a.vtt","type":"Text","format":"text/vtt"}},
        {"type":"Annotation","bodyValue":"ici","target":"c#xywh=0,0,9,9"},
        {"type":"Annotation","motivation":"painting","body":{"type":"Video"},"target":"c"}]})");
    EXPECT_THAT(result.document.chapters, IsEmpty());
    EXPECT_THAT(told(result), HasSubstr("1 annotations point to files"));
    EXPECT_THAT(told(result), HasSubstr("left out 1 annotations that are of no time"));
}

TEST(WebAnnotationReader, TakesMarkupOutOfHtmlBodies) {
    const ReadResult result = format_named("web-annotation").read(R"({"type":"Annotation",
        "body":{"type":"TextualBody","format":"text/html","value":"<p>R&amp;D, <i>suite</i></p>"},
        "target":"c#t=1"})");
    EXPECT_EQ(outline(result.document.chapters), "1000- R&D, suite\n");
}

}  // namespace
}  // namespace revivre::chapters
