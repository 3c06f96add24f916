#include <gtest/gtest.h>

#include "server/pages/playable.hpp"

namespace revivre::server::pages {
namespace {

chapters::Stream stream(std::string type, std::string codec) {
    chapters::Stream made;
    made.type = std::move(type);
    made.codec = std::move(codec);
    return made;
}

chapters::Recording recording(std::string container, std::string picture, std::string sound) {
    chapters::Recording made;
    made.container = std::move(container);
    if (!picture.empty()) made.streams.push_back(stream("video", std::move(picture)));
    if (!sound.empty()) made.streams.push_back(stream("audio", std::move(sound)));
    return made;
}

constexpr const char* kMp4 = "mov,mp4,m4a,3gp,3g2,mj2";

TEST(Playability, HasNoFaultInWhatBrowsersPlay) {
    for (const char* picture : {"h264", "vp8", "vp9", "av1", ""}) {
        EXPECT_EQ(playability(recording(kMp4, picture, "aac")).fault, PlayFault::none) << picture;
    }
    for (const char* sound : {"aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le", ""}) {
        EXPECT_EQ(playability(recording(kMp4, "h264", sound)).fault, PlayFault::none) << sound;
    }
}

TEST(Playability, NamesAPictureThatIsNotDecoded) {
    const Playability known = playability(recording(kMp4, "hevc", "aac"));
    EXPECT_EQ(known.fault, PlayFault::picture);
    EXPECT_EQ(known.format, "HEVC");
    EXPECT_EQ(known.asked_type, "video/mp4; codecs=\"hvc1.1.6.L93.B0\"");
    for (const char* picture : {"prores", "theora", "of a later time"}) {
        EXPECT_EQ(playability(recording(kMp4, picture, "aac")).fault, PlayFault::picture);
    }
}

TEST(Playability, NamesASoundThatIsNotDecoded) {
    const Playability known = playability(recording(kMp4, "h264", "ac3"));
    EXPECT_EQ(known.fault, PlayFault::sound);
    EXPECT_EQ(known.format, "AC-3");
}

TEST(Playability, NamesAContainerThatDoesNotOpen) {
    for (const char* container : {"mpegts", "mpeg", "avi", "asf"}) {
        EXPECT_EQ(playability(recording(container, "h264", "aac")).fault, PlayFault::all);
    }
    EXPECT_EQ(playability(recording("mpegts", "h264", "aac")).format, "MPEG-TS");
}

TEST(Playability, DoesNotJudgeWhatHasNoName) {
    chapters::Recording unnamed;
    unnamed.streams = {stream("video", ""), stream("audio", "")};
    EXPECT_EQ(playability(unnamed).fault, PlayFault::none);
}

TEST(Playability, DoesNotLookAtACover) {
    chapters::Recording talk = recording("mp3", "", "mp3");
    talk.streams.push_back(stream("video", "mjpeg"));
    talk.streams.back().attached_picture = true;
    EXPECT_EQ(playability(talk).fault, PlayFault::none);
}

}  // namespace
}  // namespace revivre::server::pages
