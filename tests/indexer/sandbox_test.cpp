#include <gmock/gmock.h>

#include "indexer/probe.hpp"
#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::StartsWith;

TEST(Sandbox, RefusesEveryWayOut) {
    const WorkerCheck check = check_worker();
    EXPECT_THAT(check.allowed, IsEmpty());
    EXPECT_THAT(check.refused, IsSupersetOf({"open", "openat", "creat", "socket", "connect", "fork",
                                             "execve", "ptrace", "kill"}));
}

TEST(Sandbox, NamesTheLibrariesThatRunInIt) {
    EXPECT_THAT(check_worker().libraries, Contains(StartsWith("libavformat ")));
}

}  // namespace
}  // namespace revivre::indexer
