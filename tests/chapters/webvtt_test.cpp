#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
namespace files = std::filesystem;

ReadResult read(std::string_view cues) {
    return format_named("vtt").read("WEBVTT\n\n" + std::string(cues));
}

std::string title_of(std::string_view text) {
    const ReadResult result = read("00:00.000 --> 00:01.000\n" + std::string(text));
    return result.document.chapters.empty() ? "no cue" : result.document.chapters.front().title;
}

std::vector<std::string> titles(const ReadResult& result) {
    std::vector<std::string> all;
    for (const Chapter& chapter : result.document.chapters) all.push_back(chapter.title);
    return all;
}

std::vector<std::string> names(const Chapter& chapter) {
    std::vector<std::string> all;
    for (const Credit& credit : chapter.credits) all.push_back(credit.name);
    return all;
}

TEST(WebVttReader, RefusesWhatDoesNotBeginWithTheSignature) {
    for (const char* text : {"", "WEBVT", "WEBVTTx\n", "\nWEBVTT\n", "webvtt\n", "1\n"})
        EXPECT_TRUE(format_named("webvtt").read(text).refused) << text;
    for (const char* text : {"WEBVTT", "WEBVTT\n", "WEBVTT\tx", "WEBVTT - Journée\n"})
        EXPECT_FALSE(format_named("webvtt").read(text).refused) << text;
}

TEST(WebVttReader, ReadsTheSample) {
    const ReadResult result = format_named("webvtt").read(sample("captions.vtt"));
    EXPECT_THAT(titles(result), ElementsAre("Bonjour à toutes et à tous, et bienvenue – merci.",
                                            "Merci. Thank you.", "漢字 ¬it; €"));
    EXPECT_EQ(result.document.language, "fr");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(WebVttReader, TakesTimesAsTheSpecificationDoes) {
    EXPECT_EQ(read("00:01.500 --> 123:00:02.000\na").document.chapters[0].end, 442'802s);
    EXPECT_EQ(read("59:59.999 -->1:00:00.000align:start\na").document.chapters[0].start,
              3'599'999ms);
    for (const char* times :
         {"00:60.000 --> 01:00.000", "0:01.000 --> 00:02.000", "00:01,000 --> 00:02,000",
          "00:01.00 --> 00:02.000", "00:01.000 -> 00:02.000", "1:60:00.000 --> 2:00:00.000"}) {
        const ReadResult result = read(std::string(times) + "\na");
        EXPECT_THAT(result.document.chapters, IsEmpty()) << times;
        EXPECT_THAT(result.diagnostics, SizeIs(1)) << times;
    }
}

TEST(WebVttReader, LeavesOutHoursThatNoRecordingHas) {
    const ReadResult result = read(
        "99999999999999999999:00:00.000 --> 99999999999999999999:00:01.000\na\n\n"
        "00:00.000 --> 99999999999999999999:00:01.000\nb");
    EXPECT_THAT(titles(result), ElementsAre("b"));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(WebVttReader, TakesACueThatFollowsTheHeaderOrAnotherTextDirectly) {
    const ReadResult result = format_named("webvtt").read(
        "WEBVTT\n00:00.000 --> 00:01.000\nun\n00:01.000 --> 00:02.000\ndeux");
    EXPECT_THAT(titles(result), ElementsAre("un", "deux"));
}

TEST(WebVttReader, PassesOverCommentsStylesAndStrayLines) {
    const ReadResult result = read(
        "NOTE rien\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:haut\n\n\n"
        "égaré\n\n00:00.000 --> 00:01.000\nun");
    EXPECT_THAT(titles(result), ElementsAre("un"));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 12);
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("égaré"));
}

TEST(WebVttReader, KeepsACueWithoutText) {
    EXPECT_THAT(titles(read("00:00.000 --> 00:01.000\n\n00:01.000 --> 00:02.000\nb")),
                ElementsAre("", "b"));
}

TEST(WebVttReader, KeepsACueThatEndsBeforeItStartsAsAPoint) {
    const ReadResult result = read("00:02.000 --> 00:01.000\na");
    EXPECT_EQ(result.document.chapters[0].end, 2s);
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 3);
}

TEST(WebVttReader, DropsTagsAndRubyTextAndDecodesReferences) {
    EXPECT_EQ(title_of("a<c.x.y z>b</c><i>c</i><00:00.500>d<x>e</x>f"), "abcdef");
    EXPECT_EQ(title_of("<ruby>漢<rt>kan</rt>字<rt>ji</ruby>!"), "漢字!");
    EXPECT_EQ(title_of("<rt>a</rt> &lt;b&gt; &notit; R&D"), "a <b> ¬it; R&D");
    EXPECT_EQ(title_of("un\ndeux <b"), "un deux");
    EXPECT_EQ(title_of(std::string_view("a\0b", 3)), "a\uFFFDb");
}

TEST(WebVttReader, NestsCuesByTheirTimes) {
    const ReadResult result = read(
        "00:00.000 --> 00:30.000\nMatin\n\n00:00.000 --> 00:10.000\nAccueil\n\n"
        "00:40.000 --> 00:50.000\nAprès-midi");
    EXPECT_THAT(titles(result), ElementsAre("Matin", "Après-midi"));
    ASSERT_THAT(result.document.chapters[0].children, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].children[0].title, "Accueil");
}

TEST(WebVttReader, KeepsCaptionsThatOverlapAsAList) {
    const std::string cues = "\n\n00:00.000 --> 00:30.000\na\n\n00:01.000 --> 00:10.000\nb";
    for (const char* header : {"WEBVTT\nKind: captions\nLanguage: fr", "WEBVTT Kind: subtitles"}) {
        const ReadResult result = format_named("webvtt").read(header + cues);
        EXPECT_THAT(titles(result), ElementsAre("a", "b")) << header;
    }
}

TEST(WebVttReader, TakesVoicesAsSpeakersWhoAreNotIdentified) {
    const ReadResult result = read(
        "00:00.000 --> 00:01.000\n<v.fort Zoé  Kerzhéro>Oui</v> <v Anne &amp; Bob>Non</v> "
        "<v Zoé Kerzhéro>Si");
    const Chapter& chapter = result.document.chapters[0];
    EXPECT_THAT(names(chapter), ElementsAre("Zoé Kerzhéro", "Anne & Bob"));
    EXPECT_EQ(chapter.credits[0].role, Role::speaker);
    EXPECT_EQ(chapter.credits[0].status, CreditStatus::proposed);
    EXPECT_EQ(chapter.credits[0].person, "");
    EXPECT_EQ(chapter.title, "Oui Non Si");
}

TEST(WebVttReader, TakesOnlyOurOwnIdentifiers) {
    const ReadResult result =
        read("cha_7\n00:00.000 --> 00:01.000\na\n\n12\n00:01.000 --> 00:02.000\nb");
    EXPECT_EQ(result.document.chapters[0].id, "cha_7");
    EXPECT_EQ(result.document.chapters[1].id, "");
}

TEST(WebVttReader, TakesTimeInProportionToTheFile) {
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "00:00.000 --> 00:01.000\n<v a" + std::to_string(i) + ">";
    text += std::string(200'000, '&') + std::string(200'000, '<');
    for (int i = 0; i < 100'000; ++i) text += "<ruby><rt>";
    for (int i = 0; i < 50'000; ++i) text += "<v b" + std::to_string(i) + ">";
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(read(text).refused);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(WebVttTranscript, SaysWhoSpeaksByVoiceSpans) {
    Document document;
    document.language = "fr";
    Chapter both = chapter(1s, 2s, "Ensemble");
    both.credits = credits({"Zoé", "<Anne>", "Zoé"});
    Chapter one = chapter(3s, 4s, "Yes");
    one.id = "cha_1";
    one.language = "en";
    one.credits = credits({"Zoé"});
    document.chapters = {both, one};
    const Written written = write_document(format_named("webvtt-transcript"), document);
    EXPECT_EQ(written.text,
              "WEBVTT Kind: captions; Language: fr\n\n"
              "00:00:01.000 --> 00:00:02.000\n<v Zoé>Ensemble</v><v &lt;Anne&gt;></v>\n\n"
              "cha_1\n00:00:03.000 --> 00:00:04.000\n<v Zoé><lang en>Yes</lang>\n");
    EXPECT_THAT(written.losses, SizeIs(1));
}

TEST(WebVttWriter, EndsEveryCueAfterItsStart) {
    Document document;
    document.chapters = {chapter(1s, 1s, "Point"), chapter(4s, std::nullopt, "Open")};
    for (const std::string_view name : {"webvtt", "webvtt-transcript"}) {
        const Written written = write_document(format_named(name), document);
        EXPECT_THAT(written.text, HasSubstr("00:00:01.000 --> 00:00:01.001"));
        EXPECT_THAT(written.text, HasSubstr("00:00:04.000 --> 00:00:04.001"));
        EXPECT_THAT(written.losses, SizeIs(1));
    }
}

TEST(WebVttReader, AnswersEveryHostileFile) {
    const files::path folder = files::path(REVIVRE_SHARED) / "cases/bad/vtt";
    if (!files::exists(folder)) GTEST_SKIP() << "the shared hostile files are not here";
    for (const auto& entry : files::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".vtt") continue;
        SCOPED_TRACE(entry.path().string());
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const ReadResult result = format_named("webvtt").read(decode_text(bytes));
        EXPECT_TRUE(!result.refused || result.document.chapters.empty());
        for (const Chapter& chapter : result.document.chapters) {
            EXPECT_LE(0ms, chapter.start);
            EXPECT_LE(chapter.start, chapter.end.value_or(chapter.start));
            EXPECT_TRUE(is_utf8(chapter.title));
        }
    }
}

}  // namespace
}  // namespace revivre::chapters
