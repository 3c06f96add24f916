#include "server/pages/poster.hpp"

#include "server/pages/published.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;
using chapters::ChapterKind;
using chapters::Time;

Html picture(Pictures& pictures, const std::string& recording, Time start, Time end) {
    const std::string path = pictures.poster(recording, start, end);
    if (path.empty()) return {};
    const Url address({"pictures", recording, path.substr(path.rfind('/') + 1)});
    return void_element("img", {{"class", "poster"},
                                {Attribute::AddressName("src"), address},
                                {"alt", ""},
                                {"width", "320"},
                                {"height", "180"},
                                {"loading", "lazy"},
                                {"decoding", "async"}});
}

}  // namespace

Html chapter_poster(Pictures& pictures, const std::string& recording, const Chapter& chapter) {
    return picture(pictures, recording, chapter.start, chapter.end.value_or(chapter.start));
}

Html recording_poster(Pictures& pictures, const chapters::Recording& recording,
                      const chapters::Revision& revision) {
    for (const Chapter* chapter : flattened(revision.chapters)) {
        if (chapter->kind != ChapterKind::intervention) continue;
        return chapter_poster(pictures, recording.id, *chapter);
    }
    return picture(pictures, recording.id, Time::zero(), recording.duration);
}

}  // namespace revivre::server::pages
