#include "chapters/containers/vorbis_comment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/byte_order.hpp"

namespace revivre::chapters {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string packet(const std::vector<std::string>& comments) {
    std::string out = as_little_endian(3, 4) + "lib" + as_little_endian(comments.size(), 4);
    for (const std::string& each : comments) out += as_little_endian(each.size(), 4) + each;
    return out;
}

ReadResult read(const std::vector<std::string>& comments) {
    const std::string bytes = packet(comments);
    Gathering gathering(bytes);
    gather_chapters(parse_vorbis_comment(bytes), gathering);
    return gathering.take();
}

std::vector<std::pair<std::int64_t, std::string>> told(const ReadResult& result) {
    std::vector<std::pair<std::int64_t, std::string>> all;
    for (const Chapter& chapter : result.document.chapters)
        all.emplace_back(chapter.start.count(), chapter.title);
    return all;
}

TEST(VorbisComment, TakesTimesNamesAndAddresses) {
    const ReadResult result = read({"TITLE=Matin", "CHAPTER001=00:00:00.000", "CHAPTER001NAME=Un",
                                    "CHAPTER002=01:00:09.600", "CHAPTER002NAME=Deux",
                                    "CHAPTER002URL=https://exemple.test/"});
    EXPECT_THAT(told(result), ElementsAre(std::pair(0, "Un"), std::pair(3'609'600, "Deux")));
    EXPECT_EQ(result.document.chapters[1].link, "https://exemple.test/");
    EXPECT_EQ(result.document.title, "Matin");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(VorbisComment, TakesNumbersFrom0WithGapsOfAnyLengthAndCase) {
    EXPECT_THAT(told(read({"chapter0=00:00:00.000", "Chapter07=00:00:07.000", "CHAPTER007name=Sept",
                           "CHAPTER1234=00:20:34.000"})),
                ElementsAre(std::pair(0, ""), std::pair(7'000, "Sept"), std::pair(1'234'000, "")));
}

TEST(VorbisComment, TakesNamesBeforeTheirTimes) {
    EXPECT_THAT(told(read({"CHAPTER001NAME=Un", "CHAPTER001=00:00:01.000"})),
                ElementsAre(std::pair(1'000, "Un")));
}

TEST(VorbisComment, TakesTheEndOfTheEarlyForm) {
    const ReadResult result = read({"CHAPTER001=00:00:01.000-->00:00:02.500"});
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].end, Time(2'500));
}

TEST(VorbisComment, SaysWhichTimesAreNone) {
    const ReadResult result = read({"CHAPTER001=bientôt", "CHAPTER001NAME=Un",
                                    "CHAPTER002=00:00:02.000", "CHAPTER002=00:00:03.000"});
    EXPECT_THAT(told(result), ElementsAre(std::pair(2'000, "")));
    ASSERT_THAT(result.diagnostics, SizeIs(3));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'bientôt'"));
    EXPECT_THAT(result.diagnostics[1].message, HasSubstr("twice"));
    EXPECT_THAT(result.diagnostics[2].message, HasSubstr("'Un'"));
}

TEST(VorbisComment, LeavesOtherKeysAlone) {
    EXPECT_THAT(
        told(read({"CHAPTER=00:00:01.000", "CHAPTERS=12", "CHAPTER1-=x", "=", "", "CHAPTER001"})),
        IsEmpty());
}

TEST(VorbisComment, KeepsWhatComesBeforeAnEarlyEnd) {
    const std::string whole = packet({"CHAPTER001=00:00:01.000", "CHAPTER002=00:00:02.000"});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const VorbisComment comment = parse_vorbis_comment(std::string_view(whole).substr(0, size));
        EXPECT_TRUE(comment.cut) << size;
        EXPECT_LE(comment.comments.size(), 1U);
    }
    EXPECT_TRUE(parse_vorbis_comment("\xFF\xFF\xFF\xFFx"s).cut);
}

TEST(VorbisComment, PutsChaptersInPlaceOfTheOldOnes) {
    Chapter chapter;
    chapter.title = "Un=2";
    chapter.start = Time(359'999'999);
    chapter.link = "x";
    const std::string old = packet({"A=b", "chapter1=00:00:00.000", "CHAPTER1NAME=x",
                                    "CHAPTER001IMAGE=x", "METADATA_BLOCK_PICTURE=zz"}) +
                            "\1";
    const VorbisComment comment = parse_vorbis_comment(old);
    EXPECT_EQ(with_chapters(comment, {chapter}),
              packet({"A=b", "METADATA_BLOCK_PICTURE=zz", "CHAPTER000=99:59:59.999",
                      "CHAPTER000NAME=Un=2", "CHAPTER000URL=x"}));
    EXPECT_EQ(comment.rest, "\1");
}

}  // namespace
}  // namespace revivre::chapters
