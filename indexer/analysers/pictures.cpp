#include <algorithm>

#include "indexer/analysers/registry.hpp"
#include "indexer/analysis/posters.hpp"
#include "indexer/analysis/storyboard.hpp"

namespace revivre::indexer::analysers {
namespace {

class Pictures final : public Analyser {
  public:
    explicit Pictures(const Tools& tools) : storyboard_(tools), posters_(tools) {}

    void see(const Picture& picture) override {
        storyboard_.see(picture);
        posters_.see(picture);
    }
    void finish(chapters::Time end) override {
        storyboard_.finish(end);
        posters_.finish();
    }
    [[nodiscard]] chapters::Time settled(chapters::Time now) const override {
        return std::min(storyboard_.settled(now), posters_.settled(now));
    }

  private:
    Storyboard storyboard_;
    Posters posters_;
};

}  // namespace

AnalyserEntry pictures() {
    return {.name = "pictures",
            .needs = {.key_pictures = true},
            .make = [](const Tools& tools) -> std::unique_ptr<Analyser> {
                return std::make_unique<Pictures>(tools);
            }};
}

}  // namespace revivre::indexer::analysers
