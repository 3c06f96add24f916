#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/ids.hpp"
#include "storage/repository.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/sqlite_person_register.hpp"

namespace revivre::storage::sqlite {

/// The repository on one SQLite file. See storage/repository.hpp for what each function promises;
/// lists of what is public are empty for an id that the public cannot know, whether or not it
/// exists. A few files implement it, one for each group of functions, named beside them.
class SqliteRepository final : public Repository {
  public:
    /// Takes a connection from open_database(). `clock` says when a revision is made.
    SqliteRepository(Connection connection, Clock clock);

    // sqlite_repository.cpp
    PersonRegister& person_register() override { return person_register_; }
    void transact(const std::function<void()>& work) override;
    void transact_unseen(const std::function<void()>& work) override;
    std::string new_chapter_id() override;
    /// A row of the store that every transaction which changes something counts up: the same for
    /// all processes and threads, and kept over restarts. Costs one row read, 2 µs measured.
    std::uint64_t generation() override;

    // events.cpp
    std::string save_event(const chapters::Event& event) override;
    std::vector<chapters::Event> events() override;
    chapters::Event event(const std::string& id) override;
    std::vector<chapters::Event> public_events() override;
    std::string save_session(const chapters::Session& session) override;
    std::vector<chapters::Session> sessions(const std::string& event) override;
    chapters::Session session(const std::string& id) override;
    void remove_session(const std::string& id) override;

    // recordings.cpp
    std::string save_recording(const chapters::Recording& recording) override;
    std::vector<chapters::Recording> recordings() override;
    chapters::Recording recording(const std::string& id) override;
    std::optional<chapters::Recording> recording_with_hash(const std::string& hash) override;
    std::vector<chapters::Recording> public_recordings(const std::string& event) override;

    // persons.cpp
    std::string save_person(const chapters::Person& person) override;
    std::vector<chapters::Person> persons() override;
    chapters::Person person(const std::string& id) override;
    std::vector<chapters::Person> public_persons() override;
    std::vector<chapters::Expectation> expectations(const std::string& event) override;
    void replace_expectations(const std::string& event,
                              const std::vector<chapters::Expectation>& all) override;

    // analyses.cpp
    std::optional<Analysis> analysis(const std::string& recording) override;
    void save_analysis(const Analysis& analysis) override;

    // evidence.cpp
    std::vector<chapters::Evidence> evidence(const std::string& recording) override;
    std::vector<chapters::Evidence> replace_evidence(const std::string& recording,
                                                     const std::string& tool,
                                                     std::vector<chapters::Evidence> all) override;

    // text_tracks.cpp
    std::vector<chapters::TextTrack> text_tracks(const std::string& recording) override;
    void save_text_track(const chapters::TextTrack& track) override;

    // proposals.cpp
    std::vector<chapters::Proposal> proposals(const std::string& recording) override;
    std::vector<chapters::Proposal> replace_proposals(const std::string& recording,
                                                      std::vector<chapters::Proposal> all) override;
    void decide_proposal(const std::string& id, chapters::ProposalStatus status) override;

    // revisions.cpp
    int add_revision(const chapters::Revision& revision, int based_on) override;
    std::string recording_of_chapter(const std::string& chapter) override;
    int latest_revision(const std::string& recording) override;
    int published_revision(const std::string& recording) override;
    std::vector<chapters::Revision> history(const std::string& recording) override;
    chapters::Revision revision(const std::string& recording, int number) override;
    void publish(const std::string& recording, int number) override;

    void note_decisions(const std::string& recording, int number,
                        const std::vector<Decision>& all) override;
    std::vector<Decision> decisions(const std::string& recording, int number) override;

    // accounts.cpp
    std::string save_account(const Account& account) override;
    std::vector<Account> accounts() override;
    std::optional<Account> account_named(const std::string& name) override;
    void remove_account(const std::string& id) override;
    std::string save_pass(const Pass& pass) override;
    std::optional<std::pair<Pass, Account>> pass(const std::string& digest) override;
    std::vector<Pass> passes(const std::string& account) override;
    void remove_pass(const std::string& id) override;

    // work.cpp
    std::string save_job(const JobRecord& job) override;
    std::vector<JobRecord> jobs() override;
    void remove_job(const std::string& id) override;
    std::string save_upload(const Upload& upload) override;
    std::vector<Upload> uploads() override;
    Upload upload(const std::string& id) override;
    void remove_upload(const std::string& id) override;

    // publication.cpp
    void note_publication(const Publication& publication) override;
    std::vector<Publication> publications(const std::string& recording) override;
    std::optional<std::string> public_replacement(const std::string& recording) override;
    chapters::Revision public_revision(const std::string& recording) override;
    std::vector<chapters::TextTrack> public_text_tracks(const std::string& recording) override;
    PublishedChapter public_chapter(const std::string& id) override;
    std::vector<PublishedChapter> public_interventions(const std::string& person) override;

    // search.cpp
    SearchResult public_search(const SearchQuery& query) override;

    // check.cpp
    std::vector<std::string> check() override;

    // backup.cpp
    void backup(const std::filesystem::path& file) override;

  private:
    /// Throws Error{not_found} unless `table`, one of ours, has a row of that id.
    void require(std::string_view table, const std::string& id);

    std::int64_t revision_row(const std::string& recording, int number);

    Connection connection_;
    Clock clock_;
    std::int64_t unseen_changes_ = 0;  // of the outermost transaction
    SqlitePersonRegister person_register_;
};

/// An id to save under: a new one for an empty one, else `id` itself. Throws Error{invalid_input}
/// for what is no id of that kind.
std::string id_to_save(std::string_view prefix, const std::string& id);

/// `nothing` is what to call the thing that no row has, e.g. "event".
[[noreturn]] void throw_not_found(std::string_view nothing, const std::string& id);

}  // namespace revivre::storage::sqlite
