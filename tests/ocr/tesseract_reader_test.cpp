#include "indexer/ocr/tesseract_reader.hpp"

#include <array>
#include <string_view>

#include <gtest/gtest.h>

#include "chapters/error.hpp"

namespace revivre::indexer {
namespace {

// Letters of 5 x 7 dots, a row a number, the leftmost dot the highest of five bits.
using Glyph = std::array<unsigned, 7>;

Glyph glyph(char letter) {
    switch (letter) {
        case 'M':
            return {17, 27, 21, 21, 17, 17, 17};
        case 'A':
            return {14, 17, 17, 31, 17, 17, 17};
        case 'I':
            return {14, 4, 4, 4, 4, 4, 14};
        case 'R':
            return {30, 17, 17, 30, 20, 18, 17};
        case 'E':
            return {31, 16, 16, 30, 16, 16, 31};
        case 'T':
            return {31, 4, 4, 4, 4, 4, 4};
        case 'L':
            return {16, 16, 16, 16, 16, 16, 31};
        default:
            return {};
    }
}

GreyImage written(std::string_view text) {
    constexpr int kDot = 5;
    constexpr int kMargin = 20;
    GreyImage image{
        static_cast<int>(text.size()) * 6 * kDot + 2 * kMargin, 7 * kDot + 2 * kMargin, {}};
    const auto width = static_cast<std::size_t>(image.width);
    image.samples.assign(width * static_cast<std::size_t>(image.height), 255);
    for (int y = 0; y < 7 * kDot; ++y)
        for (int x = 0; x < static_cast<int>(text.size()) * 6 * kDot; ++x) {
            const int column = x / kDot % 6;
            const unsigned row = glyph(
                text[static_cast<std::size_t>(x / kDot / 6)])[static_cast<std::size_t>(y / kDot)];
            if (column < 5 && ((row >> (4 - column)) & 1U) != 0)
                image.samples[static_cast<std::size_t>(y + kMargin) * width +
                              static_cast<std::size_t>(x + kMargin)] = 0;
        }
    return image;
}

std::unique_ptr<TextReader> french() try { return open_tesseract("fra"); } catch (const Error&) {
    return nullptr;
}

TEST(TesseractReader, ReadsALineOfLetters) {
    const auto reader = french();
    if (!reader) GTEST_SKIP() << "tesseract-ocr-fra is not installed";
    const auto lines = reader->read(written("MAIRE"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].text, "MAIRE");
    EXPECT_GT(lines[0].confidence, 0.5);
    EXPECT_NEAR(lines[0].box.x_px, 20, 6);
}

TEST(TesseractReader, ReadsOneImageAfterAnother) {
    const auto reader = french();
    if (!reader) GTEST_SKIP() << "tesseract-ocr-fra is not installed";
    reader->read(written("MARTEL"));
    const auto lines = reader->read(written("MAIRE"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].text, "MAIRE");
}

TEST(TesseractReader, FindsNothingOnABlankImageOrNone) {
    const auto reader = french();
    if (!reader) GTEST_SKIP() << "tesseract-ocr-fra is not installed";
    EXPECT_TRUE(reader->read(written("   ")).empty());
    EXPECT_TRUE(reader->read({}).empty());
}

TEST(TesseractReader, NamesThePackageWhenALanguageIsMissing) {
    try {
        open_tesseract("nosuchlanguage");
        FAIL() << "a language that does not exist was opened";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unavailable);
        EXPECT_NE(std::string_view(error.what()).find("nosuchlanguage"), std::string_view::npos);
    }
}

}  // namespace
}  // namespace revivre::indexer
