#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters::linking {

/// A point in time and what says so.
struct Moment {
    Time at{};
    double support = 0;                 ///< the higher the better; 0: nothing but a rule of thumb
    std::vector<std::size_t> evidence;  ///< places in the evidence
    std::string how;                    ///< "the cut and the end of the silence"
};

/// An interval and what says so.
struct Stretch {
    Time start{};
    Time end{};
    std::vector<std::size_t> evidence;
};

/// The cuts, blacks and silences of one recording, to be asked where something begins. Every
/// question costs a search and what lies in its window.
class Moments {
  public:
    /// `evidence` ordered by start; other kinds are passed over.
    explicit Moments(std::span<const Evidence> evidence);

    /// Where the turn of somebody began whose name shows from `shown` on, at or after `earliest`.
    /// The camera goes to the new speaker, a moment passes without a word, and then they speak: the
    /// end of the best silence with a cut in it, or the end of a silence (rather a long one that a
    /// cut follows soon), or a cut. The best is the one that lies where captions are put, and whose
    /// silence is long. With none of them, a usual delay before the caption.
    [[nodiscard]] Moment turn_before(Time shown, Time earliest) const;

    /// The best point around the marker at `at` where a cut falls into a silence that then ends,
    /// for somebody whose name shows from `shown` on.
    [[nodiscard]] std::optional<Moment> turn_near(Time at, Time shown) const;

    /// The one point near `at` where a cut falls into a silence that then ends, when there is only
    /// one: what an editor's marker may be moved to.
    [[nodiscard]] std::optional<Moment> turn_near(Time at) const;

    /// The change of picture that a full-screen text came with: `seen`, or the cut next to it.
    [[nodiscard]] Moment picture_change(Time seen) const;

    /// A break around what was shown from `start` to `end`: with the black before and behind it.
    [[nodiscard]] Stretch with_black(Time start, Time end) const;

    /// `end`, or the beginning of the silence that it lies in, if that is after `start`.
    [[nodiscard]] Time last_word(Time start, Time end) const;

  private:
    struct Change {
        Time at{};
        std::size_t evidence = 0;
    };
    struct Gap {
        Time start{};
        Time end{};
        std::size_t evidence = 0;
    };

    [[nodiscard]] std::optional<Change> change_in(Time from, Time to) const;
    [[nodiscard]] std::vector<Moment> turns_around(Time marker) const;
    void add_turns(Time from, Time to, std::vector<Moment>& turns) const;
    void add_cuts(Time from, Time to, std::vector<Moment>& turns) const;

    std::vector<Change> changes_;  // cuts, and the middles of dissolves and fades
    std::vector<Gap> silences_;
    std::vector<Gap> blacks_;
    Time longest_silence_{};
};

}  // namespace revivre::chapters::linking
