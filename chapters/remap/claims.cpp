#include "chapters/remap/claims.hpp"

#include <algorithm>
#include <cstdlib>

namespace revivre::chapters::remap {
namespace {

// Where unlike sound follows, some frames of it agree by chance before ten do not: two tenths of a
// second is beyond all that was met in made days.
constexpr int kEdge = 10;
constexpr int kAround = 150;     // three seconds that go on alike on both sides say which is meant
constexpr int kLeastPiece = 50;  // a second
constexpr int kRoundedEnd = 5;   // see passage.cpp
constexpr int kAtOnce = 25;      // half a second of quiet between sound and an end

struct Span {
    int first = 0;
    int end = 0;
    [[nodiscard]] bool empty() const { return first >= end; }
};

Span common(Span one, Span other) {
    return {std::max(one.first, other.first), std::min(one.end, other.end)};
}

Span old_span(const Stretch& stretch) {
    return {stretch.first, stretch.end};
}

Span made_span(const Stretch& stretch) {
    return {stretch.made_first(), stretch.made_end()};
}

bool well_inside(Span inner, Span outer) {
    return inner.first >= outer.first + kAround && inner.end <= outer.end - kAround;
}

// A jingle that was heard twice and is left once: it belongs where what surrounds it is found too.
bool only_repeats(const Stretch& stretch, const Stretch& other) {
    return well_inside(made_span(stretch), made_span(other)) ||
           well_inside(old_span(stretch), old_span(other));
}

// What two stretches claim, in frames of the old recording as `stretch` sees them.
std::vector<Span> disputed(const Stretch& stretch, const std::vector<Stretch>& all) {
    std::vector<Span> spans;
    for (const Stretch& other : all) {
        if (&other == &stretch) continue;
        const Span old = common(old_span(stretch), old_span(other));
        if (!old.empty()) spans.push_back(old);
        const Span made = common(made_span(stretch), made_span(other));
        if (made.empty()) continue;
        spans.push_back({made.first - stretch.shift_at(stretch.first),
                         made.end - stretch.shift_at(stretch.end)});
    }
    std::ranges::sort(spans, {}, &Span::first);
    return spans;
}

std::vector<Stretch> without(const Stretch& stretch, const std::vector<Span>& spans) {
    std::vector<Stretch> pieces;
    const auto keep = [&](int first, int end) {
        Stretch piece = stretch;
        piece.first = first;
        piece.end = end;
        piece.to_begin = stretch.to_begin && first == stretch.first;
        piece.to_end = stretch.to_end && end == stretch.end;
        pieces.push_back(std::move(piece));
    };
    int from = stretch.first;
    for (const Span& span : spans) {
        if (span.first > from) keep(from, std::min(span.first, stretch.end));
        from = std::max(from, span.end);
    }
    if (from < stretch.end) keep(from, stretch.end);
    return pieces;
}

class Edges {
  public:
    Edges(const Sound& old, const Sound& made) : old_(old), made_(made) {}

    void draw(Stretch& stretch) const {
        const int begin = begin_of(stretch);
        const int end = end_of(stretch);
        stretch.first = begin;
        stretch.end = end;
    }

  private:
    [[nodiscard]] int begin_of(const Stretch& stretch) const {
        const int shift = stretch.shift_at(stretch.first);
        const int begin = std::max(0, -shift);
        if (!stretch.to_begin) return stretch.first + kEdge;
        if (begin <= kRoundedEnd && shift <= kRoundedEnd) return 0;
        return stretch.first - begin <= kAtOnce ? begin : stretch.first + kEdge;
    }

    [[nodiscard]] int end_of(const Stretch& stretch) const {
        const int shift = stretch.shift_at(stretch.end);
        const int end = std::min(old_.frames(), made_.frames() - shift);
        if (!stretch.to_end) return stretch.end - kEdge;
        if (std::abs(old_.frames() + shift - made_.frames()) <= kRoundedEnd) return old_.frames();
        return end - stretch.end <= kAtOnce ? end : stretch.end - kEdge;
    }

    const Sound& old_;
    const Sound& made_;
};

}  // namespace

std::vector<Stretch> settled(const Sound& old, const Sound& made, std::vector<Stretch> stretches) {
    std::erase_if(stretches, [all = stretches](const Stretch& each) {
        return std::ranges::any_of(all,
                                   [&](const Stretch& other) { return only_repeats(each, other); });
    });
    const Edges edges(old, made);
    std::vector<Stretch> sure;
    for (const Stretch& each : stretches) {
        for (Stretch& piece : without(each, disputed(each, stretches))) {
            edges.draw(piece);
            if (piece.end - piece.first >= kLeastPiece) sure.push_back(std::move(piece));
        }
    }
    std::ranges::sort(sure, {}, &Stretch::first);
    return sure;
}

}  // namespace revivre::chapters::remap
