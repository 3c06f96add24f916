// Work beside answering: in order, told as it goes, run again after a crash.
#include "server/jobs/jobs.hpp"

#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "server/http/event_stream.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using storage::JobState;

class JobsTest : public testing::Test {
  protected:
    [[nodiscard]] OpenRepository open() const {
        return [this] { return storage::open_sqlite(folder_.path() / "revivre.db"); };
    }

    // Runs until it may end, and tells that it began.
    RunJob held() {
        return [this](const Json& order, const auto& tell, const std::atomic<bool>& cancelled) {
            tell({.phase = "analyse", .done = 0.5, .remaining_s = 7, .message = ""});
            std::unique_lock lock(mutex_);
            begun_.push_back(order.value("name", ""));
            changed_.notify_all();
            while (!may_end_ && !cancelled) changed_.wait_for(lock, std::chrono::milliseconds(5));
            return JobEnd{.done = !cancelled, .message = "", .recordings = {"rec_1"}};
        };
    }
    void wait_for_begun(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return begun_.size() >= count; });
    }
    void let_end() {
        const std::lock_guard lock(mutex_);
        may_end_ = true;
        changed_.notify_all();
    }
    static Job ended(Jobs& jobs, const std::string& id) {
        for (;;) {
            Job job = jobs.job(id);
            if (job.state != JobState::queued && job.state != JobState::running) return job;
            std::this_thread::yield();
        }
    }
    static Json order(const std::string& name) { return {{"kind", "index"}, {"name", name}}; }

    TemporaryFolder folder_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> begun_;
    bool may_end_ = false;
};

TEST_F(JobsTest, RunOneAfterTheOtherAndTellHowTheyStand) {
    Jobs jobs(open(), held());
    const std::string first = jobs.submit(order("a"), "anne").id;
    const std::string second = jobs.submit(order("b"), "anne").id;
    wait_for_begun(1);
    EXPECT_EQ(jobs.job(second).state, JobState::queued);
    const Json json = to_json(jobs.job(first));
    EXPECT_EQ(json["state"], "running");
    EXPECT_EQ(json["phase"], "analyse");
    EXPECT_EQ(json["done"], 0.5);
    EXPECT_EQ(json["remaining_s"], 7);
    let_end();
    EXPECT_EQ(ended(jobs, first).recordings, std::vector<std::string>{"rec_1"});
    EXPECT_EQ(ended(jobs, second).state, JobState::done);
    EXPECT_EQ(jobs.all().front().id, second);
}

TEST_F(JobsTest, EventsBeginWithHowItStandsAndEndWithIt) {
    Jobs jobs(open(), held());
    const std::string id = jobs.submit(order("a"), "anne").id;
    wait_for_begun(1);
    const auto stream = jobs.watch(id);
    EXPECT_NE(stream->next().find("\"state\":\"running\""), std::string::npos);
    EXPECT_EQ(stream->next(), "") << "nothing changed";
    EXPECT_FALSE(stream->ended());
    let_end();
    ended(jobs, id);
    const std::string last = stream->next();
    EXPECT_TRUE(last.starts_with("event: progress\ndata: {")) << last;
    EXPECT_TRUE(last.ends_with("}\n\n"));
    EXPECT_NE(last.find("\"state\":\"done\""), std::string::npos);
    EXPECT_TRUE(stream->ended());
    EXPECT_THROW(jobs.watch("job_0"), Error);
}

TEST_F(JobsTest, CancelEndsWhatRunsAndWhatWaits) {
    Jobs jobs(open(), held());
    const std::string first = jobs.submit(order("a"), "anne").id;
    const std::string second = jobs.submit(order("b"), "anne").id;
    wait_for_begun(1);
    jobs.cancel(second);
    jobs.cancel(first);
    EXPECT_EQ(ended(jobs, first).state, JobState::cancelled);
    EXPECT_EQ(ended(jobs, second).state, JobState::cancelled);
    EXPECT_THROW(jobs.cancel(first), Error);
    const std::string third = jobs.submit(order("c"), "anne").id;
    wait_for_begun(2);
    let_end();
    EXPECT_EQ(ended(jobs, third).state, JobState::done);
    EXPECT_EQ(begun_, (std::vector<std::string>{"a", "c"}));
}

TEST_F(JobsTest, WhatWasInterruptedRunsAgain) {
    std::string id;
    {
        Jobs jobs(open(), held());
        id = jobs.submit(order("a"), "anne").id;
        wait_for_begun(1);
    }
    may_end_ = true;
    Jobs jobs(open(), held());
    EXPECT_EQ(ended(jobs, id).state, JobState::done);
    EXPECT_EQ(jobs.job(id).author, "anne");
    EXPECT_EQ(begun_.size(), 2);
}

TEST_F(JobsTest, AFailureIsToldAndTheNextOneRuns) {
    Jobs jobs(open(), [](const Json& order, const auto&, const auto&) {
        if (order["name"] == "bad") throw Error(ErrorCode::invalid_input, "it is no recording");
        return JobEnd{.done = true, .message = "", .recordings = {}};
    });
    const std::string bad = jobs.submit(order("bad"), "anne").id;
    const std::string good = jobs.submit(order("good"), "anne").id;
    EXPECT_EQ(ended(jobs, bad).state, JobState::failed);
    EXPECT_EQ(jobs.job(bad).message, "it is no recording");
    EXPECT_EQ(ended(jobs, good).state, JobState::done);
}

}  // namespace
}  // namespace revivre::server
