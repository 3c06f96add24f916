#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "chapters/model.hpp"
#include "chapters/text/time_text.hpp"
#include "indexer/probe.hpp"

namespace revivre::chapters {

/// How a failing test shows a marker.
inline void PrintTo(const Marker& marker, std::ostream* out) {
    *out << marker.start.count() << "-" << (marker.end ? marker.end->count() : -1) << " '"
         << marker.title << "'";
}

}  // namespace revivre::chapters

/// What several tests need: a folder of their own, tiny media files, a worker to run.
namespace revivre::indexer::testing {

/// Lets the library find the worker program `path` for as long as this lives.
class UsingWorker {
  public:
    explicit UsingWorker(const std::string& path) {
        ::setenv("REVIVRE_WORKER", path.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    }
    UsingWorker(const UsingWorker&) = delete;
    UsingWorker& operator=(const UsingWorker&) = delete;
    ~UsingWorker() {
        ::setenv("REVIVRE_WORKER", REVIVRE_WORKER, 1);  // NOLINT(concurrency-mt-unsafe)
    }
};

/// The worker program of this build is used unless a test says otherwise.
inline const UsingWorker kBuiltWorker{REVIVRE_WORKER};

/// A folder that goes away with everything in it.
class Folder {
  public:
    Folder() {
        std::string pattern = std::filesystem::temp_directory_path() / "revivre-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder to test in");
        path_ = pattern;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }
    /// Writes a file and gives its path.
    [[nodiscard]] std::filesystem::path file(std::string_view name,
                                             std::string_view content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return path_ / name;
    }
    /// Writes an executable shell script and gives its path.
    [[nodiscard]] std::string script(std::string_view lines) const {
        const auto path = file("worker.sh", std::string("#!/bin/sh\n").append(lines));
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    }

  private:
    std::filesystem::path path_;
};

/// Runs `ffmpeg`, which every machine that tests this project has installed.
inline void run_ffmpeg(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"ffmpeg", "-nostdin", "-v", "error", "-y"});
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_t pid = -1;
    int status = -1;
    const int fault = ::posix_spawnp(&pid, "ffmpeg", nullptr, nullptr, pointers.data(), environ);
    if (fault != 0) throw std::runtime_error("ffmpeg is missing: install the package ffmpeg");
    if (::waitpid(pid, &status, 0) != pid || status != 0) {
        throw std::runtime_error("ffmpeg could not make the test's media");
    }
}

/// How a test's media file is made; it lasts 20 s.
struct MediaRecipe {
    std::vector<chapters::Marker> chapters{};
    std::string metadata{};              ///< FFMETADATA lines, e.g. "title=Matinée\n"
    bool video = true;                   ///< 64x48, 5 frames a second; always with sound
    std::vector<std::string> options{};  ///< further output options: codecs, tags
};

inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (std::string_view("=;#\\\n").find(letter) != std::string_view::npos) out += '\\';
        out += letter;
    }
    return out;
}

/// Chapters as Vorbis comments, which FFmpeg's muxers of Vorbis and FLAC do not write by
/// themselves.
inline std::string vorbis_comments(const std::vector<chapters::Marker>& chapters) {
    std::string lines;
    for (std::size_t number = 0; number < chapters.size(); ++number) {
        const std::string name = "CHAPTER00" + std::to_string(number);
        lines += name + "=" + chapters::timestamp_text(chapters[number].start) + "\n";
        lines += name + "NAME=" + escaped(chapters[number].title) + "\n";
    }
    return lines;
}

inline std::string ffmetadata(const MediaRecipe& recipe) {
    std::string text = ";FFMETADATA1\n" + recipe.metadata;
    for (const chapters::Marker& chapter : recipe.chapters) {
        text += "[CHAPTER]\nTIMEBASE=1/1000\nSTART=" + std::to_string(chapter.start.count());
        text += "\nEND=" + std::to_string(chapter.end.value_or(chapter.start).count());
        text += "\ntitle=" + escaped(chapter.title) + "\n";
    }
    return text;
}

inline std::filesystem::path make_media(const Folder& folder, std::string_view name,
                                        const MediaRecipe& recipe) {
    const auto description = folder.file("description.txt", ffmetadata(recipe));
    std::vector<std::string> arguments{"-f", "lavfi", "-i", "sine=frequency=300:duration=20"};
    if (recipe.video) {
        const std::vector<std::string> picture{"-f", "lavfi", "-i",
                                               "color=c=gray:size=64x48:rate=5:duration=20"};
        arguments.insert(arguments.end(), picture.begin(), picture.end());
    }
    const std::string last = recipe.video ? "2" : "1";
    for (const std::string& each :
         {std::string("-i"), description.string(), std::string("-map"), std::string("0")}) {
        arguments.push_back(each);
    }
    if (recipe.video) arguments.insert(arguments.end(), {"-map", "1"});
    arguments.insert(arguments.end(), {"-map_metadata", last, "-map_chapters", last});
    arguments.insert(arguments.end(), recipe.options.begin(), recipe.options.end());
    arguments.push_back(folder / name);
    run_ffmpeg(arguments);
    return folder / name;
}

inline chapters::Time ms(std::int64_t count) {
    return chapters::Time(count);
}

/// Four chapters whose times every muxer writes right (Ogg's is a second off from x.5 on).
inline std::vector<chapters::Marker> four_chapters() {
    return {{.start = ms(0), .end = ms(4321), .title = "Ouverture"},
            {.start = ms(4321), .end = ms(9007), .title = "Zoé Lœvenbrück – l’été"},
            {.start = ms(9007), .end = ms(15450), .title = "Questions 😊 爱"},
            {.start = ms(15450), .end = ms(20000), .title = "Clôture"}};
}

}  // namespace revivre::indexer::testing
