#include "indexer/analysis/boxes.hpp"

#include <algorithm>

namespace revivre::indexer {

using chapters::Box;

Box joined(const Box& a, const Box& b) {
    const int left = std::min(a.x_px, b.x_px);
    const int top = std::min(a.y_px, b.y_px);
    const int right = std::max(a.x_px + a.width_px, b.x_px + b.width_px);
    const int bottom = std::max(a.y_px + a.height_px, b.y_px + b.height_px);
    return {left, top, right - left, bottom - top};
}

Box widened(const Box& box, int x, int y) {
    return {box.x_px - x, box.y_px - y, box.width_px + 2 * x, box.height_px + 2 * y};
}

bool overlap(const Box& a, const Box& b) {
    return a.x_px < b.x_px + b.width_px && b.x_px < a.x_px + a.width_px &&
           a.y_px < b.y_px + b.height_px && b.y_px < a.y_px + a.height_px;
}

bool holds(const Box& outer, const Box& inner) {
    return joined(outer, inner) == outer;
}

chapters::Box cut_to(const chapters::Box& box, int width, int height) {
    const int left = std::clamp(box.x_px, 0, width);
    const int top = std::clamp(box.y_px, 0, height);
    const int right = std::clamp(box.x_px + box.width_px, left, width);
    const int bottom = std::clamp(box.y_px + box.height_px, top, height);
    return {left, top, right - left, bottom - top};
}

}  // namespace revivre::indexer
