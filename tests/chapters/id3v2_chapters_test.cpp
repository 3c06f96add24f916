#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/registry.hpp"
#include "tests/chapters/id3v2_samples.hpp"

namespace revivre::chapters {
namespace {

using namespace std::string_literals;
using samples::chap;
using samples::chap_body;
using samples::ctoc;
using samples::frame;
using samples::tag;
using samples::text;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(const std::string& media) {
    MemorySource source(media);
    return container_named("mp3")->read(source);
}

std::vector<std::string> titles(const std::vector<Chapter>& chapters) {
    std::vector<std::string> all;
    for (const Chapter& chapter : chapters) all.push_back(chapter.title);
    return all;
}

Chapter only_chapter(const std::string& media) {
    const ReadResult result = read(media);
    EXPECT_THAT(result.document.chapters, SizeIs(1));
    return result.document.chapters.empty() ? Chapter{} : result.document.chapters.front();
}

std::string with_sub_frames(const std::string& sub_frames, int version = 3) {
    return tag(version, frame("CHAP", chap_body("a", 0, 1'000, sub_frames)));
}

TEST(Id3Reader, TakesTheOrderFromTheStartsAndTheEndsAsTheyAre) {
    const ReadResult result =
        read(tag(3, chap("a", 0, 1'500, "Un") + chap("b", 2'000, 2'000, "Deux")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Un", "Deux"));
    EXPECT_EQ(result.document.chapters[0].end, Time(1'500));
    EXPECT_EQ(result.document.chapters[1].end, Time(2'000));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(Id3Reader, LeavesAnEndOpenThatIsBeforeTheStart) {
    EXPECT_EQ(only_chapter(tag(3, chap("a", 500, 0, "Un"))).end, std::nullopt);
    EXPECT_EQ(only_chapter(tag(3, chap("a", 500, 0xFFFFFFFF, "Un"))).end, std::nullopt);
}

TEST(Id3Reader, SaysThatAChapterIsPlacedInBytesOnly) {
    const ReadResult result = read(tag(3, chap("a", 0xFFFFFFFF, 0xFFFFFFFF, "Un")));
    EXPECT_THAT(result.document.chapters, IsEmpty());
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("in bytes"));
}

TEST(Id3Reader, DecodesTheFourEncodings) {
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2", "\0\xC9t\xE9"s))).title, "Été");
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2", "\1\xFF\xFE\xC9\0t\0\xE9\0"s))).title,
              "Été");
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2", "\1\xFE\xFF\0\xC9\0t\0\xE9"s))).title,
              "Été");
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2", "\2\0\xC9\0t\0\xE9"s))).title, "Été");
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2", "\3\xC3\x89t\xC3\xA9"s))).title, "Été");
}

TEST(Id3Reader, IgnoresWhatFollowsTheEndOfATitle) {
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2", "\0A\0****"s))).title, "A");
    EXPECT_EQ(only_chapter(with_sub_frames(frame("TIT2",
                                                 "\1\xFF\xFE"
                                                 "A\0\0\0B\0"s)))
                  .title,
              "A");
}

TEST(Id3Reader, TakesDescriptionLinkAndPictureAddress) {
    const Chapter chapter = only_chapter(with_sub_frames(
        text("TIT3", "Une phrase.") + frame("WXXX", "\1\xFF\xFEx\0\0\0https://exemple.test/a"s) +
        frame("APIC", "\0-->\0\3x\0https://exemple.test/a.jpg"s)));
    EXPECT_EQ(chapter.summary, "Une phrase.");
    EXPECT_EQ(chapter.link, "https://exemple.test/a");
    EXPECT_EQ(chapter.image, "https://exemple.test/a.jpg");
}

TEST(Id3Reader, TakesAddressesInWhateverTheyAreWritten) {
    const auto link = [](const std::string& address) {
        return only_chapter(with_sub_frames(frame("WXXX", "\1\0\0"s + address))).link;
    };
    EXPECT_EQ(link("http://a/\xE9"), "http://a/é");
    EXPECT_EQ(link("http://a/\xC3\xA9"), "http://a/é");
    EXPECT_EQ(link("\xFF\xFEh\0:\0\xE9\0\0\0"s), "h:é");
}

TEST(Id3Reader, PassesOverPicturesInSilence) {
    const std::string picture = frame("APIC", "\0image/jpeg\0\0\0"s + std::string(200'000, '\xFF'));
    const ReadResult result = read(with_sub_frames(picture + text("TIT2", "Un")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Un"));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(Id3Reader, ListsAllChaptersWithoutATable) {
    const ReadResult result = read(tag(3, chap("a", 23, 0, "") + chap("a", 23, 23, "")));
    EXPECT_THAT(result.document.chapters, SizeIs(2));
}

TEST(Id3Reader, LeavesOutChaptersThatTheTableHides) {
    const ReadResult result =
        read(tag(3, ctoc("toc", 3, {"a"}) + chap("a", 0, 10, "Vu") + chap("b", 5, 6, "Image")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Vu"));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'Image'"));
}

TEST(Id3Reader, ListsAllWhenTheTableNamesNone) {
    const ReadResult result = read(tag(3, ctoc("toc", 3, {"x", "y"}) + chap("a", 0, 10, "Un")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Un"));
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

TEST(Id3Reader, MakesATitledInnerTableAChapterOfItsOwn) {
    const ReadResult result =
        read(tag(3, ctoc("toc", 3, {"m", "c"}, text("TIT2", "Sommaire")) +
                        ctoc("m", 1, {"a", "b"}, text("TIT2", "Matin")) + chap("a", 0, 10, "Un") +
                        chap("b", 10, 30, "Deux") + chap("c", 40, 50, "Fin")));
    ASSERT_THAT(titles(result.document.chapters), ElementsAre("Matin", "Fin"));
    EXPECT_THAT(titles(result.document.chapters[0].children), ElementsAre("Un", "Deux"));
    EXPECT_EQ(result.document.chapters[0].end, Time(30));
}

TEST(Id3Reader, JoinsAnInnerTableWithoutTitleAndSeveralOutermostOnes) {
    const ReadResult result =
        read(tag(3, ctoc("t1", 3, {"m"}) + ctoc("t2", 3, {"b"}) + ctoc("m", 1, {"a"}) +
                        chap("a", 0, 10, "Un") + chap("b", 10, 30, "Deux")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Un", "Deux"));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(Id3Reader, EndsAtTablesThatListEachOther) {
    const ReadResult result =
        read(tag(3, ctoc("t", 1, {"u", "a"}) + ctoc("u", 1, {"t", "a"}) + chap("a", 0, 10, "Un")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Un"));
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

// As libavformat writes them: the count is what is left of 256.
TEST(Id3Reader, ReadsATableOfMoreEntriesThanItsCountSays) {
    std::vector<std::string> ids;
    std::string frames;
    for (std::uint32_t i = 0; i < 300; ++i) {
        ids.push_back("ch" + std::to_string(i));
        frames += chap(ids.back(), i, i + 1, ids.back());
    }
    const ReadResult result = read(tag(3, frames + ctoc("toc", 3, ids, text("TIT2", "Sommaire"))));
    EXPECT_THAT(result.document.chapters, SizeIs(300));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

// iTunes and others wrote sizes of 2.3 into tags of 2.4.
TEST(Id3Reader, UnderstandsPlainSizesIn24) {
    const std::string title(200, 'x');
    const ReadResult result = read(tag(4, frame("PRIV", std::string(300, 'y')) +
                                              chap("a", 0, 10, title) + chap("b", 10, 20, "Fin")));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre(title, "Fin"));
}

TEST(Id3Reader, UndoesUnsynchronisationOfTagAndFrame) {
    const std::string stuffed =
        "a\0\0\0\0\0\0\0\0\0\xFF\0\xFF\0\xFF\0\xFF\0\xFF\0\xFF\0\xFF\0\xFF\0"s +
        frame("TIT2", "\1\xFF\0\xFEU\0n\0"s);
    // The size of the title counts what is there before, in 2.3, and after in 2.4.
    std::string in23 = stuffed;
    in23.replace(in23.find("TIT2") + 7, 1, "\7");
    std::string whole = frame("CHAP", in23);
    whole.replace(4, 4, samples::big_endian(in23.size() - 9, 4));
    EXPECT_EQ(only_chapter(tag(3, whole, 0x80)).title, "Un");
    std::string in24 = stuffed;
    in24.replace(in24.find("TIT2") + 7, 1, "\7");
    EXPECT_EQ(only_chapter(tag(4, frame("CHAP", in24, 0x02))).title, "Un");
    EXPECT_EQ(only_chapter(tag(4, frame("CHAP", in24), 0x80)).title, "Un");
}

TEST(Id3Reader, PassesOverLengthsGroupsAndExtendedHeaders) {
    const std::string body = chap_body("a", 0, 10, text("TIT2", "Un"));
    EXPECT_EQ(
        only_chapter(tag(4, frame("CHAP", "G" + samples::seven_bits(body.size()) + body, 0x41)))
            .title,
        "Un");
    EXPECT_EQ(only_chapter(tag(3, frame("CHAP", "G" + body, 0x20))).title, "Un");
    EXPECT_EQ(
        only_chapter(
            tag(3, samples::big_endian(6, 4) + std::string(6, '\0') + chap("a", 0, 10, "Un"), 0x40))
            .title,
        "Un");
    EXPECT_EQ(
        only_chapter(tag(4, samples::seven_bits(6) + "\1\0"s + chap("a", 0, 10, "Un"), 0x40)).title,
        "Un");
    EXPECT_EQ(only_chapter(tag(3, chap("a", 0, 10, "Un"), 0x40)).title, "Un")
        << "the flag without the header";
}

TEST(Id3Reader, SaysThatACompressedChapterIsLeftOut) {
    const ReadResult result = read(tag(3, frame("CHAP", std::string(40, 'x'), 0x80)));
    EXPECT_THAT(result.document.chapters, IsEmpty());
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("compressed"));
}

TEST(Id3Reader, FindsTagsAtTheEndAndBehindJunk) {
    const std::string frames = chap("a", 0, 10, "Un");
    const std::string sound(600, '\x55');
    std::string footed = tag(4, frames, 0x10);
    footed += "3DI" + footed.substr(3, 7);
    EXPECT_EQ(only_chapter(sound + footed).title, "Un");
    EXPECT_EQ(only_chapter(sound + footed + "TAG" + std::string(125, ' ')).title, "Un");
    EXPECT_EQ(only_chapter(std::string(99, 'j') + tag(3, frames) + sound).title, "Un");
    EXPECT_EQ(only_chapter(tag(3, text("TIT2", "x")) + tag(3, frames) + sound).title, "Un");
}

TEST(Id3Reader, ReadsTheNamesOf22) {
    const auto old = [](const std::string& id, const std::string& body) {
        return id + samples::big_endian(body.size(), 3) + body;
    };
    const std::string body = chap_body(
        "a", 0, 10, old("TT2", "\0Un"s) + old("PIC", "\0-->\0\0https://exemple.test/a.jpg"s));
    const Chapter chapter = only_chapter(tag(2, old("CHA", body)));
    EXPECT_EQ(chapter.title, "Un");
    EXPECT_EQ(chapter.image, "https://exemple.test/a.jpg");
}

TEST(Id3Reader, KeepsWhatComesBeforeAnEarlyEnd) {
    const std::string whole = tag(3, chap("a", 0, 10, "Un") + chap("b", 10, 20, "Deux"));
    const ReadResult result = read(whole.substr(0, whole.size() - 2));
    EXPECT_THAT(titles(result.document.chapters), ElementsAre("Un", "De"));
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

TEST(Id3Reader, RefusesWhatIsNoMp3) {
    EXPECT_TRUE(read("").refused);
    EXPECT_TRUE(read("ID").refused);
    EXPECT_TRUE(read("Un texte.\n").refused);
    EXPECT_FALSE(container_named("mp3")->recognise("\xFF\xFEU\0n\0 \0t\0e\0x\0t\0e\0"s));
}

}  // namespace
}  // namespace revivre::chapters
