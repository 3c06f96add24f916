#include "indexer/ocr/tesseract_reader.hpp"

#include <algorithm>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "chapters/error.hpp"

namespace revivre::indexer {
namespace {

constexpr int kAssumedDpi = 300;  // only silences a guess; letters count in pixels

std::string trimmed(const char* text) {
    std::string line = text == nullptr ? "" : text;
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.pop_back();
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    std::ranges::replace(line, '\n', ' ');
    return line;
}

class TesseractReader final : public TextReader {
  public:
    explicit TesseractReader(const std::string& languages) {
        // The data folder is the one that Debian's package was built with.
        if (engine_.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
            throw Error(ErrorCode::unavailable,
                        "text in pictures cannot be read: the language data '" + languages +
                            "' is not installed (Debian package tesseract-ocr-fra for 'fra')");
        }
        engine_.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
    }

    std::vector<TextLine> read(const GreyImage& image) override {
        std::vector<TextLine> lines;
        if (image.width <= 0 || image.height <= 0) return lines;
        engine_.SetImage(image.samples.data(), image.width, image.height, 1, image.width);
        engine_.SetSourceResolution(kAssumedDpi);
        if (engine_.Recognize(nullptr) == 0) lines = recognised_lines();
        engine_.Clear();
        return lines;
    }

  private:
    std::vector<TextLine> recognised_lines() {
        std::vector<TextLine> lines;
        const std::unique_ptr<tesseract::ResultIterator> at(engine_.GetIterator());
        if (!at) return lines;
        constexpr auto kLine = tesseract::RIL_TEXTLINE;
        do {
            const std::unique_ptr<const char[]> text(at->GetUTF8Text(kLine));
            TextLine line{.text = trimmed(text.get()),
                          .confidence = std::clamp(at->Confidence(kLine) / 100.0, 0.0, 1.0),
                          .box = {}};
            int left = 0;
            int top = 0;
            int right = 0;
            int bottom = 0;
            if (line.text.empty() || !at->BoundingBox(kLine, &left, &top, &right, &bottom))
                continue;
            line.box = {left, top, right - left, bottom - top};
            lines.push_back(std::move(line));
        } while (at->Next(kLine));
        return lines;
    }

    tesseract::TessBaseAPI engine_;
};

}  // namespace

std::unique_ptr<TextReader> open_tesseract(const std::string& languages) {
    return std::make_unique<TesseractReader>(languages);
}

}  // namespace revivre::indexer
