#include <algorithm>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/registry.hpp"
#include "chapters/json.hpp"
#include "tests/chapters/generated_documents.hpp"

namespace revivre::chapters {
namespace {

using testing::IsEmpty;

constexpr std::uint32_t kDocuments = 200;

struct Sample {
    std::string container;
    std::string file;
};

std::string bytes_of(const std::string& file) {
    std::ifstream in(std::string(REVIVRE_TEST_DATA "/containers/") + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string json_of(const std::vector<Chapter>& chapters) {
    Json list = Json::array();
    for (const Chapter& chapter : chapters) list.push_back(to_json(chapter));
    return dump_json(list, 1);
}

class EverySound : public testing::TestWithParam<Sample> {
  protected:
    const Container& container_ = *container_named(GetParam().container);
    const std::string media_ = bytes_of(GetParam().file);

    std::string written(std::string_view media, const Document& document) const {
        MemorySource source(media);
        MemorySink sink;
        container_.write(source, document, sink);
        return sink.bytes();
    }
    ReadResult read(std::string_view media) const {
        MemorySource source(media);
        return container_.read(source);
    }
};

TEST_P(EverySound, ReadsBackWhatItWroteReducedByTheDeclaredLosses) {
    DocumentGenerator generator(20'261'126);
    for (std::uint32_t i = 0; i < kDocuments; ++i) {
        SCOPED_TRACE(i);
        const Reduction reduction = reduce(generator.document(), container_);
        const ReadResult result = read(written(media_, reduction.document));
        ASSERT_FALSE(result.refused);
        if (result.document.chapters != reduction.document.chapters) {
            ASSERT_EQ(json_of(result.document.chapters), json_of(reduction.document.chapters));
        }
        ASSERT_THAT(result.diagnostics, IsEmpty()) << result.diagnostics.front().message;
    }
}

TEST_P(EverySound, LosesNothingMoreWhenReducedTwice) {
    DocumentGenerator generator(9);
    for (std::uint32_t i = 0; i < kDocuments; ++i) {
        SCOPED_TRACE(i);
        const Reduction once = reduce(generator.document(), container_);
        const Reduction twice = reduce(once.document, container_);
        ASSERT_EQ(json_of(twice.document.chapters), json_of(once.document.chapters));
        ASSERT_THAT(twice.losses, IsEmpty()) << twice.losses.front().message;
    }
}

TEST_P(EverySound, IsWhatItWasWhenItsChaptersAreTakenOutAgain) {
    DocumentGenerator generator(3);
    const std::string without = written(media_, {});
    for (std::uint32_t i = 0; i < 20; ++i) {
        SCOPED_TRACE(i);
        const Reduction reduction = reduce(generator.document(), container_);
        ASSERT_EQ(written(written(media_, reduction.document), {}), without);
    }
}

TEST_P(EverySound, DoesNotDependOnTheChaptersThatWereThere) {
    DocumentGenerator generator(5);
    std::string last = media_;
    for (std::uint32_t i = 0; i < 20; ++i) {
        const Reduction reduction = reduce(generator.document(), container_);
        last = written(last, reduction.document);
        ASSERT_EQ(last, written(media_, reduction.document)) << i;
    }
}

TEST_P(EverySound, IsKnownByItsBeginning) {
    const Container* known = container_of(std::string_view(media_).substr(0, 4'096));
    ASSERT_NE(known, nullptr);
    EXPECT_EQ(known->name, container_.name);
}

// Neither faults nor hangs, whatever a bit or an early end makes of a file.
TEST_P(EverySound, AnswersToDamagedFiles) {
    DocumentGenerator generator(1);
    Document document = reduce(generator.document(), container_).document;
    while (document.chapters.size() < 4)
        document = reduce(generator.document(), container_).document;
    const std::string whole = written(media_, document);
    std::mt19937 random(17);
    for (int i = 0; i < 500; ++i) {
        std::string damaged = whole;
        const std::size_t place = random() % std::min<std::size_t>(damaged.size(), 6'000);
        if (i % 4 == 0) damaged.resize(place);
        for (int k = i % 3; k >= 0 && !damaged.empty(); --k) {
            damaged[random() % std::min<std::size_t>(damaged.size(), 6'000)] ^=
                static_cast<char>(1U << random() % 8);
        }
        const ReadResult result = read(damaged);
        ASSERT_LE(count_chapters(result.document.chapters), 10'000U);
        try {
            written(damaged, document);
        } catch (const std::exception& error) {
            ASSERT_STRNE(error.what(), "");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Containers, EverySound,
                         testing::Values(Sample{"mp3", "sound.mp3"}, Sample{"ogg", "sound.ogg"},
                                         Sample{"opus", "sound.opus"},
                                         Sample{"flac", "sound.flac"}),
                         [](const auto& tested) { return tested.param.container; });

}  // namespace
}  // namespace revivre::chapters
