#include "server/http/prepared_cache.hpp"

#include <gtest/gtest.h>

#include "server/http/file_answer.hpp"

namespace revivre::server {
namespace {

std::shared_ptr<Answer> answer_of(std::size_t bytes) {
    auto answer = std::make_shared<Answer>();
    answer->body.assign(bytes, 'x');
    answer->length = bytes;
    return answer;
}

Selection at(std::string_view target) {
    return {.target = target, .accept = {}};
}

TEST(PreparedCache, GivesWhatItKeeps) {
    PreparedCache cache;
    const SharedAnswer answer = answer_of(10);
    cache.store(at("/a"), answer, 1);
    EXPECT_EQ(cache.find(at("/a")), answer);
    EXPECT_EQ(cache.find(at("/b")), nullptr);
}

TEST(PreparedCache, ForgetsAllWhenTheStoreChanges) {
    PreparedCache cache;
    cache.store(at("/a"), answer_of(10), 1);
    cache.advance(1);
    EXPECT_EQ(cache.size(), 1U);
    cache.advance(2);
    EXPECT_EQ(cache.size(), 0U);
    EXPECT_EQ(cache.bytes(), 0U);
}

TEST(PreparedCache, DoesNotKeepWhatIsAlreadyOver) {
    PreparedCache cache;
    cache.advance(2);
    cache.store(at("/a"), answer_of(10), 1);
    EXPECT_EQ(cache.find(at("/a")), nullptr);
}

TEST(PreparedCache, ForgetsTheLeastRecentlyUsedWhenFull) {
    PreparedCache cache(5000);
    for (const char* target : {"/a", "/b", "/c"}) cache.store(at(target), answer_of(1000), 1);
    EXPECT_NE(cache.find(at("/a")), nullptr);
    cache.store(at("/d"), answer_of(1000), 1);
    EXPECT_EQ(cache.find(at("/b")), nullptr);
    EXPECT_NE(cache.find(at("/a")), nullptr);
    EXPECT_LE(cache.bytes(), 5000U);
    cache.store(at("/e"), answer_of(6000), 1);
    EXPECT_EQ(cache.find(at("/e")), nullptr);
}

TEST(PreparedCache, SharesAnAnswerThatDoesNotVary) {
    PreparedCache cache;
    const SharedAnswer answer = answer_of(10);
    cache.store({.target = "/a", .accept = "text/css"}, answer, 1);
    EXPECT_EQ(cache.find({.target = "/a",
                          .accept = "*/*",
                          .language = pages::Language::english,
                          .coding = ContentCoding::br}),
              answer);
}

TEST(PreparedCache, TellsRequestsApartByTheFieldsThatAnAnswerVariesOn) {
    PreparedCache cache;
    const Selection first{.target = "/a", .accept = "text/vtt"};
    const auto check = [&](bool Variation::*field, const Selection& other) {
        cache.advance(0);
        auto answer = answer_of(10);
        answer->variation.*field = true;
        cache.store(first, answer, 1);
        EXPECT_EQ(cache.find(first), answer);
        EXPECT_EQ(cache.find(other), nullptr);
        const SharedAnswer another = answer_of(10);
        cache.store(other, another, 1);
        EXPECT_EQ(cache.find(other), another);
        EXPECT_EQ(cache.find(first), answer);
    };
    check(&Variation::accept, {.target = "/a", .accept = "*/*"});
    check(&Variation::accept_language,
          {.target = "/a", .accept = "text/vtt", .language = pages::Language::english});
    check(&Variation::accept_encoding, {.target = "/a",
                                        .accept = "text/vtt",
                                        .language = pages::Language::french,
                                        .coding = ContentCoding::gzip});
}

TEST(PreparedCache, KeepsNoEndlessVariantsOfOneAddress) {
    PreparedCache cache;
    for (std::size_t count = 0; count < 3 * kVariantLimit; ++count) {
        auto answer = answer_of(10);
        answer->variation.accept = true;
        cache.store({.target = "/a", .accept = std::to_string(count)}, answer, 1);
    }
    EXPECT_EQ(cache.size(), kVariantLimit);
    EXPECT_EQ(cache.find({.target = "/a", .accept = "0"}), nullptr);
    EXPECT_NE(cache.find({.target = "/a", .accept = std::to_string(3 * kVariantLimit - 1)}),
              nullptr);
}

SharedAnswer file_of(std::uint64_t bytes) {
    auto answer = answer_of(0);
    answer->length = bytes;
    answer->open_file = std::make_shared<OpenFile>();
    return answer;
}

TEST(PreparedCache, KeepsFilesOpenWhateverTheirSize) {
    PreparedCache cache;
    const SharedAnswer film = file_of(std::uint64_t{1} << 40U);
    cache.store(at("/media/a"), film, 1);
    EXPECT_EQ(cache.find(at("/media/a")), film);
    const SharedAnswer newer = file_of(5);
    cache.store(at("/media/a"), newer, 1);
    EXPECT_EQ(cache.find(at("/media/a")), newer);
    EXPECT_EQ(cache.size(), 1U);
}

TEST(PreparedCache, KeepsOnlySoManyFilesOpen) {
    PreparedCache cache;
    cache.store(at("/page"), answer_of(10), 1);
    cache.store(at("/used"), file_of(10), 1);
    for (std::size_t count = 0; count < 2 * kOpenFileLimit; ++count) {
        cache.store(at("/media/" + std::to_string(count)), file_of(10), 1);
        EXPECT_NE(cache.find(at("/used")), nullptr);
    }
    EXPECT_EQ(cache.size(), 1 + kOpenFileLimit);
    EXPECT_NE(cache.find(at("/page")), nullptr);
}

TEST(PreparedCache, SeesOfLanguagesOnlyWhichOneIsAnswered) {
    RequestHead request;
    request.accept_language = "en-GB,en;q=0.9,fr;q=0.1";
    const Selection british = selection_of(request, ContentCoding::identity);
    request.accept_language = "de, en;q=0.5";
    EXPECT_EQ(selection_of(request, ContentCoding::identity).language, british.language);
    request.accept_language = "fr-CA";
    EXPECT_NE(selection_of(request, ContentCoding::identity).language, british.language);
}

TEST(RequestKey, TellsApartWhoAsksForDifferentThings) {
    RequestHead request;
    request.target = "/a";
    const std::string plain = request_key(request, ContentCoding::identity);
    EXPECT_NE(request_key(request, ContentCoding::gzip), plain);
    request.accept_language = "fr";
    const std::string french = request_key(request, ContentCoding::identity);
    request.accept = std::exchange(request.accept_language, "");
    EXPECT_NE(request_key(request, ContentCoding::identity), french);
    request.accept.clear();
    request.range = "bytes=0-1";
    EXPECT_NE(request_key(request, ContentCoding::identity), plain);
}

}  // namespace
}  // namespace revivre::server
