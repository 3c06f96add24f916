#include "app/application/day_programme.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "chapters/error.hpp"
#include "chapters/linking/name.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::app {
namespace {

using chapters::fold;

bool agree(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() || fold(a) == fold(b);
}

// Whether two mentions of one name can be the same person: nothing that both state differs, or one
// of function and organisation is stated by both and is the same.
bool same_person(const std::string& function, const std::string& organisation,
                 const chapters::Expectation& known) {
    const bool function_same = !function.empty() && fold(function) == fold(known.function);
    const bool organisation_same =
        !organisation.empty() && fold(organisation) == fold(known.organisation);
    return function_same || organisation_same ||
           (agree(function, known.function) && agree(organisation, known.organisation));
}

// Everybody the store knows, by folded name, with what each event said of them.
class KnownPersons {
  public:
    explicit KnownPersons(storage::Repository& repository) : repository_(repository) {
        std::map<std::string, std::string> names;
        for (const chapters::Person& person : repository.persons()) {
            by_name_[fold(person.name)].push_back({person.id, {}});
            names[person.id] = fold(person.name);
        }
        for (const chapters::Event& event : repository.events()) {
            for (const chapters::Expectation& expectation : repository.expectations(event.id)) {
                for (Known& known : by_name_[names[expectation.person]]) {
                    if (known.id == expectation.person) known.said.push_back(expectation);
                }
            }
        }
    }

    std::string id_of(const chapters::ProgrammePerson& person) {
        auto& homonyms = by_name_[fold(person.name)];
        const auto found = std::ranges::find_if(homonyms, [&](const Known& known) {
            return known.said.empty() ||
                   std::ranges::any_of(known.said, [&](const chapters::Expectation& said) {
                       return same_person(person.function, person.organisation, said);
                   });
        });
        if (found != homonyms.end()) {
            found->said.push_back(said_by(person, found->id));
            return found->id;
        }
        const std::string id =
            repository_.save_person({.id = "",
                                     .name = person.name,
                                     .sort_name = chapters::linking::sort_name_of(person.name),
                                     .variants = {}});
        homonyms.push_back({id, {said_by(person, id)}});
        return id;
    }

  private:
    struct Known {
        std::string id;
        std::vector<chapters::Expectation> said;
    };

    static chapters::Expectation said_by(const chapters::ProgrammePerson& person,
                                         const std::string& id) {
        chapters::Expectation said;
        said.person = id;
        said.function = person.function;
        said.organisation = person.organisation;
        return said;
    }

    storage::Repository& repository_;
    std::map<std::string, std::vector<Known>> by_name_;
};

chapters::Expectation expectation_of(const chapters::ProgrammePerson& person,
                                     const std::string& event, const std::string& session,
                                     KnownPersons& known) {
    return {.event = event,
            .session = session,
            .person = known.id_of(person),
            .name = person.name,
            .function = person.function,
            .organisation = person.organisation,
            .role = person.role,
            .quotations = person.quotations};
}

std::string register_session(storage::Repository& repository, const chapters::Event& event,
                             const chapters::ProgrammeSession& planned, int order,
                             std::vector<chapters::Session>& old) {
    chapters::Session session{.id = "",
                              .event = event.id,
                              .title = planned.title,
                              .kind = planned.kind,
                              .order = order,
                              .part = planned.part,
                              .planned_start = planned.planned_start,
                              .planned_end = planned.planned_end};
    const auto before = std::ranges::find_if(old, [&](const chapters::Session& each) {
        return fold(each.title) == fold(session.title) && fold(each.part) == fold(session.part);
    });
    if (before != old.end()) {
        session.id = before->id;
        const bool unchanged = *before == session;
        old.erase(before);
        if (unchanged) return session.id;
    }
    return repository.save_session(session);
}

// What left the programme goes, unless a revision names it: then it is kept for that revision
// alone.
void retire(storage::Repository& repository, const std::vector<chapters::Session>& sessions) {
    for (chapters::Session session : sessions) {
        try {
            repository.remove_session(session.id);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::conflict) throw;
            session.order = -1;
            repository.save_session(session);
        }
    }
}

std::optional<chapters::Event> event_like(storage::Repository& repository, const std::string& title,
                                          const std::string& date) {
    for (chapters::Event& event : repository.events()) {
        if (fold(event.title) == fold(title) && agree(event.date, date)) return std::move(event);
    }
    return std::nullopt;
}

}  // namespace

chapters::Event register_event(storage::Repository& repository, const EventWords& words,
                               const chapters::Programme& programme,
                               const std::string& otherwise_title) {
    const auto first_of = [](const std::string& a, const std::string& b) {
        return a.empty() ? b : a;
    };
    const std::string title = first_of(words.title, first_of(programme.title, otherwise_title));
    const std::string date = first_of(words.date, programme.date);
    const auto known = event_like(repository, title, date);
    chapters::Event event = known.value_or(chapters::Event{});
    event.title = first_of(event.title, title);
    event.date = first_of(date, event.date);
    event.subtitle = first_of(programme.subtitle, event.subtitle);
    event.place = first_of(programme.place, event.place);
    event.organiser = first_of(programme.organiser, event.organiser);
    if (!known || *known != event) event.id = repository.save_event(event);
    return event;
}

void register_programme(storage::Repository& repository, const chapters::Event& event,
                        const chapters::Programme& programme) {
    KnownPersons known(repository);
    std::vector<chapters::Session> old = repository.sessions(event.id);
    std::vector<chapters::Expectation> expectations;
    for (const chapters::ProgrammePerson& person : programme.persons) {
        expectations.push_back(expectation_of(person, event.id, "", known));
    }
    int order = 0;
    for (const chapters::ProgrammeSession& planned : programme.sessions) {
        const std::string session = register_session(repository, event, planned, order++, old);
        for (const chapters::ProgrammePerson& person : planned.persons) {
            expectations.push_back(expectation_of(person, event.id, session, known));
        }
    }
    if (expectations != repository.expectations(event.id))
        repository.replace_expectations(event.id, expectations);
    retire(repository, old);
}

}  // namespace revivre::app
