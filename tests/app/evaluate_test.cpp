// The fields of `revivre evaluate --json` are those of docs/evaluation.schema.json, no more and no
// less. tests/judges has a whole validator; this one knows what the schema uses.

#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using nlohmann::json;

json schema() {
    std::ifstream stream(REVIVRE_TEST_DATA "/../../docs/evaluation.schema.json");
    return json::parse(stream);
}

bool is_of_type(const json& value, const std::string& type) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "null") return value.is_null();
    return type == "array" ? value.is_array() : value.is_object();
}

class Validator {
  public:
    explicit Validator(const json& schema) : schema_(schema) {}

    void check(const json& value, const json& rule, const std::string& where) const {
        SCOPED_TRACE(where);
        if (rule.contains("const")) {
            EXPECT_EQ(value, rule["const"]);
        }
        if (rule.contains("type")) check_type(value, rule["type"]);
        if (rule.contains("properties")) check_fields(value, rule, where);
        if (rule.contains("items")) {
            for (const json& each : value) check(each, rule["items"], where + "[]");
        }
        if (!rule.contains("$ref")) return;
        const std::string name = rule["$ref"].get<std::string>().substr(8);  // "#/$defs/"
        check(value, schema_["$defs"].at(name), where);
    }

  private:
    static void check_type(const json& value, const json& types) {
        bool right = types.is_string() && is_of_type(value, types.get<std::string>());
        for (std::size_t i = 0; types.is_array() && i < types.size(); ++i)
            right = right || is_of_type(value, types[i].get<std::string>());
        EXPECT_TRUE(right) << value << " is no " << types;
    }

    void check_fields(const json& value, const json& rule, const std::string& where) const {
        ASSERT_TRUE(value.is_object());
        std::set<std::string> due;
        for (const auto& [name, field] : rule["properties"].items()) {
            due.insert(name);
            ASSERT_TRUE(value.contains(name)) << name;
            check(value[name], field, std::string(where).append("/").append(name));
        }
        for (const auto& [name, field] : value.items()) EXPECT_TRUE(due.contains(name)) << name;
        EXPECT_EQ(rule["required"].get<std::set<std::string>>(), due);
        EXPECT_EQ(rule["additionalProperties"], false);
    }

    const json& schema_;
};

class EvaluatedDay : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_EQ(program_
                      .run({"index", sample("day/morning.mp4"), "--part", "morning", "--programme",
                            sample("day/programme.json")})
                      .exit_code,
                  0);
        recording_ = program_.run({"--json", "list"}).json()["recordings"][0]["id"];
    }

    [[nodiscard]] Finished evaluate(const std::vector<std::string>& options) const {
        std::vector<std::string> words = options;
        words.insert(words.end(),
                     {"evaluate", "--truth", sample("day-truth/morning.truth.json"), recording_});
        return program_.run(words);
    }

    Program program_;
    std::string recording_;
};

TEST_F(EvaluatedDay, HasTheFieldsOfTheSchema) {
    const json rules = schema();
    const json scores = evaluate({"--json"}).json();
    Validator(rules).check(scores, rules, "");
    EXPECT_GT(scores["interventions"]["starts"]["errors_ms"].size(), 0U);
    EXPECT_GT(scores["shots"]["cuts"]["expected"], 0);
}

TEST_F(EvaluatedDay, IsPrintedWithALineASubject) {
    const Finished shown = evaluate({});
    EXPECT_EQ(shown.exit_code, 0);
    EXPECT_THAT(shown.out, testing::HasSubstr("\nchapters              5 of 5 found, 0 more\n"));
    EXPECT_THAT(shown.out, testing::HasSubstr("\nsilences              0 of "));
}

TEST_F(EvaluatedDay, NamesNobodyWronglyInAnIntervention) {
    const json scores = evaluate({"--json"}).json();
    EXPECT_EQ(scores["interventions"]["persons"]["wrong"], 0);
    EXPECT_GE(scores["interventions"]["persons"]["right"], 3);
}

}  // namespace
}  // namespace revivre::app
