#include <gmock/gmock.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;

constexpr std::size_t kMebibyte = 1 << 20;

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += unit;
    return text;
}

std::string refusal(const std::string& text) {
    try {
        parse_json(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_input);
        return error.what();
    }
    return "";
}

TEST(JsonParsing, ReadsEveryKindOfValue) {
    const Json json = parse_json(R"([null,true,-1,18446744073709551615,0.5,"é",{"a":[]}])");
    EXPECT_EQ(dump_json(json), R"([null,true,-1,18446744073709551615,0.5,"é",{"a":[]}])");
}

TEST(JsonParsing, KeepsTheOrderOfFieldsAndTheLastOfEqualNames) {
    EXPECT_EQ(dump_json(parse_json(R"({"b":1,"a":2,"b":{"c":3}})")), R"({"b":{"c":3},"a":2})");
}

TEST(JsonParsing, ReadsAValueThatIsNoList) {
    EXPECT_EQ(parse_json(" 42 "), Json(42));
}

TEST(JsonParsing, SaysWhereATextStopsBeingJson) {
    EXPECT_THAT(refusal("{\n\"a\": nil}"), HasSubstr("line 2"));
    EXPECT_THAT(refusal(""), HasSubstr("this is no JSON"));
    EXPECT_THAT(refusal("[1e400]"), HasSubstr("1e400"));
    EXPECT_THAT(refusal("[1] 2"), HasSubstr("this is no JSON"));
    EXPECT_THAT(refusal("[\"\xFF\"]"), HasSubstr("this is no JSON"));
}

TEST(JsonParsing, RefusesMoreThan64Levels) {
    EXPECT_EQ(refusal(std::string(64, '[') + std::string(64, ']')), "");
    EXPECT_THAT(refusal(std::string(65, '[') + std::string(65, ']')), HasSubstr("64 levels"));
    EXPECT_THAT(refusal(std::string(kMebibyte, '[')), HasSubstr("64 levels"));
}

TEST(JsonParsing, RefusesObjectsThatTakeTheSquareOfTheirSize) {
    std::string text = "{";
    for (int i = 0; i < 1'000; ++i) text += "\"a" + std::to_string(i) + "\":0,";
    EXPECT_THAT(refusal(text + "\"a0\":0}"), HasSubstr("1,000"));
    text.back() = '}';
    EXPECT_EQ(refusal(text), "");
}

TEST(JsonParsing, RefusesLongTextsOfManyValues) {
    for (const std::string_view unit : {"0,", "[],", "{\"\":0},", "\"\",", "[[[[]]]],", "{},"}) {
        EXPECT_THAT(refusal("[" + repeated(unit, kMebibyte) + "0]"), HasSubstr("more values"))
            << unit;
    }
    EXPECT_THAT(refusal("{" + repeated("\"\":0,", kMebibyte) + "\"\":0}"),
                HasSubstr("more values"));
}

TEST(JsonParsing, TakesShortTextsOfManyValuesAndLongOnesOfFew) {
    EXPECT_EQ(refusal("[" + repeated("0,", 60'000) + "0]"), "");
    EXPECT_THAT(refusal("[" + repeated("{\"start\":1234},", kMebibyte) + "0]"), HasSubstr("more"));
    EXPECT_EQ(refusal("[" + repeated("{\"start\":12345.5,\"t\":\"abcd\"},", kMebibyte) + "0]"), "");
}

}  // namespace
}  // namespace revivre::chapters
