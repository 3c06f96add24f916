#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// How texts that were read from a picture are compared: readers of print take letters for others
/// that look like them.
namespace revivre::chapters::linking {

/// A text without blanks and hyphens.
struct Print {
    std::string letters;  ///< folded letters and digits
    std::string shape;    ///< the same, those that look alike being one: 0/o, 1/l/i/j, 5/s, 8/b,
                          ///< 6/9/q/g, 2/z, rn/m, vv/w, cl/d, ii/u
    bool operator==(const Print&) const = default;
};
Print print_of(std::string_view text);

/// Letters added, dropped or replaced between `a` and `b`, in bytes; `limit` + 1 when there are
/// more. Cost: the product of both lengths.
std::size_t edits(std::string_view a, std::string_view b, std::size_t limit);

/// The least edits that make one print the other, letters that look alike being one or not: 0 when
/// they have the same shape, `limit` + 1 when there are more.
std::size_t edits(const Print& a, const Print& b, std::size_t limit);

/// Whether up to `limit` mistakes of reading make one print the other: a letter taken for one that
/// is drawn nearly like it (c/e, n/u, h/b…), a narrow one lost or added inside. What makes another
/// name of a name (a/e, d/t, another ending) is no such mistake.
bool may_be_misread(const Print& a, const Print& b, std::size_t limit);

}  // namespace revivre::chapters::linking
