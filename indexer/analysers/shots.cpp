#include "chapters/evidence_kinds.hpp"
#include "indexer/analysers/registry.hpp"
#include "indexer/analysis/shot_detector.hpp"

namespace revivre::indexer::analysers {
namespace {

namespace kinds = chapters::evidence_kinds;

std::string_view kind_of(ShotChangeKind kind) {
    switch (kind) {
        case ShotChangeKind::cut:
            return kinds::kCut;
        case ShotChangeKind::dissolve:
            return kinds::kDissolve;
        case ShotChangeKind::fade:
            return kinds::kFade;
        case ShotChangeKind::black:
            return kinds::kBlack;
    }
    return {};
}

class Shots final : public Analyser {
  public:
    explicit Shots(Findings& findings) : findings_(findings) {}

    void see(const Picture& picture) override {
        detector_.see(picture);
        report();
    }

    void finish(chapters::Time end) override {
        detector_.finish(end);
        report();
    }

    [[nodiscard]] chapters::Time settled(chapters::Time now) const override {
        return detector_.settled(now);
    }

  private:
    void report() {
        for (const ShotChange& change : detector_.take())
            findings_.add({.kind = std::string(kind_of(change.kind)),
                           .start = change.start,
                           .end = change.end,
                           .score = change.score});
    }

    Findings& findings_;
    ShotDetector detector_;
};

}  // namespace

AnalyserEntry shots() {
    return {.name = "shots",
            .needs = {.key_pictures = true, .chosen_pictures = true},
            .make = [](const Tools& tools) -> std::unique_ptr<Analyser> {
                return std::make_unique<Shots>(tools.findings);
            }};
}

}  // namespace revivre::indexer::analysers
