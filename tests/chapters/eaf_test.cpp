#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Slots ts1, ts2 ... with these values; "" for none.
std::string document_of(const std::vector<std::string>& slots, const std::string& tiers) {
    std::string text = "<ANNOTATION_DOCUMENT><TIME_ORDER>";
    for (std::size_t i = 0; i < slots.size(); ++i) {
        text += "<TIME_SLOT TIME_SLOT_ID='ts" + std::to_string(i + 1) + "'";
        if (!slots[i].empty()) text += " TIME_VALUE='" + slots[i] + "'";
        text += "/>";
    }
    return text + "</TIME_ORDER>" + tiers + "</ANNOTATION_DOCUMENT>";
}

std::string aligned(const std::string& id, int from, int to, const std::string& value) {
    return "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID='" + id + "' TIME_SLOT_REF1='ts" +
           std::to_string(from) + "' TIME_SLOT_REF2='ts" + std::to_string(to) +
           "'><ANNOTATION_VALUE>" + value +
           "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>";
}

std::string referring(const std::string& id, const std::string& to, const std::string& value) {
    return "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID='" + id + "' ANNOTATION_REF='" + to +
           "'><ANNOTATION_VALUE>" + value + "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>";
}

ReadResult read(const std::string& text) {
    return format_named("eaf").read(text);
}

TEST(EafReader, TakesSpeakersAndLanguageFromTheTier) {
    const ReadResult result = read(
        document_of({"0", "1500", "1500", "4000"},
                    "<TIER TIER_ID='z' PARTICIPANT='Zoé Lœvenbrück' LANG_REF='fr'>" +
                        aligned("a2", 3, 4, "Merci") + aligned("a1", 1, 2, "Bonjour") + "</TIER>"));
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    const Chapter& first = result.document.chapters[0];
    EXPECT_EQ(first.title, "Bonjour");
    EXPECT_EQ(first.end, 1'500ms);
    EXPECT_EQ(first.language, "fr");
    EXPECT_THAT(first.credits, ElementsAre(Field(&Credit::name, "Zoé Lœvenbrück")));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(EafReader, GivesReferringAnnotationsTheTimesOfWhatTheyReferTo) {
    const ReadResult result = read(document_of(
        {"1000", "2000"}, "<TIER TIER_ID='b' PARENT_REF='a'>" + referring("r2", "r1", "loin") +
                              referring("r1", "a1", "Hello") + "</TIER>" + "<TIER TIER_ID='a'>" +
                              aligned("a1", 1, 2, "Bonjour") + "</TIER>"));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    ASSERT_THAT(result.document.chapters[0].children, SizeIs(1));
    const Chapter& inside = result.document.chapters[0].children[0];
    EXPECT_EQ(inside.title, "Hello");
    EXPECT_EQ(inside.start, 1s);
    EXPECT_EQ(inside.end, 2s);
    EXPECT_THAT(inside.children, ElementsAre(Field(&Chapter::start, 1s)));
}

TEST(EafReader, SpreadsSlotsWithoutATimeAndSaysSo) {
    const ReadResult result = read(document_of(
        {"0", "", "", "900"}, "<TIER TIER_ID='a'>" + aligned("a1", 1, 4, "phrase") +
                                  "</TIER><TIER TIER_ID='b' PARENT_REF='a'>" +
                                  aligned("b1", 1, 2, "un") + aligned("b2", 2, 3, "deux") +
                                  aligned("b3", 3, 4, "trois") + "</TIER>"));
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_THAT(result.document.chapters[0].children,
                ElementsAre(Field(&Chapter::start, 0ms), Field(&Chapter::start, 300ms),
                            Field(&Chapter::start, 600ms)));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("2 times"));
}

TEST(EafReader, LeavesOutAnnotationsWithoutATimeAndSaysSo) {
    const ReadResult result =
        read(document_of({"", "900"}, "<TIER TIER_ID='a'>" + aligned("a1", 1, 2, "perdu") +
                                          referring("a2", "nulle part", "perdu") + "</TIER>"));
    EXPECT_THAT(result.document.chapters, IsEmpty());
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

TEST(EafReader, CutsCirclesOfAnnotationsAndTiers) {
    const ReadResult result = read(document_of(
        {"0", "900"}, "<TIER TIER_ID='a' PARENT_REF='b'>" + aligned("a1", 1, 2, "un") +
                          referring("r1", "r2", "rond") + "</TIER>" +
                          "<TIER TIER_ID='b' PARENT_REF='a'>" + aligned("b1", 1, 2, "deux") +
                          referring("r2", "r1", "rond") + "</TIER>"));
    EXPECT_EQ(count_chapters(result.document.chapters), 2U);
}

TEST(EafReader, RefusesOtherXml) {
    EXPECT_TRUE(read("<TIER/>").refused);
    EXPECT_TRUE(read("").refused);
}

TEST(EafWriter, PutsSpeakersAndLevelsOnTiersOfTheirOwn) {
    Chapter inside;
    inside.title = "Merci";
    inside.end = 2s;
    inside.credits.resize(1);
    inside.credits[0].name = "Zoé";
    Chapter outside;
    outside.title = "Matin";
    outside.end = 5s;
    outside.children = {inside};
    const std::string text = write_document(format_named("eaf"), {{outside}}).text;
    EXPECT_THAT(text, HasSubstr("<TIER TIER_ID=\"Chapters\" LINGUISTIC_TYPE_REF=\"chapter\">"));
    EXPECT_THAT(text, HasSubstr("<TIER TIER_ID=\"Zoé\" PARTICIPANT=\"Zoé\" "
                                "LINGUISTIC_TYPE_REF=\"chapter-inside\" PARENT_REF=\"Chapters\">"));
}

TEST(EafWriter, ReplacesTheSignBetweenSpeakersInTheirNames) {
    Chapter chapter;
    chapter.end = 2s;
    chapter.credits.resize(1);
    chapter.credits[0].name = "Anne; Brest";
    const Reduction reduction = reduce({{chapter}}, format_named("eaf"));
    EXPECT_EQ(reduction.document.chapters[0].credits[0].name, "Anne, Brest");
    ASSERT_THAT(reduction.losses, SizeIs(1));
    EXPECT_EQ(reduction.losses[0].kind, LossKind::characters);
}

}  // namespace
}  // namespace revivre::chapters
