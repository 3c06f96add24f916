#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/model.hpp"

namespace revivre::chapters {

enum class Nesting {
    none,         ///< a flat list
    containment,  ///< who is inside whom follows from the times alone
    tree,         ///< said, whatever the times
};

enum class Ends {
    none,      ///< not said
    optional,  ///< said or not
    required,  ///< said of each
    chained,   ///< each chapter ends where the next begins: no gap, no overlap
};

enum class Speakers {
    none,
    names,  ///< what is shown as their name, and nothing else
    full,   ///< all of a credit
};

/// What a format can hold of a document. The default is the least: starts in milliseconds and
/// titles, in order.
struct Holds {
    Nesting nesting = Nesting::none;
    Ends ends = Ends::none;
    Speakers speakers = Speakers::none;
    bool kinds = false;      ///< session, intervention, section, break
    bool ids = false;        ///< "cha_…" and "ses_…"
    bool language = false;   ///< which language a title is in
    bool languages = false;  ///< a title in several languages, each said
    bool summaries = false;
    bool links = false;
    bool images = false;
    bool items = false;           ///< chapters of several media
    bool points = true;           ///< chapters of no length; else they are made 1 ms long
    bool empty_titles = true;     ///< else a dash stands for it
    bool equal_starts = true;     ///< else the later of two that start together goes
    bool starts_at_zero = false;  ///< a filler without a title is put before a later first one
    std::int64_t ticks_per_second = 1000;  ///< finest time; rounded to the nearest
    Time latest = Time::max();             ///< later chapters go
    std::size_t chapters = 0;              ///< at most so many; 0: no limit
    std::size_t title_bytes = 0;           ///< UTF-8 bytes a title, cut at a character; 0: no limit
};

}  // namespace revivre::chapters
