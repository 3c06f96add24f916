// JSON chapters for HTTP Live Streaming (Apple, "Providing JavaScript Object Notation (JSON)
// chapters"): a list of entries with "start-time", optional "duration" above 0, "titles" by
// language, "images", "metadata". Entries nest by their times, and then all need a duration.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/formats/json_entries.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"hls-json", "apple-chapters"};
constexpr std::string_view kNoLanguage = "und";  // BCP 47, undetermined

std::string language_of(const Json& title) {
    const std::string_view language = text_of(field_of(title, "language"));
    return language == kNoLanguage ? std::string() : std::string(language);
}

void read_titles(const Json& entry, Chapter& chapter) {
    bool first = true;
    for (const Json* title : list_of(field_of(entry, {"titles", "title"}))) {
        std::string text = title_of(title->is_object() ? field_of(*title, "title") : title);
        if (std::exchange(first, false)) {
            chapter.title = std::move(text);
            chapter.language = language_of(*title);
        } else {
            chapter.translations.push_back({language_of(*title), std::move(text)});
        }
    }
}

void read_entry(const Json& entry, std::size_t number, Gathering& gathering) {
    Chapter chapter;
    read_titles(entry, chapter);
    const auto start = time_of(field_of(entry, "start-time"));
    if (!start) {
        gathering.tell(0, fmt::format("left out chapter {} '{}': its start-time is no time from 0",
                                      number, shown(chapter.title)));
        return;
    }
    chapter.start = *start;
    if (const Json* duration = field_of(entry, "duration")) {
        const auto length = time_of(duration);
        if (length) chapter.end = *start + *length;
        if (!length) {
            gathering.tell(0, fmt::format("the duration of chapter {} is no time: its end is left "
                                          "open",
                                          number));
        }
    }
    const auto images = list_of(field_of(entry, "images"));
    if (!images.empty()) chapter.image = address_of(field_of(*images.front(), "url"));
    if (field_of(entry, "metadata") != nullptr) {
        gathering.tell(0, fmt::format("the metadata of chapter {} is not kept", number));
    }
    gathering.add(std::move(chapter));
}

ReadResult read(std::string_view text) {
    ReadResult result = read_json_entries(text, "this JSON is no list of chapters", read_entry);
    auto& chapters = result.document.chapters;
    if (std::ranges::all_of(chapters, [](const Chapter& each) { return each.end.has_value(); })) {
        chapters = nested_by_containment(std::move(chapters));
    }
    return result;
}

Likeness recognise(std::string_view text) {
    const JsonOutline outline(text);
    return outline.has("*/start-time") || outline.has("chapters/*/start-time") ? Likeness::certain
                                                                               : Likeness::none;
}

// A duration must be above 0. A millisecond holds no border between others, so that the order and
// the nesting of the rest stay as they are.
void lengthen_points(Document& document, Losses& losses) {
    std::size_t changed = 0;
    auto flat = in_tree_order(std::move(document.chapters));
    for (Chapter& chapter : flat) {
        if (chapter.end != chapter.start) continue;
        chapter.end = chapter.start + Time(1);
        ++changed;
    }
    sort_by_start(flat);
    document.chapters = nested_by_containment(std::move(flat));
    losses.add(LossKind::ends, changed, "ends of {}: a millisecond later where there is no length");
}

// Each title has a language of its own.
void keep_one_title_a_language(Document& document, Losses& losses) {
    std::size_t changed = 0;
    for_each_chapter(document.chapters, [&](Chapter& chapter) {
        std::vector<Translation> kept;
        for (Translation& each : chapter.translations) {
            const bool known =
                each.language == chapter.language ||
                std::ranges::find(kept, each.language, &Translation::language) != kept.end();
            if (!known) kept.push_back(std::move(each));
        }
        if (kept.size() != chapter.translations.size()) ++changed;
        chapter.translations = std::move(kept);
    });
    losses.add(LossKind::languages, changed, "further titles in one language of {}");
}

void adapt(Document& document, Losses& losses) {
    lengthen_points(document, losses);
    keep_one_title_a_language(document, losses);
}

Json title_json(std::string_view language, std::string_view title) {
    return {{"language", language.empty() ? kNoLanguage : language}, {"title", title}};
}

std::string write(const Document& document) {
    auto flat = in_tree_order(document.chapters);
    sort_by_start(flat);
    Json list = Json::array();
    for (const Chapter& chapter : flat) {
        Json entry{{"chapter", list.size() + 1}, {"start-time", seconds_json(chapter.start)}};
        if (chapter.end) entry["duration"] = seconds_json(*chapter.end - chapter.start);
        entry["titles"] = Json::array({title_json(chapter.language, chapter.title)});
        for (const Translation& each : chapter.translations)
            entry["titles"].push_back(title_json(each.language, each.text));
        list.push_back(std::move(entry));
    }
    return dump_json(list, 2) + "\n";
}

}  // namespace

// Pictures are read, but an entry must say their size, which is not known here.
Format hls() {
    return {.name = "hls",
            .aliases = kAliases,
            .title = "HTTP Live Streaming chapters (JSON)",
            .extension = "json",
            .media_type = "application/json",
            .reference = "Apple, HTTP Live Streaming, providing JSON chapters",
            .holds = {.nesting = Nesting::containment,
                      .ends = Ends::required,
                      .language = true,
                      .languages = true},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
