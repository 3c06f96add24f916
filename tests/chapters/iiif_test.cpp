#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/json.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// A manifest of two canvases, "m" of 100 s and "a" of 60 s, with these ranges.
ReadResult read_ranges(const std::string& structures) {
    return format_named("iiif").read(
        R"({"@context":"http://iiif.io/api/presentation/3/context.json",
            "id":"https://exemple.test/m","type":"Manifest","label":{"fr":["Journée"]},
            "items":[{"id":"https://exemple.test/c/m","type":"Canvas","duration":100},
                     {"id":"https://exemple.test/c/a","type":"Canvas","duration":60}],
            "structures":)" +
        structures + "}");
}

std::string canvas(const std::string& place) {
    return R"({"type":"Canvas","id":"https://exemple.test/c/)" + place + "\"}";
}

std::string range(const std::string& title, const std::string& items,
                  const std::string& more = "") {
    return R"({"id":"https://exemple.test/r/)" + title + R"(","type":"Range","label":{"fr":[")" +
           title + "\"]}" + more + R"(,"items":[)" + items + "]}";
}

TEST(IiifReader, ReadsRangesInRanges) {
    const ReadResult result = read_ranges(
        "[" +
        range("Acte", range("Un", canvas("m#t=0,30.5")) + "," + range("Deux", canvas("m#t=30.5"))) +
        "]");
    EXPECT_EQ(outline(result.document.chapters), "0- Acte\n  0-30500 Un\n  30500- Deux\n");
    EXPECT_EQ(result.document.title, "Journée");
    EXPECT_EQ(result.document.duration(1), Time(60'000));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(IiifReader, CountsTheCanvasesAsItems) {
    const ReadResult result = read_ranges("[" + range("Matin", canvas("m")) + "," +
                                          range("Soir", canvas("a#t=5,10")) + "]");
    EXPECT_EQ(outline(result.document.chapters), "0-100000 Matin\n5000-10000 Soir @1\n");
}

TEST(IiifReader, MakesAChapterOfEachMediumThatARangeIsOn) {
    const ReadResult result =
        read_ranges("[" + range("Atelier", canvas("m#t=90,") + "," + canvas("a#t=0,10")) + "]");
    EXPECT_EQ(outline(result.document.chapters), "90000- Atelier\n0-10000 Atelier @1\n");
    EXPECT_THAT(told(result), HasSubstr("on 2 media"));
}

TEST(IiifReader, LeavesOutWhatIsNotForNavigationButNotWhatIsInIt) {
    const ReadResult result = read_ranges(
        "[" + range("Caché", range("Vu", canvas("m#t=1,2")), R"(,"behavior":"no-nav")") + "," +
        range("Noir", canvas("m#t=9,10"), R"(,"behavior":["no-nav"])") + "]");
    EXPECT_EQ(outline(result.document.chapters), "1000-2000 Vu\n");
    EXPECT_THAT(told(result), HasSubstr("left out 'Noir': its behavior is no-nav"));
}

TEST(IiifReader, ReadsSelectors) {
    const std::string source = R"({"type":"SpecificResource","source":"https://exemple.test/c/m",)";
    const ReadResult result = read_ranges(
        "[" + range("Point", source + R"("selector":{"type":"PointSelector","t":3.5}})") + "," +
        range("Part", source + R"("selector":[{"type":"FragmentSelector","value":"t=npt:4,5"}]})") +
        "]");
    EXPECT_EQ(outline(result.document.chapters), "3500- Point\n4000-5000 Part\n");
}

TEST(IiifReader, OpensEndsThatAreNotAfterTheirStart) {
    const ReadResult result = read_ranges("[" + range("Faux", canvas("m#t=20,10")) + "]");
    EXPECT_EQ(outline(result.document.chapters), "20000- Faux\n");
    EXPECT_THAT(told(result), HasSubstr("ends before it starts"));
}

TEST(IiifReader, ReadsSpeakersSummariesLinksAndLanguages) {
    const ReadResult result = read_ranges(
        R"([{"type":"Range","id":"https://exemple.test/r","label":{"fr":["Mot"],"en":["Word"]},
            "summary":{"none":["Un mot"]},"homepage":[{"id":"https://exemple.test/","type":"Text"}],
            "thumbnail":[{"id":"https://exemple.test/a.jpg","type":"Image"}],
            "metadata":[{"label":{"fr":["Intervenante"]},"value":{"none":["Zoé Kerzhéro"]}}],
            "items":[)" +
        canvas("m#t=1,2") + "]}]");
    const Chapter& chapter = result.document.chapters.at(0);
    EXPECT_EQ(chapter.language, "fr");
    EXPECT_EQ(chapter.translations, (std::vector<Translation>{{"en", "Word"}}));
    EXPECT_EQ(chapter.summary, "Un mot");
    EXPECT_EQ(chapter.link, "https://exemple.test/");
    EXPECT_EQ(chapter.image, "https://exemple.test/a.jpg");
    EXPECT_EQ(chapter.credits.at(0).name, "Zoé Kerzhéro");
}

TEST(IiifReader, ReadsPresentation2) {
    const ReadResult result = format_named("iiif").read(
        R"({"@context":"http://iiif.io/api/presentation/2/context.json","@id":"m",
            "@type":"sc:Manifest","label":"Ancien",
            "sequences":[{"canvases":[{"@id":"c","@type":"sc:Canvas"}]}],
            "structures":[{"@id":"r0","@type":"sc:Range","label":"Tout","viewingHint":"top",
                           "ranges":["r1","r2"]},
              {"@id":"r1","@type":"sc:Range","label":"Un","canvases":["c#t=0,5"]},
              {"@id":"r2","@type":"sc:Range","label":{"@value":"Two","@language":"en"},
               "canvases":["c#t=5,9"]}]})");
    EXPECT_EQ(outline(result.document.chapters), "0-5000 Un\n5000-9000 Two\n");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(IiifReader, EndsWithRangesThatCiteEachOther) {
    const ReadResult result = read_ranges(
        R"([{"type":"Range","id":"a","items":[{"type":"Range","id":"b"}]},
            {"type":"Range","id":"b","items":[{"type":"Range","id":"a"}]},
            {"type":"Range","id":"c","items":[{"type":"Range","id":"c"}]}])");
    EXPECT_THAT(result.document.chapters, IsEmpty());
    EXPECT_THAT(told(result), HasSubstr("cited again"));
}

TEST(IiifReader, TakesAnnotationsOfAManifestWithoutRanges) {
    const ReadResult result = format_named("iiif").read(
        R"({"type":"Manifest","items":[{"id":"c1","type":"Canvas"},{"id":"c2","type":"Canvas",
            "annotations":[{"type":"AnnotationPage","items":[{"type":"Annotation",
              "body":{"type":"TextualBody","value":"Rire"},"target":"c2#t=3,4"}]}]}]})");
    EXPECT_EQ(outline(result.document.chapters), "3000-4000 Rire @1\n");
}

TEST(IiifReader, SaysWhatACollectionIs) {
    const ReadResult result = format_named("iiif").read(R"({"type":"Collection","items":[]})");
    EXPECT_TRUE(result.refused);
    EXPECT_THAT(told(result), HasSubstr("collection"));
}

TEST(IiifWriter, WritesACanvasForEachRecordingAndOneRangeAroundAll) {
    Document document;
    document.items = {{"Matin", "https://exemple.test/m.mp4", "video/mp4", Time(90'500)},
                      {"Soir", "soir.mp3", "audio/mpeg", std::nullopt}};
    document.chapters.resize(2);
    document.chapters[1].item = 1;
    document.chapters[1].start = Time(5'000);
    const Json json = parse_json(write_document(format_named("iiif"), document).text);
    EXPECT_EQ(json["items"].size(), 2U);
    EXPECT_EQ(json["items"][0]["duration"], 90.5);
    EXPECT_EQ(json["items"][1]["duration"], 5);
    EXPECT_EQ(json["items"][0]["items"][0]["items"][0]["body"]["type"], "Video");
    EXPECT_EQ(json["structures"].size(), 1U);
    EXPECT_EQ(json["structures"][0]["items"][1]["items"][0]["id"],
              "https://revivre.invalid/iiif/canvas/2#t=5");
}

TEST(IiifWriter, SaysThatLinksWithoutAWebAddressGo) {
    Document document;
    document.chapters.resize(1);
    document.chapters[0].link = "mailto:nobody@exemple.test";
    const Written written = write_document(format_named("iiif"), document);
    EXPECT_EQ(written.losses.at(0).kind, LossKind::links);
    EXPECT_THAT(written.text, testing::Not(HasSubstr("mailto")));
}

}  // namespace
}  // namespace revivre::chapters
