#include "chapters/json.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/names.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/person_set.hpp"
#include "chapters/programme/registry.hpp"
#include "chapters/programme/session_phrases.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::size_t kEntryLimit = 2000;  // of each list; a day has dozens

using Names = std::initializer_list<std::string_view>;

// Looks values up by any of their names and tells of those that have the wrong type. Paths read
// like "sessions[3].speakers[0].name".
class JsonReader {
  public:
    ProgrammeResult read(const Json& json) {
        const Json* event = json.is_object() ? find(json, {"event", "evenement"}).first : nullptr;
        const bool nested = event != nullptr && event->is_object();
        if (nested) read_event(*event, "event.");
        if (json.is_object()) {
            read_event(json, "");
            read_recordings(json);
            read_sessions(json);
        } else if (json.is_array()) {
            read_session_list(json, "");
        } else {
            tell("", "an object with 'sessions'", json);
        }
        return std::move(result_);
    }

  private:
    using Found = std::pair<const Json*, std::string>;

    static Found find(const Json& json, Names names) {
        for (const std::string_view name : names) {
            const auto found = json.find(name);
            if (found != json.end() && !found->is_null()) return {&*found, std::string(name)};
        }
        return {nullptr, {}};
    }

    void tell(const std::string& path, std::string_view expected, const Json& found) {
        result_.diagnostics.push_back(
            {0, fmt::format("{}: {} was expected, not {}; it was left out",
                            path.empty() ? "the programme" : path, expected, found.type_name())});
    }

    std::string text(const Json& json, Names names, const std::string& path) {
        const auto [found, name] = find(json, names);
        if (found == nullptr) return {};
        if (!found->is_string()) {
            if (!found->is_object()) tell(path + name, "a text", *found);
            return {};
        }
        return clean_title(found->get_ref<const std::string&>());
    }

    std::optional<ClockTime> clock(const Json& json, Names names, const std::string& path) {
        const std::string value = text(json, names, path);
        if (value.empty()) return std::nullopt;
        const auto phrase = whole_clock(value);
        if (!phrase) {
            result_.diagnostics.push_back({0, fmt::format("{}{}: '{}' is no time of day", path,
                                                          find(json, names).second, value)});
            return std::nullopt;
        }
        return phrase->start;
    }

    void read_event(const Json& json, const std::string& path) {
        Programme& programme = result_.programme;
        const auto take = [&](std::string& field, Names names) {
            if (field.empty()) field = text(json, names, path);
        };
        take(programme.title, {"event", "title", "titre", "name"});
        take(programme.subtitle, {"subtitle", "sous_titre"});
        take(programme.place, {"place", "lieu", "location", "venue"});
        take(programme.organiser, {"organiser", "organizer", "organisateur"});
        if (programme.date.empty()) programme.date = date(json, path);
        read_persons(json, {"persons", "people", "personnes"}, path, Role::speaker,
                     programme.persons);
        read_persons(json, {"moderator", "moderators", "animateur"}, path, Role::moderator,
                     programme.persons);
        read_persons(json, {"chair"}, path, Role::chair, programme.persons);
    }

    std::string date(const Json& json, const std::string& path) {
        const std::string value = text(json, {"date", "jour", "day"}, path);
        if (value.empty()) return {};
        // An instant's date is what stands before its "T".
        const std::size_t end = value.size() > 10 && value[10] == 'T' ? 10 : value.size();
        const auto found = find_date(std::string_view(value).substr(0, end));
        if (found && found->year != 0) return iso_text(*found);
        result_.diagnostics.push_back({0, fmt::format("{}date: '{}' is no date", path, value)});
        return {};
    }

    void read_recordings(const Json& json) {
        each(json, {"recordings", "enregistrements"}, "",
             [&](const Json& entry, const std::string& path) {
                 if (!entry.is_object()) return tell(path, "an object", entry);
                 ProgrammeRecording recording;
                 recording.part = text(entry, {"part", "half", "partie"}, path + '.');
                 const std::string file = text(entry, {"file", "fichier", "path"}, path + '.');
                 const std::size_t folder = file.find_last_of("/\\");
                 recording.file = folder == std::string::npos ? file : file.substr(folder + 1);
                 recording.starts_at = clock(entry, {"starts_at", "start", "debut"}, path + '.');
                 result_.programme.recordings.push_back(std::move(recording));
             });
    }

    void read_sessions(const Json& json) {
        const auto [found, name] = find(json, {"sessions", "programme", "items"});
        if (found == nullptr) {
            result_.diagnostics.push_back({0, "the programme has no 'sessions'"});
        } else if (!found->is_array()) {
            tell(name, "a list", *found);
        } else {
            read_session_list(*found, name);
        }
    }

    void read_session_list(const Json& list, const std::string& name) {
        each_of(list, name, [&](const Json& entry, const std::string& path) {
            if (entry.is_string()) {
                ProgrammeSession session;
                session.title = clean_title(entry.get_ref<const std::string&>());
                session.kind = kind_of(session);
                result_.programme.sessions.push_back(std::move(session));
            } else if (entry.is_object()) {
                read_session(entry, path + '.');
            } else {
                tell(path, "an object", entry);
            }
        });
    }

    void read_session(const Json& json, const std::string& path) {
        ProgrammeSession session;
        session.title = text(json, {"title", "titre", "name", "session"}, path);
        session.part = text(json, {"part", "half", "partie", "demi_journee"}, path);
        session.planned_start =
            clock(json, {"planned_start", "scheduled", "start", "starts_at", "debut"}, path);
        session.planned_end = clock(json, {"planned_end", "end", "ends_at", "fin"}, path);
        read_persons(json, {"persons", "speakers", "intervenants", "people"}, path, Role::speaker,
                     session.persons);
        read_persons(json, {"moderator", "moderators", "animateur"}, path, Role::moderator,
                     session.persons);
        read_persons(json, {"chair"}, path, Role::chair, session.persons);
        session.kind = kind(json, session, path);
        if (session.title.empty() && session.persons.empty()) {
            result_.diagnostics.push_back(
                {0, fmt::format("{} has neither title nor persons; it was left out",
                                path.substr(0, path.size() - 1))});
            return;
        }
        result_.programme.sessions.push_back(std::move(session));
    }

    SessionKind kind(const Json& json, const ProgrammeSession& session, const std::string& path) {
        const std::string word = text(json, {"kind", "type"}, path);
        if (word.empty()) return kind_of(session);
        if (const auto found = kind_named(word)) return *found;
        result_.diagnostics.push_back(
            {0, fmt::format("{}kind: '{}' is no kind of session", path, word)});
        return kind_of(session);
    }

    // One person or a list of them; each an object or a text.
    void read_persons(const Json& json, Names names, const std::string& path, Role role,
                      std::vector<ProgrammePerson>& persons) {
        const auto [found, name] = find(json, names);
        if (found == nullptr) return;
        if (!found->is_array()) {
            read_person(*found, path + name, role, persons);
            return;
        }
        each_of(*found, path + name, [&](const Json& entry, const std::string& at) {
            read_person(entry, at, role, persons);
        });
    }

    void read_person(const Json& json, const std::string& path, Role role,
                     std::vector<ProgrammePerson>& persons) {
        ProgrammePerson person;
        if (json.is_string()) {
            person = person_of(clean_title(json.get_ref<const std::string&>()));
            if (person.role == Role::speaker) person.role = role;
        } else if (json.is_object()) {
            person = person_from(json, path + '.', role);
        } else {
            return tell(path, "a person", json);
        }
        if (!person.name.empty()) return merge_person(persons, std::move(person));
        result_.diagnostics.push_back({0, fmt::format("{} has no name; it was left out", path)});
    }

    ProgrammePerson person_from(const Json& json, const std::string& path, Role role) {
        ProgrammePerson person;
        person.name = clean_person_name(text(json, {"name", "nom", "person"}, path));
        person.function = text(json, {"function", "fonction", "job"}, path);
        person.organisation =
            text(json, {"organisation", "organization", "org", "organisme", "structure"}, path);
        person.role = role;
        // "role" is ours ("speaker") or what the person is ("Maire").
        const std::string word = text(json, {"role"}, path);
        const auto named = role_named(word);
        if (named && (*named != Role::speaker || role == Role::speaker)) {
            person.role = *named;
        } else if (!named && person.function.empty()) {
            person.function = word;
        }
        const auto quotations = find(json, {"quotations", "citations"});
        if (quotations.first != nullptr) {
            each(json, {"quotations", "citations"}, path,
                 [&](const Json& entry, const std::string& at) {
                     if (!entry.is_string()) return tell(at, "a text", entry);
                     person.quotations.push_back(entry.get<std::string>());
                 });
        }
        return person;
    }

    template <typename Visit>
    void each(const Json& json, Names names, const std::string& path, Visit visit) {
        const auto [found, name] = find(json, names);
        if (found == nullptr) return;
        if (!found->is_array()) return tell(path + name, "a list", *found);
        each_of(*found, path + name, visit);
    }

    template <typename Visit>
    void each_of(const Json& list, const std::string& path, Visit visit) {
        std::size_t i = 0;
        for (const Json& entry : list) {
            if (i == kEntryLimit) {
                result_.diagnostics.push_back(
                    {0, fmt::format("{}: only the first {} entries were read", path, kEntryLimit)});
                return;
            }
            visit(entry, fmt::format("{}[{}]", path, i));
            ++i;
        }
    }

    ProgrammeResult result_;
};

double recognise(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('{')) return 0.95;
    // "[9h00] Accueil" is text.
    const std::string_view inside = text.starts_with('[') ? trimmed(text.substr(1)) : "";
    return inside.starts_with('{') || inside.starts_with('"') || inside.starts_with(']') ? 0.95 : 0;
}

ProgrammeResult read(std::string_view text) {
    try {
        return JsonReader().read(parse_json(text));
    } catch (const Error& error) {
        // Not JSON after all: bad input is data here.
        ProgrammeResult result;
        result.diagnostics.push_back({0, error.what()});
        return result;
    }
}

}  // namespace

ProgrammeReader json() {
    return {.name = "json", .recognise = recognise, .read = read};
}

}  // namespace revivre::chapters::programmes
