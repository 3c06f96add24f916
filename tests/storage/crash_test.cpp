#include "tests/storage/child_process.hpp"
#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::IsEmpty;

class Crash : public StoreTest {
  protected:
    // 40 chapters, the size of a real day, that tell which revision they belong to.
    std::vector<Chapter> list_of(int number) {
        std::vector<Chapter> all;
        all.reserve(40);
        for (int i = 0; i < 40; ++i) {
            all.push_back(chapter("Liste " + std::to_string(number), i * 10, i * 10 + 10));
        }
        return all;
    }

    void write_for_ever(const ChildProcess::Tell& tell) {
        const auto own = open_sqlite(file());
        for (int number = own->latest_revision(recording_) + 1;; ++number) {
            own->add_revision(revision_of(recording_, list_of(number)), number - 1);
            own->publish(recording_, number);
            tell(number);
        }
    }

    void expect_whole(int number) {
        const auto revision = store().revision(recording_, number);
        ASSERT_EQ(revision.chapters.size(), 40U);
        for (const auto& each : revision.chapters) {
            EXPECT_EQ(each.title, "Liste " + std::to_string(number));
        }
    }

    std::string recording_ = add_recording(add_event());
};

TEST_F(Crash, LosesNothingAcknowledgedWhenTheWriterIsKilled) {
    int acknowledged = 0;
    for (int round = 0; round < 20; ++round) {
        close();
        {
            ChildProcess writer([this](const ChildProcess::Tell& tell) { write_for_ever(tell); });
            for (int i = 0; i < 1 + round % 4; ++i) acknowledged = writer.hear();
        }
        reopen();
        ASSERT_THAT(store().check(), IsEmpty()) << "round " << round;
        ASSERT_GE(store().published_revision(recording_), acknowledged);
        expect_whole(store().published_revision(recording_));
    }
    for (int number = 1; number <= acknowledged; ++number) expect_whole(number);
}

}  // namespace
}  // namespace revivre::storage
