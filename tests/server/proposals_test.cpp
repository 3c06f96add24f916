// What an archivist decides over the API: one revision for all of it, and it outlives every later
// analysis.
#include <gmock/gmock.h>

#include "chapters/evidence_kinds.hpp"
#include "tests/server/studio_server.hpp"

namespace revivre::server {
namespace {

using chapters::Chapter;
using chapters::Json;
using chapters::Proposal;
using chapters::ProposalKind;
using chapters::Time;

class ProposalsTest : public StudioServer {
  protected:
    ProposalsTest() {
        std::vector<chapters::Evidence> seen;
        for (int i = 0; i < 4; ++i) {
            seen.push_back({.kind = std::string(chapters::evidence_kinds::kCaption),
                            .start = Time(i * 100),
                            .text = "texte",
                            .tool = "captions",
                            .still = "caption-" + std::to_string(i) + ".jpg"});
        }
        evidence_ = store_->replace_evidence(sample_.draft, "captions", seen);
        propose();
    }

    // As an analysis would, again and again: a certain speaker, and two who are read as one
    // stranger. All ids are new each time.
    void propose() {
        std::vector<Proposal> all;
        for (std::size_t i = 0; i < 3; ++i) {
            Proposal chapter;
            chapter.kind = ProposalKind::chapter;
            chapter.certain = true;
            chapter.chapter = store_->new_chapter_id();
            chapter.evidence = {evidence_[i].id};
            chapter.suggested.id = chapter.chapter;
            chapter.suggested.kind = chapters::ChapterKind::intervention;
            chapter.suggested.title = "Parole " + std::to_string(i);
            chapter.suggested.start = Time(static_cast<int>(i) * 100);
            chapter.suggested.end = Time(static_cast<int>(i) * 100 + 90);
            Proposal credit = chapter;
            credit.kind = ProposalKind::credit;
            credit.certain = i == 0;
            if (i == 0) {
                chapters::Credit known;
                known.person = sample_.speaker;
                known.name = "Maëlle Kerdoncuff";
                credit.suggested.credits = {known};
                credit.persons = {{sample_.speaker, known.name, 1.0, "whole name"}};
            } else {
                credit.persons = {{"", i == 1 ? "Zoé Lambrequin" : "Zoé Lambrequln", 0.5, "read"}};
            }
            all.push_back(chapter);
            all.push_back(credit);
        }
        store_->replace_proposals(sample_.draft, all);
    }

    [[nodiscard]] Json queue(const std::string& query = "") const {
        return chapters::parse_json(get(of_draft("/proposals" + query), as("editor")).body);
    }

    WireAnswer decide(const std::string& content, int based_on) const {
        return send("POST " + of_draft("/decisions"),
                    as("editor") + kJson + "If-Match: \"r" + std::to_string(based_on) + "\"\r\n",
                    content);
    }

    // The id of the undecided proposal of that kind at `start_ms`.
    [[nodiscard]] std::string proposal(const std::string& kind, int start_ms) const {
        const Json found = queue();
        for (const Json& each : found["proposals"]) {
            if (each["kind"] == kind && each["suggested"]["start_ms"] == start_ms)
                return each["id"];
        }
        return "";
    }

    std::vector<chapters::Evidence> evidence_;
};

TEST_F(ProposalsTest, ComeMostDoubtfulFirstWithTheirEvidence) {
    const Json found = queue();
    ASSERT_EQ(found["proposals"].size(), 6U);
    const Json& first = found["proposals"][0];
    EXPECT_EQ(first["kind"], "credit");
    EXPECT_EQ(first["doubt"], 1.0);
    EXPECT_EQ(first["evidence_found"][0]["still"], "caption-1.jpg");
    EXPECT_EQ(first["programme_line"], nullptr);
    for (std::size_t i = 1; i < 6; ++i) {
        EXPECT_LE(found["proposals"][i]["doubt"], found["proposals"][i - 1]["doubt"]);
    }
    EXPECT_LE(found["proposals"][5]["doubt"], 0.1);
    ASSERT_EQ(found["groups"].size(), 1U) << "one letter is misread";
    EXPECT_EQ(found["groups"][0]["proposals"].size(), 2U);
    EXPECT_EQ(found["groups"][0]["name"], "Zoé Lambrequin");
    EXPECT_EQ(found["groups"][0]["key"], first["group"]);
    EXPECT_EQ(get(of_draft("/proposals")).status, 401);
    EXPECT_EQ(get(of_draft("/proposals?status=all&x"), as("editor")).status, 200);
    EXPECT_EQ(get(of_draft("/proposals?status=new"), as("editor")).status, 400);
}

TEST_F(ProposalsTest, AreDecidedInOneRevisionThatCanBeTakenBack) {
    const std::string unknown = proposal("credit", 100);
    const std::string wrong = proposal("chapter", 200);
    const Json content{{"accept_above", 0.9},
                       {"decisions", Json::array({{{"proposal", unknown},
                                                   {"decision", "accept"},
                                                   {"new_person", {{"name", "Zoé Lambrequin"}}}},
                                                  {{"proposal", wrong}, {"decision", "reject"}}})}};
    const WireAnswer answer = decide(chapters::dump_json(content), 0);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Json draft = chapters::parse_json(answer.body);
    EXPECT_EQ(draft["revision"], 1);
    ASSERT_EQ(draft["chapters"].size(), 2U) << answer.body;
    EXPECT_EQ(draft["chapters"][0]["speakers"][0]["person"], sample_.speaker);
    EXPECT_EQ(draft["chapters"][0]["speakers"][0]["status"], "confirmed");
    EXPECT_EQ(draft["chapters"][1]["speakers"][0]["name"], "Zoé Lambrequin");
    EXPECT_EQ(draft["decided"].size(), 6U);
    EXPECT_EQ(store_->history(sample_.draft)[0].kind, chapters::RevisionKind::review);
    EXPECT_TRUE(queue()["proposals"].empty());
    EXPECT_EQ(queue("?status=all")["proposals"].size(), 6U);

    propose();
    EXPECT_TRUE(queue()["proposals"].empty()) << "what was decided does not return";

    const WireAnswer undone =
        send("POST " + of_draft("/undo"), as("editor") + kJson + "If-Match: \"r1\"\r\n", "{}");
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_TRUE(chapters::parse_json(undone.body)["chapters"].empty());
    EXPECT_EQ(queue()["proposals"].size(), 6U);
    const WireAnswer redone =
        send("POST " + of_draft("/redo"), as("editor") + kJson + "If-Match: \"r2\"\r\n", "{}");
    ASSERT_EQ(redone.status, 200) << redone.body;
    EXPECT_TRUE(queue()["proposals"].empty());
}

TEST_F(ProposalsTest, MayBeEditedAndBringTheirChapterAlong) {
    const Json content{
        {"decisions", Json::array({{{"proposal", proposal("chapter", 0)},
                                    {"decision", "edit"},
                                    {"chapter", {{"title", "Accueil"}, {"end_ms", 50}}}},
                                   {{"proposal", proposal("credit", 100)},
                                    {"decision", "accept"},
                                    {"person", sample_.candidate}}})}};
    const Json draft = chapters::parse_json(decide(chapters::dump_json(content), 0).body);
    ASSERT_EQ(draft["chapters"].size(), 2U);
    EXPECT_EQ(draft["chapters"][0]["title"], "Accueil");
    EXPECT_EQ(draft["chapters"][0]["end_ms"], 50);
    EXPECT_EQ(draft["chapters"][1]["title"], "Parole 1");
    EXPECT_EQ(draft["chapters"][1]["speakers"][0]["person"], sample_.candidate);
}

TEST_F(ProposalsTest, AreRefusedWhenTheyCannotBeDecidedSo) {
    const auto one = [&](Json decision) {
        return decide(chapters::dump_json({{"decisions", Json::array({std::move(decision)})}}), 0);
    };
    EXPECT_EQ(one({{"proposal", "pro_nothing"}, {"decision", "accept"}}).status, 400);
    EXPECT_EQ(one({{"proposal", proposal("credit", 100)}, {"decision", "accept"}}).status, 400);
    EXPECT_EQ(one({{"proposal", proposal("credit", 100)}, {"decision", "perhaps"}}).status, 400);
    EXPECT_EQ(one({{"proposal", proposal("credit", 100)},
                   {"decision", "accept"},
                   {"person", "per_nobody"}})
                  .status,
              404);
    EXPECT_EQ(decide(R"({"accept_above":2})", 0).status, 400);
    EXPECT_EQ(decide("{}", 0).status, 400);
    EXPECT_EQ(decide(R"({"accept_above":0.9})", 7).status, 412);
    EXPECT_EQ(store_->latest_revision(sample_.draft), 0);
    EXPECT_EQ(queue()["proposals"].size(), 6U);
}

}  // namespace
}  // namespace revivre::server
