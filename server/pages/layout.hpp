#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/pages/html.hpp"
#include "server/pages/messages.hpp"
#include "server/routes/route.hpp"

/// What all pages share: the language of a visit, the frame around a page's own content.
namespace revivre::server::pages {

/// One request as the pages see it. Borrows the settings for the length of the call.
class Visit {
  public:
    Visit(const Request& request, const Settings& settings);

    [[nodiscard]] Language language() const noexcept { return language_; }
    [[nodiscard]] const Settings& settings() const noexcept { return settings_; }

    /// `url` with the language that was asked in the address, so that it stays.
    [[nodiscard]] Url link(const Url& url) const;
    [[nodiscard]] bool language_asked() const noexcept { return language_asked_; }

    [[nodiscard]] std::string_view say(Message message) const;
    [[nodiscard]] std::string say(Message message,
                                  std::initializer_list<std::string_view> filled) const;
    [[nodiscard]] std::string count(std::size_t count, Counted words) const;
    [[nodiscard]] std::string time(chapters::Time time) const;

    /// Text of the day (a title, a function), marked with its language where that is not the
    /// page's; empty: the language that the site's settings name. Not for names of persons.
    [[nodiscard]] Html told(std::string_view plain, std::string_view language = {}) const;

  private:
    const Settings& settings_;
    bool language_asked_;
    Language language_;
};

struct Crumb {
    std::string name;
    Url address;
    bool of_site = false;  ///< whether the name is the site's own word and not the day's
};

/// A page without its frame. Its content holds the one h1.
struct Page {
    std::string title;            ///< unique within the site; the frame adds the site's name
    Url address;                  ///< the one address of this content, without the language
    std::vector<Crumb> crumbs{};  ///< the pages above this one; home is added
    std::string searched{};       ///< what the search field shows
    bool has_player = false;      ///< brings skip links to #player and #chapters
    std::vector<std::string_view> scripts{};  ///< names of server/web, without a player none needed
    Html head{};                              ///< what other programs look for in <head>
    bool is_error = false;                    ///< then without an address of its own
    std::string media_origin{};  ///< another site whose media the page may play, or empty
    Html content{};
};

/// The whole document.
std::string page_text(const Visit& visit, const Page& page);

/// The whole document as a 200 answer, which caches tell apart by language.
Response page_response(const Visit& visit, const Page& page);

/// "0:07" for the eye and "à 7 secondes" for the ear, then ", 3 sur 12" when that is the `place`.
Html clock(const Visit& visit, chapters::Time time, std::string_view place = {});

/// An ISO 8601 date in words, as <time>; empty when there is none.
Html date(const Visit& visit, const std::string& iso_date);

/// "9 min": how long something is, in few characters.
Html length(const Visit& visit, chapters::Time time);

/// How far the site's accessibility goes, in words.
std::string_view conformity_words(const Visit& visit);

/// Short facts in a row, without the empty ones.
Html facts(std::initializer_list<Html> all);

}  // namespace revivre::server::pages
