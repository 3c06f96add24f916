#include "indexer/content_hash.hpp"

#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using testing::Folder;

std::string three_mebibytes() {
    std::string bytes(3U << 20U, '\0');
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        bytes[place] = static_cast<char>(place * 2654435761U >> 13U);
    }
    return bytes;
}

TEST(ContentHash, StaysTheSameForEver) {
    const Folder folder;
    // Worked out apart from this code: Python's hashlib, BLAKE2b-256 of
    // 05 00 00 00 00 00 00 00 and "hello"; and of the samples that content_hash.cpp names.
    EXPECT_EQ(content_hash(folder.file("a.mp4", "hello")),
              "s1:0ff0cde7b7042e0fc84c0e0c325fa238fafacdfe7a170dc2e9f45595e8deb2d4");
    EXPECT_EQ(content_hash(folder.file("b.mp4", three_mebibytes())),
              "s1:dde3134624269bfe034219608a9434efa2e7d2b4c0b054520b16b04d75622e80");
}

TEST(ContentHash, DoesNotDependOnTheName) {
    const Folder folder;
    EXPECT_EQ(content_hash(folder.file("a.mp4", three_mebibytes())),
              content_hash(folder.file("b.mkv", three_mebibytes())));
}

TEST(ContentHash, SeesEveryByteOfASmallFile) {
    const Folder folder;
    std::string bytes(1U << 20U, 'x');
    const std::string before = content_hash(folder.file("a", bytes));
    bytes[300'000] = 'y';
    EXPECT_NE(content_hash(folder.file("a", bytes)), before);
}

TEST(ContentHash, SeesHeadTailAndSizeOfALargeFile) {
    const Folder folder;
    const std::string bytes = three_mebibytes();
    const std::string before = content_hash(folder.file("a", bytes));
    std::string head = bytes;
    head[0] = static_cast<char>(head[0] + 1);
    std::string tail = bytes;
    tail.back() = static_cast<char>(tail.back() + 1);
    EXPECT_NE(content_hash(folder.file("a", head)), before);
    EXPECT_NE(content_hash(folder.file("a", tail)), before);
    EXPECT_NE(content_hash(folder.file("a", bytes + '\0')), before);
}

TEST(ContentHash, SeesAMiddleThatWasReplaced) {
    const Folder folder;
    std::string bytes = three_mebibytes();
    const std::string before = content_hash(folder.file("a", bytes));
    bytes.replace(1U << 20U, 1U << 18U, 1U << 18U, 'x');
    EXPECT_NE(content_hash(folder.file("a", bytes)), before);
}

TEST(ContentHash, TellsAMissingFileAndAFolder) {
    const Folder folder;
    EXPECT_THROW(content_hash(folder / "absent"), Error);
    EXPECT_THROW(content_hash(folder / ""), Error);
}

}  // namespace
}  // namespace revivre::indexer
