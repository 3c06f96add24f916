#pragma once

#include <vector>

#include "chapters/model.hpp"

namespace revivre::review {

/// Chapters without children, in any order, as a tree: sessions and breaks beside each other,
/// interventions inside the sessions that they belong to, the rest inside what surrounds it in
/// time.
std::vector<chapters::Chapter> nested(std::vector<chapters::Chapter> flat);

/// Puts a chapter, which has an end, into a tree where `nested` would have put it; what stands
/// beside that place and belongs into the new one goes there. The rest of the tree stays as it is,
/// but for ends of what is around it, which reach as far as the new one.
void insert_chapter(std::vector<chapters::Chapter>& tree, chapters::Chapter chapter);

}  // namespace revivre::review
