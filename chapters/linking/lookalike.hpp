#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// How texts that were read from a picture are compared: readers of print take letters for others
/// that look like them.
namespace revivre::chapters::linking {

/// The letters and digits of a text, folded, without blanks and hyphens, where those that look
/// alike are one: 0/o, 1/l/i/j, 5/s, 8/b, 6/9/q/g, 2/z, rn/m, vv/w, cl/d, ii/u. Two texts of the
/// same shape may be the same print.
std::string shape(std::string_view text);

/// Letters added, dropped or replaced between `a` and `b`, in bytes; `limit` + 1 when there are
/// more. Cost: the product of both lengths.
std::size_t edits(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace revivre::chapters::linking
