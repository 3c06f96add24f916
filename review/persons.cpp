#include "review/persons.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/linking/name.hpp"
#include "chapters/persons/identifiers.hpp"
#include "chapters/persons/near_names.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/title.hpp"

namespace revivre::review {
namespace {

using chapters::Json;
using chapters::Person;

constexpr std::size_t kMostVariants = 50;
constexpr std::size_t kMostIdentifiers = 20;

std::string clean_name(const std::string& raw) {
    std::string name = chapters::clean_line(raw);
    if (chapters::folded_words(name).empty()) {
        throw Error(ErrorCode::invalid_input, "a person needs a name");
    }
    return name;
}

std::vector<std::string> clean_variants(const std::vector<std::string>& raw,
                                        const std::string& name) {
    std::vector<std::string> all;
    for (const std::string& each : raw) {
        std::string variant = chapters::clean_line(each);
        const bool known = variant == name || std::ranges::find(all, variant) != all.end();
        if (!variant.empty() && !known) all.push_back(std::move(variant));
    }
    if (all.size() > kMostVariants) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("a person has at most {} other names", kMostVariants));
    }
    return all;
}

std::vector<storage::Identifier> clean_identifiers(const std::vector<storage::Identifier>& raw) {
    if (raw.size() > kMostIdentifiers) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("a person has at most {} identifiers", kMostIdentifiers));
    }
    std::vector<storage::Identifier> all;
    for (const storage::Identifier& each : raw) {
        auto value = chapters::persons::identifier(each.scheme, each.value);
        if (!value) {
            throw Error(
                ErrorCode::invalid_input,
                fmt::format("'{}' is no identifier of {}", each.value.substr(0, 80), each.scheme));
        }
        all.push_back({each.scheme, *std::move(value)});
    }
    return all;
}

// How well somebody is called by words, all of which must begin one of theirs; 0: not at all.
int fit_of(const Person& person, const std::vector<std::string>& words) {
    int best = 0;
    std::vector<std::string> names{person.name};
    names.insert(names.end(), person.variants.begin(), person.variants.end());
    for (const std::string& name : names) {
        const auto own = chapters::folded_words(name);
        const bool all = std::ranges::all_of(words, [&](const std::string& word) {
            return std::ranges::any_of(
                own, [&](const std::string& each) { return each.starts_with(word); });
        });
        if (!all) continue;
        const bool whole = own.size() == words.size();
        const bool in_order = !own.empty() && own.front().starts_with(words.front());
        best = std::max(best, 1 + (whole ? 2 : 0) + (in_order ? 1 : 0));
    }
    return best;
}

std::size_t count_interventions(storage::Repository& repository, const std::string& person) {
    std::set<std::string> chapters;
    for (const auto& each : repository.person_register().credited(person, false)) {
        chapters.insert(each.chapter.id);
    }
    return chapters.size();
}

void apply(const PersonChange& change, Person& person) {
    if (change.variants) person.variants = *change.variants;
    if (change.name && clean_name(*change.name) != person.name) {
        if (!person.name.empty()) person.variants.push_back(person.name);
        person.name = clean_name(*change.name);
        if (!change.sort_name) person.sort_name = chapters::linking::sort_name_of(person.name);
    }
    if (change.sort_name) person.sort_name = chapters::clean_line(*change.sort_name);
    person.variants = clean_variants(person.variants, person.name);
}

Json credits_json(storage::Repository& repository, const std::string& person) {
    Json list = Json::array();
    for (const auto& each : repository.person_register().credited(person, true)) {
        Json json{{"recording", each.recording},   {"revision", each.revision},
                  {"revised_at", each.revised_at}, {"revised_by", each.revised_by},
                  {"latest", each.latest},         {"published", each.published}};
        json["chapter"] = chapters::to_json(each.chapter);
        // What others are called is theirs.
        auto& speakers = json["chapter"]["speakers"];
        Json own = Json::array();
        for (const Json& speaker : speakers) {
            if (speaker["person"] == person) own.push_back(speaker);
        }
        speakers = std::move(own);
        list.push_back(std::move(json));
    }
    return list;
}

Json expectations_json(storage::Repository& repository, const std::string& person) {
    Json list = Json::array();
    for (const chapters::Event& event : repository.events()) {
        for (const auto& each : repository.expectations(event.id)) {
            if (each.person == person) list.push_back(chapters::to_json(each));
        }
    }
    return list;
}

bool is_about(const chapters::Proposal& proposal, const std::string& person) {
    return std::ranges::find(proposal.persons, person, &chapters::Candidate::id) !=
               proposal.persons.end() ||
           std::ranges::find(proposal.suggested.credits, person, &chapters::Credit::person) !=
               proposal.suggested.credits.end();
}

Json proposals_json(storage::Repository& repository, const std::string& person) {
    Json list = Json::array();
    for (const chapters::Recording& recording : repository.recordings()) {
        for (const chapters::Proposal& each : repository.proposals(recording.id)) {
            if (!is_about(each, person)) continue;
            Json json = chapters::to_json(each);
            std::erase_if(json["persons"].get_ref<Json::array_t&>(),
                          [&](const Json& candidate) { return candidate["id"] != person; });
            list.push_back(std::move(json));
        }
    }
    return list;
}

// What is said during what they are credited with, or under one of their names.
Json words_json(storage::Repository& repository, const Person& person) {
    std::set<std::string> names{chapters::fold(person.name)};
    for (const std::string& variant : person.variants) names.insert(chapters::fold(variant));
    const auto credited = repository.person_register().credited(person.id, false);
    Json list = Json::array();
    for (const chapters::Recording& recording : repository.recordings()) {
        for (const auto& track : repository.text_tracks(recording.id)) {
            for (const chapters::Cue& cue : track.cues) {
                const bool during = std::ranges::any_of(credited, [&](const auto& each) {
                    return each.recording == recording.id && cue.start < *each.chapter.end &&
                           cue.end > each.chapter.start;
                });
                if (!during && !names.contains(chapters::fold(cue.speaker))) continue;
                list.push_back({{"recording", recording.id},
                                {"language", track.language},
                                {"start_ms", cue.start.count()},
                                {"end_ms", cue.end.count()},
                                {"speaker", cue.speaker},
                                {"text", cue.text}});
            }
        }
    }
    return list;
}

Json links_json(storage::Repository& repository, const std::string& person) {
    Json merges = Json::array();
    for (const auto& each : repository.person_register().merges(person)) {
        merges.push_back({{"id", each.id}, {"person", each.person}, {"at", each.created_at}});
    }
    Json splits = Json::array();
    for (const auto& each : repository.person_register().splits(person)) {
        splits.push_back({{"id", each.id},
                          {"from", each.person},
                          {"to", each.to},
                          {"chapters", each.chapters},
                          {"at", each.created_at}});
    }
    return {{"merges", std::move(merges)}, {"splits", std::move(splits)}};
}

}  // namespace

PersonRecord record_of(storage::Repository& repository, const std::string& person) {
    storage::PersonRegister& persons = repository.person_register();
    PersonRecord record{.person = repository.person(person)};
    const std::string meant = persons.meant(person);
    if (meant != person) record.merged_into = meant;
    record.identifiers = persons.identifiers(person);
    record.version = persons.version(person);
    record.interventions = count_interventions(repository, person);
    record.withdrawal = persons.withdrawal(person);
    return record;
}

std::vector<Person> persons_called(storage::Repository& repository, const std::string& query,
                                   std::size_t limit) {
    std::vector<Person> all = repository.persons();
    const auto words = chapters::folded_words(query);
    if (!words.empty()) {
        std::vector<std::pair<int, Person>> ranked;
        for (Person& person : all) {
            const int fit = fit_of(person, words);
            if (fit > 0) ranked.emplace_back(fit, std::move(person));
        }
        // Nobody: who is nearly called so.
        if (ranked.empty()) {
            for (SimilarPerson& each : similar_persons(repository, query)) {
                ranked.emplace_back(0, std::move(each.person));
            }
        }
        std::ranges::stable_sort(ranked, std::ranges::greater{},
                                 [](const auto& each) { return each.first; });
        all.clear();
        for (auto& [fit, person] : ranked) all.push_back(std::move(person));
    }
    if (all.size() > limit) all.resize(limit);
    return all;
}

std::vector<SimilarPerson> similar_persons(storage::Repository& repository,
                                           const std::string& name) {
    const std::vector<Person> all = repository.persons();
    std::vector<SimilarPerson> similar;
    for (const auto& each : chapters::persons::near_names(name, all)) {
        similar.push_back({.person = all[each.person],
                           .reason = std::string(chapters::persons::name_of(each.why))});
    }
    return similar;
}

std::string create_person(storage::Repository& repository, const PersonChange& change) {
    Person person;
    apply(change, person);
    clean_name(person.name);
    const auto identifiers =
        clean_identifiers(change.identifiers.value_or(std::vector<storage::Identifier>{}));
    repository.transact([&] {
        person.id = repository.save_person(person);
        if (!identifiers.empty()) {
            repository.person_register().replace_identifiers(person.id, identifiers);
        }
    });
    return person.id;
}

void change_person(storage::Repository& repository, const std::string& id,
                   const PersonChange& change) {
    repository.transact([&] {
        if (repository.person_register().meant(id) != id) {
            throw Error(ErrorCode::conflict,
                        fmt::format("the person '{}' was merged into another", id));
        }
        Person person = repository.person(id);
        apply(change, person);
        repository.save_person(person);
        if (change.identifiers) {
            repository.person_register().replace_identifiers(
                id, clean_identifiers(*change.identifiers));
        }
    });
}

Json everything_about(storage::Repository& repository, const std::string& id) {
    const PersonRecord record = record_of(repository, id);
    Json json{{"person", to_json(record)}};
    json.update(links_json(repository, id));
    json["credits"] = credits_json(repository, id);
    json["announced"] = expectations_json(repository, id);
    json["proposed"] = proposals_json(repository, id);
    json["said"] = words_json(repository, record.person);
    return json;
}

Json to_json(const PersonRecord& record) {
    Json json = chapters::to_json(record.person);
    json["identifiers"] = Json::array();
    for (const storage::Identifier& each : record.identifiers) {
        json["identifiers"].push_back({{"scheme", each.scheme}, {"value", each.value}});
    }
    json["interventions"] = record.interventions;
    json["withdrawn"] = nullptr;
    if (record.withdrawal) {
        json["withdrawn"] = {{"reason", record.withdrawal->reason},
                             {"at", record.withdrawal->created_at},
                             {"author", record.withdrawal->author}};
    }
    json["merged_into"] = record.merged_into.empty() ? Json(nullptr) : Json(record.merged_into);
    return json;
}

}  // namespace revivre::review
