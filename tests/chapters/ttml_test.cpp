
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/ttml_times.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using formats::milliseconds_of;
using formats::parse_time_expression;
using formats::TimeRates;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read_body(const std::string& body) {
    return format_named("ttml").read("<tt xml:lang='fr'><body>" + body + "</body></tt>");
}

// "1000-2000 title" for each chapter.
std::vector<std::string> shown(const ReadResult& result) {
    std::vector<std::string> all;
    for (const Chapter& chapter : result.document.chapters) {
        all.push_back(std::to_string(chapter.start.count()) + "-" +
                      (chapter.end ? std::to_string(chapter.end->count()) : "") + " " +
                      chapter.title);
    }
    return all;
}

std::optional<Time> time_of(std::string_view text, const TimeRates& rates = {}) {
    const auto time = parse_time_expression(text, rates);
    if (!time) return std::nullopt;
    return milliseconds_of(*time);
}

TEST(TtmlTimes, ReadClockTimesWithFractionsAndFrames) {
    EXPECT_EQ(time_of("01:02:03.0015"), 3'723'002ms);
    EXPECT_EQ(time_of("02:03,5"), 123'500ms);
    EXPECT_EQ(time_of("100:00:00"), 360'000s);
    EXPECT_EQ(time_of("00:00:01:15"), 1'500ms);
    TimeRates rates;
    rates.frame_numerator = 10;
    rates.sub_frames = 2;
    EXPECT_EQ(time_of("00:00:00:01.1", rates), 150ms);
}

TEST(TtmlTimes, ReadOffsetTimesInAllUnits) {
    TimeRates rates;
    rates.frame_numerator = 24'000;
    rates.frame_denominator = 1'001;
    rates.ticks = 10'000'000;
    EXPECT_EQ(time_of("1.5h"), 5'400s);
    EXPECT_EQ(time_of("1m30s"), 90s);
    EXPECT_EQ(time_of(" 250ms "), 250ms);
    EXPECT_EQ(time_of("360f", rates), 15'015ms);
    EXPECT_EQ(time_of("12345000t", rates), 1'235ms);
    EXPECT_EQ(time_of("8500"), 8'500ms);
    EXPECT_EQ(time_of("5.38"), 5'380ms);
}

TEST(TtmlTimes, CountFramesOfTimeCodeAndItsDroppedNumbers) {
    TimeRates rates;
    rates.frame_numerator = 30'000;
    rates.frame_denominator = 1'001;
    rates.counts_frames = true;
    EXPECT_EQ(time_of("01:00:00:00", rates), 3'603'600ms);
    rates.drop_frame = true;
    EXPECT_EQ(time_of("00:01:00:02", rates), 60'060ms);
    EXPECT_EQ(time_of("01:00:00:00", rates), 3'599'996ms);
    EXPECT_EQ(time_of("00:00:01.500", rates), 1'500ms);
}

TEST(TtmlTimes, RefuseWhatIsNoTime) {
    for (const char* text : {"", "abc", "10x", "1s2", "00:00:00:", "00:61:00", "-1s", ":1",
                             "1:2:3:4:5", "wallclock(10:00)", "9999999999999999999h", "1:02.", "."})
        EXPECT_EQ(time_of(text), std::nullopt) << text;
}

TEST(TtmlTimes, OverflowWithNoRate) {
    TimeRates rates;
    rates.frame_numerator = 1;
    rates.frame_denominator = 1'000'000;
    rates.nominal_frames = 1'000'000'000;
    rates.counts_frames = true;
    EXPECT_EQ(time_of("999999999:59:59:999999999999", rates), Time::max());
}

TEST(TtmlReader, ReadsTheSample) {
    EXPECT_THAT(shown(format_named("ttml").read(sample("captions.ttml"))),
                ElementsAre("11500-13500 Bonjour à toutes et à tous", "13003-15350 Thank you",
                            "60000-150000 Un", "151000-153000 Deux trois", "154000-155000 Quatre"));
}

TEST(TtmlReader, TakesParagraphsWithBreaksAndSpans) {
    EXPECT_THAT(
        shown(read_body("<div><p begin='1s' end='2s'>Un<br/>deux <span>trois</span> "
                        "<span>quatre</span></p><p begin='2s' dur='500ms'>&lt;b&gt; &amp;</p>"
                        "</div>")),
        ElementsAre("1000-2000 Un deux trois quatre", "2000-2500 <b> &"));
}

TEST(TtmlReader, AddsTimesToThoseOfTheContainersAroundThem) {
    EXPECT_THAT(shown(read_body("<div begin='10s' end='20s'><p begin='1s'>a</p>"
                                "<p begin='2s' end='1h'>b</p><p>c</p></div>")),
                ElementsAre("10000-20000 c", "11000-20000 a", "12000-20000 b"));
}

TEST(TtmlReader, PutsASequenceOneAfterTheOther) {
    EXPECT_THAT(
        shown(read_body("<div timeContainer='seq'><p begin='1s' dur='2s'>a</p>"
                        "<p dur='3s'>b</p><div><p end='2s'>c</p><p begin='1s' end='3s'>d</p>"
                        "</div><p begin='1s' end='3s'>e</p></div>")),
        ElementsAre("1000-3000 a", "3000-6000 b", "6000-8000 c", "7000-9000 d", "10000-12000 e"));
}

TEST(TtmlReader, TakesTimesAfterTheContainersEndAsThoseOfTheRecording) {
    const ReadResult result =
        read_body("<div begin='5s' end='10s'><p>a</p><p begin='10s' end='12s'>b</p></div>");
    EXPECT_THAT(shown(result), ElementsAre("5000-10000 a", "10000-12000 b"));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(TtmlReader, LeavesOutParagraphsWithoutText) {
    const ReadResult result = read_body(
        "<div><p begin='1s' end='2s'/><p begin='2s' end='3s'> <br/>\n <span> </span></p>"
        "<p begin='3s' end='4s'>a</p></div>");
    EXPECT_THAT(shown(result), ElementsAre("3000-4000 a"));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(TtmlReader, TakesTimesOfLyricsAsThoseOfTheRecording) {
    const ReadResult result = format_named("ttml").read(
        "<tt itunes:timing='Word'><body dur='2:24'><div begin='9.3' end='45.0'>"
        "<p begin='9.3' end='11.0'><span begin='9.3' end='10.0'>Au</span> <span begin='10.0' "
        "end='11.0'>loin</span></p><p begin='12.5' end='14.0'>Ici</p></div></body></tt>");
    EXPECT_THAT(shown(result), ElementsAre("9300-11000 Au loin", "12500-14000 Ici"));
}

TEST(TtmlReader, TakesTimedSpansOfAParagraphWithoutTimes) {
    EXPECT_THAT(shown(read_body("<p><span begin='1s' end='2s'>a</span> "
                                "<span begin='2s' end='3s'>b</span></p>")),
                ElementsAre("1000-2000 a", "2000-3000 b"));
}

TEST(TtmlReader, KeepsAParagraphWhoseWordsAreTimedWhole) {
    EXPECT_THAT(shown(read_body("<p begin='10s' end='20s'><span begin='2s'>a</span> "
                                "<span begin='3s' end='8s'>b</span></p><p begin='30s' end='40s'>"
                                "c <span begin='2s'>d</span></p>")),
                ElementsAre("12000-20000 a b", "30000-40000 c d"));
}

TEST(TtmlReader, TakesAgentsLanguagesSummariesAndIds) {
    const ReadResult result = format_named("ttml").read(
        "<tt:tt xmlns:tt='x' xml:lang='fr'><tt:head><tt:metadata><ttm:title>Le  jour</ttm:title>"
        "<ttm:agent xml:id='a'><ttm:name type='alias'>Z</ttm:name><ttm:name type='full'>Zoé "
        "Kerzhéro</ttm:name></ttm:agent></tt:metadata></tt:head><tt:body ttm:agent='a'>"
        "<tt:div xml:lang='en'><tt:p xml:id='cha_1' begin='1s' end='2s'><tt:metadata>"
        "<ttm:desc>En bref</ttm:desc></tt:metadata>Hello<tt:set begin='0s'/></tt:p>"
        "<tt:p ttm:agent='b' xml:id='p2' begin='2s'>Salut</tt:p></tt:div></tt:body></tt:tt>");
    EXPECT_EQ(result.document.title, "Le jour");
    EXPECT_EQ(result.document.language, "fr");
    Chapter hello = chapter(1s, 2s, "Hello");
    hello.id = "cha_1";
    hello.language = "en";
    hello.summary = "En bref";
    hello.credits = credits({"Zoé Kerzhéro"});
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0], hello);
    EXPECT_THAT(result.document.chapters[1].credits, IsEmpty());
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'b'"));
}

TEST(TtmlReader, ReadsTheRatesOfTheDocument) {
    EXPECT_THAT(shown(format_named("dfxp").read(
                    "<tt ttp:frameRate='25' ttp:tickRate='10'><body><p begin='00:00:01:05' "
                    "end='25t'>a</p></body></tt>")),
                ElementsAre("1200-2500 a"));
}

TEST(TtmlReader, SaysWhatIsWrongAndGoesOn) {
    const ReadResult result =
        read_body("\n<p begin='x' end='1s'>a</p><p begin='3s' end='2s'>b</p><p>c</p>");
    EXPECT_THAT(shown(result), ElementsAre("0- c", "3000- b"));
    ASSERT_THAT(result.diagnostics, SizeIs(5));
    EXPECT_EQ(result.diagnostics[0].line, 2);
}

TEST(TtmlReader, RefusesOtherXmlAndKeepsWhatIsBeforeAFault) {
    EXPECT_TRUE(format_named("ttml").read("<html><body><p>a</p></body></html>").refused);
    EXPECT_TRUE(format_named("ttml").read("Bonjour").refused);
    const ReadResult broken =
        format_named("ttml").read("<tt><body><p begin='1s' end='2s'>a</p><p begin='3s");
    EXPECT_FALSE(broken.refused);
    EXPECT_THAT(shown(broken), testing::Contains("1000-2000 a"));
    EXPECT_THAT(broken.diagnostics, testing::Not(IsEmpty()));
}

TEST(TtmlWriter, WritesParagraphsAsEbuTtDWantsThem) {
    Document document;
    document.title = "Journée";
    document.language = "fr";
    Chapter opening = chapter(1s, 360'000s, "Ouverture & <suite>");
    opening.credits = credits({"Zoé", "Anne"});
    document.chapters = {opening};
    const std::string text = write_document(format_named("ebu-tt-d"), document).text;
    EXPECT_THAT(text, HasSubstr("ttp:timeBase=\"media\" xml:lang=\"fr\""));
    EXPECT_THAT(text, HasSubstr("<ttm:agent xml:id=\"agent2\" type=\"person\">"));
    EXPECT_THAT(text, HasSubstr("<p xml:id=\"p1\" begin=\"00:00:01.000\" end=\"100:00:00.000\" "
                                "region=\"bottom\" style=\"text\" ttm:agent=\"agent1 agent2\">"
                                "Ouverture &amp; &lt;suite&gt;</p>"));
    EXPECT_EQ(format_of(text)->name, "ttml");
}

TEST(TtmlWriter, PutsNoBlanksBesideTheText) {
    Document document;
    Chapter opening = chapter(1s, 2s, "Ouverture");
    opening.summary = "En bref";
    document.chapters = {opening};
    const std::string text = write_document(format_named("ttml"), document).text;
    EXPECT_THAT(text, HasSubstr("style=\"text\"><metadata>"));
    EXPECT_THAT(text, HasSubstr("</metadata>Ouverture</p>"));
}

TEST(TtmlWriter, ShowsEveryParagraphForAMoment) {
    Document document;
    document.chapters = {chapter(4s, 4s, "Point")};
    const std::string text = write_document(format_named("ttml"), document).text;
    EXPECT_THAT(text, HasSubstr("begin=\"00:00:04.000\" end=\"00:00:04.001\""));
}

}  // namespace
}  // namespace revivre::chapters
