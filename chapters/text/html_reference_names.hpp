#pragma once

#include <string_view>

namespace revivre::chapters {

/// Every named character reference of HTML as "name=code" or, when it may stand without its
/// semicolon, "name!code"; a code is one or two hexadecimal code points joined by "+". Ordered by
/// name, separated by blanks.
std::string_view html_reference_names() noexcept;

}  // namespace revivre::chapters
