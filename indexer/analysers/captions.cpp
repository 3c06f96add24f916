#include <algorithm>
#include <cstdio>

#include "chapters/evidence_kinds.hpp"
#include "indexer/analysers/registry.hpp"
#include "indexer/analysis/caption_watch.hpp"
#include "indexer/analysis/text_lines.hpp"
#include "indexer/analysis/text_vote.hpp"

namespace revivre::indexer::analysers {
namespace {

using chapters::Box;
using chapters::Time;

constexpr int kStillWidth = 480;
// Heights of lines at which Tesseract reads the letters of 270p best, from 40 to 64.
constexpr int kSmall = 40;
constexpr int kLarge = 52;

class Captions final : public Analyser {
  public:
    explicit Captions(const Tools& tools) : tools_(tools) {}

    void see(const Picture& picture) override { keep(watch_.see(picture)); }
    void finish(Time end) override { keep(watch_.finish(end)); }

  private:
    void keep(const std::vector<SeenBand>& bands) {
        for (const SeenBand& band : bands) keep(band);
    }
    void keep(const SeenBand& band);
    Reading read(const GreyImage& crop, int line_height_px);
    Reading read(const CropKeeper& crops);
    std::string still(const SeenBand& band);

    Tools tools_;
    CaptionWatch watch_;
    Time last_still_{-1};
};

Reading Captions::read(const GreyImage& crop, int line_height_px) {
    const GreyImage page = prepare_for_reading(crop, text_lines(crop), line_height_px);
    if (page.samples.empty()) return {};
    Reading reading = tools_.text.read(page);
    keep_writing(reading);
    return reading;
}

// The mean of all pictures is the cleanest, unless something moved behind the text. What it reads
// is confirmed by the latest picture in another size; where they differ, a third one decides.
Reading Captions::read(const CropKeeper& crops) {
    const GreyImage mean = crops.mean();
    std::vector<Reading> readings{read(mean, kSmall)};
    if (readings.front().empty()) return {};
    readings.push_back(read(crops.latest(), kLarge));
    if (!agree(readings[0], readings[1])) readings.push_back(read(mean, kLarge));
    return vote(readings);
}

std::string Captions::still(const SeenBand& band) {
    const Picture picture = band.crops.picture();
    const std::string jpeg = tools_.pictures.jpeg(
        picture, {0, 0, picture.luma.width, picture.luma.height}, kStillWidth);
    if (jpeg.empty()) return {};
    const Time time = std::max(band.start, last_still_ + Time{1});
    last_still_ = time;
    std::string digits = std::to_string(time.count());
    digits.insert(0, 9 - std::min<std::size_t>(9, digits.size()), '0');
    const std::string name = "caption-" + digits + ".jpg";
    tools_.findings.add_file(name, jpeg);
    return name;
}

void Captions::keep(const SeenBand& band) {
    const Reading reading = read(band.crops);
    if (reading.empty()) return;
    chapters::Evidence evidence;
    evidence.kind = chapters::evidence_kinds::kCaption;
    evidence.start = band.start;
    evidence.end = band.end;
    evidence.box = band.box;
    double sum = 0;
    for (const TextLine& line : reading) {
        if (!evidence.text.empty()) evidence.text += '\n';
        evidence.text += line.text;
        sum += line.confidence;
    }
    evidence.score = sum / static_cast<double>(reading.size());
    evidence.still = still(band);
    tools_.findings.add(std::move(evidence));
}

}  // namespace

AnalyserEntry captions() {
    return {.name = "captions",
            .needs = {.key_pictures = true, .chosen_pictures = true},
            .make = [](const Tools& tools) -> std::unique_ptr<Analyser> {
                return std::make_unique<Captions>(tools);
            }};
}

}  // namespace revivre::indexer::analysers
