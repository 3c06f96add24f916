#include "app/application/people_commands.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "review/persons.hpp"
#include <fmt/format.h>

#include "chapters/text/time_text.hpp"

namespace revivre::app {
namespace {

// What the commands take; each uses a few.
struct PeopleRequest {
    std::string id;
    std::string other;
    std::string name;
    std::string sort_name;
    std::string reason;
    std::string author = "revivre people";
    std::vector<std::string> variants;
    std::vector<std::string> identifiers;  ///< SCHEME:VALUE
    std::vector<std::string> chapters;
    bool even_if_similar = false;
};

using Run = int (*)(const Application&, const PeopleRequest&);

std::string line_of(const review::PersonRecord& record) {
    std::string line = fmt::format("{} {}: {} interventions\n", record.person.id,
                                   record.person.name, record.interventions);
    for (const std::string& each : record.person.variants) line += fmt::format("  also {}\n", each);
    for (const auto& each : record.identifiers) {
        line += fmt::format("  {} {}\n", each.scheme, each.value);
    }
    if (!record.merged_into.empty()) line += fmt::format("  is {}\n", record.merged_into);
    if (record.withdrawal) line += fmt::format("  withdrawn: {}\n", record.withdrawal->reason);
    return line;
}

int told(const Application& application, storage::Repository& repository, const std::string& id,
         const std::string& done = {}) {
    const review::PersonRecord record = review::record_of(repository, id);
    chapters::Json json{{"person", review::to_json(record)}};
    if (!done.empty()) json["done"] = done;
    application.result(json, (done.empty() ? "" : done + "\n") + line_of(record));
    return exit_done;
}

int show_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    const review::PersonRecord record = review::record_of(*repository, request.id);
    chapters::Json list = chapters::Json::array();
    std::string text = line_of(record);
    for (const auto& each : repository->person_register().credited(request.id, false)) {
        list.push_back({{"chapter", each.chapter.id},
                        {"recording", each.recording},
                        {"revision", each.revision},
                        {"published", each.published}});
        text += fmt::format("  {} {} {} {}{}\n", each.recording, each.chapter.id,
                            chapters::clock_text(each.chapter.start), each.chapter.title,
                            each.published ? "" : " (draft)");
    }
    application.result({{"person", review::to_json(record)}, {"interventions", list}}, text);
    return exit_done;
}

review::PersonChange change_of(const PeopleRequest& request) {
    review::PersonChange change;
    if (!request.name.empty()) change.name = request.name;
    if (!request.sort_name.empty()) change.sort_name = request.sort_name;
    if (!request.variants.empty()) change.variants = request.variants;
    if (request.identifiers.empty()) return change;
    change.identifiers.emplace();
    for (const std::string& each : request.identifiers) {
        const std::size_t colon = each.find(':');
        if (colon == std::string::npos) throw UsageError("--identifier takes SCHEME:VALUE");
        change.identifiers->push_back({each.substr(0, colon), each.substr(colon + 1)});
    }
    return change;
}

int add_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    const auto similar = review::similar_persons(*repository, request.name);
    for (const review::SimilarPerson& each : similar) {
        application.warn(fmt::format("{} {} could be the same ({})", each.person.id,
                                     each.person.name, each.reason));
    }
    if (!similar.empty() && !request.even_if_similar) {
        application.warn("nobody was added: take one of them, or say --even-if-similar");
        return exit_conflict;
    }
    return told(application, *repository, review::create_person(*repository, change_of(request)));
}

int set_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    review::change_person(*repository, request.id, change_of(request));
    return told(application, *repository, request.id);
}

int merge_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    const std::string id = repository->person_register().merge(
        {.person = request.id, .into = request.other, .author = request.author});
    return told(application, *repository, request.other,
                fmt::format("{0}: undone by `revivre people undo {0}`", id));
}

int split_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    std::string id;
    std::string to = request.other;
    repository->transact([&] {
        if (to.empty()) to = review::create_person(*repository, change_of(request));
        id = repository->person_register().split({.person = request.id,
                                                  .to = to,
                                                  .author = request.author,
                                                  .chapters = request.chapters});
    });
    return told(application, *repository, to,
                fmt::format("{0}: undone by `revivre people undo {0}`", id));
}

int undo(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    storage::PersonRegister& persons = repository->person_register();
    if (request.id.starts_with("spl_")) {
        const std::string person = persons.person_split(request.id).person;
        persons.undo_split(request.id);
        return told(application, *repository, person);
    }
    const std::string person = persons.person_merge(request.id).person;
    persons.undo_merge(request.id);
    return told(application, *repository, person);
}

int withdraw_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    repository->person_register().withdraw(
        {.person = request.id, .reason = request.reason, .author = request.author});
    return told(application, *repository, request.id);
}

int restore_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    repository->person_register().restore(request.id, request.author);
    return told(application, *repository, request.id);
}

int export_person(const Application& application, const PeopleRequest& request) {
    const auto repository = application.open_existing();
    const chapters::Json json = review::everything_about(*repository, request.id);
    application.result(json, chapters::dump_json(json, 2) + "\n");
    return exit_done;
}

// A command below `people`, and what it takes.
class Command {
  public:
    Command(CLI::App& people, Application& application, const char* name, const char* what, Run run)
        : command_(people.add_subcommand(name, what)), request_(std::make_shared<PeopleRequest>()) {
        const auto request = request_;
        command_->callback([&application, request, run] {
            application.command = [&application, request, run] {
                return run(application, *request);
            };
        });
    }

    Command& id(const char* form = "per_…") {
        command_->add_option("ID", request_->id, form)->required();
        return *this;
    }
    Command& into() {
        command_->add_option("INTO", request_->other, "per_… who it is")->required();
        return *this;
    }
    Command& name(const char* option, bool required) {
        command_->add_option(option, request_->name, "name")->required(required);
        return *this;
    }
    Command& record() {
        command_->add_option("--sort-name", request_->sort_name, "as in lists: \"Roy, Anne\"");
        command_->add_option("--variant", request_->variants, "other names, all of them");
        command_
            ->add_option("--identifier", request_->identifiers,
                         "wikidata, isni, idref, viaf or url; all of them")
            ->type_name("SCHEME:VALUE");
        return *this;
    }
    Command& author() {
        command_->add_option("--author", request_->author, "who does it");
        return *this;
    }
    [[nodiscard]] CLI::App& parser() { return *command_; }
    [[nodiscard]] PeopleRequest& request() { return *request_; }

  private:
    CLI::App* command_;
    std::shared_ptr<PeopleRequest> request_;
};

void add_split(CLI::App& people, Application& application) {
    Command command(people, application, "split",
                    "some interventions are somebody else's; links follow", split_person);
    command.id().author();
    command.parser()
        .add_option("--chapters", command.request().chapters, "whose they are not")
        ->required()
        ->type_name("cha_…");
    auto* to = command.parser().add_option("--to", command.request().other, "per_… whose they are");
    command.name("--new", false);
    command.parser().get_option("--new")->excludes(to);
}

}  // namespace

void add_people_commands(CLI::App& people, Application& application) {
    Command(people, application, "show", "who somebody is, and where they speak", show_person).id();
    Command add(people, application, "add", "somebody new; names near theirs are told", add_person);
    add.name("NAME", true).record();
    add.parser().add_flag("--even-if-similar", add.request().even_if_similar,
                          "although there are persons who could be confused");
    Command(people, application, "set", "change what is known of somebody", set_person)
        .id()
        .name("--name", false)
        .record();
    Command(people, application, "merge", "two records are one person; links follow", merge_person)
        .id()
        .into()
        .author();
    add_split(people, application);
    Command(people, application, "undo", "take a merge or a split back", undo).id("mer_… or spl_…");
    Command withdraw(people, application, "withdraw",
                     "take somebody from everything public, at once", withdraw_person);
    withdraw.id().author();
    withdraw.parser().add_option("--reason", withdraw.request().reason, "why, for the archive");
    Command(people, application, "restore", "show somebody again who was withdrawn", restore_person)
        .id()
        .author();
    Command(people, application, "export", "everything that is kept about somebody", export_person)
        .id();
}

}  // namespace revivre::app
