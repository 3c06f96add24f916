#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters {

/// What kind of thing a format could not hold. The words are those of `export --json`.
/// DO NOT CHANGE THESE WORDS (see name_of): scripts act on them.
enum class LossKind {
    order,        ///< chapters were put in the order of their starts
    items,        ///< chapters of other media
    nesting,      ///< which chapter is inside which
    times,        ///< too late, or two at one start
    count,        ///< more chapters than fit
    precision,    ///< times rounded
    ends,         ///< ends left out, moved or made
    speakers,     ///< names, functions, status
    kinds,        ///< session, intervention, break
    identifiers,  ///< ids of chapters and sessions
    languages,    ///< titles in other languages, or which language a title is in
    summaries,
    links,
    images,
    titles,      ///< cut, or made where there was none
    characters,  ///< letters replaced by others
};

std::string_view name_of(LossKind kind) noexcept;

/// One kind of thing that was lost, and in how many chapters.
struct Loss {
    LossKind kind{};
    std::size_t chapters = 0;
    std::string message;  ///< for a person, what is lost: "speakers of 12 chapters"
    bool operator==(const Loss&) const = default;
};

/// The losses of one document, each kind once.
class Losses {
  public:
    /// Nothing when `chapters` is 0. Said twice, a kind keeps its first message and the larger
    /// count. In `message`, which reads well behind "lost: ", "{}" becomes "1 chapter" or
    /// "12 chapters".
    void add(LossKind kind, std::size_t chapters, std::string_view message);

    [[nodiscard]] const std::vector<Loss>& all() const noexcept { return losses_; }

  private:
    std::vector<Loss> losses_;
};

}  // namespace revivre::chapters
