#include <fstream>

#include "storage/library.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

class PublicPictures : public LiveServer {
  protected:
    void put(const std::string& recording, const std::string& name) const {
        const auto folder = storage::Library(folder_.path()).derived(recording);
        std::filesystem::create_directories(folder);
        std::ofstream(folder / name) << "picture";
    }
    [[nodiscard]] int status(const std::string& recording, const std::string& name) const {
        return get("/pictures/" + recording + "/" + name).status;
    }
};

TEST_F(PublicPictures, AreServedWithTheirTypeToEverySite) {
    put(sample_.recording, "poster-000001000.jpg");
    put(sample_.recording, "storyboard.vtt");
    const WireAnswer poster = get("/pictures/" + sample_.recording + "/poster-000001000.jpg");
    EXPECT_EQ(poster.status, 200);
    EXPECT_EQ(poster.body, "picture");
    EXPECT_EQ(poster.field("Content-Type"), "image/jpeg");
    EXPECT_EQ(poster.field("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(status(sample_.recording, "storyboard.vtt"), 200);
}

TEST_F(PublicPictures, R47OfADraftDoNotExist) {
    put(sample_.draft, "poster-000001000.jpg");
    EXPECT_EQ(status(sample_.draft, "poster-000001000.jpg"), 404);
}

TEST_F(PublicPictures, AreNoneOfTheEvidenceAndNoOtherFile) {
    for (const char* name : {"caption-000001000.jpg", "peaks-20ms.dat", "poster-1.jpg",
                             "storyboard-001.dat", "storyboard-x.jpg"}) {
        put(sample_.recording, name);
        EXPECT_EQ(status(sample_.recording, name), 404) << name;
    }
    EXPECT_EQ(status(sample_.recording, "..%2f..%2frevivre.db"), 404);
    EXPECT_EQ(status(sample_.recording, "poster-000009000.jpg"), 404);
}

}  // namespace
}  // namespace revivre::server
