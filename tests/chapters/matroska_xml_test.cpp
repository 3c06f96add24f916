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
    return format_named("matroska-xml")
        .read("<?xml version=\"1.0\"?>\n<Chapters>\n" + inside + "\n</Chapters>\n");
}

std::string atom(const std::string& start, const std::string& title, const std::string& more = "") {
    return "<ChapterAtom><ChapterTimeStart>" + start +
           "</ChapterTimeStart><ChapterDisplay><ChapterString>" + title +
           "</ChapterString></ChapterDisplay>" + more + "</ChapterAtom>";
}

std::string edition(const std::string& inside) {
    return "<EditionEntry>" + inside + "</EditionEntry>";
}

std::vector<std::string> titles(const std::vector<Chapter>& chapters) {
    std::vector<std::string> all;
    for (const Chapter& chapter : chapters) all.push_back(chapter.title);
    return all;
}

TEST(MatroskaXmlReader, RoundsNanosecondsAndTakesTimesWithUnits) {
    const ReadResult result =
        read(edition(atom("00:00:00", "a") + atom("00:00:01.0005", "b") + atom("01:02.25", "c") +
                     atom("63s", "d") + atom("64000000001ns", "e")));
    ASSERT_THAT(result.document.chapters, SizeIs(5));
    EXPECT_EQ(result.document.chapters[0].start, 0ms);
    EXPECT_EQ(result.document.chapters[1].start, 1'001ms);
    EXPECT_EQ(result.document.chapters[2].start, 62'250ms);
    EXPECT_EQ(result.document.chapters[3].start, 63s);
    EXPECT_EQ(result.document.chapters[4].start, 64s);
    EXPECT_FALSE(result.document.chapters[0].end);
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(MatroskaXmlReader, RefusesAtomsNoneOfWhichHasAStart) {
    EXPECT_TRUE(read(edition(atom("faux", "a") + atom("", "b"))).refused);
    EXPECT_FALSE(read(edition(atom("faux", "a") + atom("00:00:01", "b"))).refused);
    EXPECT_FALSE(read(edition("")).refused);
}

TEST(MatroskaXmlReader, RefusesEntitiesThatTheFileDeclares) {
    const auto text = [](const std::string& subset) {
        return "<!DOCTYPE Chapters SYSTEM \"chapters.dtd\"" + subset + ">\n<Chapters>" +
               edition(atom("00:00:01", "a")) + "</Chapters>";
    };
    EXPECT_FALSE(format_named("matroska-xml").read(text("")).refused);
    EXPECT_FALSE(format_named("matroska-xml").read(text(" [<!ENTITY % a \"b\">]")).refused);
    EXPECT_TRUE(format_named("matroska-xml").read(text(" [<!ENTITY a \"b\">]")).refused);
}

TEST(MatroskaXmlReader, TakesTheNamesAndNanosecondsOfTheSpecification) {
    const ReadResult result = read(edition(
        "<ChapterAtom><ChapterTimeStart>5000000000</ChapterTimeStart><ChapterDisplay><ChapString>"
        "Accueil</ChapString><ChapLanguageBCP47>fr</ChapLanguageBCP47></ChapterDisplay>"
        "</ChapterAtom>"));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].start, 5s);
    EXPECT_EQ(result.document.chapters[0].title, "Accueil");
    EXPECT_EQ(result.document.chapters[0].language, "fr");
}

TEST(MatroskaXmlReader, TakesTheFirstVisibleEditionWithTheDefaultFlag) {
    const std::string flag = "<EditionFlagDefault>1</EditionFlagDefault>";
    const std::string hidden = "<EditionFlagHidden>1</EditionFlagHidden>";
    const ReadResult result = read(edition(atom("00:00", "a")) + edition(flag + hidden) +
                                   edition(flag + atom("00:01", "b")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("b"));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("2 others are left out"));
}

TEST(MatroskaXmlReader, TakesTheFirstEditionWhenAllAreHidden) {
    const std::string hidden = "<EditionFlagHidden>1</EditionFlagHidden>";
    const ReadResult result = read(edition(hidden + atom("00:00", "a")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("a"));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(MatroskaXmlReader, MovesVisibleChaptersOutOfHiddenAndDisabledOnes) {
    const ReadResult result = read(edition(
        atom("00:00", "caché", "<ChapterFlagHidden>1</ChapterFlagHidden>" + atom("00:01", "vu")) +
        atom("00:05", "éteint",
             "<ChapterFlagEnabled>0</ChapterFlagEnabled>" + atom("00:06", "là"))));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("vu", "là"));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'caché': it is hidden"));
    EXPECT_EQ(result.diagnostics[0].line, 3);
    EXPECT_THAT(result.diagnostics[1].message, HasSubstr("'éteint': it is disabled"));
}

TEST(MatroskaXmlReader, GivesTheFirstDisplayAsTitleAndTheOthersAsTranslations) {
    const ReadResult result = read(
        edition("<ChapterAtom><ChapterTimeStart>00:00:00.0</ChapterTimeStart>"
                "<ChapterDisplay><ChapterString>Début</ChapterString>"
                "<ChapterLanguage>fre</ChapterLanguage></ChapterDisplay>"
                "<ChapterDisplay><ChapterString>Start</ChapterString>"
                "<ChapterLanguage>eng</ChapterLanguage><ChapLanguageIETF>en-GB</ChapLanguageIETF>"
                "</ChapterDisplay><ChapterDisplay><ChapterString>?</ChapterString>"
                "<ChapterLanguage>und</ChapterLanguage></ChapterDisplay></ChapterAtom>"));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "Début");
    EXPECT_EQ(result.document.chapters[0].language, "fr");
    EXPECT_THAT(result.document.chapters[0].translations,
                ElementsAre(Translation{"en-GB", "Start"}, Translation{"", "?"}));
}

TEST(MatroskaXmlReader, TakesAnAbsentLanguageAsNotSaid) {
    EXPECT_EQ(read(edition(atom("00:00", "a"))).document.chapters.at(0).language, "");
}

TEST(MatroskaXmlReader, TakesAtomsOutsideOfAnEdition) {
    const ReadResult result = read(atom("00:00", "a") + atom("00:01", "b"));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("a", "b"));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(MatroskaXmlReader, LeavesOutAChapterWhoseStartIsNoTimeAndKeepsWhatIsInIt) {
    const ReadResult result = read(edition(atom("midi", "a", atom("00:01", "b"))));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("b"));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'midi'"));
}

TEST(MatroskaXmlReader, LooksPastADoctypeAndComments) {
    const std::string text =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
        "<!DOCTYPE Chapters SYSTEM \"matroskachapters.dtd\">\n<!-- rien -->\n<Chapters>" +
        edition(atom("00:00", "é")) + "</Chapters>";
    const Format* format = format_of(text);
    ASSERT_NE(format, nullptr);
    EXPECT_EQ(format->name, "matroska-xml");
    EXPECT_THAT(titles(format->read(text).document.chapters), ElementsAre("é"));
}

TEST(MatroskaXmlReader, RefusesOtherXml) {
    const ReadResult result = format_named("mkv-xml").read("<chapters/>");
    EXPECT_TRUE(result.refused);
    EXPECT_EQ(format_of("<chapters/>"), nullptr);
}

TEST(MatroskaXmlReader, KeepsWhatStandsBeforeAFault) {
    const ReadResult result = read(edition(atom("00:00", "a")) + "<EditionEntry");
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("a"));
    EXPECT_THAT(result.diagnostics, testing::Not(IsEmpty()));
}

TEST(MatroskaXmlWriter, GivesAChapterWithAnIdTheSameNumberAgain) {
    Document document;
    document.chapters.resize(2);
    document.chapters[0].id = "cha_a1";
    document.chapters[1].start = 5s;
    const std::string once = format_named("matroska-xml").write(document);
    document.chapters.erase(document.chapters.begin() + 1);
    document.chapters[0].start = 3s;
    const std::string again = format_named("matroska-xml").write(document);
    const std::size_t uid = once.find("<ChapterUID>");
    ASSERT_NE(uid, std::string::npos);
    EXPECT_EQ(once.substr(uid, 35), again.substr(again.find("<ChapterUID>"), 35));
    EXPECT_THAT(once, HasSubstr("<ChapterStringUID>cha_a1</ChapterStringUID>"));
}

TEST(MatroskaXmlWriter, SaysThatSessionsAndForeignIdsAreLost) {
    Document document;
    document.chapters.resize(2);
    document.chapters[0].session = "ses_1";
    document.chapters[1].id = "intro";
    document.chapters[1].language = "langue maternelle";
    const Reduction reduction = reduce(document, format_named("matroska-xml"));
    ASSERT_THAT(reduction.losses, SizeIs(2));
    EXPECT_EQ(reduction.losses[0].kind, LossKind::identifiers);
    EXPECT_EQ(reduction.losses[0].chapters, 2U);
    EXPECT_EQ(reduction.losses[1].kind, LossKind::languages);
}

}  // namespace
}  // namespace revivre::chapters
