#include "chapters/exchange/budget.hpp"

namespace revivre::chapters {

bool Budget::take(int line) {
    if (left_ > 0) {
        --left_;
        return true;
    }
    if (!told_)
        gathering_.tell(line,
                        "more chapters than a file of this size may hold: the others "
                        "are left out");
    told_ = true;
    return false;
}

}  // namespace revivre::chapters
