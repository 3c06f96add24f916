#pragma once

#include <map>
#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "server/routes/route.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

/// Public JSON, as docs/design.md, section 5, describes it: no file, no content hash, nothing that
/// is not published, and nobody named by a credit that nobody confirmed. For one request.
class Representation {
  public:
    explicit Representation(Context& context) : context_(context) {}

    chapters::Json event(const chapters::Event& event);
    chapters::Json session(const chapters::Session& session);
    chapters::Json recording(const chapters::Recording& recording);
    chapters::Json chapter(const storage::PublishedChapter& published);
    chapters::Json chapters(const std::vector<storage::PublishedChapter>& all);
    chapters::Json person(const chapters::Person& person, std::size_t interventions);

    /// An address of this site: absolute when the settings say where the site is.
    [[nodiscard]] std::string link(const std::string& address) const;

  private:
    const std::string& part_of(const std::string& recording);
    chapters::Json session_of(const std::string& session);

    Context& context_;
    std::map<std::string, std::string> parts_;     // by recording
    std::map<std::string, std::string> sessions_;  // titles, by session
};

/// A published revision as a list in order of start, parents before what they hold.
std::vector<storage::PublishedChapter> flattened(const chapters::Revision& revision,
                                                 const std::string& event);

/// Whether a credit of the chapter names the person, confirmed.
bool names_person(const chapters::Chapter& chapter, const std::string& person);

/// What the person is confirmed in, of what is published.
std::vector<storage::PublishedChapter> confirmed_interventions(storage::Repository& repository,
                                                               const std::string& person);

/// A 200 answer.
Response json_response(const chapters::Json& json);

/// The "links" of a list: itself, and the next page when there is a cursor for it.
chapters::Json list_links(const Representation& representation, const Request& request,
                          const std::string& next_cursor);

}  // namespace revivre::server
