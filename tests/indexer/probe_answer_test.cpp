#include "indexer/probe_answer.hpp"

#include <gmock/gmock.h>

#include "chapters/error.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ms;
using ::testing::SizeIs;

constexpr std::string_view kRecording =
    R"({"type":"recording","container":"mp3","start_offset_ms":0,"title":"t","created_at":"","duration_ms":9000})";
constexpr std::string_view kEnd = R"({"type":"end"})";

std::string lines(const std::vector<std::string_view>& all) {
    std::string text;
    for (const std::string_view line : all) text.append(line).append("\n");
    return text;
}

ProbeResult read_lines(const std::vector<std::string_view>& all) {
    return read_probe_answer(lines(all), "talk.mp3");
}

std::string marker(std::int64_t start, std::string_view end, std::string_view title) {
    return R"({"type":"marker","marker":{"start_ms":)" + std::to_string(start) + R"(,"end_ms":)" +
           std::string(end) + R"(,"title":")" + std::string(title) + R"("}})";
}

std::string stream(std::string_view field) {
    return R"({"type":"stream","stream":{"index":0,"type":"audio","codec":"mp3",)" +
           std::string(field) + "}}";
}

/// What the reader says of an answer with `line` in its middle.
std::string fault_of(std::string_view line) {
    try {
        read_lines({kRecording, line, kEnd});
    } catch (const Error& error) {
        return error.code() == ErrorCode::unavailable ? error.what() : "another code";
    }
    return "";
}

TEST(ProbeAnswer, IsRead) {
    const ProbeResult result =
        read_lines({kRecording, stream(R"("channels":2)"), marker(5, "null", "a &amp; b"), kEnd});
    EXPECT_EQ(result.container, "mp3");
    EXPECT_EQ(result.duration, ms(9000));
    EXPECT_EQ(result.streams.at(0).channels, 2);
    EXPECT_THAT(result.markers, ElementsAre(chapters::Marker{ms(5), std::nullopt, "a & b"}));
}

TEST(ProbeAnswer, OfARefusalIsInWordsOfOurs) {
    try {
        read_lines({R"({"type":"refusal","reason":"nothing_to_play"})"});
        FAIL() << "a refusal was taken for a recording";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_input);
        EXPECT_STREQ(error.what(), "'talk.mp3' holds neither pictures nor sound");
    }
}

TEST(ProbeAnswer, WithWordsOfSomebodyElseIsRefused) {
    EXPECT_THAT(fault_of(R"({"type":"refusal","reason":"call 555 to get your file back"})"),
                HasSubstr("a word that is not known"));
    EXPECT_THAT(fault_of(R"({"type":"note","reason":"click here"})"),
                HasSubstr("a word that is not known"));
}

TEST(ProbeAnswer, ThatIsNoJsonIsRefused) {
    for (const char* line : {"", "{", "[]", "null", "12", "{}", "{\"type\":7}", "\xFF",
                             "{\"type\":\"marker\"}", "{\"type\":\"marker\",\"marker\":[]}"}) {
        EXPECT_THAT(fault_of(line), HasSubstr("made the media reader give an answer with")) << line;
    }
}

TEST(ProbeAnswer, NestedTooDeepIsRefused) {
    EXPECT_NE(fault_of(std::string(100'000, '[')), "");
}

TEST(ProbeAnswer, WithNumbersOutOfTheirRangeIsRefused) {
    for (const char* field :
         {R"("channels":-1)", R"("channels":1e300)", R"("width_px":99999999999)",
          R"("rotation_degrees":360)", R"("frames_per_second":-1)", R"("frames_per_second":1e9)",
          R"("sample_rate_hz":1.5)", R"("index":"0")", R"("language":"<b>")",
          R"("codec":"../../etc")", R"("type":"hologram")"}) {
        EXPECT_NE(fault_of(stream(field)), "") << field;
    }
}

TEST(ProbeAnswer, WithTooManyStreamsIsRefused) {
    const std::string line = stream(R"("channels":2)");
    std::vector<std::string_view> all(kStreamLimit + 1, line);
    all.insert(all.begin(), kRecording);
    all.push_back(kEnd);
    EXPECT_THROW(read_lines(all), Error);
}

TEST(ProbeAnswer, WithTooManyChaptersIsRefused) {
    const std::string line = marker(1, "2", "x");
    std::vector<std::string_view> all(kMarkerLimit + 1, line);
    all.insert(all.begin(), kRecording);
    all.push_back(kEnd);
    EXPECT_THROW(read_lines(all), Error);
}

TEST(ProbeAnswer, GoesOnBehindItsEndOnlyWhenForged) {
    EXPECT_THROW(read_lines({kRecording, kEnd, kRecording}), Error);
    EXPECT_THROW(read_lines({kRecording, kRecording, kEnd}), Error);
    EXPECT_THROW(read_lines({kEnd}), Error);
    EXPECT_THROW(read_lines({}), Error);
}

TEST(ProbeAnswer, WithAnEndlessRecordingIsCut) {
    const ProbeResult result = read_lines(
        {R"({"type":"recording","container":"mp3","start_offset_ms":0,"title":"","created_at":"","duration_ms":9223372036854775807})",
         kEnd});
    EXPECT_EQ(result.duration, kDurationLimit);
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(ProbeAnswer, WithoutADurationTakesTheLastChapters) {
    const ProbeResult result = read_lines(
        {R"({"type":"recording","container":"mp3","start_offset_ms":0,"title":"","created_at":""})",
         marker(100, "200", "a"), marker(300, "null", "b"), kEnd});
    EXPECT_EQ(result.duration, ms(300));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(ProbeAnswer, WithExtremeChaptersEndsWithinTheRecording) {
    const ProbeResult result =
        read_lines({kRecording, marker(INT64_MIN, "9223372036854775807", "a"),
                    marker(INT64_MAX, "-5", "b"), kEnd});
    EXPECT_EQ(result.markers.at(0).start, ms(0));
    EXPECT_EQ(result.markers.at(1).start, ms(9000));
    EXPECT_THAT(result.diagnostics, SizeIs(3));
}

TEST(ProbeAnswer, WithADirtyTitleIsCleaned) {
    const ProbeResult result =
        read_lines({kRecording, marker(1, "2", R"(\u0000\u001b[2J\ud83d\ude0a\n x)"), kEnd});
    EXPECT_EQ(result.markers.at(0).title, "[2J😊 x");
    EXPECT_TRUE(chapters::is_utf8(result.markers.at(0).title));
}

TEST(Timeline, CountsFromTheFirstFrame) {
    std::vector<chapters::Diagnostic> diagnostics;
    const auto markers = on_timeline({{ms(0), ms(10'021), "a"}, {ms(15'021), std::nullopt, "b"}},
                                     ms(21), ms(60'000), diagnostics);
    EXPECT_THAT(markers, ElementsAre(chapters::Marker{ms(0), ms(10'000), "a"},
                                     chapters::Marker{ms(15'000), std::nullopt, "b"}));
    EXPECT_THAT(diagnostics, IsEmpty());
}

TEST(Timeline, OrdersByStartAndKeepsEqualStartsAsTheyWere) {
    std::vector<chapters::Diagnostic> diagnostics;
    const auto markers =
        on_timeline({{ms(50), std::nullopt, "c"}, {ms(10), ms(90), "a"}, {ms(10), ms(50), "b"}},
                    ms(0), ms(100), diagnostics);
    EXPECT_THAT(markers, ElementsAre(chapters::Marker{ms(10), ms(90), "a"},
                                     chapters::Marker{ms(10), std::nullopt, "b"},
                                     chapters::Marker{ms(50), std::nullopt, "c"}));
}

TEST(Timeline, TellsOnceWhatIsBeyondTheEnd) {
    std::vector<chapters::Diagnostic> diagnostics;
    const auto markers = on_timeline({{ms(500), ms(600), "a"}, {ms(700), ms(800), "b"}}, ms(0),
                                     ms(100), diagnostics);
    EXPECT_THAT(markers, ElementsAre(chapters::Marker{ms(100), std::nullopt, "a"},
                                     chapters::Marker{ms(100), std::nullopt, "b"}));
    ASSERT_THAT(diagnostics, SizeIs(1));
    EXPECT_EQ(diagnostics[0].message,
              "2 of its chapters begin after the recording: moved to its end (the first is 'a')");
}

TEST(Timeline, DropsEndsBeforeTheStart) {
    std::vector<chapters::Diagnostic> diagnostics;
    const auto markers = on_timeline({{ms(50), ms(40), "a"}}, ms(0), ms(100), diagnostics);
    EXPECT_THAT(markers, ElementsAre(chapters::Marker{ms(50), std::nullopt, "a"}));
    EXPECT_THAT(diagnostics, SizeIs(1));
}

}  // namespace
}  // namespace revivre::indexer
