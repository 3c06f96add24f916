#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "storage/repository.hpp"

namespace revivre::review {

/// What is exported of an event or a recording: the published list of each recording, or the latest
/// one where none is public. One item a recording, in the order of the day. Throws
/// Error{not_found} for an unknown id and Error{conflict} when there is no list.
chapters::Document exported_document(storage::Repository& repository, const std::string& id);

/// What an import is asked to do.
struct ImportRequest {
    std::string recording;
    std::string source;          ///< the file's name, for the history
    bool confirm_names = false;  ///< the names in the file are right: a person says so
    /// The file has no place for speakers but titles: see chapters/persons/title_speakers.hpp.
    bool speakers_in_titles = false;
    std::string author = "revivre import";
    std::string summary{};          ///< why; empty: "imported from" the source
    std::optional<int> based_on{};  ///< the revision it was decided on; nothing: the latest
};

/// What an import made.
struct Import {
    int revision = 0;
    bool changed = false;  ///< false: the latest revision says the same
    std::size_t chapters = 0;
    std::vector<std::string> changes;  ///< what was adapted so that the list may be kept, in words
    std::vector<chapters::Chapter> list;  ///< what the revision says
};

/// Makes the chapters of a file a new revision of a recording, not yet public, in one transaction:
/// ids, persons and sessions that the store does not know are taken away, ends are made, times
/// beyond the recording are cut, chapters that start after its end left out, and if asked speakers
/// taken from titles. Names stay proposed
/// unless the request confirms them; then a whole name that one person has is linked to that
/// person, a name that nobody has makes a new person, and a section that names somebody is an
/// intervention. Throws Error{not_found}, Error{conflict} when another revision came after
/// `based_on` and, when nothing is left, Error{invalid_input}.
Import import_document(storage::Repository& repository, chapters::Document document,
                       const ImportRequest& request);

/// What `import_document` would make, without keeping anything.
Import preview_import(storage::Repository& repository, chapters::Document document,
                      const ImportRequest& request);

/// Whether files of a format, by the name that chapters::Format has, say speakers in titles or not
/// at all. Containers do.
bool has_speakers_in_titles(std::string_view format);

}  // namespace revivre::review
