#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string div(const std::string& label, const std::string& area, const std::string& inside = "") {
    return "<div LABEL='" + label + "'><fptr><area " + area + "/></fptr>" + inside + "</div>";
}

ReadResult read(const std::string& divs) {
    return format_named("mets").read(
        "<mets:mets xmlns:mets='http://www.loc.gov/METS/'><structMap TYPE='PHYSICAL'><div/>"
        "</structMap><structMap><div LABEL='Journée'>" +
        divs + "</div></structMap></mets:mets>");
}

TEST(MetsReader, ReadsDivsInsideDivsOfTheStructureWithTimes) {
    const ReadResult result = read(div("Matin", "BETYPE='TIME' BEGIN='00:01:00' END='01:00:00'",
                                       div("Un", "BETYPE='SMPTE-25' BEGIN='00:02:00:05'")));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "Matin");
    EXPECT_EQ(result.document.chapters[0].end, 3'600s);
    EXPECT_THAT(result.document.chapters[0].children,
                ElementsAre(Field(&Chapter::start, 120'200ms)));
    EXPECT_EQ(result.document.title, "Journée");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(MetsReader, LeavesOutDivsWithoutATimeAndSaysSo) {
    const ReadResult result =
        read("<div LABEL='Perdu'/>" + div("Un", "BETYPE='TIME' BEGIN='00:00:05' END='tard'"));
    EXPECT_THAT(result.document.chapters, ElementsAre(Field(&Chapter::title, "Un")));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("Perdu"));
}

TEST(MetsReader, RefusesOtherXml) {
    EXPECT_TRUE(format_named("mets").read("<structMap/>").refused);
}

}  // namespace
}  // namespace revivre::chapters
