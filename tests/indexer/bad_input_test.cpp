#include <gmock/gmock.h>

#include <sys/stat.h>

#include "chapters/error.hpp"
#include "indexer/probe.hpp"
#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using testing::Folder;
using ::testing::HasSubstr;
using testing::make_media;
using ::testing::Not;

/// The error that probing `file` ends in.
Error refusal(const std::filesystem::path& file) {
    try {
        probe(file);
    } catch (const Error& error) {
        return error;
    }
    return {ErrorCode::internal, "nothing was refused"};
}

TEST(ProbeOfBadInput, TellsAMissingFile) {
    const Folder folder;
    const Error error = refusal(folder / "absent.mp4");
    EXPECT_EQ(error.code(), ErrorCode::not_found);
    EXPECT_THAT(error.what(), HasSubstr("absent.mp4"));
}

TEST(ProbeOfBadInput, TellsAFolder) {
    const Folder folder;
    const Error error = refusal(folder / "");
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_THAT(error.what(), HasSubstr("is a folder"));
}

TEST(ProbeOfBadInput, TellsAnEmptyFile) {
    const Folder folder;
    const Error error = refusal(folder.file("empty.mp4", ""));
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_THAT(error.what(), HasSubstr("is empty"));
}

TEST(ProbeOfBadInput, DoesNotWaitForTheWriterOfAPipe) {
    const Folder folder;
    const auto pipe = folder / "pipe.mp4";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const Error error = refusal(pipe);
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_THAT(error.what(), HasSubstr("is a pipe"));
}

TEST(ProbeOfBadInput, TellsTextByItsContent) {
    const Folder folder;
    std::string text;
    for (int line = 0; line < 500; ++line) text += "Compte rendu de la journée, page une\n";
    const Error error = refusal(folder.file("notes.mp4", text));
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_THAT(error.what(), HasSubstr("no recording of a kind"));
}

TEST(ProbeOfBadInput, TellsAnMp4CutShortBeforeItsIndex) {
    const Folder folder;
    const auto file = make_media(folder, "talk.mp4", {.options = {"-c:v", "libx264"}});
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    const Error error = refusal(file);
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_THAT(error.what(), HasSubstr("missing or damaged"));
}

TEST(ProbeOfBadInput, RefusesSubtitlesAndPictures) {
    const Folder folder;
    const auto subtitles =
        folder.file("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nBonjour à tous\n");
    const std::string picture = folder / "slide.png";
    testing::run_ffmpeg({"-f", "lavfi", "-i", "color=size=32x32", "-frames:v", "1", picture});
    EXPECT_EQ(refusal(subtitles).code(), ErrorCode::invalid_input);
    EXPECT_EQ(refusal(picture).code(), ErrorCode::invalid_input);
}

/// Playlists that name a recording beside them, by name and by full path.
std::vector<std::string> playlists_naming(const std::filesystem::path& other) {
    return {
        "#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\n" + other.string() + "\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile://" + other.string() + "\n",
        "ffconcat version 1.0\nfile '" + other.filename().string() + "'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><BaseURL>" +
            other.string() + "</BaseURL></Period></MPD>"};
}

TEST(ProbeOfBadInput, RefusesPlaylistsThatNameAnotherFile) {
    const Folder folder;
    const auto other = make_media(
        folder, "secret.mp4",
        {.chapters = {{.start = testing::ms(0), .end = testing::ms(1), .title = "huis clos"}},
         .options = {"-c:v", "libx264"}});
    for (const std::string& playlist : playlists_naming(other)) {
        for (const char* name : {"list.mp4", "list.m3u8", "list.mkv"}) {
            const Error error = refusal(folder.file(name, playlist));
            EXPECT_EQ(error.code(), ErrorCode::invalid_input) << playlist;
            EXPECT_THAT(error.what(), Not(HasSubstr("huis clos")));
        }
    }
}

TEST(ProbeOfBadInput, ReadsARecordingWhateverItsName) {
    const Folder folder;
    const auto file = make_media(folder, "talk.mkv", {.options = {"-c:v", "libx264"}});
    for (const char* name : {"-rf.mp3", "http:--x.m3u8", "caf\xE9.mp4", "a\nb.txt", "%d.png"}) {
        std::filesystem::copy_file(file, folder / name);
        EXPECT_EQ(probe(folder / name).container, "matroska,webm") << name;
    }
}

}  // namespace
}  // namespace revivre::indexer
