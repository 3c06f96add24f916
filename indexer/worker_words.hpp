#pragma once

#include <array>
#include <string_view>

/// What a worker and this program say to each other. A worker that reads hostile media may have
/// been taken over by it, so it sends words, and people are shown the sentences kept here.
///
/// `revivre-worker probe` gets the media file as descriptor 3 and answers with one JSON object a
/// line, whose "type" is: "refusal"; or "recording", then any "stream", "marker" and "note", and
/// at last "end". Times are on the container's own clock; nothing is cleaned or ordered.
///
/// `revivre-analyser` answers in the same way: "refusal"; or any "evidence", "file" (its bytes
/// follow the line), "progress", "checkpoint" and "note", and at last "end". Times are
/// milliseconds from the first presented frame.
namespace revivre::indexer::words {

/// A word, and the sentence that stands for it. "{}" is the file.
struct Sentence {
    std::string_view word;
    std::string_view text;
};

inline constexpr std::string_view kUnknownKind = "unknown_kind";
inline constexpr std::string_view kBrokenHeader = "broken_header";
inline constexpr std::string_view kNothingToPlay = "nothing_to_play";
inline constexpr std::string_view kOutOfMemory = "out_of_memory";
inline constexpr std::string_view kOutOfTime = "out_of_time";
inline constexpr std::string_view kNoSandbox = "no_sandbox";

/// Why a file was refused.
inline constexpr std::array kRefusals{
    Sentence{kUnknownKind,
             "'{}' is no recording of a kind that is read here (MP4, MOV, Matroska, WebM, MPEG, "
             "AVI, FLV, ASF, MXF, MP3, AAC, Ogg, FLAC, WAV)"},
    Sentence{kBrokenHeader,
             "'{}' begins like a recording, but its description is missing or damaged: it may have "
             "been cut short, copy or repair it"},
    Sentence{kNothingToPlay, "'{}' holds neither pictures nor sound"},
    Sentence{kOutOfMemory,
             "'{}' asks for more memory than its reader may use: it is damaged, or its index is "
             "longer than that of any recording of a day"},
    Sentence{kOutOfTime, "'{}' could not be read in the time that a reader may use"},
    Sentence{kNoSandbox,
             "'{}' was not opened: this system does not let the media reader lock itself in "
             "(seccomp); `revivre doctor` tells more"}};

inline constexpr std::string_view kManyMarkers = "many_markers";
inline constexpr std::string_view kManyStreams = "many_streams";
inline constexpr std::string_view kLongTitles = "long_titles";
inline constexpr std::string_view kFaultyChapters = "faulty_chapters";
inline constexpr std::string_view kDurationEstimated = "duration_estimated";
inline constexpr std::string_view kDurationUnknown = "duration_unknown";
inline constexpr std::string_view kDurationTooLong = "duration_too_long";

/// What was found wrong in a file that was read all the same.
inline constexpr std::array kNotes{
    Sentence{kManyMarkers, "it holds more than 10,000 chapters: the others were left out"},
    Sentence{kManyStreams, "it holds more than 64 streams: the others were left out"},
    Sentence{kLongTitles, "its titles are too long altogether: the last chapters were left out"},
    Sentence{kFaultyChapters,
             "its chapters are not all as they should be: `revivre chapters read FILE` tells more"},
    Sentence{kDurationEstimated, "its duration is estimated: the file does not say it"},
    Sentence{kDurationUnknown, "its duration is unknown: the file does not say it"},
    Sentence{kDurationTooLong, "it claims to be longer than 30 days: cut there"}};

inline constexpr std::string_view kPicturesNotDecoded = "pictures_not_decoded";
inline constexpr std::string_view kSoundNotDecoded = "sound_not_decoded";
inline constexpr std::string_view kTextNotRead = "text_not_read";
inline constexpr std::string_view kEveryPicture = "every_picture";
inline constexpr std::string_view kDamaged = "damaged";
inline constexpr std::string_view kAnalysisOutOfTime = "analysis_out_of_time";
inline constexpr std::string_view kManyFindings = "many_findings";

/// What was remarkable when a recording was analysed.
inline constexpr std::array kAnalysisNotes{
    Sentence{kPicturesNotDecoded, "its pictures are of a kind that is not decoded here"},
    Sentence{kSoundNotDecoded, "its sound is of a kind that is not decoded here"},
    Sentence{
        kTextNotRead,
        "text in its pictures was not read: tesseract's data for the language is not installed "
        "(Debian packages tesseract-ocr-…: tesseract-ocr-fra for French)"},
    Sentence{kEveryPicture,
             "every picture was decoded: its packets do not say where something changes (no key "
             "frames near enough, or nothing else), which takes longer"},
    Sentence{kDamaged, "parts of it are damaged and could not be decoded"},
    Sentence{kAnalysisOutOfTime, "its analysis took too long and was ended: the rest is missing"},
    Sentence{kManyFindings, "more was found in it than is kept: the rest is missing"}};

}  // namespace revivre::indexer::words
