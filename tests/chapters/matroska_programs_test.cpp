#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/registry.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/chapters/generated_documents.hpp"
#include "tests/chapters/outside_programs.hpp"

namespace revivre::chapters {
namespace {

constexpr int kDocuments = 10;
const std::string kMedia = REVIVRE_TEST_DATA "/containers/picture.mkv";

// What mkvmerge 74 and ffmpeg make of our files.
class MatroskaPrograms : public testing::Test {
  protected:
    void SetUp() override {
        if (run_program({"mkvmerge", "--version"}) != 0) GTEST_SKIP() << "no mkvtoolnix here";
    }

    static std::string media() {
        std::ifstream in(kMedia, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    // Chapters of a document that is not empty, which mkvmerge and mkvextract would not write.
    Document next_document() {
        while (true) {
            Document document = reduce(generator_.document(), xml_).document;
            if (!document.chapters.empty()) return document;
        }
    }

    [[nodiscard]] std::vector<Chapter> extracted(const std::string& file) const {
        EXPECT_EQ(run_program({"mkvextract", file, "chapters", folder_.file("x.xml")}), 0);
        return xml_.read(decode_text(folder_.content("x.xml"))).document.chapters;
    }

    [[nodiscard]] std::string written(const Document& document) const {
        const std::string bytes = media();
        MemorySource source(bytes);
        MemorySink sink;
        container_.write(source, document, sink);
        return sink.bytes();
    }

    const Format& xml_ = format_named("matroska-xml");
    const Container& container_ = *container_named("matroska");
    WorkFolder folder_;
    DocumentGenerator generator_{20'261'125};
};

TEST_F(MatroskaPrograms, TakeOurXmlIntoAFileThatWeReadTheSame) {
    for (int i = 0; i < kDocuments; ++i) {
        SCOPED_TRACE(i);
        const Document document = next_document();
        const std::string xml = folder_.put("in.xml", xml_.write(document));
        const std::string out = folder_.file("out.mkv");
        ASSERT_EQ(run_program({"mkvmerge", "-q", "-o", out, "--chapters", xml, kMedia}), 0)
            << xml_.write(document);
        EXPECT_EQ(extracted(out), document.chapters);
        const std::string bytes = folder_.content("out.mkv");
        MemorySource source(bytes);
        const ReadResult result = container_.read(source);
        EXPECT_EQ(result.document.chapters, document.chapters);
        EXPECT_THAT(result.diagnostics, testing::IsEmpty());
    }
}

TEST_F(MatroskaPrograms, ExtractTheChaptersThatWeWrote) {
    for (int i = 0; i < kDocuments; ++i) {
        SCOPED_TRACE(i);
        const Document document = next_document();
        const std::string out = folder_.put("out.mkv", written(document));
        EXPECT_EQ(extracted(out), document.chapters);
    }
}

TEST_F(MatroskaPrograms, RemuxOurFilesWithoutAWarning) {
    const std::string out = folder_.put("out.mkv", written(next_document()));
    EXPECT_EQ(run_program({"mkvmerge", "-q", "-o", folder_.file("again.mkv"), out}), 0);
}

TEST_F(MatroskaPrograms, FindTheSameStreamsInACopy) {
    const std::string out = folder_.put("out.mkv", written(next_document()));
    const auto hash = [&](const std::string& file) {
        const int code = run_program({"ffmpeg", "-v", "error", "-i", file, "-map", "0", "-c",
                                      "copy", "-f", "streamhash", "-hash", "md5", "-"},
                                     folder_.file("hash"));
        return code == 0 ? folder_.content("hash") : "";
    };
    const std::string before = hash(kMedia);
    if (before.empty()) GTEST_SKIP() << "no ffmpeg here";
    EXPECT_EQ(hash(out), before);
}

}  // namespace
}  // namespace revivre::chapters
