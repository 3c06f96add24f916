#include <array>
#include <stdexcept>

#include "tests/storage/child_process.hpp"
#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using Transact = StoreTest;

TEST_F(Transact, WritesNothingWhenTheWorkThrows) {
    EXPECT_THROW(store().transact([&] {
        add_event();
        throw std::runtime_error("stop");
    }),
                 std::runtime_error);
    EXPECT_TRUE(store().events().empty());
}

TEST_F(Transact, RollsBackAllWhenANestedCallThrows) {
    EXPECT_THROW(store().transact([&] {
        add_event("Dehors");
        store().transact([&] {
            add_event("Dedans");
            throw std::runtime_error("stop");
        });
    }),
                 std::runtime_error);
    EXPECT_TRUE(store().events().empty());
}

TEST_F(Transact, UndoesOnlyTheNestedPartWhenItsErrorIsTaken) {
    store().transact([&] {
        add_event("Dehors");
        EXPECT_EQ(error_of([&] { add_event("Dedans", "demain"); }), ErrorCode::invalid_input);
    });
    ASSERT_EQ(store().events().size(), 1U);
    EXPECT_EQ(store().events()[0].title, "Dehors");
}

TEST_F(Transact, ShowsNothingToOthersBeforeItsEnd) {
    const auto other = open_sqlite(file());
    store().transact([&] {
        add_event();
        EXPECT_TRUE(other->events().empty());
    });
    EXPECT_EQ(other->events().size(), 1U);
}

TEST_F(Transact, GoesOnAfterAFailure) {
    EXPECT_ANY_THROW(store().transact([] { throw std::runtime_error("stop"); }));
    add_event();
    EXPECT_EQ(store().events().size(), 1U);
}

TEST_F(Transact, CountsEveryCommittedChangeOnce) {
    const auto before = store().generation();
    store().transact([&] {
        add_event();
        add_event();
    });
    EXPECT_EQ(store().generation(), before + 1);
    store().transact([] {});
    EXPECT_EQ(store().generation(), before + 1);
}

TEST_F(Transact, CountsWhatOthersChangeAndAgreesWithThem) {
    const auto other = open_sqlite(file());
    const auto before = store().generation();
    other->save_event({});
    EXPECT_GT(store().generation(), before);
    EXPECT_EQ(store().generation(), other->generation());
}

TEST_F(Transact, KeepsItsCountWhenOpenedAgain) {
    add_event();
    const auto before = store().generation();
    reopen();
    EXPECT_EQ(store().generation(), before);
}

TEST_F(Transact, LosesNoWriteWhenSeveralProcessesWrite) {
    const auto write_some = [this](const ChildProcess::Tell&) {
        const auto own = open_sqlite(file());
        for (int i = 0; i < 25; ++i) own->save_event({});
    };
    std::array<std::unique_ptr<ChildProcess>, 3> writers;
    close();
    for (auto& each : writers) each = std::make_unique<ChildProcess>(write_some);
    for (auto& each : writers) EXPECT_EQ(each->wait_for_end(), 0);
    reopen();
    EXPECT_EQ(store().events().size(), 75U);
}

}  // namespace
}  // namespace revivre::storage
