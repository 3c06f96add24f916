#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysers/registry.hpp"

/// Tools that remember what analysers gave them.
namespace revivre::indexer::testing {

struct KeptFindings final : Findings {
    std::vector<chapters::Evidence> evidence;
    std::map<std::string, std::string, std::less<>> files;

    void add(chapters::Evidence found) override { evidence.push_back(std::move(found)); }
    void add_file(std::string_view name, std::string_view content) override {
        files.emplace(name, content);
    }
};

struct NoReader final : TextReader {
    std::vector<TextLine> read(const GreyImage&) override { return {}; }
};

/// Makes no pictures but remembers what it was asked for.
struct KeptRequests final : PictureEncoder {
    struct Request {
        chapters::Time time{};
        chapters::Box box;
        int width_px = 0;
    };
    std::vector<Request> requests;
    std::vector<std::uint8_t> last;  ///< luma of the last picture

    /// Of the last picture, on its row 0: `count` samples from `x` on, `step` apart.
    [[nodiscard]] std::vector<int> samples_along(int x, int step, int count) const {
        std::vector<int> samples;
        for (int at = 0; at < count; ++at) {
            samples.push_back(last.at(static_cast<std::size_t>(x + at * step)));
        }
        return samples;
    }

    std::string jpeg(const Picture& picture, const chapters::Box& box, int width_px) override {
        requests.push_back({picture.time, box, width_px});
        last.clear();
        for (int y = 0; y < picture.luma.height; ++y) {
            const auto row = picture.luma.row(y);
            last.insert(last.end(), row.begin(), row.end());
        }
        return "jpeg";
    }
};

/// A set of tools, and an analyser of the registry that works with them.
struct Bench {
    KeptFindings findings;
    NoReader reader;
    KeptRequests pictures;
    Tools tools{findings, reader, pictures, {}};

    std::unique_ptr<Analyser> analyser(std::string_view name) {
        const auto entry = std::ranges::find(all_analysers(), name, &AnalyserEntry::name);
        return entry->make(tools);
    }
};

}  // namespace revivre::indexer::testing
