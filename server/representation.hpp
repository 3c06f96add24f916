#pragma once

#include <map>
#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "server/parameters.hpp"
#include "server/pictures.hpp"
#include "server/routes/route.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

/// Public JSON, as server/api/components.json describes it: no file, no content hash, nothing that
/// is not published, and nobody named by a credit that nobody confirmed. What is not known is null;
/// a link to what is not there is left out. For one request.
class Representation {
  public:
    explicit Representation(Context& context)
        : context_(context), pictures_(context.settings.library, &context.repository) {}

    chapters::Json event(const chapters::Event& event);
    chapters::Json session(const chapters::Session& session);
    chapters::Json recording(const chapters::Recording& recording);
    chapters::Json chapter(const storage::PublishedChapter& published);
    chapters::Json chapters(const std::vector<storage::PublishedChapter>& all);
    chapters::Json person(const chapters::Person& person, std::size_t interventions);

    /// The same with `functions`: what the person was introduced as, each once.
    chapters::Json speaker(const chapters::Person& person,
                           const std::vector<storage::PublishedChapter>& interventions);

    /// An address of this site: absolute when the settings say where the site is.
    [[nodiscard]] std::string link(const std::string& address) const;

  private:
    const chapters::Recording& recording_with(const std::string& id);
    chapters::Json event_of(const std::string& event);
    chapters::Json session_of(const std::string& session);
    chapters::Json tracks(const std::string& recording);
    chapters::Json recording_links(const chapters::Recording& recording);
    chapters::Json chapter_links(const storage::PublishedChapter& published);
    void add_link(chapters::Json& links, const char* name, const std::string& address) const;

    Context& context_;
    Pictures pictures_;
    std::map<std::string, chapters::Recording> recordings_;
    std::map<std::string, std::string> events_;    // titles, by event
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

/// One page of a list as a 200 answer: its items under `name`, how many there are on all pages, and
/// its links.
template <typename Item>
Response list_response(const Representation& representation, const Request& request,
                       const PageOf<Item>& page, std::pair<const char*, chapters::Json> items) {
    chapters::Json json;
    json[items.first] = std::move(items.second);
    json["total"] = page.total;
    json["links"] = list_links(representation, request, page.next);
    return json_response(json);
}

}  // namespace revivre::server
