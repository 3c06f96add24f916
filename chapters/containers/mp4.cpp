// MP4 (ISO/IEC 14496-12 and 14496-14) and its ancestor, the QuickTime File Format. Chapters are a
// text track that another track names ("tref/chap": QuickTime File Format, "Chapter Lists") and
// Nero's list "udta/chpl", which has no specification.

#include <algorithm>
#include <array>

#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/containers/mp4_reader.hpp"
#include "chapters/containers/mp4_text.hpp"
#include "chapters/containers/mp4_writer.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/exchange/nesting.hpp"

namespace revivre::chapters::containers {
namespace {

constexpr std::array<std::string_view, 6> kAliases = {"m4a", "m4b",       "m4v",
                                                      "mov", "quicktime", "qt"};
constexpr std::array<std::string_view, 5> kExtensions = {"mp4", "m4a", "m4b", "m4v", "mov"};

// Milliseconds in 32 bits, 49 days: no sample, no track header needs more. All ones mean unknown.
constexpr Time kLatest{0xFFFFFFFE};

// What a file can begin with, and the brands of still pictures, which begin so, too.
constexpr std::array<std::string_view, 7> kFirstBoxes = {"ftyp", "moov", "mdat", "free",
                                                         "skip", "wide", "pnot"};
constexpr std::array<std::string_view, 6> kPictureBrands = {"heic", "heix", "mif1",
                                                            "msf1", "avif", "crx "};

bool recognise(std::string_view head) {
    if (head.size() < 8) return false;
    const std::string_view type = head.substr(4, 4);
    if (std::ranges::find(kFirstBoxes, type) == kFirstBoxes.end()) return false;
    return type != "ftyp" ||
           std::ranges::find(kPictureBrands, head.substr(std::min<std::size_t>(8, head.size()),
                                                         4)) == kPictureBrands.end();
}

// A track shows one sample at a time: a chapter ends where the next one begins. Of those that begin
// together the longest keeps its length.
void cut_overlaps(std::vector<Chapter>& chapters, Losses& losses) {
    std::size_t cut = 0;
    for (std::size_t i = 0; i < chapters.size();) {
        std::size_t next = i + 1;
        while (next < chapters.size() && chapters[next].start == chapters[i].start) ++next;
        for (std::size_t each = i; each < next; ++each) {
            Time most = chapters[i].start;
            if (each == i) most = next < chapters.size() ? chapters[next].start : kLatest;
            if (chapters[each].end.value_or(most) <= most) continue;
            chapters[each].end = most;
            ++cut;
        }
        i = next;
    }
    losses.add(LossKind::ends, cut,
               "ends of {}: moved to where the next one starts, since players show one at a time");
}

void adapt(Document& document, Losses& losses) {
    cut_overlaps(document.chapters, losses);
    std::size_t dropped = 0;
    for (Chapter& chapter : document.chapters) {
        if (chapter.link.size() <= mp4::kLinkBytes) continue;
        chapter.link.clear();
        ++dropped;
    }
    losses.add(LossKind::links, dropped, "links of {}: longer than 255 bytes");
}

}  // namespace

Container mp4() {
    return {.name = "mp4",
            .aliases = kAliases,
            .title = "MP4 and QuickTime",
            .extensions = kExtensions,
            .media_type = "video/mp4",
            .reference = "ISO/IEC 14496-12; QuickTime File Format, Chapter Lists; Nero chpl",
            .holds = {.ends = Ends::required,
                      .links = true,
                      .empty_titles = false,
                      .latest = kLatest,
                      .title_bytes = 0xFFFF},
            .recognise = recognise,
            .read = mp4::read_chapters,
            .adapt = adapt,
            .write = mp4::write_chapters};
}

}  // namespace revivre::chapters::containers
