#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/json.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/chapters/generated_documents.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

namespace files = std::filesystem;
using testing::IsEmpty;

constexpr std::uint32_t kDocuments = 150;

std::string content(const files::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string written(const Container& container, std::string_view media, const Document& document) {
    MemorySource source(media);
    MemorySink sink;
    container.write(source, document, sink);
    return sink.bytes();
}

ReadResult read(const Container& container, std::string_view media) {
    MemorySource source(media);
    return container.read(source);
}

struct Sample {
    const Container* container = nullptr;
    files::path file;
};

// A container joins by its line in the registry and by a small media file of each kind it writes.
std::vector<Sample> samples() {
    std::vector<Sample> found;
    for (const auto& entry : files::directory_iterator(REVIVRE_TEST_DATA "/containers")) {
        for (const Container& container : all_containers()) {
            const std::string extension = entry.path().extension().string();
            const auto& known = container.extensions;
            if (container.write == nullptr || extension.empty()) continue;
            if (std::ranges::find(known, extension.substr(1)) != known.end())
                found.push_back({&container, entry.path()});
        }
    }
    std::ranges::sort(found, {}, &Sample::file);
    return found;
}

class EveryContainer : public testing::TestWithParam<Sample> {
  protected:
    const Container& container_ = *GetParam().container;
    std::string media_ = content(GetParam().file);
};

TEST(ContainerRegistry, HasASampleOfEveryContainerThatIsWritten) {
    const std::vector<Sample> all = samples();
    for (const Container& container : all_containers()) {
        EXPECT_TRUE(container.write == nullptr ||
                    std::ranges::find(all, &container, &Sample::container) != all.end())
            << "tests/data/containers lacks a small file for " << container.name;
    }
}

TEST_P(EveryContainer, IsKnownByItsHead) {
    EXPECT_EQ(container_of(std::string_view(media_).substr(0, 4096)), &container_);
}

// Each document replaces the one before it, in a copy of a copy.
TEST_P(EveryContainer, ReadsBackWhatItWroteReducedByTheDeclaredLosses) {
    DocumentGenerator generator(20'261'125);
    std::string media = media_;
    for (std::uint32_t i = 0; i < kDocuments; ++i) {
        SCOPED_TRACE(i);
        const Reduction reduction = reduce(generator.document(), container_);
        media = written(container_, media, reduction.document);
        const ReadResult result = read(container_, media);
        ASSERT_FALSE(result.refused);
        if (result.document.chapters != reduction.document.chapters) {
            ASSERT_EQ(json_of(result.document.chapters), json_of(reduction.document.chapters));
        }
        ASSERT_THAT(result.diagnostics, IsEmpty()) << result.diagnostics.front().message;
    }
}

TEST_P(EveryContainer, LosesNothingMoreWhenReducedTwice) {
    DocumentGenerator generator(7);
    for (std::uint32_t i = 0; i < kDocuments / 3; ++i) {
        SCOPED_TRACE(i);
        const Reduction once = reduce(generator.document(), container_);
        const Reduction twice = reduce(once.document, container_);
        ASSERT_EQ(twice.document.chapters, once.document.chapters);
        ASSERT_THAT(twice.losses, IsEmpty()) << twice.losses.front().message;
    }
}

TEST_P(EveryContainer, DoesNotGrowWhenTheSameIsWrittenAgain) {
    DocumentGenerator generator(3);
    const Document document = reduce(generator.document(), container_).document;
    const std::string once = written(container_, media_, document);
    EXPECT_EQ(written(container_, once, document), once);
}

TEST_P(EveryContainer, DoesNotDependOnTheChaptersThatWereThere) {
    const bool room_stays = container_.name == "mp4";  // that of an earlier list, left free
    DocumentGenerator generator(5);
    std::string last = media_;
    for (int i = 0; i < 10; ++i) {
        const Document document = reduce(generator.document(), container_).document;
        last = written(container_, last, document);
        const std::string fresh = written(container_, media_, document);
        EXPECT_TRUE(room_stays || last == fresh) << i;
        EXPECT_EQ(read(container_, last).document.chapters,
                  read(container_, fresh).document.chapters);
    }
}

TEST_P(EveryContainer, ForgetsItsChaptersWhenThereAreNone) {
    DocumentGenerator generator(5);
    const Document document = reduce(generator.document(), container_).document;
    const std::string media = written(container_, written(container_, media_, document), {});
    EXPECT_THAT(read(container_, media).document.chapters, IsEmpty());
}

void expect_sane(const std::vector<Chapter>& chapters) {
    std::vector<Chapter> sorted = chapters;
    EXPECT_FALSE(sort_by_start(sorted));
    for (const Chapter& chapter : in_tree_order(chapters)) {
        EXPECT_GE(chapter.start, Time::zero());
        EXPECT_LE(chapter.start, chapter.end.value_or(chapter.start));
        EXPECT_TRUE(is_utf8(chapter.title));
    }
}

TEST_P(EveryContainer, AnswersDamagedFiles) {
    DocumentGenerator generator(9);
    std::mt19937 random(17);
    const std::string whole =
        written(container_, media_, reduce(generator.document(), container_).document);
    for (int i = 0; i < 400; ++i) {
        SCOPED_TRACE(i);
        std::string media = whole;
        for (std::uint32_t flips = random() % 4; flips > 0; --flips)
            media[random() % media.size()] = static_cast<char>(random());
        if (i % 3 == 0) media.resize(random() % media.size());
        expect_sane(read(container_, media).document.chapters);
        try {
            written(container_, media, {});
        } catch (const Error& error) {
            EXPECT_THAT(error.code(),
                        testing::AnyOf(ErrorCode::invalid_input, ErrorCode::unsupported));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Containers, EveryContainer, testing::ValuesIn(samples()),
                         [](const auto& tested) {
                             std::string name = tested.param.file.filename().string();
                             std::ranges::replace_if(
                                 name, [](char c) { return c == '.' || c == '-'; }, '_');
                             return name;
                         });

}  // namespace
}  // namespace revivre::chapters
