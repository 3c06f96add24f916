#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/picture.hpp"

/// What analysers are given to work with. Everything lives as long as the pass over the file.
namespace revivre::indexer {

/// Where analysers put what they find.
class Findings {
  public:
    virtual ~Findings() = default;
    /// Kept as it is; `id`, `recording`, `tool` and `tool_version` are set by the receiver.
    virtual void add(chapters::Evidence evidence) = 0;
    /// A file for the recording's folder of derived files. `name`: 1 to 64 of a-z 0-9 . - _, unique
    /// in the recording.
    virtual void add_file(std::string_view name, std::string_view content) = 0;
};

/// A picture of grey samples that owns them.
struct GreyImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> samples;  ///< width * height, rows from the top

    [[nodiscard]] Plane plane() const { return {samples.data(), width, height, width}; }
};

/// A line of text that was read.
struct TextLine {
    std::string text;       ///< UTF-8, one line
    double confidence = 0;  ///< 0 to 1: the reader's own mean over its words
    chapters::Box box;      ///< in the image that was read
};

/// Reads text in a crop. One engine, kept warm: a crop costs some tens of milliseconds.
class TextReader {
  public:
    virtual ~TextReader() = default;
    /// Lines from top to bottom. Wants dark text on light ground, letters about 30 pixels high; the
    /// caller crops, enlarges and inverts. Nothing readable: an empty list.
    virtual std::vector<TextLine> read(const GreyImage& image) = 0;
};

/// Makes JPEG files (ITU-T T.81).
class PictureEncoder {
  public:
    virtual ~PictureEncoder() = default;
    /// The part `box` of a picture, scaled to `width_px` (height in proportion, never enlarged).
    virtual std::string jpeg(const Picture& picture, const chapters::Box& box, int width_px) = 0;
};

struct Tools {
    Findings& findings;
    TextReader& text;
    PictureEncoder& pictures;
    chapters::Time duration;  ///< of the recording, as announced; 0 when unknown
};

}  // namespace revivre::indexer
