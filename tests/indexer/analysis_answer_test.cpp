#include "indexer/analysis_answer.hpp"

#include <gmock/gmock.h>

#include "chapters/error.hpp"

namespace revivre::indexer {
namespace {

using chapters::Evidence;
using chapters::Time;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Remembers what it was given.
class Kept final : public AnalysisSink {
  public:
    void evidence(const Evidence& evidence) override { found.push_back(evidence); }
    void file(const std::string& name, std::string_view content) override {
        files.emplace_back(name, content);
    }
    void progress(Time time) override { reached = time; }
    void checkpoint(const Checkpoint& checkpoint) override { last = checkpoint; }

    std::vector<Evidence> found;
    std::vector<std::pair<std::string, std::string>> files;
    Time reached{};
    Checkpoint last;
};

const std::string kEnd = R"({"type":"end","packets":9,"decoded":4,"shown":3,"damaged":0})"
                         "\n";

std::string evidence_line(const std::string& kind, const std::string& text, int start_ms) {
    chapters::Evidence evidence{.kind = kind, .start = Time(start_ms), .text = text};
    return chapters::dump_json({{"type", "evidence"}, {"evidence", to_json(evidence)}}) + "\n";
}

AnalysisSummary read(Kept& kept, const std::string& text, AnalysisRequest request = {}) {
    AnalysisAnswer answer("talk.mp4", request, kept);
    for (const char byte : text) answer.receive({&byte, 1});  // as a pipe may part it
    return std::move(answer).summary();
}

ErrorCode fault_of(const std::string& text) {
    Kept kept;
    try {
        read(kept, text);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;
}

TEST(AnalysisAnswer, HandsOverEvidenceFilesAndProgress) {
    Kept kept;
    const auto summary = read(kept, evidence_line("cut", "", 3600) +
                                        R"({"type":"progress","time_ms":9000})"
                                        "\n" +
                                        R"({"type":"checkpoint","time_ms":8000,"from_ms":2000})"
                                        "\n" +
                                        R"({"type":"file","name":"poster-1.jpg","bytes":3})"
                                        "\nA\nB" +
                                        kEnd);
    ASSERT_EQ(kept.found.size(), 1U);
    EXPECT_EQ(kept.found[0].start, Time(3600));
    EXPECT_THAT(kept.files,
                ElementsAre(std::pair(std::string("poster-1.jpg"), std::string("A\nB"))));
    EXPECT_EQ(kept.reached, Time(9000));
    EXPECT_EQ(kept.last, (Checkpoint{Time(8000), Time(2000)}));
    EXPECT_EQ(summary.decoded, 4);
}

TEST(AnalysisAnswer, KeepsTheLinesOfACaptionAndNothingThatPlaysTricks) {
    Kept kept;
    read(kept, evidence_line("caption", "Maïwenn\tKerbrat\r\n\n  Maire \x01", 5) + kEnd);
    ASSERT_EQ(kept.found.size(), 1U);
    EXPECT_EQ(kept.found[0].text, "Maïwenn Kerbrat\nMaire");
}

TEST(AnalysisAnswer, LeavesOutWhatAnInterruptedRunFoundBefore) {
    Kept kept;
    AnalysisRequest request;
    request.resume = Checkpoint{Time(5000), Time(1000)};
    read(kept,
         evidence_line("cut", "", 4000) + evidence_line("cut", "", 6000) +
             evidence_line("silence", "", 4000) + kEnd,
         request);
    ASSERT_EQ(kept.found.size(), 2U);
    EXPECT_EQ(kept.found[0].start, Time(6000));
    EXPECT_EQ(kept.found[1].kind, "silence") << "sound is heard anew";
}

TEST(AnalysisAnswer, IsNotBelievedWhenOursWouldNotSayIt) {
    EXPECT_EQ(fault_of("no json\n"), ErrorCode::unavailable);
    EXPECT_EQ(fault_of("[]\n"), ErrorCode::unavailable);
    EXPECT_EQ(fault_of(evidence_line("confession", "", 1)), ErrorCode::unavailable);
    EXPECT_EQ(fault_of(R"({"type":"file","name":"../x","bytes":1})"
                       "\n"),
              ErrorCode::unavailable);
    EXPECT_EQ(fault_of(R"({"type":"file","name":".x","bytes":1})"
                       "\n"),
              ErrorCode::unavailable);
    EXPECT_EQ(fault_of(R"({"type":"file","name":"x","bytes":99999999999})"
                       "\n"),
              ErrorCode::unavailable);
    EXPECT_EQ(fault_of(R"({"type":"progress","time_ms":-4})"
                       "\n"),
              ErrorCode::unavailable);
    EXPECT_EQ(fault_of(R"({"type":"note","reason":"boo"})"
                       "\n"),
              ErrorCode::unavailable);
    EXPECT_EQ(fault_of(std::string(100'000, 'x')), ErrorCode::unavailable);
    EXPECT_EQ(fault_of(kEnd + kEnd), ErrorCode::unavailable);
    EXPECT_EQ(fault_of(evidence_line("cut", "", 1)), ErrorCode::unavailable) << "no end";
}

TEST(AnalysisAnswer, GivesTheReasonOfARefusal) {
    Kept kept;
    try {
        read(kept, R"({"type":"refusal","reason":"unknown_kind"})"
                   "\n");
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_input);
        EXPECT_THAT(error.what(), HasSubstr("talk.mp4"));
    }
    EXPECT_THAT(kept.found, IsEmpty());
}

}  // namespace
}  // namespace revivre::indexer
