#include "chapters/exchange/losses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/registry.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "tests/chapters/generated_documents.hpp"

namespace revivre::chapters {
namespace {

using testing::ContainsRegex;
using testing::Not;

// "12 chapters lose …" or "1 chapter is …" would be a sentence, and wrong for another number.
void expect_noun_phrases(const std::vector<Loss>& losses, std::string_view format) {
    for (const Loss& loss : losses) {
        EXPECT_THAT(loss.message, ContainsRegex("[0-9]+ chapters?($|:| )")) << format;
        EXPECT_THAT(loss.message,
                    Not(ContainsRegex("^[0-9]+ chapters? (lose|have|are|is|end|become)")))
            << format;
        EXPECT_THAT(loss.message, Not(ContainsRegex("^(the|The) "))) << format;
    }
}

TEST(LossMessages, ReadWellBehindTheWordLost) {
    DocumentGenerator generator(23);
    for (int i = 0; i < 20; ++i) {
        const Document document = generator.document();
        for (const Format& format : all_formats())
            expect_noun_phrases(reduce(document, format).losses, format.name);
        for (const Container& container : all_containers())
            expect_noun_phrases(reduce(document, container).losses, container.name);
    }
}

TEST(LossMessages, CountOneChapterAndSeveral) {
    Losses losses;
    losses.add(LossKind::links, 1, "links of {}");
    losses.add(LossKind::images, 12, "pictures of {}: not web addresses");
    EXPECT_EQ(losses.all()[0].message, "links of 1 chapter");
    EXPECT_EQ(losses.all()[1].message, "pictures of 12 chapters: not web addresses");
}

TEST(LossMessages, SayAKindOnceWithTheLargerCount) {
    Losses losses;
    losses.add(LossKind::ends, 2, "ends of {}");
    losses.add(LossKind::ends, 3, "other ends of {}");
    ASSERT_EQ(losses.all().size(), 1U);
    EXPECT_EQ(losses.all()[0].message, "ends of 2 chapters");
    EXPECT_EQ(losses.all()[0].chapters, 3U);
}

}  // namespace
}  // namespace revivre::chapters
