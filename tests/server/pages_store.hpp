#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "server/pages/pages.hpp"
#include "server/routes/route.hpp"
#include "storage/repository.hpp"

namespace revivre::server::pages {

/// A store in a folder of its own with one invented day, gone with the object: two recordings, one
/// of them published at first.
class PagesStore {
  public:
    PagesStore();
    ~PagesStore();
    PagesStore(const PagesStore&) = delete;
    PagesStore& operator=(const PagesStore&) = delete;

    /// What a page answers at `path` ("/v/ID" and so on by `parameters`) with `query`.
    Response get(Response (*page)(const Request&, Context&),
                 std::map<std::string, std::string> parameters = {},
                 std::map<std::string, std::string> query = {}, std::string accept_language = "fr");

    /// Publishes `chapters` as the morning's list.
    void publish_morning(std::vector<chapters::Chapter> chapters);
    void publish_afternoon(std::vector<chapters::Chapter> chapters);

    storage::Repository& repository() { return *repository_; }
    Settings settings;
    chapters::Event event;
    chapters::Session opening;
    chapters::Person person;
    chapters::Recording morning;
    chapters::Recording afternoon;

    /// A chapter of ten seconds, its id from the store.
    chapters::Chapter chapter(chapters::ChapterKind kind, int start_s, std::string title);
    /// With a credit of `person`.
    chapters::Chapter intervention(int start_s, std::string title, chapters::CreditStatus status);

  private:
    void publish(const chapters::Recording& recording, std::vector<chapters::Chapter> chapters);
    chapters::Recording save_recording(std::string part, int order);
    std::filesystem::path folder_;
    std::unique_ptr<storage::Repository> repository_;
};

inline PagesStore::PagesStore() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "revivre-pages-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    repository_ = storage::open_sqlite(folder_ / "revivre.db");
    event.title = "Nos places, nos villages";
    event.date = "2019-03-14";
    event.place = "Salle des fêtes de Brézolles-sur-Orne";
    event.organiser = "Communauté de communes du Val d’Orne";
    event.id = repository_->save_event(event);
    opening.event = event.id;
    opening.title = "Ouverture";
    opening.id = repository_->save_session(opening);
    person.name = "Apolline Kerverdo";
    person.sort_name = "Kerverdo, Apolline";
    person.id = repository_->save_person(person);
    morning = save_recording("matin", 0);
    afternoon = save_recording("après-midi", 1);
}

inline PagesStore::~PagesStore() {
    repository_.reset();
    std::filesystem::remove_all(folder_);
}

inline chapters::Recording PagesStore::save_recording(std::string part, int order) {
    chapters::Recording recording;
    recording.event = event.id;
    recording.order = order;
    recording.file = (folder_ / (part + ".mp4")).string();
    recording.content_hash = "s1:" + part;
    recording.part = std::move(part);
    recording.duration = std::chrono::hours(3);
    recording.start_offset = chapters::Time(21);
    chapters::Stream picture;
    picture.type = "video";
    picture.width_px = 1280;
    picture.height_px = 720;
    recording.streams = {picture};
    recording.id = repository_->save_recording(recording);
    return recording;
}

inline Response PagesStore::get(Response (*page)(const Request&, Context&),
                                std::map<std::string, std::string> parameters,
                                std::map<std::string, std::string> query,
                                std::string accept_language) {
    Request request;
    request.method = "GET";
    request.parameters = std::move(parameters);
    request.query = std::move(query);
    request.accept_language = std::move(accept_language);
    Context context{*repository_, settings};
    return page(request, context);
}

inline void PagesStore::publish(const chapters::Recording& recording,
                                std::vector<chapters::Chapter> chapters) {
    chapters::Revision revision;
    revision.recording = recording.id;
    revision.author = "test";
    revision.chapters = std::move(chapters);
    const int latest = repository_->latest_revision(recording.id);
    repository_->publish(recording.id, repository_->add_revision(revision, latest));
}

inline void PagesStore::publish_morning(std::vector<chapters::Chapter> chapters) {
    publish(morning, std::move(chapters));
}

inline void PagesStore::publish_afternoon(std::vector<chapters::Chapter> chapters) {
    publish(afternoon, std::move(chapters));
}

inline chapters::Chapter PagesStore::chapter(chapters::ChapterKind kind, int start_s,
                                             std::string title) {
    chapters::Chapter chapter;
    chapter.id = repository_->new_chapter_id();
    chapter.kind = kind;
    chapter.start = std::chrono::seconds(start_s);
    chapter.end = chapter.start + std::chrono::seconds(10);
    chapter.title = std::move(title);
    return chapter;
}

inline chapters::Chapter PagesStore::intervention(int start_s, std::string title,
                                                  chapters::CreditStatus status) {
    chapters::Chapter made =
        chapter(chapters::ChapterKind::intervention, start_s, std::move(title));
    made.session = opening.id;
    chapters::Credit credit;
    credit.person = person.id;
    credit.name = person.name;
    credit.function = "présidente";
    credit.organisation = "Val d’Orne";
    credit.status = status;
    credit.evidence = {"container_chapter", "programme"};
    made.credits = {credit};
    return made;
}

}  // namespace revivre::server::pages
