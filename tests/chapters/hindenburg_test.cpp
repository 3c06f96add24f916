#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::SizeIs;

ReadResult read(const std::string& markers) {
    return format_named("hindenburg")
        .read("<Session Version='Hindenburg Journalist 1.15'><Markers>\n" + markers +
              "</Markers></Session>");
}

TEST(HindenburgReader, SortsChaptersAndLeavesOutOtherMarkers) {
    const ReadResult result = read(
        "<Marker Id='3' Name='Note' Time='40.400'/>"
        "<Marker Id='5' Name='Fin' Time='01:04:00.473' Type='Chapter'/>"
        "<Marker Id='4' Name='Port' Time='19.600' Type='Chapter' URL='https://exemple.test/'/>");
    EXPECT_THAT(result.document.chapters,
                ElementsAre(Field(&Chapter::start, 19'600ms), Field(&Chapter::start, 3'840'473ms)));
    EXPECT_EQ(result.document.chapters[0].link, "https://exemple.test/");
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("'Note'"));
}

TEST(HindenburgReader, ReadsAllMarkersOfAVersionWithoutTypes) {
    const ReadResult result = read("<Marker Name='Début'/><Marker Name='Port' Time='1:02.5'/>");
    EXPECT_THAT(result.document.chapters,
                ElementsAre(Field(&Chapter::start, 0ms), Field(&Chapter::start, 62'500ms)));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(HindenburgReader, KeepsTheOthersWhenOneTimeIsWrong) {
    const ReadResult result = read(
        "<Marker Name='Un' Time='1:2:3:4' Type='Chapter'/>"
        "<Marker Name='Deux' Time='5' Type='Chapter'/>");
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::title, "Deux")));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 2);
}

TEST(HindenburgReader, RefusesOtherXml) {
    EXPECT_TRUE(format_named("hindenburg").read("<Markers/>").refused);
}

}  // namespace
}  // namespace revivre::chapters
