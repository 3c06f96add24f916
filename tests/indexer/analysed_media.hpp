#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/evidence_kinds.hpp"
#include "indexer/analysis_run.hpp"
#include "tests/indexer/test_media.hpp"

/// What tests need that let the analyser program of this build see and hear media made by ffmpeg.
namespace revivre::indexer::testing {

/// Keeps what was found.
class Findings final : public AnalysisSink {
  public:
    void evidence(const chapters::Evidence& evidence) override { all_.push_back(evidence); }
    void file(const std::string&, std::string_view) override { ++files_; }
    void progress(chapters::Time) override {}
    void checkpoint(const Checkpoint&) override {}

    /// Where those of a kind start.
    [[nodiscard]] std::vector<chapters::Time> starts(std::string_view kind) const {
        std::vector<chapters::Time> times;
        for (const chapters::Evidence& each : all_)
            if (each.kind == kind) times.push_back(each.start);
        return times;
    }
    [[nodiscard]] const std::vector<chapters::Evidence>& all() const { return all_; }
    [[nodiscard]] int files() const { return files_; }

  private:
    std::vector<chapters::Evidence> all_;
    int files_ = 0;
};

struct Analysed {
    ProbeResult probed;
    Findings found;
    AnalysisSummary summary;

    [[nodiscard]] std::vector<chapters::Time> cuts() const {
        return found.starts(chapters::evidence_kinds::kCut);
    }
    [[nodiscard]] bool says(std::string_view words) const {
        return std::ranges::any_of(summary.notes, [&](const chapters::Diagnostic& note) {
            return note.message.find(words) != std::string::npos;
        });
    }
};

/// Probes and analyses a file as `revivre index` does, but for the text in its pictures.
inline Analysed analysed(const std::filesystem::path& file,
                         PictureChoice choice = PictureChoice::all) {
    ::setenv("REVIVRE_ANALYSER", REVIVRE_ANALYSER, 1);  // NOLINT(concurrency-mt-unsafe)
    Analysed result;
    result.probed = probe(file);
    result.summary = analyse(file,
                             {.choice = choice,
                              .languages = "",
                              .start_offset = result.probed.start_offset,
                              .duration = result.probed.duration},
                             result.found);
    return result;
}

using Options = std::vector<std::string>;

/// A film of 6 s at 25 pictures a second with sound: somebody against a brown ground, from 2 s on
/// somebody else against a dark green one, from 4 s on a third against a light one.
inline std::filesystem::path film(const Folder& folder, std::string_view name,
                                  const Options& options, const std::string& filter = "null") {
    const auto shot = [](const char* ground, const char* body, const char* head) {
        return std::string("color=") + ground + ":s=160x90:r=25:d=2,drawbox=" + body +
               ":t=fill,drawbox=" + head + ":t=fill,noise=alls=24,noise=alls=2:allf=t";
    };
    Options arguments;
    for (const std::string& source :
         {shot("0x8a7355", "64:27:32:63:0x3a2a50", "70:13:18:18:0xd0a080"),
          shot("0x20382a", "100:32:40:58:0x903030", "108:14:20:20:0xa08060"),
          shot("0xb0b8c8", "14:40:46:50:0x203060", "24:18:24:24:0x9a6a4a"),
          std::string("anoisesrc=amplitude=0.3:r=48000:d=6:seed=7")})
        arguments.insert(arguments.end(), {"-f", "lavfi", "-i", source});
    arguments.insert(arguments.end(),
                     {"-filter_complex", "[0][1][2]concat=n=3,format=yuv420p," + filter + "[v]",
                      "-map", "[v]", "-map", "3:a", "-ac", "1"});
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.push_back(folder / name);
    run_ffmpeg(arguments);
    return folder / name;
}

/// Runs ffmpeg on a file without coding anew.
inline std::filesystem::path remuxed(const std::filesystem::path& from,
                                     const std::filesystem::path& to, const Options& before,
                                     const Options& after = {}) {
    Options arguments = before;
    arguments.insert(arguments.end(), {"-i", from.string(), "-map", "0", "-c", "copy"});
    arguments.insert(arguments.end(), after.begin(), after.end());
    arguments.push_back(to.string());
    run_ffmpeg(arguments);
    return to;
}

inline const Options kPlain{"-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"};

inline Options plain_and(const Options& more) {
    Options all = kPlain;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace revivre::indexer::testing
