#include "indexer/analysers/registry.hpp"
#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer::analysers {
namespace {

class Shots final : public Analyser {
  public:
    explicit Shots(Findings& findings) : findings_(findings) {}

    void see(const Picture& picture) override {
        if (picture.time.count() < 0) findings_.add({.kind = "cut", .start = picture.time});
    }

  private:
    Findings& findings_;
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
