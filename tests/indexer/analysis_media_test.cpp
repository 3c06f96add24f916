#include <gmock/gmock.h>

#include "tests/indexer/analysed_media.hpp"

// Odd recordings, as they come from cameras, editing programs and archives: what is seen and heard
// in them, and when, must be what a player shows.
namespace revivre::indexer {
namespace {

using chapters::Time;
using testing::analysed;
using testing::Analysed;
using ::testing::ElementsAre;
using testing::film;
using testing::Folder;
using ::testing::IsEmpty;
using testing::kPlain;
using testing::ms;
using testing::Options;
using testing::plain_and;
using testing::remuxed;
using testing::run_ffmpeg;

constexpr Time kFrame{40};

MATCHER_P(Near, time, "") {
    return arg >= time - kFrame && arg <= time + kFrame;
}

const auto kBothCuts = [] { return ElementsAre(Near(ms(2000)), Near(ms(4000))); };

std::vector<Time> cuts_of(const Options& options, std::string_view name = "film.mp4",
                          const std::string& filter = "null",
                          PictureChoice choice = PictureChoice::all) {
    const Folder folder;
    return analysed(film(folder, name, options, filter), choice).cuts();
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(AnalysisOfMedia, FollowsTimeStampsWherePicturesWereDropped) {
    const std::string dropped = "select='lt(mod(n,7),4)'";
    EXPECT_THAT(cuts_of(plain_and({"-vsync", "vfr"}), "film.mp4", dropped), kBothCuts());
}

TEST(AnalysisOfMedia, FindsTheSameInThreeChoicesWhereKeyFramesAreMany) {
    const Folder folder;
    const auto file = film(folder, "film.mp4",
                           {"-c:v", "libx264", "-preset", "veryfast", "-g", "12", "-c:a", "aac"});
    EXPECT_THAT(analysed(file, PictureChoice::all).cuts(), kBothCuts());
    EXPECT_THAT(analysed(file, PictureChoice::screened).cuts(), kBothCuts());
    EXPECT_THAT(analysed(file, PictureChoice::keys).cuts(), kBothCuts());
}

TEST(AnalysisOfMedia, CountsFromTheFirstFrameThatAnEditListPresents) {
    const Folder folder;
    const auto whole = film(folder, "whole.mp4",
                            {"-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "250",
                             "-sc_threshold", "0", "-c:a", "aac"});
    const auto part = remuxed(whole, folder / "part.mp4", {"-ss", "1.2"});
    const Analysed result = analysed(part);
    EXPECT_EQ(result.probed.start_offset, ms(0));
    EXPECT_THAT(result.cuts(), ElementsAre(Near(ms(800)), Near(ms(2800))));
}

TEST(AnalysisOfMedia, GoesOnWhereTransportStreamsWereJoined) {
    const Folder folder;
    const std::string part = content_of(film(folder, "part.ts", kPlain));
    const Analysed result = analysed(folder.file("twice.ts", part + part));
    // The joint itself is a cut; sound that reaches further than pictures holds the next part up.
    EXPECT_NEAR(static_cast<double>(result.probed.duration.count()), 12'000, 300);
    ASSERT_EQ(result.cuts().size(), 5U);
    EXPECT_NEAR(static_cast<double>(result.cuts()[3].count()), 8'000, 200);
    EXPECT_EQ(result.cuts()[4] - result.cuts()[3], ms(2000));
}

TEST(AnalysisOfMedia, SaysOfJoinedStreamsThatNothingIsDamaged) {
    const Folder folder;
    const auto part = film(folder, "part.ts", kPlain);
    EXPECT_FALSE(
        analysed(folder.file("twice.ts", content_of(part) + content_of(part))).says("damaged"));
}

TEST(AnalysisOfMedia, SaysThatAStreamLostPackets) {
    const Folder folder;
    std::string bytes = content_of(film(folder, "film.ts", kPlain));
    bytes.erase(bytes.size() / 2 / 188 * 188, std::size_t{20} * 188);
    EXPECT_TRUE(analysed(folder.file("lossy.ts", bytes)).says("damaged"));
}

TEST(AnalysisOfMedia, KnowsWhenPicturesOfAnAviAreShown) {
    const Options xvid{"-c:v", "mpeg4", "-bf", "2", "-b:v", "1M", "-c:a", "mp3"};
    const auto exactly = ElementsAre(ms(2000), ms(4000));
    EXPECT_THAT(cuts_of(xvid, "film.avi"), exactly);
}

TEST(AnalysisOfMedia, KeepsAGapInTheTimesOfPictures) {
    const std::string gap = "setpts=PTS+gte(T\\,3)*20/TB";
    EXPECT_THAT(cuts_of(plain_and({"-vsync", "passthrough"}), "film.mkv", gap),
                ElementsAre(Near(ms(2000)), Near(ms(24000))));
}

TEST(AnalysisOfMedia, SeesTenBitsAndFullColour) {
    EXPECT_THAT(cuts_of(plain_and({"-pix_fmt", "yuv420p10le"})), kBothCuts());
    EXPECT_THAT(cuts_of(plain_and({"-pix_fmt", "yuv444p"})), kBothCuts());
}

TEST(AnalysisOfMedia, NarrowsTheFullRange) {
    const Folder folder;
    const std::string dark = "drawbox=c=0x131313:t=fill,scale=out_range=full,format=yuvj420p";
    const auto file = film(folder, "film.mp4", kPlain, dark);
    const auto black = analysed(file).found.starts(chapters::evidence_kinds::kBlack);
    EXPECT_THAT(black, IsEmpty()) << "grey of the full range is not the black of studios";
}

TEST(AnalysisOfMedia, SeesInterlacedPictures) {
    const Options mpeg2{"-c:v", "mpeg2video", "-b:v", "1M", "-flags", "+ilme+ildct", "-c:a", "mp2"};
    EXPECT_THAT(cuts_of(mpeg2, "film.ts"), kBothCuts());
    EXPECT_THAT(cuts_of(mpeg2, "film.ts", "null", PictureChoice::screened),
                ElementsAre(Near(ms(2000)), Near(ms(4000))));
}

TEST(AnalysisOfMedia, SeesOpenGroups) {
    const Options open{"-c:v", "libx264", "-preset",      "veryfast",   "-g",   "25",
                       "-bf",  "3",       "-x264-params", "open-gop=1", "-c:a", "aac"};
    EXPECT_THAT(cuts_of(open), kBothCuts());
}

TEST(AnalysisOfMedia, SaysThatCodecsCannotBeScreened) {
    const Folder folder;
    const auto vp8 = film(folder, "film.webm",
                          {"-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-cpu-used",
                           "8", "-c:a", "libopus"});
    const Analysed result = analysed(vp8, PictureChoice::screened);
    EXPECT_THAT(result.cuts(), kBothCuts());
    EXPECT_EQ(result.summary.shown, 150);
    EXPECT_TRUE(result.says("every picture was decoded"));
}

TEST(AnalysisOfMedia, SaysThatPicturesThatAreAllKeysCannotBeScreened) {
    const Folder folder;
    const auto file = film(folder, "film.avi", {"-c:v", "mjpeg", "-c:a", "pcm_s16le"});
    const Analysed result = analysed(file, PictureChoice::screened);
    EXPECT_THAT(result.cuts(), kBothCuts());
    EXPECT_TRUE(result.says("every picture was decoded"));
}

TEST(AnalysisOfMedia, TakesACoverPictureForNoFilm) {
    const Folder folder;
    run_ffmpeg({"-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-frames:v", "1", folder / "c.jpg"});
    const auto whole = film(folder, "film.mp4", kPlain);
    const Options cover{"-i", folder / "c.jpg"};
    const auto file = remuxed(whole, folder / "cover.mp4", cover,
                              {"-map", "1", "-disposition:v:0", "attached_pic"});
    EXPECT_THAT(analysed(file).cuts(), kBothCuts());
    const auto song = remuxed(whole, folder / "song.m4a", cover,
                              {"-map", "1:a", "-disposition:v:0", "attached_pic"});
    EXPECT_EQ(analysed(song).summary.packets, 0) << "of pictures";
}

TEST(AnalysisOfMedia, NeedsNoSoundAndNoPictures) {
    const Folder folder;
    const auto whole = film(folder, "film.mp4", kPlain);
    EXPECT_THAT(analysed(remuxed(whole, folder / "mute.mp4", {}, {"-an"})).cuts(), kBothCuts());
    const Analysed heard = analysed(remuxed(whole, folder / "sound.m4a", {}, {"-vn"}));
    EXPECT_THAT(heard.cuts(), IsEmpty());
    EXPECT_EQ(heard.found.starts(chapters::evidence_kinds::kLoudness).size(), 1U);
    EXPECT_THAT(heard.summary.notes, IsEmpty());
}

TEST(AnalysisOfMedia, KeepsLateSoundAtItsTime) {
    const Folder folder;
    const auto whole = film(folder, "film.mp4", kPlain);
    const auto file = folder / "late.mkv";
    run_ffmpeg({"-i", whole, "-itsoffset", "2", "-i", whole, "-map", "0:v", "-map", "1:a", "-c",
                "copy", file});
    const auto loudness = analysed(file).found.starts(chapters::evidence_kinds::kLoudness);
    EXPECT_THAT(loudness, ElementsAre(Near(ms(2000))));
}

TEST(AnalysisOfMedia, SaysThatAFileIsDamagedAndSeesTheRest) {
    const Folder folder;
    const auto path = film(folder, "film.mp4", plain_and({"-g", "25"}));
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path) / 2));
    file << std::string(2000, '\x5a') << std::flush;
    const Analysed result = analysed(path);
    EXPECT_TRUE(result.says("damaged"));
    EXPECT_THAT(result.cuts(), kBothCuts());
}

TEST(AnalysisOfMedia, SaysThatAFileWasCutShort) {
    const Folder folder;
    const auto longer = folder / "long.mkv";
    run_ffmpeg({"-stream_loop", "2", "-i", film(folder, "film.mkv", kPlain), "-c", "copy", longer});
    std::filesystem::resize_file(longer, std::filesystem::file_size(longer) / 2);
    EXPECT_TRUE(analysed(longer).says("damaged"));
}

TEST(AnalysisOfMedia, TakesCaptionsThatOutlastThePicturesForNoDamage) {
    const Folder folder;
    const auto words = folder.file("words.srt", "1\n00:00:01,000 --> 00:01:00,000\nBonjour\n");
    const auto file = remuxed(film(folder, "film.mkv", kPlain), folder / "words.mkv", {"-i", words},
                              {"-map", "1"});
    const Analysed result = analysed(file);
    EXPECT_GT(result.probed.duration, ms(50'000));
    EXPECT_THAT(result.summary.notes, IsEmpty());
}

TEST(AnalysisOfMedia, SaysOnceThatItCanDecodeNothing) {
    const Folder folder;
    const auto file = film(folder, "film.wmv", {"-c:v", "wmv2", "-c:a", "wmav2"});
    EXPECT_EQ(analysed(file).summary.notes.size(), 2U) << "pictures, sound";
}

TEST(AnalysisOfMedia, TakesTinyAndOddSizes) {
    EXPECT_THAT(cuts_of(kPlain, "film.mp4", "scale=50:50"), kBothCuts());
    EXPECT_THAT(cuts_of(plain_and({"-pix_fmt", "yuv444p"}), "film.mp4", "scale=213:119"),
                kBothCuts());
}

TEST(AnalysisOfMedia, TakesASinglePicture) {
    const Folder folder;
    const Analysed result = analysed(film(folder, "one.mp4", plain_and({"-frames:v", "1", "-an"})));
    EXPECT_EQ(result.summary.shown, 1);
    EXPECT_GT(result.found.files(), 0) << "a poster at least";
}

TEST(AnalysisOfMedia, FindsCutsInAGroupWithoutAnEnd) {
    const Options endless = plain_and({"-g", "100000", "-sc_threshold", "0"});
    EXPECT_THAT(cuts_of(endless, "film.mp4", "null", PictureChoice::screened), kBothCuts());
}

}  // namespace
}  // namespace revivre::indexer
