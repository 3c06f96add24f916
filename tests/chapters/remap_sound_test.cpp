#include "tests/chapters/remap_sound.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "chapters/remap/sound_match.hpp"

namespace revivre::chapters::remap {
namespace {

using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;

PassageMap map_of(const Envelope& old, const Envelope& made) {
    const auto length = [](const Envelope& of) { return static_cast<int>(of.size()) * kFrame; };
    return {match_sound(old, made), length(made)};
}

// Every moment of the old recording, 100 ms apart: moved rightly, or not at all.
struct Outcome {
    int moved = 0;
    int wrong = 0;
};

template <typename Truth>
Outcome outcome(const PassageMap& map, Time duration, Truth truth) {
    Outcome count;
    for (Time at{}; at < duration; at += Time(100)) {
        const auto moved = map.start(at);
        if (!moved) continue;
        ++count.moved;
        const std::optional<Time> right = truth(at);
        if (!right || std::chrono::abs(*right - *moved) > kFrame) ++count.wrong;
    }
    return count;
}

TEST(RemapSound, FindsAllOfAnUnchangedRecording) {
    const Envelope old = speech(1, 300);
    const auto map = map_of(old, old);
    ASSERT_THAT(map.passages(), SizeIs(1));
    EXPECT_EQ(map.start(Time(0)), Time(0));
    EXPECT_EQ(map.end(seconds(300)), seconds(300));
}

TEST(RemapSound, FindsWhatIsLeftWhenTheBeginningIsCutOff) {
    const Envelope old = speech(2, 300);
    const auto map = map_of(old, part(old, 45, 300));
    EXPECT_EQ(map.start(seconds(44)), std::nullopt);
    EXPECT_EQ(map.start(seconds(46)), seconds(1));
    EXPECT_EQ(map.end(seconds(300)), seconds(255));
}

TEST(RemapSound, FindsBothSidesOfACut) {
    const Envelope old = speech(3, 300);
    const auto map = map_of(old, joined({part(old, 0, 120), part(old, 150, 300)}));
    const Outcome count = outcome(map, seconds(300), [](Time at) -> std::optional<Time> {
        if (at < seconds(120)) return at;
        if (at < seconds(150)) return std::nullopt;
        return at - seconds(30);
    });
    EXPECT_EQ(count.wrong, 0);
    EXPECT_GE(count.moved, 2700 - 12);  // but for some tenths of a second beside the cut
    EXPECT_LE(std::chrono::abs(map.guess(seconds(140)).value() - seconds(120)), Time(500));
}

TEST(RemapSound, FindsBothSidesOfAnInsertion) {
    const Envelope old = speech(4, 300);
    const auto map = map_of(old, joined({part(old, 0, 100), speech(5, 40), part(old, 100, 300)}));
    const Outcome count = outcome(map, seconds(300), [](Time at) -> std::optional<Time> {
        return at < seconds(100) ? at : at + seconds(40);
    });
    EXPECT_EQ(count.wrong, 0);
    EXPECT_GE(count.moved, 3000 - 12);
}

TEST(RemapSound, FindsWhatIsLeftOfAnotherBeginningACutAndAnInsertion) {
    const Envelope old = speech(6, 600);
    const auto map = map_of(old, joined({speech(7, 20), part(old, 30, 200), part(old, 260, 400),
                                         speech(8, 15), part(old, 400, 580)}));
    const Outcome count = outcome(map, seconds(600), [](Time at) -> std::optional<Time> {
        if (at < seconds(30)) return std::nullopt;
        if (at < seconds(200)) return at - seconds(10);
        if (at < seconds(260)) return std::nullopt;
        if (at < seconds(400)) return at - seconds(70);
        return at < seconds(580) ? std::optional(at - seconds(55)) : std::nullopt;
    });
    EXPECT_EQ(count.wrong, 0);
    EXPECT_GE(count.moved, 4900 - 30);
}

TEST(RemapSound, DoesNotMindAnotherVolumeNorTheNoiseOfACodec) {
    const Envelope old = speech(9, 300);
    Envelope made = joined({part(old, 0, 120), part(old, 150, 300)});
    std::mt19937 chance(1);
    for (auto& peak : made)
        peak = static_cast<std::uint8_t>(peak * 0.3 + static_cast<double>(chance() % 3));
    const Outcome count =
        outcome(map_of(old, made), seconds(300), [](Time at) -> std::optional<Time> {
            if (at < seconds(120)) return at;
            return at < seconds(150) ? std::nullopt : std::optional(at - seconds(30));
        });
    EXPECT_EQ(count.wrong, 0);
    EXPECT_GE(count.moved, 2600);
}

TEST(RemapSound, FollowsClocksThatDiffer) {
    const Envelope old = speech(10, 1200);
    const Envelope made = stretched(old, 1.0002);  // 240 ms later at the end
    const Outcome count =
        outcome(map_of(old, made), seconds(1200), [](Time at) -> std::optional<Time> {
            return Time(static_cast<std::int64_t>(static_cast<double>(at.count()) * 1.0002));
        });
    EXPECT_EQ(count.wrong, 0);
    EXPECT_GE(count.moved, 11'500);
}

TEST(RemapSound, DoesNotTakeOneJingleForAnother) {
    const Envelope jingle = speech(11, 20);
    const Envelope first = speech(12, 100);
    const Envelope second = speech(13, 100);
    const Envelope third = speech(14, 100);
    const Envelope old = joined({first, jingle, second, jingle, third});
    // The second talk is gone, and with it one of the two jingles: nobody can say which.
    const auto map = map_of(old, joined({first, jingle, third}));
    EXPECT_EQ(map.start(seconds(99)), seconds(99));
    EXPECT_EQ(map.start(seconds(105)), std::nullopt);
    EXPECT_EQ(map.start(seconds(150)), std::nullopt);
    EXPECT_EQ(map.start(seconds(225)), std::nullopt);
    EXPECT_EQ(map.start(seconds(241)), seconds(121));
}

TEST(RemapSound, KnowsARepeatedJingleByWhatSurroundsIt) {
    const Envelope jingle = speech(15, 20);
    const Envelope first = speech(16, 100);
    const Envelope second = speech(17, 100);
    const Envelope old = joined({first, jingle, second, jingle, speech(18, 60)});
    const auto map = map_of(old, joined({first, jingle, second}));
    EXPECT_EQ(map.start(seconds(105)), seconds(105));
    EXPECT_EQ(map.start(seconds(225)), std::nullopt);
    EXPECT_THAT(map.passages(), SizeIs(1));
}

TEST(RemapSound, FindsNothingInSilenceNorInNoise) {
    const Envelope silent(15'000, 0);
    EXPECT_THAT(match_sound(silent, silent), IsEmpty());
    const Envelope hum(15'000, 20);
    EXPECT_THAT(match_sound(hum, hum), IsEmpty());
    EXPECT_THAT(match_sound(room_noise(1, 300), room_noise(2, 300)), IsEmpty());
}

TEST(RemapSound, GoesOverAPauseBetweenWhatIsFoundOnBothSides) {
    const Envelope old = joined({speech(19, 100), Envelope(1'500, 0), speech(20, 100)});
    const auto map = map_of(old, old);
    EXPECT_EQ(map.start(seconds(115)), seconds(115));
    // Half of the pause is gone: its end cannot be told from its middle.
    const auto shorter = map_of(old, joined({speech(19, 100), Envelope(750, 0), speech(20, 100)}));
    EXPECT_EQ(shorter.start(seconds(115)), std::nullopt);
    EXPECT_EQ(shorter.start(seconds(132)), seconds(117));
}

TEST(RemapSound, FindsNothingInAnotherRecording) {
    EXPECT_THAT(match_sound(speech(21, 600), speech(22, 600)), IsEmpty());
    EXPECT_THAT(match_sound({}, speech(22, 60)), IsEmpty());
    EXPECT_THAT(match_sound(speech(22, 60), {}), IsEmpty());
}

TEST(RemapPeaks, ReadsOnlyPeaksOfTwentyMilliseconds) {
    const std::string peaks = peaks_file({3, 128, 0});
    EXPECT_EQ(read_peaks(peaks), (Envelope{3, 128, 0}));
    for (const std::size_t cut : {std::size_t{0}, std::size_t{23}, peaks.size() - 2})
        EXPECT_THROW(read_peaks(peaks.substr(0, cut)), Error);
    std::string coarser = peaks;
    coarser[12] = 0;
    EXPECT_THROW(read_peaks(coarser), Error);
}

}  // namespace
}  // namespace revivre::chapters::remap
