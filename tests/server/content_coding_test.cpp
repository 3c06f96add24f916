#include "server/http/content_coding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include "server/http/body_memory.hpp"
#include "server/http/limits.hpp"
#include "tests/server/decoding.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

TEST(ContentCodingWanted, FollowsRfc9110) {
    using enum ContentCoding;
    const std::optional<ContentCoding> none;
    const std::array table{
        std::pair{"", std::optional(identity)},
        std::pair{"gzip", std::optional(gzip)},
        std::pair{"GZIP", std::optional(gzip)},
        std::pair{"x-gzip", std::optional(gzip)},
        std::pair{"gzip, deflate, br", std::optional(br)},
        std::pair{"gzip, deflate, br, zstd", std::optional(br)},
        std::pair{"br;q=0.5, gzip;q=0.8", std::optional(gzip)},
        std::pair{"br;q=0.001", std::optional(br)},
        std::pair{"gzip;q=0", std::optional(identity)},
        std::pair{"br;q=0, gzip;q=0.000, *", std::optional(identity)},
        std::pair{"identity", std::optional(identity)},
        std::pair{"gzip;q=0.5, identity", std::optional(identity)},
        std::pair{"gzip, identity;q=0.5", std::optional(gzip)},
        std::pair{"identity;q=1, *;q=0", std::optional(identity)},
        std::pair{"*", std::optional(br)},
        std::pair{"*;q=0.1, gzip", std::optional(gzip)},
        std::pair{"br;q=0, *", std::optional(gzip)},
        std::pair{"deflate, zstd", std::optional(identity)},
        std::pair{"compress;q=0.5, gzip;q=1.0", std::optional(gzip)},
        std::pair{"identity;q=0, gzip", std::optional(gzip)},
        std::pair{"identity;q=0, *", std::optional(br)},
        std::pair{"identity;q=0", none},
        std::pair{"*;q=0", none},
        std::pair{"*;q=0, deflate", none},
        std::pair{"*;q=0, br;q=0.3", std::optional(br)},
        std::pair{",, gzip ; q=0.2 ,;", std::optional(gzip)},
        std::pair{"gzip;q=", std::optional(gzip)},
        std::pair{"gzip;q=nonsense", std::optional(gzip)},
    };
    for (const auto& [field, coding] : table) EXPECT_EQ(wanted_coding(field), coding) << field;
}

TEST(ContentCodingTypes, AreThoseThatGetShorter) {
    for (const char* type :
         {"text/html; charset=utf-8", "text/css", "text/vtt", "application/json",
          "application/problem+json", "application/ld+json;profile=\"a\"", "image/svg+xml",
          "application/atom+xml; charset=utf-8", "application/json+chapters"}) {
        EXPECT_TRUE(is_text_like(type)) << type;
    }
    for (const char* type : {"video/mp4", "image/jpeg", "image/webp", "font/woff2",
                             "application/octet-stream", "application/zip", ""}) {
        EXPECT_FALSE(is_text_like(type)) << type;
    }
}

TEST(ContentCodingWork, CanBeUndone) {
    std::string text;
    for (int count = 0; count < 5000; ++count) text += "chapitre " + std::to_string(count);
    for (const std::string& content : {text, std::string("x"), std::string(100'000, '\0')}) {
        for (const Effort effort : {Effort::once, Effort::prepared}) {
            EXPECT_EQ(gunzipped(encoded(ContentCoding::gzip, content, effort)), content);
            EXPECT_EQ(unbrotlied(encoded(ContentCoding::br, content, effort)), content);
        }
    }
}

std::string bytes_of(const FileContent& content) {
    const ByteRange range = content.parts.at(0).range;
    std::string bytes(range.length, ' ');
    EXPECT_EQ(::pread(content.descriptor->number(), bytes.data(), bytes.size(),
                      static_cast<off_t>(range.first)),
              static_cast<ssize_t>(bytes.size()));
    return bytes;
}

TEST(BodyMemory, GivesItsMemoryBackWhenNobodyHoldsABody) {
    auto memory = std::make_unique<BodyMemory>();
    const std::string one(100'000, 'a');
    const std::string two(5, 'b');
    auto first = memory->keep(one);
    const auto second = memory->keep(two);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(bytes_of(*first), one);
    const auto blocks = [&] {
        struct stat state {};
        EXPECT_EQ(::fstat(second->descriptor->number(), &state), 0);
        return state.st_blocks;
    };
    const auto before = blocks();
    first.reset();
    EXPECT_LE(blocks(), before - 100'000 / 512);
    memory.reset();
    EXPECT_EQ(bytes_of(*second), two);
}

constexpr std::size_t kLarge = kSendfileThreshold + 1000;

std::string prose(std::size_t length) {
    std::string text;
    for (int count = 0; text.size() < length; ++count) text += "phrase " + std::to_string(count);
    text.resize(length);
    return text;
}

Response sized(const Request& request, Context&) {
    const std::string& kind = request.parameters.at("kind");
    Response response;
    response.content_type = kind == "picture" ? "image/jpeg" : "text/plain; charset=utf-8";
    response.body = prose(kind == "small" ? kCodingThreshold - 1 : kLarge);
    if (kind == "varied") {
        response.body += request.accept;
        response.headers = {{"Vary", "Accept, accept-encoding"}};
    }
    return response;
}

constexpr std::array kRoutes{Route{"/kept/{kind}", sized}, Route{"/once/{kind}", sized, false}};

class Encoded : public LiveServer {
  protected:
    Encoded() : LiveServer(kRoutes) {}
    [[nodiscard]] WireAnswer in(const std::string& target, const std::string& codings,
                                const std::string& fields = {}) const {
        return get(target, "Accept-Encoding: " + codings + "\r\n" + fields);
    }
};

TEST_F(Encoded, AnswersInTheCodingThatIsWanted) {
    for (const std::string target : {"/kept/large", "/once/large"}) {
        for (int times = 0; times < 2; ++times) {  // made, and kept
            const WireAnswer plain = get(target);
            EXPECT_EQ(plain.body, prose(kLarge));
            EXPECT_EQ(plain.field("Content-Encoding"), "");
            const WireAnswer gzip = in(target, "gzip");
            EXPECT_EQ(gzip.field("Content-Encoding"), "gzip");
            EXPECT_EQ(gunzipped(gzip.body), plain.body);
            const WireAnswer br = in(target, "gzip, br");
            EXPECT_EQ(br.field("Content-Encoding"), "br");
            EXPECT_EQ(unbrotlied(br.body), plain.body);
            for (const WireAnswer& each : {plain, gzip, br}) {
                EXPECT_EQ(each.field("Vary"), "Accept-Encoding");
                EXPECT_EQ(each.field("Content-Length"), std::to_string(each.body.size()));
            }
        }
    }
}

TEST_F(Encoded, LeavesWhatIsShortOrNoTextAsItIs) {
    EXPECT_EQ(in("/kept/small", "gzip, br").field("Content-Encoding"), "");
    EXPECT_EQ(in("/kept/small", "gzip, br").field("Vary"), "Accept-Encoding");
    EXPECT_EQ(in("/kept/picture", "gzip, br").field("Content-Encoding"), "");
    EXPECT_EQ(in("/kept/picture", "gzip, br").field("Vary"), "");
    EXPECT_EQ(in("/kept/picture", "gzip, br").body, prose(kLarge));
}

TEST_F(Encoded, TagsEachCodingAndAnswersUnchangedToEach) {
    const std::string target = "/kept/large";
    std::vector<std::string> tags;
    for (const std::string coding : {"identity", "gzip", "br"}) {
        const std::string tag = in(target, coding).field("ETag");
        EXPECT_EQ(std::ranges::find(tags, tag), tags.end()) << tag;
        for (const std::string& earlier : tags) {
            EXPECT_EQ(in(target, coding, "If-None-Match: " + earlier + "\r\n").status, 200);
        }
        const WireAnswer unchanged = in(target, coding, "If-None-Match: " + tag + "\r\n");
        EXPECT_EQ(unchanged.status, 304);
        EXPECT_EQ(unchanged.field("ETag"), tag);
        EXPECT_EQ(unchanged.field("Vary"), "Accept-Encoding");
        EXPECT_EQ(unchanged.field("Content-Encoding"), "");
        tags.push_back(tag);
    }
}

TEST_F(Encoded, AnswersHeadWithTheFieldsOfTheCoding) {
    const WireAnswer whole = in("/kept/large", "br");
    const WireAnswer bare = parse_answer(
        exchange("HEAD /kept/large HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br\r\n\r\n"), false);
    for (const char* field : {"Content-Length", "Content-Encoding", "ETag", "Vary"}) {
        EXPECT_EQ(bare.field(field), whole.field(field)) << field;
    }
}

TEST_F(Encoded, SaysOnceOnWhatAnAnswerVaries) {
    const WireAnswer answer = in("/kept/varied", "gzip", "Accept: a/b\r\n");
    EXPECT_EQ(answer.field("Vary"), "Accept, accept-encoding");
    EXPECT_TRUE(gunzipped(answer.body).ends_with("a/b"));
    EXPECT_TRUE(get("/kept/varied", "Accept: c/d\r\n").body.ends_with("c/d"));
    EXPECT_TRUE(get("/kept/varied", "Accept: a/b\r\n").body.ends_with("a/b"));
}

TEST_F(Encoded, RefusesWhoRefusesEveryForm) {
    const WireAnswer answer = in("/kept/large", "identity;q=0, gzip;q=0");
    EXPECT_EQ(answer.status, 406);
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.field("Vary"), "Accept-Encoding");
}

class EncodedMedia : public LiveServer {};

TEST_F(EncodedMedia, IsNeverCoded) {
    const std::string fields = "Accept-Encoding: gzip, br\r\n";
    const WireAnswer whole = get("/media/" + sample_.recording, fields);
    EXPECT_EQ(whole.field("Content-Encoding"), "");
    EXPECT_EQ(whole.field("Vary"), "");
    EXPECT_EQ(whole.body.size(), 1000U);
    const WireAnswer range = get("/media/" + sample_.recording, fields + "Range: bytes=26-30\r\n");
    EXPECT_EQ(range.status, 206);
    EXPECT_EQ(range.body, "abcde");
    EXPECT_EQ(range.field("ETag"), whole.field("ETag"));
}

}  // namespace
}  // namespace revivre::server
