#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/json.hpp"
#include "tests/chapters/generated_documents.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::IsEmpty;

constexpr std::uint32_t kDocuments = 500;

std::vector<std::string_view> formats_both_ways() {
    std::vector<std::string_view> both;
    for (const Format& format : all_formats()) {
        if (format.read != nullptr && format.write != nullptr) both.push_back(format.name);
    }
    return both;
}

// Told as JSON, which can be read, and only when they differ, since that costs most of the time.
void expect_same(const std::vector<Chapter>& one, const std::vector<Chapter>& other,
                 const std::string& text) {
    if (one != other) {
        ASSERT_EQ(json_of(one), json_of(other)) << text;
    }
}

class EveryFormat : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryFormat, ReadsBackWhatItWroteReducedByTheDeclaredLosses) {
    DocumentGenerator generator(20'261'125);
    for (std::uint32_t i = 0; i < kDocuments; ++i) {
        SCOPED_TRACE(i);
        const Reduction reduction = reduce(generator.document(), format_named(GetParam()));
        const std::string text = format_named(GetParam()).write(reduction.document);
        const ReadResult read = format_named(GetParam()).read(text);
        ASSERT_FALSE(read.refused) << text;
        expect_same(read.document.chapters, reduction.document.chapters, text);
        if (HasFatalFailure()) return;
        ASSERT_THAT(read.diagnostics, IsEmpty()) << text << read.diagnostics.front().message;
    }
}

TEST_P(EveryFormat, LosesNothingMoreWhenReducedTwice) {
    DocumentGenerator generator(7);
    for (std::uint32_t i = 0; i < kDocuments / 10; ++i) {
        SCOPED_TRACE(i);
        const Reduction once = reduce(generator.document(), format_named(GetParam()));
        const Reduction twice = reduce(once.document, format_named(GetParam()));
        expect_same(twice.document.chapters, once.document.chapters, "");
        if (HasFatalFailure()) return;
        ASSERT_THAT(twice.losses, IsEmpty()) << twice.losses.front().message;
    }
}

TEST_P(EveryFormat, KnowsItsOwnFilesByTheirContent) {
    DocumentGenerator generator(11);
    for (std::uint32_t i = 0; i < kDocuments / 10; ++i) {
        const Reduction reduction = reduce(generator.document(), format_named(GetParam()));
        if (reduction.document.chapters.size() < 3) continue;
        const std::string text = format_named(GetParam()).write(reduction.document);
        const Format* known = format_of(text);
        ASSERT_NE(known, nullptr) << text;
        ASSERT_EQ(known->read, format_named(GetParam()).read) << known->name << " took it:\n"
                                                              << text;
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat, testing::ValuesIn(formats_both_ways()),
                         [](const auto& tested) {
                             std::string name(tested.param);
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace revivre::chapters
