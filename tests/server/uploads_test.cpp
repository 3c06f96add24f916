// Files that arrive in pieces: what was acknowledged stays, what was cut leaves nothing.
#include "server/uploads.hpp"

#include <filesystem>

#include "tests/server/studio_server.hpp"

namespace revivre::server {
namespace {

class UploadsTest : public StudioServer {
  protected:
    static constexpr const char* kPiece = "Content-Type: application/offset+octet-stream\r\n";

    [[nodiscard]] std::string begin(std::size_t bytes,
                                    const std::string& metadata = "filename bWF0aW4ubXA0") const {
        const WireAnswer answer = send("POST /api/v1/uploads",
                                       as("archivist") + "Upload-Length: " + std::to_string(bytes) +
                                           "\r\nUpload-Metadata: " + metadata + "\r\n");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.field("Location");
    }
    [[nodiscard]] WireAnswer piece(const std::string& place, std::size_t offset,
                                   const std::string& bytes) const {
        return send("PATCH " + place,
                    as("archivist") + kPiece + "Upload-Offset: " + std::to_string(offset) + "\r\n",
                    bytes);
    }
    [[nodiscard]] std::string offset_of(const std::string& place) const {
        return get(place, as("archivist")).field("Upload-Offset");
    }
    [[nodiscard]] std::size_t files() const {
        const auto folder = folder_.path() / "uploads";
        if (!std::filesystem::exists(folder)) return 0;
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder),
                                                      std::filesystem::directory_iterator()));
    }
};

TEST_F(UploadsTest, PiecesGoOnWhereTheLastOneEnded) {
    const std::string place = begin(10);
    EXPECT_EQ(offset_of(place), "0");
    EXPECT_EQ(piece(place, 0, "hello").field("Upload-Offset"), "5");
    EXPECT_EQ(offset_of(place), "5");
    EXPECT_EQ(piece(place, 0, "again").status, 409);
    EXPECT_EQ(piece(place, 7, "later").status, 409);
    EXPECT_EQ(piece(place, 5, "too long").status, 413);
    EXPECT_EQ(offset_of(place), "5");
    EXPECT_EQ(piece(place, 5, "world").status, 204);
    EXPECT_EQ(store_->uploads().front().name, "matin.mp4");
}

TEST_F(UploadsTest, AreTheirSendersOwn) {
    const std::string place = begin(10);
    EXPECT_EQ(get(place, as("admin")).status, 404);
    EXPECT_EQ(send("DELETE " + place, as("admin")).status, 404);
    EXPECT_EQ(send("DELETE " + place, as("archivist")).status, 204);
    EXPECT_EQ(files(), 0);
    EXPECT_EQ(get(place, as("archivist")).status, 404);
}

TEST_F(UploadsTest, ACutPieceLeavesNothing) {
    const std::string place = begin(1000);
    const std::string cut = "PATCH " + place + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
                            as("archivist") + kPiece +
                            "Upload-Offset: 0\r\nContent-Length: 1000\r\n\r\nonly this";
    EXPECT_EQ(exchange(cut), "");
    EXPECT_EQ(offset_of(place), "0");
    EXPECT_EQ(piece(place, 0, std::string(1000, 'x')).status, 204);
}

TEST_F(UploadsTest, NamesNeverLeaveTheFolder) {
    for (const char* coded : {"Li4vLi4vZXRjL3Bhc3N3ZA==", "Li4=", "QzpcYVxi", "", "AAAA"}) {
        static_cast<void>(begin(1, std::string("filename ") + coded));
    }
    for (const auto& upload : store_->uploads()) {
        EXPECT_EQ(upload.name.find_first_of("/\\"), std::string::npos) << upload.name;
        EXPECT_NE(upload.name, "..");
        EXPECT_FALSE(upload.name.empty());
    }
}

TEST_F(UploadsTest, LengthsThatCannotBeAreRefused) {
    for (const char* length : {"-1", "x", "", "1e9", "99999999999999999999"}) {
        EXPECT_EQ(
            send("POST /api/v1/uploads", as("archivist") + "Upload-Length: " + length + "\r\n")
                .status,
            400)
            << length;
    }
    const auto more = std::filesystem::space(folder_.path()).available + 1;
    if (more < std::uintmax_t{200'000'000'000}) {
        EXPECT_EQ(send("POST /api/v1/uploads",
                       as("archivist") + "Upload-Length: " + std::to_string(more) + "\r\n")
                      .status,
                  507);
    }
    EXPECT_EQ(store_->uploads().size(), 0);
    EXPECT_EQ(files(), 0);
}

TEST_F(UploadsTest, OnlyAWholeFileBecomesAJob) {
    const std::string place = begin(10);
    const std::string id = place.substr(place.rfind('/') + 1);
    const WireAnswer answer = send("POST /api/v1/jobs", as("archivist") + kJson,
                                   R"({"kind":"index","upload":")" + id + "\"}");
    EXPECT_EQ(answer.status, 415) << "this server runs no jobs";
}

}  // namespace
}  // namespace revivre::server
