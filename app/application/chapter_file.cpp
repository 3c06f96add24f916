#include "app/application/chapter_file.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "app/application/application.hpp"
#include "app/application/open_file.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "indexer/probe.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTextLimit = 16 << 20;  // 100,000 chapters of 160 bytes
constexpr std::size_t kHeadBytes = 4096;

// Media whose chapters only FFmpeg reads: in a worker.
ChapterFile read_with_worker(const fs::path& file) {
    const indexer::ProbeResult probed = indexer::probe(file);
    ChapterFile read{.result = {}, .format = "media"};
    for (const chapters::Marker& marker : probed.stated_markers) {
        chapters::Chapter chapter;
        chapter.start = marker.start;
        chapter.end = marker.end;
        chapter.title = marker.title;
        read.result.document.chapters.push_back(std::move(chapter));
    }
    read.result.diagnostics = probed.diagnostics;
    return read;
}

// What a reader gave, unless it refused the file: then why, and where.
ChapterFile accepted(const fs::path& file, chapters::ReadResult result, std::string_view format) {
    if (!result.refused) return {.result = std::move(result), .format = std::string(format)};
    const chapters::Diagnostic& why = result.diagnostics.front();
    throw Error(ErrorCode::invalid_input,
                fmt::format("{}{} is not read as {}: {}", file.string(),
                            why.line > 1 ? fmt::format(":{}", why.line) : "", format, why.message));
}

ChapterFile read_text(const fs::path& file, const chapters::Format& format,
                      const std::string& text) {
    if (format.read == nullptr) {
        throw Error(ErrorCode::unsupported,
                    fmt::format("{} is written here, not read", format.name));
    }
    return accepted(file, format.read(text), format.name);
}

// By content: a container of ours, a text that a format takes for its own, or other media.
ChapterFile read_by_content(const fs::path& file, chapters::FileSource& source,
                            const chapters::Container* container) {
    if (container != nullptr) return accepted(file, container->read(source), container->name);
    if (source.size() <= kTextLimit) {
        const std::string bytes = source.bytes(0, kTextLimit);
        const std::string text = chapters::decode_text(bytes);
        if (const chapters::Format* format = chapters::format_of(text))
            return read_text(file, *format, text);
        const bool is_text = chapters::is_utf8(bytes) && bytes.find('\0') == std::string::npos;
        if (is_text) {
            throw Error(ErrorCode::invalid_input,
                        fmt::format("{} is a text in which no chapters are seen: if it has some, "
                                    "name its format with --format (`revivre chapters formats` "
                                    "lists them)",
                                    file.string()));
        }
    }
    return read_with_worker(file);
}

}  // namespace

ChapterFile read_chapter_file(const fs::path& file, const std::string& format) {
    const OpenFile open(file);
    chapters::FileSource source(open.descriptor());
    const chapters::Container* container = chapters::container_of(source.bytes(0, kHeadBytes));
    if (format.empty() || format == "media") return read_by_content(file, source, container);
    // A name may be both a container's and a text's ("matroska"): the content decides.
    const chapters::Container* named = chapters::container_named(format);
    const chapters::Format* text_format = chapters::find_format(format);
    if (named != nullptr && (text_format == nullptr || named == container))
        return accepted(file, named->read(source), named->name);
    if (text_format == nullptr) chapters::format_named(format);  // says which there are
    return read_text(file, *text_format, chapters::decode_text(read_file(file, kTextLimit)));
}

}  // namespace revivre::app
