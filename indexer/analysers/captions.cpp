#include <algorithm>
#include <set>

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

// Readings that gave nothing, in one recording: texture that moves like text. Some tens in hours of
// generated days; 2000 cost 40 s.
constexpr int kMostFruitless = 2000;
constexpr std::size_t kMostLone = 1000;
constexpr std::size_t kMostCaptions = 5000;  // one every ten seconds of a day is no caption
// How often a caption comes back: a sign is in a tenth of the pictures or more.
constexpr std::ptrdiff_t kTimesOfCaption = 2;
constexpr std::ptrdiff_t kPicturesForOneMore = 100;
constexpr double kSureAlone = 0.75;
constexpr double kSameText = 0.7;
constexpr double kSureEnough = 0.5;  // names that were read right have 0.7 and more after the vote

struct Caption {
    Time start{};
    Time end{};
    Box box{};
    Reading reading{};
    std::string jpeg{};
};

double confidence(const Reading& reading) {
    double sum = 0;
    for (const TextLine& line : reading) sum += line.confidence;
    return sum / static_cast<double>(std::max<std::size_t>(1, reading.size()));
}

double surest(const Reading& reading) {
    double most = 0;
    for (const TextLine& line : reading) most = std::max(most, line.confidence);
    return most;
}

bool share_a_line(const Caption& a, const Caption& b) {
    return std::ranges::any_of(a.reading, [&](const TextLine& line) {
        return std::ranges::any_of(b.reading, [&](const TextLine& other) {
            return likeness(line.text, other.text) >= kSameText;
        });
    });
}

class Captions final : public Analyser {
  public:
    explicit Captions(const Tools& tools) : tools_(tools) {}

    void see(const Picture& picture) override {
        ++pictures_;
        keep(watch_.see(picture));
    }
    [[nodiscard]] bool awaits_end() const override { return watch_.shows_one(); }
    void finish(Time end) override {
        keep(watch_.finish(end));
        keep_lone();
    }
    [[nodiscard]] Time settled(Time now) const override {
        Time first = watch_.settled(now);
        for (const Caption& caption : lone_) first = std::min(first, caption.start);
        return first;
    }

  private:
    void keep(const std::vector<SeenBand>& bands) {
        for (const SeenBand& band : bands) keep(band);
    }
    void keep(const SeenBand& band);
    Reading read(const GreyImage& crop, int line_height_px);
    Reading read(const CropKeeper& crops);
    std::string jpeg_of(const SeenBand& band);
    void keep_lone();
    void add(const Caption& caption);
    std::string still_name(Time start);

    Tools tools_;
    CaptionWatch watch_;
    std::vector<Caption> lone_;
    std::set<Time> names_;
    int fruitless_ = 0;
    std::ptrdiff_t pictures_ = 0;
    std::size_t kept_ = 0;
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

std::string Captions::jpeg_of(const SeenBand& band) {
    const Picture picture = band.crops.picture();
    return tools_.pictures.jpeg(picture, {0, 0, picture.luma.width, picture.luma.height},
                                kStillWidth);
}

void Captions::keep(const SeenBand& band) {
    if (fruitless_ >= kMostFruitless || kept_ >= kMostCaptions) return;
    Caption caption{.start = band.start, .end = band.end, .box = band.box};
    caption.reading = band.crops.count() < 2 ? read(band.crops.latest(), kSmall) : read(band.crops);
    if (caption.reading.empty() || surest(caption.reading) < kSureEnough) {
        ++fruitless_;
        return;
    }
    caption.jpeg = jpeg_of(band);
    if (band.origin != BandOrigin::lone)
        add(caption);
    else if (lone_.size() < kMostLone)
        lone_.push_back(std::move(caption));
}

// A sign is read in picture after picture of the same camera, a caption in one or two.
void Captions::keep_lone() {
    for (const Caption& caption : lone_) {
        const auto seen = std::ranges::count_if(
            lone_, [&](const Caption& other) { return share_a_line(caption, other); });
        if (seen <= kTimesOfCaption + pictures_ / kPicturesForOneMore &&
            confidence(caption.reading) >= kSureAlone)
            add(caption);
    }
    lone_.clear();
}

void Captions::add(const Caption& caption) {
    ++kept_;
    chapters::Evidence evidence;
    evidence.kind = chapters::evidence_kinds::kCaption;
    evidence.start = caption.start;
    evidence.end = std::max(caption.end, caption.start + Time{1});
    evidence.box = caption.box;
    for (const TextLine& line : caption.reading) {
        if (!evidence.text.empty()) evidence.text += '\n';
        evidence.text += line.text;
    }
    evidence.score = confidence(caption.reading);
    if (!caption.jpeg.empty()) {
        evidence.still = still_name(caption.start);
        tools_.findings.add_file(evidence.still, caption.jpeg);
    }
    tools_.findings.add(std::move(evidence));
}

// Two captions may come at once: the time in the name of the second is moved.
std::string Captions::still_name(Time start) {
    Time time = start;
    while (!names_.insert(time).second) ++time;
    std::string digits = std::to_string(time.count());
    digits.insert(0, 9 - std::min<std::size_t>(9, digits.size()), '0');
    return "caption-" + digits + ".jpg";
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
