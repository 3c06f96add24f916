#include "indexer/analysers/registry.hpp"

#include <array>

namespace revivre::indexer {

std::span<const AnalyserEntry> all_analysers() {
#define REVIVRE_ENTRY(name) analysers::name(),
    static const std::array table{REVIVRE_ANALYSERS(REVIVRE_ENTRY)};
#undef REVIVRE_ENTRY
    return table;
}

}  // namespace revivre::indexer
