// How long linking takes, and how it grows with the markers, the persons and the sessions.

#include <array>
#include <random>
#include <string>

#include <benchmark/benchmark.h>

#include "chapters/linking/linker.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr std::array kSyllables{"ba",  "ké",  "lo",  "mi",   "dra", "vé",  "sou", "ton",
                                "gri", "mel", "por", "quin", "zé",  "hau", "rel"};

std::string word(std::mt19937& random, int syllables) {
    std::string text;
    for (int i = 0; i < syllables; ++i) text += kSyllables[random() % kSyllables.size()];
    text[0] = static_cast<char>(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);
    return text;
}

// As editors write: whole names, initials, capitals first, with organisation or session.
std::string title(std::mt19937& random, const LinkInput& input) {
    const std::string& name = input.persons[random() % input.persons.size()].name;
    const std::size_t blank = name.find(' ');
    switch (random() % 5) {
        case 0:
            return name;
        case 1:
            return name.substr(0, 1) + ". " + name.substr(blank + 1);
        case 2:
            return name + " - " + input.sessions[random() % input.sessions.size()].title;
        case 3:
            return "Intervention de " + name + ", " + word(random, 3);
        default:
            return word(random, 3) + " " + word(random, 2) + " et la " + word(random, 4);
    }
}

LinkInput day(std::size_t markers, std::size_t persons, std::size_t sessions) {
    std::mt19937 random(20190314);
    LinkInput input;
    input.duration = std::chrono::hours(6);
    for (std::size_t i = 0; i < sessions; ++i) {
        input.sessions.push_back(
            {.id = "ses_" + std::to_string(i),
             .title = word(random, 3) + " " + word(random, 2) + " " + word(random, 3),
             .kind = SessionKind::talks,
             .planned = std::chrono::minutes(7 * i)});
    }
    for (std::size_t i = 0; i < persons; ++i) {
        input.persons.push_back(
            {"per_" + std::to_string(i),
             word(random, 2) + " " + word(random, 3),
             {},
             {{input.sessions[i % sessions].id, word(random, 3), word(random, 4)}}});
    }
    for (std::size_t i = 0; i < markers; ++i) {
        input.markers.push_back(
            {Time(static_cast<std::int64_t>(i) * 2000), std::nullopt, title(random, input)});
    }
    return input;
}

void link(benchmark::State& state) {
    const LinkInput input =
        day(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)),
            static_cast<std::size_t>(state.range(2)));
    for (auto _ : state) benchmark::DoNotOptimize(link_markers(input));
    state.SetComplexityN(state.range(0));
    state.counters["per_marker"] = benchmark::Counter(
        static_cast<double>(state.range(0)),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

BENCHMARK(link)
    ->Name("markers")
    ->Args({100, 500, 50})
    ->Args({1000, 500, 50})
    ->Args({10000, 500, 50})
    ->Complexity()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(link)
    ->Name("persons")
    ->Args({10000, 50, 50})
    ->Args({10000, 500, 50})
    ->Args({10000, 5000, 50})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(link)
    ->Name("sessions")
    ->Args({10000, 500, 5})
    ->Args({10000, 500, 50})
    ->Args({10000, 500, 500})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace revivre::chapters::linking
