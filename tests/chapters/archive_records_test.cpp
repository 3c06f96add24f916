// PBCore, EBUCore and Dublin Core.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/durations.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(PbcoreReader, ReadsPartsInsideParts) {
    const ReadResult result = format_named("pbcore").read(
        "<pbcoreDescriptionDocument><pbcoreTitle>Journée</pbcoreTitle>"
        "<pbcorePart startTime='00:01:00' endTime='600.5'><pbcoreTitle>Matin</pbcoreTitle>"
        "<pbcoreContributor><contributor>Anne Perrin</contributor></pbcoreContributor>"
        "<pbcorePart startTime='00:02:00.250'><pbcoreTitle>Un</pbcoreTitle></pbcorePart>"
        "</pbcorePart></pbcoreDescriptionDocument>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    const Chapter& part = result.document.chapters[0];
    EXPECT_EQ(part.start, 60s);
    EXPECT_EQ(part.end, 600'500ms);
    EXPECT_THAT(part.credits, ElementsAre(Field(&Credit::name, "Anne Perrin")));
    EXPECT_THAT(part.children, ElementsAre(Field(&Chapter::start, 120'250ms)));
    EXPECT_EQ(result.document.title, "Journée");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(PbcoreReader, LeavesOutFramesWhoseRateNobodySays) {
    const ReadResult result = format_named("pbcore").read(
        "<pbcoreDescriptionDocument>\n<pbcorePart startTime='00:01:00;12'/>"
        "<pbcorePart startTime='30 minutes'/></pbcoreDescriptionDocument>");
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::start, 60s)));
    EXPECT_THAT(result.diagnostics, SizeIs(3));
}

TEST(PbcoreReader, ReadsTimedDescriptionsWhenThereAreNoParts) {
    const ReadResult result = format_named("pbcore").read(
        "<pbcoreDescriptionDocument><pbcoreTitle startTime='0'>Tout</pbcoreTitle>"
        "<pbcoreDescription startTime='00:00:05' endTime='00:00:09'>Le port</pbcoreDescription>"
        "<pbcoreDescription>Sans temps</pbcoreDescription></pbcoreDescriptionDocument>");
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::title, "Le port")));
}

TEST(PbcoreReader, RefusesOtherXml) {
    EXPECT_TRUE(format_named("pbcore").read("<mets/>").refused);
}

TEST(EbucoreReader, ReadsTimeCodesWithTheStatedRate) {
    const ReadResult result = format_named("ebucore").read(
        "<e:ebuCoreMain xmlns:e='urn:x'><e:coreMetadata><e:format><e:videoFormat>"
        "<e:frameRate factorNumerator='1000' factorDenominator='1001'>30</e:frameRate>"
        "</e:videoFormat></e:format><e:part partName='Chanson'><e:partStartTime>"
        "<e:timecode>00:21:27:15</e:timecode></e:partStartTime><e:partDuration>"
        "<e:normalPlayTime>PT3M10S</e:normalPlayTime></e:partDuration></e:part>"
        "</e:coreMetadata></e:ebuCoreMain>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "Chanson");
    EXPECT_EQ(result.document.chapters[0].start, 1'287'501ms);
    EXPECT_EQ(result.document.chapters[0].end, 1'477'501ms);
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(EbucoreReader, SaysThatItCountsFramesAs25ASecond) {
    const ReadResult result = format_named("ebucore").read(
        "<ebuCoreMain><coreMetadata><part><partStartTime><timecode>00:00:01:05</timecode>"
        "</partStartTime></part></coreMetadata></ebuCoreMain>");
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::start, 1'200ms)));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(EbucoreReader, ReadsEditUnitsAndTitlesInSeveralLanguages) {
    const ReadResult result = format_named("ebucore").read(
        "<ebuCoreMain><coreMetadata><part><title><dc:title xml:lang='fr'>Le port</dc:title>"
        "<dc:title xml:lang='br'>Ar porzh</dc:title></title><partStartTime>"
        "<editUnitNumber editRate='50'>75</editUnitNumber></partStartTime></part>"
        "</coreMetadata></ebuCoreMain>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].start, 1'500ms);
    EXPECT_EQ(result.document.chapters[0].language, "fr");
    EXPECT_THAT(result.document.chapters[0].translations,
                ElementsAre(Translation{"br", "Ar porzh"}));
}

TEST(EbucoreReader, KeepsAPartAroundOthersThatSaysNoStart) {
    const ReadResult result = format_named("ebucore").read(
        "<ebuCoreMain><coreMetadata><part partName='Matin'><part partName='Un'><partStartTime>"
        "<normalPlayTime>00:00:05</normalPlayTime></partStartTime></part></part>"
        "<part partName='Perdu'/></coreMetadata></ebuCoreMain>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "Matin");
    EXPECT_EQ(result.document.chapters[0].start, 5s);
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

TEST(EbucoreWriter, SaysStartsFromADayOnInEditUnits) {
    Document document;
    document.chapters.resize(2);
    document.chapters[0].start = 86'399'999ms;
    document.chapters[1].start = 86'400'000ms;
    const std::string text = format_named("ebucore").write(document);
    EXPECT_THAT(text, HasSubstr("<normalPlayTime>23:59:59.999</normalPlayTime>"));
    EXPECT_THAT(text, HasSubstr("editRate=\"1000\" factorNumerator=\"1\" "
                                "factorDenominator=\"1\">86400000</editUnitNumber>"));
}

TEST(DublinCoreReader, ReadsPeriodsOfPartsAndPlainParts) {
    const ReadResult result =
        format_named("dublin-core")
            .read(
                "<metadata xmlns:dcterms='http://purl.org/dc/terms/'><dcterms:hasPart>"
                "name=Le port; start=00:00:05; end=00:00:09.5</dcterms:hasPart><dcterms:hasPart>"
                "<dcterms:title>La mer</dcterms:title><dcterms:temporal>start=10</dcterms:temporal>"
                "<dcterms:extent>PT2S</dcterms:extent></dcterms:hasPart>"
                "<dcterms:hasPart>urn:isbn:0</dcterms:hasPart></metadata>");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0].title, "Le port");
    EXPECT_EQ(result.document.chapters[0].end, 9'500ms);
    EXPECT_EQ(result.document.chapters[1].title, "La mer");
    EXPECT_EQ(result.document.chapters[1].end, 12s);
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(DublinCoreWriter, WritesThePeriodEncoding) {
    Chapter chapter;
    chapter.start = 62'500ms;
    chapter.end = 180s;
    EXPECT_THAT(format_named("dublin-core").write({{chapter}}),
                HasSubstr(">start=00:01:02.500; end=00:03:00.000; scheme="));
}

TEST(Durations, ReadIsoAndMpeg7) {
    EXPECT_EQ(parse_duration("P1DT1H2M3.5S"), 90'123'500ms);
    EXPECT_EQ(parse_duration("PT01H07M35S"), 4'055s);
    EXPECT_EQ(parse_duration("PT02S739N1000F"), 2'739ms);
    EXPECT_EQ(parse_duration("PT0.0005S"), 1ms);
    EXPECT_EQ(parse_duration("PT1.5H"), 90min);
}

TEST(Durations, RefuseWhatIsNone) {
    for (const char* text : {"", "P", "PT", "PT5", "1S", "P1M", "PT1D", "PT1N0F", "-PT1S",
                             "PT99999999999999999999H", "PTS"})
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

TEST(Durations, WriteSeconds) {
    EXPECT_EQ(duration_text(3'723'500ms), "PT3723.5S");
    EXPECT_EQ(duration_text(0ms), "PT0S");
}

}  // namespace
}  // namespace revivre::chapters
