#pragma once

#include "chapters/model.hpp"

namespace revivre::indexer {

/// The smallest box that holds both.
chapters::Box joined(const chapters::Box& a, const chapters::Box& b);
/// `x` more to the left and right, `y` more above and below; may leave the picture.
chapters::Box widened(const chapters::Box& box, int x, int y);
bool overlap(const chapters::Box& a, const chapters::Box& b);
bool holds(const chapters::Box& outer, const chapters::Box& inner);

/// The part of a box that lies in a picture of that size; empty when nothing does.
chapters::Box cut_to(const chapters::Box& box, int width, int height);

}  // namespace revivre::indexer
