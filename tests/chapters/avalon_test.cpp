#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("avalon-xml").read(text);
}

TEST(AvalonReader, GivesADivTheTimesOfWhatIsInside) {
    const ReadResult result = read(
        "<Item label='Journée'><Div label='Matin'><Span label='Un' begin='10' end='1:00'/>"
        "<Span label='Deux' begin='1:00' end='1:00:00.5'/></Div>"
        "<Span label='Fin' begin='1:30:00'/></Item>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    const Chapter& item = result.document.chapters[0];
    EXPECT_EQ(item.start, 10s);
    EXPECT_EQ(item.end, std::nullopt);
    ASSERT_THAT(item.children, SizeIs(2));
    EXPECT_EQ(item.children[0].title, "Matin");
    EXPECT_EQ(item.children[0].end, 3'600'500ms);
    EXPECT_THAT(item.children[0].children, SizeIs(2));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(AvalonReader, LeavesOutADivThatHasNoTime) {
    const ReadResult result =
        read("<Item label='Journée'>\n<Div label='Vide'/>\n<Span label='Un' begin='0'/></Item>");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_THAT(result.document.chapters[0].children, SizeIs(1));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 2);
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("Vide"));
}

TEST(AvalonReader, RefusesOtherXml) {
    EXPECT_TRUE(read("<Chapters/>").refused);
    EXPECT_TRUE(read("Item").refused);
}

TEST(AvalonWriter, PutsTheRecordingAroundItsChaptersAndSaysSo) {
    Document document;
    document.title = "Journée";
    document.chapters.resize(1);
    document.chapters[0].title = "Un";
    document.chapters[0].end = 5s;
    const Written written = write_document(format_named("avalon-xml"), document);
    EXPECT_THAT(written.text, HasSubstr("<Item label=\"Journée\">\n  <Span label=\"Un\" "
                                        "begin=\"00:00:00.000\" end=\"00:00:05.000\" />"));
    ASSERT_THAT(written.losses, SizeIs(1));
    EXPECT_EQ(written.losses[0].kind, LossKind::nesting);
}

TEST(AvalonWriter, KeepsWithinTheDepthThatReadersTake) {
    Chapter chapter;
    chapter.title = "fond";
    for (int i = 0; i < 15; ++i) {
        Chapter outer;
        outer.title = "niveau";
        outer.children = {chapter};
        outer.end = std::chrono::seconds(i);
        chapter = outer;
    }
    const Reduction reduction = reduce({{chapter}}, format_named("avalon-xml"));
    const ReadResult result = read(format_named("avalon-xml").write(reduction.document));
    EXPECT_EQ(result.document.chapters, reduction.document.chapters);
    EXPECT_EQ(count_chapters(result.document.chapters), 17U);
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

}  // namespace
}  // namespace revivre::chapters
