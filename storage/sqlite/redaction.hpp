#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"
#include "storage/person_register.hpp"
#include "storage/repository.hpp"
#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/connection.hpp"

/// What the public is shown instead of somebody who was withdrawn.
namespace revivre::storage::sqlite {

/// The title of a withdrawn intervention, and of a chapter whose title named somebody withdrawn and
/// that nobody else is credited with, both in `kWithdrawnLanguage`.
inline constexpr std::string_view kWithdrawnTitle = "Intervention retirée";
inline constexpr std::string_view kTitleTakenOut = "Titre retiré";
inline constexpr std::string_view kWithdrawnLanguage = "fr";

/// Takes withdrawn persons out of one revision. Whatever credits them has neither names, nor its
/// own title, other languages, summary or addresses, nor have its parts; of a session or a break
/// that credits them only they are taken. Titles and summaries of the same revision that name them
/// in full are taken as well: such a chapter is called by who speaks.
class Redaction {
  public:
    /// Reads who is withdrawn and credited by revision `row`.
    Redaction(Connection& connection, std::int64_t row);

    /// Nothing is to be taken out.
    [[nodiscard]] bool empty() const noexcept { return persons_.empty(); }

    /// `all`: the revision's chapters. Gives the ids of those that nothing is shown of.
    std::set<std::string> apply(std::vector<chapters::Chapter>& all) const;

    /// Leaves out what is said during `spans`, or by a withdrawn person.
    void apply(std::vector<chapters::Cue>& cues, const std::vector<Span>& spans) const;

  private:
    void conceal(std::vector<chapters::Chapter>& all, std::set<std::string>& concealed) const;
    void take_out(chapters::Chapter& chapter) const;
    [[nodiscard]] bool credits_withdrawn(const chapters::Chapter& chapter) const;
    [[nodiscard]] bool names_withdrawn(std::string_view text) const;

    std::set<std::string> persons_;
    std::set<std::string> names_;  // folded words, a blank before, between and behind
};

/// The revision's chapters as the public may see them; `concealed` gets the ids of those that
/// nothing is shown of.
std::vector<chapters::Chapter> public_chapters(Connection& connection, std::int64_t row,
                                               std::set<std::string>* concealed = nullptr);

/// When something concealed takes place, in order, without overlaps.
std::vector<Span> concealed_spans(const std::vector<chapters::Chapter>& all,
                                  const std::set<std::string>& concealed);

/// What `keys` name, in their order, as the public may see it; without what is concealed when
/// `leave_out`.
std::vector<PublishedChapter> load_public(Connection& connection, const std::vector<RowKey>& keys,
                                          bool leave_out);

}  // namespace revivre::storage::sqlite
