#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"
#include "chapters/text/excerpt.hpp"
#include "storage/accounts.hpp"
#include "storage/person_register.hpp"
#include "storage/work.hpp"

namespace revivre::storage {

/// A chapter of a published revision, with what a list or a page shows beside it.
struct PublishedChapter {
    chapters::Chapter chapter;  ///< without children
    std::string parent;         ///< "cha_…" of the chapter around it, or empty
    std::string recording;
    std::string event;
};

/// What to look for. Accents and case are folded; each word also stands for the words that it
/// begins; all must be there, articles and prepositions excepted.
struct SearchQuery {
    std::string text;
    std::string person;   ///< only this person's, or empty
    std::string session;  ///< only this session's, or empty
    std::string event;    ///< only this event's, or empty
    int limit = 20;       ///< 1 to 100
    int offset = 0;       ///< 0 to 1000
};

/// Why something was found.
enum class FoundIn {
    name,      ///< the words are somebody's name
    title,     ///< or in several places
    function,  ///< function, organisation or session
    summary,
    transcript,
};

/// A place to jump to.
struct SearchHit {
    /// What was found; for a passage the chapter around it, without id when there is none.
    PublishedChapter published;
    FoundIn found_in = FoundIn::title;
    chapters::Time start{};  ///< of the chapter, or of the passage
    chapters::Time end{};
    int credit = -1;  ///< whose name was meant, of the chapter's credits; -1: nobody's
    /// The text around what was found, unless title and names show it all.
    std::vector<chapters::ExcerptPart> excerpt{};
};

struct SearchResult {
    std::vector<SearchHit> hits;  ///< best first, equals newest first
    bool more = false;            ///< whether there is a next page
    int total = 0;                ///< how many there are on all pages
    bool all = true;              ///< false: total is only those that were looked at
    std::string suggestion{};     ///< when nothing was found: what finds something, or empty
};

enum class AnalysisState { running, failed, done };

/// How far the analysis of a recording's picture and sound has come.
struct Analysis {
    std::string recording;
    std::string choice;  ///< "fast", "full" or "exhaustive"
    AnalysisState state = AnalysisState::running;
    int attempts = 0;    ///< how often the analyser was started for it
    std::string reason;  ///< why it failed, or empty
    std::string tool_version;
    chapters::Time settled{};  ///< what starts before was found
    chapters::Time from{};     ///< the key frame from which it may go on
    bool operator==(const Analysis&) const = default;
};

/// What is kept, and the only way to it. Not for sharing between threads: each opens its own.
/// Reads see committed states only. Names beginning with `public_` give what is published and
/// nothing else; a recording without a published revision does not exist for them.
///
/// Errors: Error{not_found} for an id that nothing has, Error{conflict} when the object changed
/// since it was read, Error{unavailable} for disk and database faults.
class Repository {
  public:
    virtual ~Repository() = default;

    /// Runs `work` in one transaction, written whole (synced) or not at all; an exception rolls
    /// back and goes on. Calls may nest: the outermost commits.
    virtual void transact(const std::function<void()>& work) = 0;
    /// The same for what the public cannot see: does not change `generation()`.
    virtual void transact_unseen(const std::function<void()>& work) = 0;

    // Saving: an empty id means new, and is given; the id is returned. Otherwise the row is
    // replaced.
    virtual std::string save_event(const chapters::Event& event) = 0;
    virtual std::string save_session(const chapters::Session& session) = 0;
    virtual std::string save_person(const chapters::Person& person) = 0;
    virtual std::string save_recording(const chapters::Recording& recording) = 0;

    virtual std::vector<chapters::Event> events() = 0;  ///< by date, then title
    virtual chapters::Event event(const std::string& id) = 0;
    virtual std::vector<chapters::Session> sessions(const std::string& event) = 0;  ///< in order
    virtual chapters::Session session(const std::string& id) = 0;
    /// Removes a session that no revision names; throws Error{conflict} when one does.
    virtual void remove_session(const std::string& id) = 0;
    /// By sort name, accents folded; without those who were merged into another.
    virtual std::vector<chapters::Person> persons() = 0;
    virtual chapters::Person person(const std::string& id) = 0;
    virtual std::vector<chapters::Recording> recordings() = 0;  ///< by event date, then order
    virtual chapters::Recording recording(const std::string& id) = 0;
    virtual std::optional<chapters::Recording> recording_with_hash(const std::string& hash) = 0;

    /// Whom the programme of an event announces, in its order.
    virtual std::vector<chapters::Expectation> expectations(const std::string& event) = 0;
    virtual void replace_expectations(const std::string& event,
                                      const std::vector<chapters::Expectation>& all) = 0;

    virtual std::vector<chapters::Evidence> evidence(const std::string& recording) = 0;
    /// Makes `all` the evidence of one tool on one recording. What stays the same (kind, times,
    /// text) keeps its id; other tools' evidence is untouched. Gives them back with ids.
    virtual std::vector<chapters::Evidence> replace_evidence(
        const std::string& recording, const std::string& tool,
        std::vector<chapters::Evidence> all) = 0;

    virtual std::optional<Analysis> analysis(const std::string& recording) = 0;
    /// Takes the place of what was known of that recording's analysis.
    virtual void save_analysis(const Analysis& analysis) = 0;

    /// The words of a recording, by kind, then language.
    virtual std::vector<chapters::TextTrack> text_tracks(const std::string& recording) = 0;
    /// Takes the place of the track of the same recording, kind and language; one without cues
    /// removes it.
    virtual void save_text_track(const chapters::TextTrack& track) = 0;

    /// All but the superseded ones.
    virtual std::vector<chapters::Proposal> proposals(const std::string& recording) = 0;
    /// Makes `all` the undecided proposals of a recording. Accepted, edited and rejected ones stay;
    /// one of `all` that rests on the same evidence and kind as a decided one is dropped (for a
    /// credit: and the same name, for a chapter: and the same kind of chapter, since one title can
    /// say several things); older undecided ones become superseded unless equal. A chapter proposed
    /// before keeps the id it had, also in the credits of `all`. Gives the undecided ones back with
    /// ids.
    virtual std::vector<chapters::Proposal> replace_proposals(
        const std::string& recording, std::vector<chapters::Proposal> all) = 0;
    virtual void decide_proposal(const std::string& id, chapters::ProposalStatus status) = 0;

    /// The recording that a chapter's id belongs to.
    virtual std::string recording_of_chapter(const std::string& chapter) = 0;

    /// A new "cha_…" id, for a chapter about to be proposed or added.
    virtual std::string new_chapter_id() = 0;

    /// Appends a revision built on `based_on` (0: none yet), in one transaction, and gives its
    /// number. Throws Error{conflict} when another revision came in between, and
    /// Error{invalid_input} when chapters::check_chapters finds an error.
    virtual int add_revision(const chapters::Revision& revision, int based_on) = 0;
    virtual int latest_revision(const std::string& recording) = 0;     ///< 0: none
    virtual int published_revision(const std::string& recording) = 0;  ///< 0: not public
    virtual std::vector<chapters::Revision> history(
        const std::string& recording) = 0;  ///< heads only, newest first
    virtual chapters::Revision revision(const std::string& recording, int number) = 0;
    /// Points the public at one revision, search included. 0 withdraws. Recordings that replace one
    /// another are never public together: the others are withdrawn, which their publications say,
    /// and the chapter ids that live on belong to this one.
    virtual void publish(const std::string& recording, int number) = 0;
    /// Says when, by whom and why; `created_at` is given here.
    virtual void note_publication(const Publication& publication) = 0;
    virtual std::vector<Publication> publications(
        const std::string& recording) = 0;  ///< newest first

    /// Keeps what was decided with a revision; the proposals' own status is `decide_proposal`'s.
    virtual void note_decisions(const std::string& recording, int number,
                                const std::vector<Decision>& all) = 0;
    virtual std::vector<Decision> decisions(const std::string& recording, int number) = 0;

    // Accounts, their passes, jobs and uploads are nobody's business but their own: saving them
    // does not change `generation()`. Saving gives an id to what has none; names are unique
    // (Error{conflict}).
    virtual std::string save_account(const Account& account) = 0;
    virtual std::vector<Account> accounts() = 0;  ///< by name
    virtual std::optional<Account> account_named(const std::string& name) = 0;
    virtual void remove_account(const std::string& id) = 0;  ///< and its passes
    virtual std::string save_pass(const Pass& pass) = 0;
    /// The pass whose secret has that digest, and whose it is; expired ones too.
    virtual std::optional<std::pair<Pass, Account>> pass(const std::string& digest) = 0;
    virtual std::vector<Pass> passes(const std::string& account) = 0;  ///< oldest first
    virtual void remove_pass(const std::string& id) = 0;
    virtual std::string save_job(const JobRecord& job) = 0;
    virtual std::vector<JobRecord> jobs() = 0;  ///< oldest first
    virtual void remove_job(const std::string& id) = 0;
    virtual std::string save_upload(const Upload& upload) = 0;
    virtual std::vector<Upload> uploads() = 0;  ///< oldest first
    virtual Upload upload(const std::string& id) = 0;
    virtual void remove_upload(const std::string& id) = 0;

    virtual std::vector<chapters::Event> public_events() = 0;
    virtual std::vector<chapters::Recording> public_recordings(
        const std::string& event) = 0;  ///< empty: of all
    /// What else is known of persons: who is one and the same, who is not shown.
    virtual PersonRegister& person_register() = 0;

    // Of withdrawn persons `public_` reads give nothing: their interventions have a neutral title
    // and no more, or (chapters and persons asked for by id) throw Error{gone}.
    /// The published recording that this one was replaced by, directly or over others; nothing for
    /// one that is public itself, or when none is.
    virtual std::optional<std::string> public_replacement(const std::string& recording) = 0;
    virtual chapters::Revision public_revision(const std::string& recording) = 0;
    virtual PublishedChapter public_chapter(const std::string& id) = 0;
    /// `text_tracks` of a recording, without what withdrawn persons say.
    virtual std::vector<chapters::TextTrack> public_text_tracks(const std::string& recording) = 0;
    virtual std::vector<chapters::Person> public_persons() = 0;  ///< who has an intervention
    virtual std::vector<PublishedChapter> public_interventions(
        const std::string& person) = 0;  ///< by date, part, start
    /// Names first, whole words before beginnings of words. Its cost is bounded whatever the query
    /// and however many chapters there are: of more than some hundred matches only the latest
    /// published are looked at (see storage/sqlite/search.cpp).
    virtual SearchResult public_search(const SearchQuery& query) = 0;

    /// Grows with every committed change that any process made, but for what the public cannot see:
    /// drafts, accounts, jobs. Cheap enough to ask often.
    virtual std::uint64_t generation() = 0;

    /// What is wrong with the stored data, one sentence each; empty when all is well: SQLite's own
    /// checks, references, nesting, pointers, search rows.
    virtual std::vector<std::string> check() = 0;

    /// A consistent copy made while others write, verified, and only then given its name. Throws
    /// Error{conflict} when `file` exists.
    virtual void backup(const std::filesystem::path& file) = 0;
};

/// Opens (and brings up to date) the SQLite store at `file`, creating it unless `must_exist`.
/// Throws Error{not_found} (must_exist), Error{unavailable} (cannot be opened, no database of
/// ours, damaged, or made by a newer version): the file is then left as it was.
std::unique_ptr<Repository> open_sqlite(const std::filesystem::path& file, bool must_exist = false);

}  // namespace revivre::storage
