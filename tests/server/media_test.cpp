#include <fstream>

#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

class Media : public LiveServer {
  protected:
    [[nodiscard]] std::string target() const { return "/media/" + sample_.recording; }
    [[nodiscard]] WireAnswer range(const std::string& range, const std::string& more = {}) const {
        return get(target(), "Range: " + range + "\r\n" + more);
    }
    [[nodiscard]] static std::string bytes(int first, int count) {
        std::string text;
        for (int index = first; index < first + count; ++index) {
            text += static_cast<char>('a' + index % 26);
        }
        return text;
    }
};

TEST_F(Media, IsServedWhole) {
    const WireAnswer answer = get(target());
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, bytes(0, 1000));
    EXPECT_EQ(answer.field("Content-Type"), "video/mp4");
    EXPECT_EQ(answer.field("Accept-Ranges"), "bytes");
    EXPECT_EQ(answer.field("Content-Disposition"), "inline");
    EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(head(target()).field("Content-Length"), "1000");
}

TEST_F(Media, IsServedInARange) {
    const WireAnswer answer = range("bytes=10-19");
    EXPECT_EQ(answer.status, 206);
    EXPECT_EQ(answer.body, bytes(10, 10));
    EXPECT_EQ(answer.field("Content-Range"), "bytes 10-19/1000");
    EXPECT_EQ(range("bytes=-5").body, bytes(995, 5));
    EXPECT_EQ(range("bytes=990-").body, bytes(990, 10));
}

TEST_F(Media, TellsItsSizeToWhoAsksBehindTheEnd) {
    const WireAnswer answer = range("bytes=1000-");
    EXPECT_EQ(answer.status, 416);
    EXPECT_EQ(answer.field("Content-Range"), "bytes */1000");
    EXPECT_EQ(answer.body, "");
}

TEST_F(Media, IsServedInSeveralRanges) {
    const WireAnswer answer = range("bytes=0-1,998-");
    EXPECT_EQ(answer.status, 206);
    const std::string type = answer.field("Content-Type");
    ASSERT_TRUE(type.starts_with("multipart/byteranges; boundary="));
    const std::string mark = "--" + type.substr(type.find('=') + 1);
    EXPECT_EQ(answer.body, "\r\n" + mark + "\r\nContent-Type: video/mp4\r\n" +
                               "Content-Range: bytes 0-1/1000\r\n\r\nab\r\n" + mark +
                               "\r\nContent-Type: video/mp4\r\nContent-Range: bytes 998-999/1000" +
                               "\r\n\r\n" + bytes(998, 2) + "\r\n" + mark + "--\r\n");
}

TEST_F(Media, IsServedWholeWhenTheRangeIsOfAnotherVersion) {
    const std::string tag = get(target()).field("ETag");
    EXPECT_EQ(range("bytes=0-9", "If-Range: " + tag + "\r\n").status, 206);
    EXPECT_EQ(range("bytes=0-9", "If-Range: \"other\"\r\n").status, 200);
    EXPECT_EQ(range("bytes=0-9", "If-Range: W/" + tag + "\r\n").status, 200);
    EXPECT_EQ(range("bytes=0-9", "If-None-Match: " + tag + "\r\n").status, 304);
}

TEST_F(Media, HasAnotherTagWhenTheFileChanges) {
    const std::string tag = get(target()).field("ETag");
    std::ofstream(media_, std::ios::app) << "more";
    EXPECT_NE(get(target()).field("ETag"), tag);
}

TEST_F(Media, IsSentFromTheFileThatIsOpenAlready) {
    const WireAnswer first = range("bytes=0-9");
    const std::string made = get("/metrics").body;
    EXPECT_EQ(range("bytes=10-19").body, bytes(10, 10));
    EXPECT_EQ(get(target()).body, bytes(0, 1000));
    EXPECT_EQ(range("bytes=5000-").status, 416);
    EXPECT_EQ(range("bytes=0-9", "If-None-Match: " + first.field("ETag") + "\r\n").status, 304);
    EXPECT_EQ(figure(get("/metrics").body, "revivre_made_total"),
              figure(made, "revivre_made_total") + 1);  // the figures themselves
}

TEST_F(Media, IsAnotherOnceItsFileWasReplaced) {
    const std::string tag = get(target()).field("ETag");
    const auto other = folder_.path() / "other.mp4";
    std::ofstream(other) << "other";
    std::filesystem::rename(other, media_);
    const WireAnswer answer = get(target());
    EXPECT_EQ(answer.body, "other");
    EXPECT_NE(answer.field("ETag"), tag);
    std::filesystem::remove(media_);
    EXPECT_EQ(get(target()).status, 404);
}

TEST_F(Media, IsMissingWhenItsFileIsGone) {
    std::filesystem::remove(media_);
    const WireAnswer answer = get(target());
    EXPECT_EQ(answer.status, 404);
    EXPECT_NE(answer.body.find("no longer"), std::string::npos);
    EXPECT_EQ(answer.body.find(media_.parent_path().string()), std::string::npos);
}

TEST_F(Media, IsMissingWhenAnythingButAFileTookItsPlace) {
    std::filesystem::remove(media_);
    std::filesystem::create_symlink("/etc/passwd", media_);
    EXPECT_EQ(get(target()).status, 404);
}

TEST_F(Media, OfDraftsDoesNotExist) {
    EXPECT_EQ(get("/media/" + sample_.draft).status, 404);
    EXPECT_EQ(get("/media/rec_nothing").status, 404);
}

TEST_F(Media, MayBeLargerThanThirtyTwoBitsCount) {
    std::filesystem::resize_file(media_, 5'000'000'000);  // sparse
    std::fstream file(media_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4'500'000'000);
    file << "here";
    file.close();
    const WireAnswer answer = range("bytes=4500000000-4500000003");
    EXPECT_EQ(answer.body, "here");
    EXPECT_EQ(answer.field("Content-Range"), "bytes 4500000000-4500000003/5000000000");
    EXPECT_EQ(head(target()).field("Content-Length"), "5000000000");
}

TEST_F(Media, IsSentWholeThoughTheClientIsSlowToTakeIt) {
    std::filesystem::resize_file(media_, 40'000'000);  // more than the kernel keeps for a socket
    const WireAnswer answer = get(target());
    EXPECT_EQ(answer.body.size(), 40'000'000U);
    EXPECT_EQ(answer.body.substr(0, 1000), bytes(0, 1000));
}

TEST_F(Media, StopsWhenTheClientGoes) {
    std::filesystem::resize_file(media_, 5'000'000'000);
    {
        const Client client(server_->port());
        client.send("GET " + target() + " HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_NE(client.receive_head(), "");
    }
    server_->stop(std::chrono::seconds(60));
    server_->wait();  // ends long before all of it could have been sent
}

}  // namespace
}  // namespace revivre::server
