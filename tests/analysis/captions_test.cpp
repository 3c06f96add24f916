#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/analysers/registry.hpp"
#include "tests/analysis/drawn_pictures.hpp"

namespace revivre::indexer {
namespace {

struct Kept final : Findings {
    void add(chapters::Evidence evidence) override { all.push_back(std::move(evidence)); }
    void add_file(std::string_view name, std::string_view) override { files.emplace_back(name); }
    std::vector<chapters::Evidence> all;
    std::vector<std::string> files;
};

struct Told final : TextReader {
    std::vector<TextLine> read(const GreyImage&) override {
        ++times;
        return {{"Zoé Çabrelle", 0.9, {}}, {"Maire", 0.8, {}}};
    }
    int times = 0;
};

struct NoEncoder final : PictureEncoder {
    std::string jpeg(const Picture&, const chapters::Box&, int) override { return "jpeg"; }
};

TEST(Captions, BecomeEvidenceWithTextBoxAndStill) {
    Kept kept;
    Told reader;
    NoEncoder encoder;
    const Tools tools{kept, reader, encoder, chapters::Time{8000}};
    const auto analyser = analysers::captions().make(tools);
    for (int time = 0; time < 8000; time += 40) {
        DrawnPicture picture;
        picture.wall(1);
        if (time >= 2000 && time < 6000)
            picture.fill({20, 205, 200, 40}, 20).text(36, 212, 160, 235, 5);
        analyser->see(picture.picture(time));
    }
    analyser->finish(chapters::Time{8000});
    ASSERT_EQ(kept.all.size(), 1U);
    EXPECT_EQ(kept.all[0].kind, "caption");
    EXPECT_EQ(kept.all[0].text, "Zoé Çabrelle\nMaire");
    EXPECT_TRUE(kept.all[0].box);
    EXPECT_NEAR(kept.all[0].score, 0.85, 0.01);
    EXPECT_THAT(kept.files, testing::ElementsAre(kept.all[0].still));
    EXPECT_THAT(kept.all[0].still, testing::MatchesRegex("caption-00000[12][0-9]+.jpg"));
    EXPECT_LE(reader.times, 4);
}

}  // namespace
}  // namespace revivre::indexer
