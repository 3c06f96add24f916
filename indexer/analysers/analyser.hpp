#pragma once

#include <memory>
#include <string_view>

#include "indexer/analysis/picture.hpp"
#include "indexer/analysis/sound.hpp"
#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// Watches one pass over a recording. Pictures come in the order in which they are shown, sound in
/// the order in which it is heard; between them nothing is promised but that neither runs ahead of
/// the other by more than the buffer of the pass (some seconds). One thread. Exceptions end the
/// pass.
class Analyser {
  public:
    virtual ~Analyser() = default;
    virtual void see(const Picture&) {}
    virtual void hear(const Sound&) {}
    /// What starts before this was found and added, or never will be: where a pass that was
    /// interrupted may go on. `now`: the time reached. An analyser that has nothing open gives it
    /// back.
    [[nodiscard]] virtual chapters::Time settled(chapters::Time now) const { return now; }
    /// Whether something is shown that is known and will go: what the packets betray next is
    /// likely to be that, and need not be decoded.
    [[nodiscard]] virtual bool awaits_end() const { return false; }
    /// After the last picture and sound. `end`: of the last one seen or heard.
    virtual void finish(chapters::Time end) { static_cast<void>(end); }
};

/// What an analyser cannot do without; the pass reads and decodes the union of all and no more.
struct Needs {
    bool key_pictures = false;     ///< pictures of key frames
    bool chosen_pictures = false;  ///< and those around changes that packet sizes betray
    bool sound = false;
};

/// A plain table entry: one analyser, and how to make one for a pass.
struct AnalyserEntry {
    std::string_view name;
    Needs needs;
    std::unique_ptr<Analyser> (*make)(const Tools& tools) = nullptr;
};

}  // namespace revivre::indexer
