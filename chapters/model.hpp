#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The words of docs/design.md, as plain structs. No behaviour but equality: rules live in
/// validate.hpp, field names of our JSON in json.hpp. All text is UTF-8, NFC.
namespace revivre::chapters {

/// A position in a recording, or a length, counted from its first presented frame.
using Time = std::chrono::milliseconds;

/// A wall-clock time of the event's day, in minutes after local midnight.
using ClockTime = std::chrono::minutes;

enum class ChapterKind { session, intervention, section, pause };  ///< `pause` is "break" in JSON
enum class SessionKind { opening, talks, panel, closing, pause, other };
enum class Role { speaker, chair, moderator, questioner };
enum class CreditStatus { proposed, confirmed };

/// The day that was filmed.
struct Event {
    std::string id;  ///< "evt_…"
    std::string title;
    std::string subtitle;
    std::string date;                        ///< ISO 8601 calendar date, or empty when unknown
    std::string time_zone = "Europe/Paris";  ///< IANA name
    std::string place;
    std::string organiser;
    bool operator==(const Event&) const = default;
};

/// A part of the programme, which may run over several recordings.
struct Session {
    std::string id;  ///< "ses_…"
    std::string event;
    std::string title;
    SessionKind kind = SessionKind::other;
    int order = 0;     ///< from 0, in programme order; -1: no longer in it, but a revision names it
    std::string part;  ///< the recording's part it was planned in ("morning"), or empty
    std::optional<ClockTime> planned_start;
    std::optional<ClockTime> planned_end;
    bool operator==(const Session&) const = default;
};

/// An authority record of somebody.
struct Person {
    std::string id;  ///< "per_…"
    std::string name;
    std::string sort_name;              ///< "Le Foll, Stéphane"
    std::vector<std::string> variants;  ///< other spellings, seen or given
    bool operator==(const Person&) const = default;
};

/// That the programme announces a person, in one session or (session empty) for the event.
struct Expectation {
    std::string event;
    std::string session;
    std::string person;
    std::string name;  ///< as the programme writes it
    std::string function;
    std::string organisation;
    Role role = Role::speaker;
    std::vector<std::string> quotations;  ///< passages the programme quotes from this person
    bool operator==(const Expectation&) const = default;
};

/// One stream of a media file, as its container describes it.
struct Stream {
    int index = 0;
    std::string type;  ///< video, audio, subtitle, data, attachment
    std::string codec;
    int width_px = 0;
    int height_px = 0;
    int rotation_degrees = 0;  ///< clockwise, 0 to 359, to show it upright
    double frames_per_second = 0;
    int sample_rate_hz = 0;
    int channels = 0;
    std::string language;  ///< as in the container, usually ISO 639-2; may be empty
    bool attached_picture = false;
    bool operator==(const Stream&) const = default;
};

/// One media file of an event.
struct Recording {
    std::string id;  ///< "rec_…"
    std::string event;
    std::string part;  ///< "matin", "après-midi": what people call it
    std::string title;
    int order = 0;             ///< from 0, in the order of the day
    std::string file;          ///< absolute path
    std::string container;     ///< FFmpeg's short name, e.g. "mov,mp4,m4a,3gp,3g2,mj2"
    std::string content_hash;  ///< see indexer/content_hash.hpp
    std::int64_t size_bytes = 0;
    Time duration{};
    Time start_offset{};     ///< what a player's clock shows at the first frame; our time 0
    std::string starts_at;   ///< RFC 3339 with offset, or empty
    std::string created_at;  ///< as the container says, RFC 3339, or empty
    std::vector<Stream> streams;
    std::string address{};  ///< where the public finds it, see public_address.hpp; empty: here
    std::string
        replaces{};  ///< "rec_…" of another cut of the same, which this one follows; or empty
    bool operator==(const Recording&) const = default;
};

/// A point or an interval found in the input: a container chapter, a line of a list.
struct Marker {
    Time start{};
    std::optional<Time> end;
    std::string title;  ///< one line, cleaned
    bool operator==(const Marker&) const = default;
};

/// Person x chapter: who speaks, as shown that day.
struct Credit {
    std::string person;  ///< "per_…", or empty: not identified
    std::string name;
    std::string function;
    std::string organisation;
    Role role = Role::speaker;
    CreditStatus status = CreditStatus::proposed;
    std::vector<std::string> evidence;  ///< kinds, e.g. "container_chapter", "programme"
    bool operator==(const Credit&) const = default;
};

/// A text in a language other than that of the text it stands beside.
struct Translation {
    std::string language;  ///< BCP 47, e.g. "en"; may be empty
    std::string text;
    bool operator==(const Translation&) const = default;
};

/// An interval [start, end) of one recording. Chapters nest.
struct Chapter {
    std::string id;  ///< "cha_…"; empty until a store gave one, then for ever the same
    ChapterKind kind = ChapterKind::section;
    Time start{};
    std::optional<Time> end;  ///< always set in a revision; a file may leave it out
    std::string title;
    std::string session;  ///< "ses_…", or empty
    std::vector<Credit> credits;
    std::vector<Chapter> children;
    std::string language{};                   ///< of the title, BCP 47; empty: not said
    std::vector<Translation> translations{};  ///< of the title
    std::string summary{};                    ///< a few sentences about it, in one line
    std::string link{};                       ///< an address that belongs to it
    std::string image{};                      ///< the address of a picture
    int item = 0;  ///< which medium, from 0, in files that describe several; 0 in a revision
    bool operator==(const Chapter&) const = default;
};

enum class TextTrackKind { captions, subtitles, descriptions };

/// Words that are said, shown or described during [start, end).
struct Cue {
    Time start{};
    Time end{};
    std::string speaker{};  ///< a name that a person vouches for, or empty
    std::string text{};     ///< one line
    bool operator==(const Cue&) const = default;
};

/// The words of a recording in one language, in order of start.
struct TextTrack {
    std::string recording{};
    TextTrackKind kind = TextTrackKind::captions;
    std::string language{};  ///< BCP 47
    std::vector<Cue> cues{};
    bool operator==(const TextTrack&) const = default;
};

/// A rectangle of the upright picture, in its pixels, from the top left corner.
struct Box {
    int x_px = 0;
    int y_px = 0;
    int width_px = 0;
    int height_px = 0;
    bool operator==(const Box&) const = default;
};

/// Something a tool saw, kept apart from what is made of it.
struct Evidence {
    std::string id{};  ///< "evi_…"
    std::string recording{};
    std::string kind{};  ///< see evidence_kinds.hpp
    Time start{};
    std::optional<Time> end{};
    std::string text{};  ///< the lines of a caption parted by "\n"
    double score = 1.0;  ///< 0 to 1, the tool's own
    std::string tool{};
    std::string tool_version{};
    std::optional<Box> box{};  ///< where it stands in the picture
    std::string still{};       ///< the name of its picture among the recording's derived files
    bool operator==(const Evidence&) const = default;
};

enum class ProposalKind { chapter, credit };
enum class ProposalStatus { proposed, accepted, edited, rejected, superseded };

/// A person or a session that could be meant, and why.
struct Candidate {
    std::string id;  ///< "per_…" or "ses_…"; empty for a name that nobody is known by
    std::string name;
    double score = 0;  ///< 0 to 1
    std::string rule;  ///< see chapters/linking/linker.hpp
    bool operator==(const Candidate&) const = default;
};

/// A chapter, or a credit of a chapter, suggested from evidence.
struct Proposal {
    std::string id;  ///< "pro_…"
    std::string recording;
    std::string chapter;  ///< the id that the chapter has, or will have
    ProposalKind kind = ProposalKind::chapter;
    ProposalStatus status = ProposalStatus::proposed;
    bool certain = false;  ///< one candidate, above the threshold, with a margin, uncontradicted
    Chapter suggested;     ///< for a credit: the chapter with the credits that are certain
    std::vector<Candidate> persons;     ///< best first
    std::vector<Candidate> sessions;    ///< best first
    std::string reason;                 ///< a sentence: rule, score, runner-up
    std::vector<std::string> evidence;  ///< ids
    bool operator==(const Proposal&) const = default;
};

/// How a revision came about.
enum class RevisionKind {
    edit,
    undo,      ///< takes back what `of` changed
    redo,      ///< repeats what `of`, an undo, took back
    restore,   ///< says again what `of` said
    imported,  ///< "import" in JSON: taken from a file or a text
    review,    ///< decisions on proposals
    made,      ///< "index" in JSON: made by the program of what is certain
    replaced,  ///< "replace" in JSON: moved over from the recording that was replaced
};

/// An immutable state of a recording's chapter list.
struct Revision {
    std::string recording;
    int number = 0;          ///< from 1, without holes
    std::string created_at;  ///< RFC 3339, UTC
    std::string author;
    std::string summary;
    std::vector<Chapter> chapters;  ///< ordered by start, then longer first
    RevisionKind kind = RevisionKind::edit;
    int of = 0;  ///< the revision that an undo, redo or restore is about; else 0
    bool operator==(const Revision&) const = default;
};

}  // namespace revivre::chapters
