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

std::string segment(const std::string& point, const std::string& duration,
                    const std::string& inside = "") {
    return "<VideoSegment><MediaTime><MediaRelTimePoint>" + point +
           "</MediaRelTimePoint><MediaDuration>" + duration + "</MediaDuration></MediaTime>" +
           inside + "</VideoSegment>";
}

std::string content(const std::string& segments) {
    return "<MultimediaContent><Video><TemporalDecomposition>" + segments +
           "</TemporalDecomposition></Video></MultimediaContent>";
}

ReadResult read(const std::string& contents) {
    return format_named("mpeg7").read("<Mpeg7 xmlns='urn:mpeg:mpeg7:schema:2001'><Description>" +
                                      contents + "</Description></Mpeg7>");
}

TEST(Mpeg7Reader, ReadsEveryFormOfItsTimes) {
    const ReadResult result = read(content(
        segment("T00:00:00:0F25", "PT02S739N1000F") + segment("T00:00:02:5F25", "PT01H07M35S") +
        segment("T01:10:00,12F25", "PT1S") + segment("T02:00:00", "PT1M")));
    EXPECT_THAT(result.document.chapters,
                ElementsAre(Field(&Chapter::end, 2'739ms), Field(&Chapter::end, 4'057'200ms),
                            Field(&Chapter::start, 4'200'480ms), Field(&Chapter::start, 7'200s)));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(Mpeg7Reader, ReadsTimesThatAreCountedInUnits) {
    const ReadResult result = read(content(
        "<VideoSegment><MediaTime><MediaRelIncrTimePoint mediaTimeUnit='PT1N1000F'>5400"
        "</MediaRelIncrTimePoint><MediaIncrDuration mediaTimeUnit='PT1001N30000F'>300"
        "</MediaIncrDuration></MediaTime></VideoSegment><VideoSegment><MediaTime>"
        "<MediaRelIncrTimePoint mediaTimeUnit='PT2S'>30</MediaRelIncrTimePoint></MediaTime>"
        "</VideoSegment><VideoSegment><MediaTime><MediaRelIncrTimePoint mediaTimeUnit='PT1N0F'>1"
        "</MediaRelIncrTimePoint></MediaTime></VideoSegment>"));
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0].start, 5'400ms);
    EXPECT_EQ(result.document.chapters[0].end, 15'410ms);
    EXPECT_EQ(result.document.chapters[1].start, 60s);
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(Mpeg7Reader, MakesTitlesOfFreeTextAndElseOfKeywords) {
    const ReadResult result = read(content(
        segment("T00:00:00", "PT1S",
                "<TextAnnotation xml:lang='fr'><FreeTextAnnotation>Le port</FreeTextAnnotation>"
                "</TextAnnotation><TextAnnotation xml:lang='br'><FreeTextAnnotation>Ar porzh"
                "</FreeTextAnnotation></TextAnnotation>") +
        segment("T00:00:01", "PT1S",
                "<TextAnnotation><KeywordAnnotation><Keyword>mer</Keyword><Keyword>quai</Keyword>"
                "</KeywordAnnotation></TextAnnotation>")));
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0].title, "Le port");
    EXPECT_THAT(result.document.chapters[0].translations,
                ElementsAre(Translation{"br", "Ar porzh"}));
    EXPECT_EQ(result.document.chapters[1].title, "mer, quai");
}

TEST(Mpeg7Reader, ReadsTheFirstMediumWithSegmentsAndSaysSo) {
    const ReadResult result =
        read("<MultimediaContent><Audio/></MultimediaContent>" +
             content(segment("T00:00:00", "PT1S")) + content(segment("T00:00:05", "PT1S")));
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::start, 0s)));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("2 media"));
}

TEST(Mpeg7Reader, KeepsTheOthersWhenOneTimeIsWrong) {
    const ReadResult result =
        read(content(segment("T00:00:00:1F0", "PT1S") + segment("T00:00:05", "longtemps")));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].end, std::nullopt);
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

TEST(Mpeg7Reader, RefusesOtherXml) {
    EXPECT_TRUE(format_named("mpeg7").read("<Session/>").refused);
}

}  // namespace
}  // namespace revivre::chapters
