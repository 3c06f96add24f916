#include "indexer/analysis/same_scene.hpp"

#include <cstdlib>

namespace revivre::indexer {

bool same_scene(const Thumbnail& a, const Thumbnail& b) {
    std::size_t changed = 0;
    for (std::size_t i = 0; i < a.luma.size(); ++i)
        changed += std::abs(int{a.luma[i]} - int{b.luma[i]}) > 24 ? 1U : 0U;
    return changed < a.luma.size() / 8;
}

}  // namespace revivre::indexer
