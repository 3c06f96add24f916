#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters::formats {

/// What is seen of a line of HTML: tags go, those that end a line leave a blank, and character
/// references are decoded. A "<" that begins no tag stays.
std::string text_of_html(std::string_view html);

/// The HTML that shows `text`, which is left as it is when it means the same already: not every
/// tool reads HTML there.
std::string html_of_text(const std::string& text);

}  // namespace revivre::chapters::formats
