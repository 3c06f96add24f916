// What a chapter costs in each format, read and written: `revivre_bench
// --benchmark_filter=Read|Write`. The columns "per_chapter" at 100 and at 10,000 chapters tell
// how the cost grows.

#include <string>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

// A long day: sessions of ten interventions, a minute each, of ten speakers.
Document day(std::int64_t chapters) {
    Document document;
    document.title = "Journée";
    document.items.push_back({"matin", "matin.mp4", "video/mp4", std::chrono::minutes(chapters)});
    for (std::int64_t i = 0; i < chapters; ++i) {
        Chapter chapter;
        chapter.start = std::chrono::minutes(i);
        chapter.end = std::chrono::minutes(i + 1);
        chapter.title = "Intervention n° " + std::to_string(i) + " : l'été à la campagne";
        if (i % 10 == 0) {
            chapter.kind = ChapterKind::session;
            chapter.end = std::chrono::minutes(i + 10);
            document.chapters.push_back(std::move(chapter));
            continue;
        }
        chapter.kind = ChapterKind::intervention;
        chapter.credits.push_back({.person = "",
                                   .name = "Personne " + std::to_string(i % 10),
                                   .function = "Maire",
                                   .organisation = "",
                                   .evidence = {}});
        document.chapters.back().children.push_back(std::move(chapter));
    }
    return document;
}

void per_chapter(benchmark::State& state) {
    state.counters["per_chapter"] = benchmark::Counter(
        static_cast<double>(state.range(0)),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void write_format(benchmark::State& state, const Format& format) {
    const Document document = day(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(write_document(format, document));
    per_chapter(state);
}

void read_format(benchmark::State& state, const Format& format) {
    const std::string text = write_document(format, day(state.range(0))).text;
    for (auto _ : state) benchmark::DoNotOptimize(format.read(text));
    per_chapter(state);
}

// A server that runs on keeps the memory it had; a program that gave it back after every document
// would be measured at the cost of getting pages from the kernel, which hides how the code grows.
const bool kKeepsMemory = mallopt(M_TRIM_THRESHOLD, 1 << 30) != 0 &&
                          mallopt(M_MMAP_THRESHOLD, 1 << 30) != 0 &&
                          mallopt(M_TOP_PAD, 256 << 20) != 0;

const bool kRegistered = [] {
    if (!kKeepsMemory) return false;
    for (const Format& format : all_formats()) {
        if (format.write == nullptr) continue;
        const std::string name(format.name);
        const auto add = [](const std::string& title, auto function, const Format& tested) {
            benchmark::RegisterBenchmark(
                title.c_str(),
                [function, &tested](benchmark::State& state) { function(state, tested); })
                ->Arg(100)
                ->Arg(1'000)
                ->Arg(10'000)
                ->Unit(benchmark::kMillisecond);
        };
        add("Write/" + name, write_format, format);
        if (format.read != nullptr) add("Read/" + name, read_format, format);
    }
    return true;
}();

}  // namespace
}  // namespace revivre::chapters
