#include "chapters/passages.hpp"

#include <algorithm>
#include <string_view>

namespace revivre::chapters {
namespace {

// Long enough to hold what a few words looked for together belong to, short enough to hear them
// soon after the jump. A French speaker says some 90 words in 30 s.
constexpr Time kLongest{30'000};
constexpr Time kSentenceFrom{20'000};
constexpr Time kPause{4'000};
constexpr std::size_t kMostBytes =
    2'000;  // three times what is said in 30 s: cues can hold anything

bool ends_sentence(std::string_view text) {
    for (const std::string_view end : {".", "!", "?", "…", "»"}) {
        if (text.ends_with(end)) return true;
    }
    return false;
}

bool crosses_bound(std::span<const Time> bounds, Time from, Time to) {
    const auto next = std::upper_bound(bounds.begin(), bounds.end(), from);
    return next != bounds.end() && *next <= to;
}

// The largest part of `text` that fits, cut at a blank where there is one.
std::string_view first_part(std::string_view text) {
    if (text.size() <= kMostBytes) return text;
    const std::size_t blank = text.rfind(' ', kMostBytes);
    if (blank != std::string_view::npos && blank > 0) return text.substr(0, blank);
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, std::max<std::size_t>(end, 1));
}

class Joining {
  public:
    explicit Joining(std::span<const Time> bounds) : bounds_(bounds) {}

    void add(const Cue& cue) {
        for (std::string_view rest = cue.text; !rest.empty();) {
            const std::string_view part = first_part(rest);
            add(cue, part);
            rest.remove_prefix(part.size());
        }
        last_cue_ = cue.start;
        speaker_ = cue.speaker;
    }

    std::vector<Passage> finished() { return std::move(passages_); }

  private:
    [[nodiscard]] bool goes_on(const Cue& cue, std::string_view text) const {
        if (passages_.empty() || cue.speaker != speaker_) return false;
        const Passage& open = passages_.back();
        if (cue.start - open.end >= kPause || cue.start - open.start >= kLongest) return false;
        if (open.text.size() + text.size() > kMostBytes) return false;
        if (cue.start - open.start >= kSentenceFrom && ends_sentence(open.text)) return false;
        return !crosses_bound(bounds_, last_cue_, cue.start);
    }

    void add(const Cue& cue, std::string_view text) {
        if (!goes_on(cue, text)) {
            passages_.push_back({.start = cue.start, .end = cue.end, .text = std::string(text)});
            return;
        }
        Passage& open = passages_.back();
        open.end = std::max(open.end, cue.end);
        if (!text.starts_with(' ')) open.text += ' ';
        open.text += text;
    }

    std::span<const Time> bounds_;
    std::vector<Passage> passages_;
    Time last_cue_{};
    std::string speaker_;
};

}  // namespace

std::vector<Passage> passages_of(std::span<const Cue> cues, std::span<const Time> bounds) {
    Joining joining(bounds);
    for (const Cue& cue : cues) joining.add(cue);
    return joining.finished();
}

}  // namespace revivre::chapters
