#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/json.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/chapters/generated_documents.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

namespace files = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::array<std::string_view, 7> kFormats{"podcast-json", "podlove-json",   "hls", "iiif",
                                                   "schema-org",   "web-annotation", "otio"};

ReadResult read(std::string_view format, std::string_view text) {
    return format_named(format).read(text);
}

TEST(PodcastReader, ReadsTimesAsNumbersAndAsText) {
    const ReadResult result = read("podcast-json", R"({"version":"1.2.0","chapters":[
        {"startTime":0,"endTime":10.0005,"title":"Un"},{"startTime":"12.5","title":"Deux"},
        {"startTime":"1:02:03"}]})");
    EXPECT_EQ(outline(result.document.chapters), "0-10001 Un\n12500- Deux\n3723000- \n");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(PodcastReader, LeavesOutSilentChaptersAndSaysSo) {
    const ReadResult result = read("podcast-json", R"({"chapters":[
        {"startTime":0,"title":"Un"},{"startTime":5,"title":"Image","toc":false}]})");
    EXPECT_EQ(outline(result.document.chapters), "0- Un\n");
    EXPECT_THAT(told(result), HasSubstr("'Image': toc is false"));
}

TEST(PodcastReader, KeepsLinksAndPicturesAndSaysThatPlacesAreNotKept) {
    const ReadResult result = read("podcast-json", R"({"chapters":[{"startTime":1,
        "url":" https://exemple.test/ ","img":"https://exemple.test/a.jpg",
        "location":{"name":"Rouen","geo":"geo:49,1"}}]})");
    EXPECT_EQ(result.document.chapters.at(0).link, "https://exemple.test/");
    EXPECT_EQ(result.document.chapters.at(0).image, "https://exemple.test/a.jpg");
    EXPECT_THAT(told(result), HasSubstr("location of chapter 1 is not kept"));
}

TEST(PodcastReader, GoesOnAfterWhatIsNoChapter) {
    const ReadResult result = read("podcast-json", R"({"chapters":[7,{"title":"Sans temps"},
        {"startTime":-1},{"startTime":{}},{"startTime":99999999999999999999},
        {"startTime":2,"endTime":"?","title":null}]})");
    EXPECT_EQ(outline(result.document.chapters), "2000- \n");
    EXPECT_EQ(result.diagnostics.size(), 6U);
}

TEST(PodlovePlayerReader, ReadsAListAloneOrInAnEpisode) {
    const std::string list =
        R"([{"start":"00:00:0.000","title":"Un","href":""},{"start":"7:48","end":"8:00.5",
            "title":"Deux","href":"https://exemple.test/"},{"start":"37","title":"Trois"}])";
    for (const std::string& text : {list, "{\"chapters\":" + list + "}"}) {
        const ReadResult result = read("podlove-json", text);
        EXPECT_EQ(outline(result.document.chapters), "0- Un\n37000- Trois\n468000-480500 Deux\n");
        EXPECT_THAT(told(result), HasSubstr("sorted"));
    }
}

TEST(HlsReader, ReadsTitlesByLanguage) {
    const ReadResult result = read("hls", R"([{"chapter":1,"start-time":0,"titles":[
        {"language":"fr","title":"Accueil"},{"language":"en","title":"Welcome"}]},
        {"start-time":500.1,"titles":[{"language":"und","title":"Suite"}]}])");
    EXPECT_EQ(outline(result.document.chapters), "0- Accueil\n500100- Suite\n");
    const Chapter& first = result.document.chapters.at(0);
    EXPECT_EQ(first.language, "fr");
    EXPECT_EQ(first.translations, (std::vector<Translation>{{"en", "Welcome"}}));
    EXPECT_EQ(result.document.chapters.at(1).language, "");
}

TEST(HlsReader, NestsByTimeWhenAllHaveADuration) {
    const ReadResult result = read("hls", R"([{"start-time":0,"duration":60,"title":"Matin"},
        {"start-time":10,"duration":20,"title":"Discours"}])");
    EXPECT_EQ(outline(result.document.chapters), "0-60000 Matin\n  10000-30000 Discours\n");
}

TEST(HlsWriter, WritesOnlyDurationsAboveZero) {
    Document document;
    document.chapters.resize(1);
    document.chapters[0].end = Time(0);
    const Written written = write_document(format_named("hls"), document);
    EXPECT_THAT(written.text, HasSubstr("\"duration\": 0.001"));
    EXPECT_EQ(written.losses.at(0).kind, LossKind::ends);
}

TEST(JsonFormats, EachKnowsWhatTheOthersHave) {
    const std::vector<std::pair<std::string_view, std::string_view>> samples{
        {"podcast-json", R"({"version":"1.1.0","chapters":[{"startTime":0,"title":"a"}]})"},
        {"podlove-json", R"([{"start":"00:00:00.000","title":"a"}])"},
        {"hls", R"([{"start-time":0}])"},
        {"iiif", R"({"@context":"http://iiif.io/api/presentation/2/context.json",
                     "@type":"sc:Manifest"})"},
        {"schema-org", R"([{"@context":"http://schema.org/","@type":"VideoObject","hasPart":[]}])"},
        {"web-annotation", R"({"@context":"http://iiif.io/api/presentation/3/context.json",
                               "type":"AnnotationPage","items":[]})"},
        {"otio", R"({"OTIO_SCHEMA":"Timeline.1"})"},
        {"json", R"({"chapters":[{"title":"a","start_ms":0}]})"}};
    for (const auto& [name, text] : samples) {
        const Format* known = format_of(text);
        ASSERT_NE(known, nullptr) << name;
        EXPECT_EQ(known->name, name);
    }
}

TEST(JsonFormats, DoNotTakeTheListsOfOtherPrograms) {
    for (const std::string_view text :
         {R"({"chapters":[{"id":0,"time_base":"1/1000","start":0,"start_time":"0.000000"}]})",
          R"({"a":1})", "[]", "[1,2]", "{", "\"start\""}) {
        EXPECT_EQ(format_of(text), nullptr) << text;
    }
}

TEST(JsonFormats, AnswerEveryKindOfValueInEveryPlace) {
    const std::vector<std::string> values{"null", "true", "-1",       "1e300", "\"\"",
                                          "[]",   "{}",   "[[null]]", "1e400", "[{\"id\":1}]"};
    const std::vector<std::string> names{"chapters", "type",     "items",   "structures", "hasPart",
                                         "@graph",   "tracks",   "markers", "label",      "body",
                                         "target",   "children", "@type",   "OTIO_SCHEMA"};
    for (const std::string& name : names) {
        for (const std::string& value : values) {
            const std::string field = "\"" + name + "\":" + value;
            for (const std::string_view format : kFormats) {
                read(format, "{" + field + "}");
                read(format, "[{" + field + "}]");
                read(format, R"({"type":"Manifest","@type":"Clip","OTIO_SCHEMA":"Stack.1",)" +
                                 field + R"(,"children":[{)" + field + R"(}],"structures":[{)" +
                                 field + R"(}],"hasPart":[{"@type":"Clip",)" + field +
                                 R"(}],"items":[{)" + field + "}]}");
            }
        }
    }
}

TEST(JsonFormats, AnswerTextsThatAreCutAnywhere) {
    DocumentGenerator generator(3);
    for (const std::string_view name : kFormats) {
        const std::string text = write_document(format_named(name), generator.document()).text;
        for (std::size_t size = 0; size + 1 < text.size(); size += 1 + text.size() / 41) {
            const std::string part = text.substr(0, size);
            EXPECT_TRUE(read(name, part).refused) << part;
            format_of(part);
        }
    }
}

TEST(JsonFormats, RefuseTextsOfManyOpeningBrackets) {
    std::string objects;
    for (int i = 0; i < 50'000; ++i) objects += "[{\"\":";
    for (const std::string_view name : kFormats) {
        EXPECT_TRUE(read(name, std::string(100'000, '[')).refused);
        EXPECT_TRUE(read(name, objects).refused);
    }
}

TEST(JsonFormats, AnswerTheSharedHostileTexts) {
    const files::path folder = files::path(REVIVRE_SHARED) / "cases/bad/json";
    if (!files::exists(folder)) GTEST_SKIP() << "the shared hostile texts are not here";
    int answered = 0;
    for (const auto& entry : files::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        for (const std::string_view name : kFormats) {
            read(name, bytes);
            answered += read(name, decode_text(bytes)).document.chapters.empty() ? 1 : 0;
        }
        format_of(bytes);
    }
    EXPECT_GT(answered, 0);
}

}  // namespace
}  // namespace revivre::chapters
