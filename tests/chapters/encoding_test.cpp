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

TEST(DecodeText, MakesLineEndsPlain) {
    EXPECT_EQ(decode_text("a\r\nb\rc\n"), "a\nb\nc\n");
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
