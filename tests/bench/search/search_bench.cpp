// What a search costs over a million rows: fills a store once, then asks questions of several kinds
// and prints the CPU time of each kind. Run by scripts/bench-search, in a release build.
//   search_bench STORE ROWS.TSV QUERIES.TXT [ROWS [KIND]]
// ROWS.TSV has id, recording, speaker, start_ms, end_ms, title, text; QUERIES.TXT has kind,
// question.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "storage/repository.hpp"

namespace {

using revivre::chapters::Chapter;
using revivre::chapters::Cue;
using revivre::chapters::Time;
using revivre::storage::Repository;
using revivre::storage::SearchQuery;

constexpr int kSpeakers = 5000;  // as many as gen_rows.py draws from

double cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// Invented names of two or three syllables, every number its own.
std::string invented(int number, const char* ending) {
    static constexpr const char* kOnsets[] = {"b", "ch", "d", "f",  "g", "k",  "l",
                                              "m", "n",  "p", "qu", "r", "tr", "v"};
    static constexpr const char* kVowels[] = {"a", "e", "i", "o", "ou", "an", "é"};
    std::string name;
    for (int i = 0; i < 2; ++i) {
        name += kOnsets[number % 14];
        number /= 14;
        name += kVowels[number % 7];
        number /= 7;
    }
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name + ending;
}

std::string speaker_name(int number) {
    return invented(number % 300 * 31, "l") + " " + invented(number * 7 + 3, "rec");
}

struct Row {
    int speaker = 0;
    int start_ms = 0;
    int end_ms = 0;
    std::string title;
    std::string text;
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    return fields;
}

class Filling {
  public:
    explicit Filling(Repository& repository) : repository_(repository) {
        for (int i = 0; i < kSpeakers; ++i) {
            persons_.push_back(repository_.save_person(
                {.id = {}, .name = speaker_name(i), .sort_name = {}, .variants = {}}));
        }
        revivre::chapters::Event event;
        event.title = "Journées";
        event_ = repository_.save_event(event);
    }

    void add_recording(const std::vector<Row>& rows) {
        revivre::chapters::Recording recording;
        recording.event = event_;
        recording.duration = Time(rows.back().end_ms);
        const std::string id = repository_.save_recording(recording);
        revivre::chapters::TextTrack track{.recording = id, .language = "fr"};
        revivre::chapters::Revision revision;
        revision.recording = id;
        for (const Row& row : rows) {
            revision.chapters.push_back(chapter_of(row));
            track.cues.push_back({Time(row.start_ms), Time(row.end_ms), "", row.text});
        }
        repository_.save_text_track(track);
        repository_.publish(id, repository_.add_revision(revision, 0));
    }

  private:
    Chapter chapter_of(const Row& row) {
        const auto number = static_cast<std::size_t>(row.speaker % kSpeakers);
        Chapter chapter;
        chapter.kind = revivre::chapters::ChapterKind::intervention;
        chapter.start = Time(row.start_ms);
        chapter.end = Time(row.end_ms);
        chapter.title = row.title;
        chapter.summary = row.text;
        revivre::chapters::Credit credit;
        credit.person = persons_[number];
        credit.name = speaker_name(row.speaker % kSpeakers);
        credit.function = "maire";
        credit.status = revivre::chapters::CreditStatus::confirmed;
        chapter.credits = {credit};
        return chapter;
    }

    Repository& repository_;
    std::vector<std::string> persons_;
    std::string event_;
};

void fill(const std::filesystem::path& file, const char* rows_file, int most) {
    const auto repository = revivre::storage::open_sqlite(file);
    Filling filling(*repository);
    std::ifstream lines(rows_file);
    std::vector<Row> rows;
    std::string recording;
    int count = 0;
    const double before = cpu_ms();
    bool more = true;
    while (more) {
        repository->transact([&] {
            for (int recordings = 0; recordings < 100;) {
                std::string line;
                more = count < most && static_cast<bool>(std::getline(lines, line));
                const auto fields = fields_of(line);
                const bool next = !more || fields.at(1) != recording;
                if (next && !rows.empty()) {
                    filling.add_recording(rows);
                    rows.clear();
                    ++recordings;
                }
                if (!more) break;
                recording = fields.at(1);
                rows.push_back({std::stoi(fields.at(2)), std::stoi(fields.at(3)),
                                std::stoi(fields.at(4)), fields.at(5), fields.at(6)});
                ++count;
            }
        });
        std::fprintf(stderr, "\r%d rows", count);
    }
    std::fprintf(stderr, "\n");
    fmt::print("{} chapters with a summary and a passage each: {:.0f} CPU s to fill, {} MiB\n",
               count, (cpu_ms() - before) / 1e3, std::filesystem::file_size(file) >> 20);
}

using Questions = std::map<std::string, std::vector<std::string>>;

// The kinds of ../shared/bench/db's queries, and what people and enemies ask besides.
Questions questions_from(const char* file) {
    Questions questions;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        const auto fields = fields_of(line);
        if (fields.size() == 2) questions[fields[0]].push_back(fields[1]);
    }
    for (int i = 0; i < 300; ++i) {
        const std::string name = speaker_name(i * 17);
        questions["name"].push_back(name);
        questions["name begun"].push_back(name.substr(0, name.find(' ') + 2));
        std::string wrong = name;
        std::swap(wrong[wrong.size() - 2], wrong[wrong.size() - 3]);
        questions["name misspelt"].push_back(wrong);
        std::string none = questions["one"][static_cast<std::size_t>(i) % questions["one"].size()];
        none.insert(none.size() / 2, "k");
        questions["word misspelt"].push_back(none);
    }
    const std::vector<std::string> two = questions["two"];
    for (std::size_t i = 0; i + 4 < two.size(); ++i) {
        questions["eight words"].push_back(two[i] + " " + two[i + 1] + " " + two[i + 2] + " " +
                                           two[i + 3]);
        questions["name and word"].push_back(speaker_name(static_cast<int>(i)).substr(0, 4) + " " +
                                             two[i].substr(0, two[i].find(' ')));
    }
    for (const char* begun : {"a", "b", "c", "de", "d", "re", "con", "in", "pro", "par", "é", "int",
                              "comm", "cont", "dese", "deco", "trans", "inter", "contr"}) {
        questions["letters"].push_back(begun);
        questions["letters and word"].push_back(std::string("quartiers ") + begun);
        questions["letters and letters"].push_back(std::string("co ") + begun);
    }
    questions["common words"] = {
        "de la", "de la le et les",        "le la les des", "est que qui dans", "a b c d e f g h",
        "de",    "co in pr de re pa ma tr"};
    questions["hostile"] = {std::string(8192, 'a'),
                            std::string(8192, '"'),
                            "\"*",
                            "a* OR b*",
                            "NEAR(a b)",
                            std::string("a\0b", 3),
                            "🎬🎬🎬",
                            "... !!! ---",
                            "x'\"><script>"};
    return questions;
}

void report(const std::string& kind, std::vector<double> times, std::size_t hits) {
    std::ranges::sort(times);
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * share)];
    };
    fmt::print("{:20} n={:4} p50 {:7.3f}  p99 {:7.3f}  max {:7.3f} ms CPU, {} hits\n", kind,
               times.size(), at(0.5), at(0.99), times.back(), hits);
}

void ask(Repository& repository, const Questions& questions) {
    for (const auto& [kind, texts] : questions) {
        std::vector<double> times;
        std::size_t hits = 0;
        double worst = 0;
        std::string worst_text;
        for (const bool warm : {false, true}) {
            for (const std::string& text : texts) {
                SearchQuery query;
                query.text = text;
                const double before = cpu_ms();
                const auto result = repository.public_search(query);
                const double taken = cpu_ms() - before;
                if (!warm) continue;
                times.push_back(taken);
                hits += result.hits.size();
                if (taken > worst) {
                    worst = taken;
                    worst_text = text.substr(0, 60);
                }
            }
        }
        report(kind, times, hits);
        if (questions.size() == 1) fmt::print("    dearest: {}\n", worst_text);
    }
}

}  // namespace

int main(int count, char** values) {
    if (count < 4) {
        std::fprintf(stderr, "usage: search_bench STORE ROWS.TSV QUERIES.TXT [ROWS [KIND]]\n");
        return 2;
    }
    const std::filesystem::path store = values[1];
    const int rows = count > 4 ? std::atoi(values[4]) : 1'000'000;
    if (!std::filesystem::exists(store)) fill(store, values[2], rows);
    Questions questions = questions_from(values[3]);
    if (count > 5) {
        std::erase_if(questions, [&](const auto& each) { return each.first != values[5]; });
    }
    ask(*revivre::storage::open_sqlite(store), questions);
    return 0;
}
