#include "chapters/text/encoding.hpp"

#include <string>

#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

using namespace std::string_view_literals;

TEST(DecodeText, KeepsUtf8AndDropsItsMark) {
    EXPECT_EQ(decode_text("\xEF\xBB\xBF"
                          "d\xC3\xA9"
                          "but"),
              "début");
    EXPECT_EQ(decode_text("d\xC3\xA9"
                          "but"),
              "début");
}

TEST(DecodeText, ReadsUtf16OfBothOrders) {
    EXPECT_EQ(decode_text("\xFF\xFE\xE9\0t\0\xE9\0"sv), "été");
    EXPECT_EQ(decode_text("\xFE\xFF\0\xE9\0t\0\xE9"sv), "été");
    EXPECT_EQ(decode_text("\xFE\xFF\xD8\x3D\xDE\x00"sv), "😀");
}

TEST(DecodeText, ReplacesHalfPairsAndOddBytes) {
    EXPECT_EQ(decode_text("\xFE\xFF\xD8\x3D\0a"sv),
              "\uFFFD"
              "a");
    EXPECT_EQ(decode_text("\xFE\xFF\0a\0"sv), "a\uFFFD");
}

TEST(DecodeText, TakesTheRestForWindows1252) {
    EXPECT_EQ(decode_text("d\xE9"
                          "but \x80 \x9C\x92"),
              "début € œ’");
}

TEST(DecodeText, ReadsUtf32OfBothOrders) {
    EXPECT_EQ(decode_text("\xFF\xFE\0\0\xE9\0\0\0\0\xF6\x01\0"sv), "é😀");
    EXPECT_EQ(decode_text("\0\0\xFE\xFF\0\0\0\xE9\0\x01\xF6\0"sv), "é😀");
}

TEST(DecodeText, KnowsUtf16WithoutAMarkByItsZeros) {
    EXPECT_EQ(decode_text("0\0:\0\x31\0 \0\xE9\0t\0\xE9\0"sv), "0:1 été");
    EXPECT_EQ(decode_text("\0\x30\0:\0\x31\0 \x4F\x1A\x8B\xAE"sv), "0:1 会议");
}

TEST(DecodeText, KeepsAStrayZeroInUtf8) {
    EXPECT_EQ(decode_text("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b"sv),
              "WEBVTT\n\n00:01.000 --> 00:02.000\na\0b"sv);
}

TEST(DecodeText, RepairsUtf8ThatWasCut) {
    EXPECT_EQ(decode_text("éééééééééé\xC3"sv), "éééééééééé\uFFFD");
    EXPECT_EQ(decode_text("\xEF\xBB\xBF\xFFoui"sv), "\uFFFDoui");
}

TEST(DecodeText, BelievesAnXmlDeclarationOnlyWhenTheBytesAreNoUtf8) {
    const std::string head = "<?xml version='1.0' encoding='ISO-8859-2'?>";
    EXPECT_EQ(decode_text(head + "<a>\xB1</a>"), head + "<a>ą</a>");
    EXPECT_EQ(decode_text(head + "<a>ą</a>"), head + "<a>ą</a>");
}

TEST(DecodeText, ReadsDeclaredSetsUnderTheirUsualNames) {
    const auto declared = [](std::string_view name, std::string_view bytes) {
        const std::string head = "<?xml version=\"1.0\" encoding=\"" + std::string(name) + "\"?>";
        return decode_text(head + std::string(bytes)).substr(head.size());
    };
    EXPECT_EQ(declared("iso-8859-1", "\xE9\x92"), "é’");
    EXPECT_EQ(declared("ISO-8859-15", "c\xBDur \xA4"), "cœur €");
    EXPECT_EQ(declared("windows-1251", "\xEF\xF0"), "пр");
    EXPECT_EQ(declared("GBK", "\xC4\xE3\xBA\xC3"), "你好");
    EXPECT_EQ(declared("Shift_JIS", "\x83\x65\x83\x58"), "テス");
    EXPECT_EQ(declared("no-such-set", "\xE9"), "é");
}

TEST(DecodeText, TakesShortFrenchForFrench) {
    EXPECT_EQ(decode_text("No\xEBl"), "Noël");
    EXPECT_EQ(decode_text("cr\xE9\xE9"
                          "e \xE0"),
              "créée à");
    EXPECT_EQ(decode_text("\xAB\xA0\xC9t\xE9\xA0\xBB"), "«\u00A0Été\u00A0»");
    EXPECT_EQ(decode_text("le c\xBDur"), "le cœur");
    EXPECT_EQ(decode_text("3\xBD heures"), "3½ heures");
}

TEST(DecodeText, DetectsWhatIsNoFrench) {
    EXPECT_EQ(decode_text("NAME=\xC4\xE3\xBA\xC3\n"), "NAME=你好\n");
    EXPECT_EQ(decode_text("\xCF\xE5\xF0\xE2\xFB\xE9 \xEA\xF0\xF3\xE3\xEB\xFB\xE9 "
                          "\xF1\xF2\xEE\xEB \xEE \xE3\xEE\xF0\xEE\xE4\xE5 \xE8 "
                          "\xEB\xFE\xE4\xFF\xF5"),
              "Первый круглый стол о городе и людях");
    EXPECT_EQ(decode_text("\x82\xDC\x82\xBF\x82\xCC\x82\xB1\x82\xC6\x82\xF0\x98\x62\x82\xB5"
                          "\x82\xDC\x82\xB7"),
              "まちのことを話します");
}

TEST(DecodeText, ReadsMacintoshFrench) {
    EXPECT_EQ(decode_text("Ouverture de la journ\x8E"
                          "e, d\x8E"
                          "bats \x88 Brest, cl\x99ture de l\xD5\x8Et\x8E"),
              "Ouverture de la journée, débats à Brest, clôture de l’été");
}

TEST(DecodeText, TakesAnyBytes) {
    std::string bytes;
    for (int i = 0; i < 1024; ++i) {
        bytes += static_cast<char>(i * 7 % 256);
        EXPECT_TRUE(is_utf8(decode_text(bytes)));
    }
}

TEST(DecodeText, MakesLineEndsPlain) {
    EXPECT_EQ(decode_text("a\r\nb\rc\n"), "a\nb\nc\n");
    EXPECT_EQ(decode_text("a\r\r\nb\n\rc\r"), "a\n\nb\n\nc\n");
}

TEST(IsUtf8, RefusesWhatRfc3629Forbids) {
    EXPECT_TRUE(is_utf8("aé€😀"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
    EXPECT_FALSE(is_utf8("\xE2\x82"));          // cut
}

}  // namespace
}  // namespace revivre::chapters
