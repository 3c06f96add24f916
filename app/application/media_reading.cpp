#include "app/application/media_reading.hpp"

#include <array>
#include <system_error>

#include <fmt/format.h>

#include "app/application/application.hpp"
#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "indexer/content_hash.hpp"
#include "indexer/probe.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;

// Where FFMETADATA is looked for beside "matin.mp4". A .txt counts when it begins as one.
constexpr std::array kBesideEndings{".ffmeta", ".ffmetadata", ".ffmetadata.txt", ".txt"};
constexpr std::size_t kBesideLimit = 4 << 20;  // 10,000 chapters of 400 bytes

constexpr const char* kTool = "libavformat";
constexpr const char* kBesideTool = "ffmetadata";

chapters::Evidence evidence_of(const chapters::Marker& marker, const std::string& kind) {
    chapters::Evidence evidence;
    evidence.kind = kind;
    evidence.start = marker.start;
    evidence.end = marker.end;
    evidence.text = marker.title;
    return evidence;
}

chapters::Recording described(const fs::path& file, const std::string& hash,
                              indexer::ProbeResult& probed) {
    chapters::Recording recording;
    recording.title = probed.title;
    recording.file = file.string();
    recording.container = probed.container;
    recording.content_hash = hash;
    recording.size_bytes = static_cast<std::int64_t>(fs::file_size(file));
    recording.duration = probed.duration;
    recording.start_offset = probed.start_offset;
    recording.created_at = probed.created_at;
    recording.streams = std::move(probed.streams);
    return recording;
}

void read_beside(MediaReading& reading) {
    for (const char* ending : kBesideEndings) {
        fs::path file = reading.file;
        file.replace_extension(ending);
        std::error_code fault;
        if (!fs::is_regular_file(file, fault)) continue;
        const std::string text = chapters::decode_text(read_file(file, kBesideLimit));
        const chapters::Format& format = chapters::format_named("ffmetadata");
        if (format.recognise(text) == chapters::Likeness::none) continue;
        chapters::ReadResult result = format.read(text);
        reading.beside_file = file;
        reading.beside.emplace();
        for (const chapters::Chapter& chapter : result.document.chapters) {
            if (chapter.start > reading.described.duration) {
                result.diagnostics.push_back(
                    {0, fmt::format("left out '{}': it starts after the recording's end",
                                    chapter.title)});
                continue;
            }
            reading.beside->push_back(
                evidence_of({chapter.start, chapter.end, chapter.title}, "ffmetadata"));
        }
        reading.diagnostics.insert(reading.diagnostics.end(), result.diagnostics.begin(),
                                   result.diagnostics.end());
        return;
    }
}

// A missing or a locked file is, for who typed its name, input that cannot be read.
[[noreturn]] void rethrow_as_input(const fs::path& file, const Error& error) {
    const std::string text = error.what();
    const bool named = text.find(file.filename().string()) != std::string::npos;
    throw Error(ErrorCode::invalid_input,
                named ? text : fmt::format("{}: {}", file.string(), text));
}

void keep(storage::Repository& repository, const std::string& recording, const char* tool,
          std::vector<chapters::Evidence> evidence) {
    for (chapters::Evidence& each : evidence) each.tool_version = REVIVRE_VERSION;
    repository.replace_evidence(recording, tool, std::move(evidence));
}

}  // namespace

void keep_markers(storage::Repository& repository, const std::string& recording,
                  const MediaReading& reading) {
    if (!reading.known) keep(repository, recording, kTool, reading.container);
    if (reading.beside) keep(repository, recording, kBesideTool, *reading.beside);
}

fs::path copy_into(const storage::Library& library, const MediaReading& reading) {
    const std::string name = reading.content_hash.substr(reading.content_hash.find(':') + 1, 32);
    const fs::path target =
        fs::absolute(library.media()) / (name + reading.file.extension().string());
    if (fs::exists(target)) return target;
    const fs::path temporary = target.string() + ".part";
    std::error_code fault;
    fs::copy_file(reading.file, temporary, fs::copy_options::overwrite_existing, fault);
    if (!fault) fs::rename(temporary, target, fault);
    if (fault)
        throw Error(ErrorCode::unavailable, fmt::format("cannot copy {} into the library: {}",
                                                        reading.file.string(), fault.message()));
    return target;
}

MediaReading read_media(storage::Repository& repository, const fs::path& file) {
    MediaReading reading;
    std::error_code fault;
    reading.file = fs::weakly_canonical(fs::absolute(file), fault);
    if (fault) reading.file = fs::absolute(file);
    try {
        reading.content_hash = indexer::content_hash(reading.file);
        reading.known = repository.recording_with_hash(reading.content_hash);
        if (reading.known) {
            reading.described = *reading.known;
        } else {
            indexer::ProbeResult probed = indexer::probe(reading.file);
            for (const chapters::Marker& marker : probed.markers)
                reading.container.push_back(evidence_of(marker, "container_chapter"));
            reading.diagnostics = probed.diagnostics;
            reading.described = described(reading.file, reading.content_hash, probed);
        }
    } catch (const Error& error) {
        rethrow_as_input(file, error);
    }
    read_beside(reading);
    return reading;
}

}  // namespace revivre::app
