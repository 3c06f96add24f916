#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"

/// The two ways in which MP4 files hold titles: samples of a text track, and Nero's list.
namespace revivre::chapters::mp4 {

/// The longest address that a sample's "href" box can hold.
inline constexpr std::size_t kLinkBytes = 255;

/// A sample of a text track, as UTF-8.
struct SampleText {
    std::string title;
    std::string link;  ///< of a "href" box behind the title
};

/// A sample: 16 bits of length, then UTF-8, or UTF-16 with its mark; then boxes.
SampleText read_sample(std::string_view sample);

/// The same, to write. `title` and `link` are UTF-8 and fit.
std::string sample_of(std::string_view title, std::string_view link);

/// A line of "chpl".
struct ListedChapter {
    Time start{};
    std::string title;  ///< UTF-8
    bool whole = true;  ///< else it may have been cut by the writer
};

/// The body of a "chpl" box, in whichever of its known forms fits best. `complete` becomes false
/// when it breaks off.
std::vector<ListedChapter> read_chapter_list(std::string_view body, bool& complete);

/// The first 255 of `chapters` as a "chpl" box, their titles cut at a character.
std::string chapter_list_of(const std::vector<Chapter>& chapters);

}  // namespace revivre::chapters::mp4
