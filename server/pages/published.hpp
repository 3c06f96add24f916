#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "server/pages/layout.hpp"
#include "storage/repository.hpp"

/// What pages need to know of published chapters.
namespace revivre::server::pages {

/// Credits whose name may be shown: confirmed and named.
std::vector<const chapters::Credit*> confirmed_credits(const chapters::Chapter& chapter);

/// The confirmed credit that names the person; null when there is none.
const chapters::Credit* credit_of(const chapters::Chapter& chapter, const std::string& person);

/// Published chapters in which the person is confirmed, by date, part, start.
std::vector<storage::PublishedChapter> interventions_of(storage::Repository& repository,
                                                        const std::string& person);

/// One key per speaker: the person, else the name.
std::string speaker_key(const chapters::Credit& credit);

/// "A, B"; empty when nobody is confirmed.
std::string speaker_names(const chapters::Chapter& chapter);

/// A chapter and all below it, in the order of the list.
std::vector<const chapters::Chapter*> flattened(const std::vector<chapters::Chapter>& chapters);

/// The innermost chapter at a time, or null between chapters.
const chapters::Chapter* chapter_at(const std::vector<chapters::Chapter>& chapters,
                                    chapters::Time time);

/// The part's name ("matin"), else the title, else "Enregistrement 2".
std::string recording_name(const Visit& visit, const chapters::Recording& recording);

/// "Nos quartiers, notre avenir – matin".
std::string full_name(const Visit& visit, const chapters::Event& event,
                      const chapters::Recording& recording);

/// "/v/ID?c=CHAPTER&t=SECONDS": works without script; the chapter's id outlives a moved start.
Url jump_url(const Visit& visit, const std::string& recording, const chapters::Chapter& chapter);
/// The same on another page that takes `c` and `t`.
Url jump_url(const Visit& visit, const Url& page, const chapters::Chapter& chapter);

Url person_url(const Visit& visit, const std::string& person);
Url recording_url(const std::string& recording);
Url event_url(const std::string& event);

/// The chapter's title, marked with its language, and beside it its translation into the page's.
Html chapter_title(const Visit& visit, const chapters::Chapter& chapter);

/// The speaker's confirmed name, or that nobody is identified for an intervention; then the title
/// unless it only repeats the name.
Html speaker_and_title(const Visit& visit, const chapters::Chapter& chapter);

/// Reads recordings, events and sessions once each, however many chapters name them.
class Sources {
  public:
    explicit Sources(storage::Repository& repository) : repository_(repository) {}
    const chapters::Recording& recording(const std::string& id);
    const chapters::Event& event(const std::string& id);
    /// Empty without a session.
    const std::string& session_title(const std::string& id);

  private:
    storage::Repository& repository_;
    std::map<std::string, chapters::Recording> recordings_;
    std::map<std::string, chapters::Event> events_;
    std::map<std::string, std::string> session_titles_;
};

}  // namespace revivre::server::pages
