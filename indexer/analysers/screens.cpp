#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "chapters/evidence_kinds.hpp"
#include "indexer/analysers/registry.hpp"
#include "indexer/analysis/kept_picture.hpp"
#include "indexer/analysis/screen_memory.hpp"
#include "indexer/analysis/still_run.hpp"

namespace revivre::indexer::analysers {
namespace {

using chapters::Evidence;
using chapters::Time;

constexpr Time kStays{500};         // shorter, nobody could have read it
constexpr Time kStaysUnsure{1000};  // what looks like a photograph must stand longer
constexpr Time kSettled{120};       // three pictures alike: not the middle of a dissolve
constexpr Time kSecondLook{2000};   // coders make still pictures better within a second or two
constexpr Time kSameView{1000};     // away for less: a glitch, not another view
// How far before the picture that shows it a page may be found to have begun: the trail's 64
// pictures are 2.5 s at 25 a second, 10 s at 6.
constexpr Time kReachBack{10'000};
constexpr double kWellRead = 0.80;  // Tesseract's mean over words that are right is 0.85 to 0.97
constexpr std::size_t kLeavingPictures = 32;  // more than half of a second at 60 a second

// Readings cost 30 to 80 ms each; a picture that flickers must not make them endless. A talk has
// three slides a minute at most.
constexpr std::int64_t kReadingsAtFirst = 20;
constexpr Time kPerReading{10'000};
// Still pictures of a camera are looked at as well (some milliseconds, seldom a reading).
constexpr Time kPerPhotograph{30'000};
constexpr int kMostStills = 500;  // some 20 MB
constexpr int kMostFound = 5000;  // a page every five seconds for seven hours
constexpr int kStillWidth = 640;

/// Full-screen cards and slides. A page begins with the first picture that shows its title to more
/// than a half (a cut: the first one; a dissolve: its middle; after a gap: the key frame), and ends
/// with the first that does not.
class Screens final : public Analyser {
  public:
    explicit Screens(const Tools& tools) : tools_(tools) {}

    void see(const Picture& picture) override {
        const bool gap = picture.before != Gap::none;
        if (gap) settle_departure(picture.time);
        if (picture.before == Gap::unseen) trail_.clear();
        if (open_ && !stays(picture)) leave(picture);
        if (open_) {
            open_->last = picture.time;
            look_closer(picture, gap);
        } else {
            maybe_open(picture);
        }
        trail_.add(picture.time, picture.thumbnail->luma);
        if (leaving_ && ++leaving_->pictures >= kLeavingPictures) settle_departure(picture.time);
        const bool gone = held_ && picture.time - *held_->end > kSameView + kReachBack;
        if (gone && !open_ && !leaving_) flush();
    }

    [[nodiscard]] Time settled(Time now) const override {
        Time first = now - kReachBack;
        if (!open_) first = std::min(first, still_run_.since());
        if (open_ && !open_->screen) first = std::min(first, open_->seen - kReachBack);
        if (open_ && open_->screen && open_->screen->text) first = std::min(first, open_->start);
        if (leaving_) first = std::min(first, leaving_->page.start);
        if (held_) first = std::min(first, held_->start);
        return std::max(first, Time{0});
    }

    void finish(Time end) override {
        settle_departure(end);
        if (open_ && !open_->screen) read_kept();
        if (open_ && open_->screen && open_->screen->text) hold(*open_, end);
        flush();
    }

  private:
    struct Open {
        Cells reference{};
        PageLook look{};
        Time seen{};
        Time last{};
        Time start{};
        bool inset = false;
        std::optional<KnownScreen> screen{};  ///< once it was recognised or read
    };
    struct Leaving {
        Open page;
        std::size_t pictures = 0;
    };

    bool stays(const Picture& picture) {
        const Cells& now = picture.thumbnail->luma;
        if (open_->screen) return open_->screen->shown_in(now);
        const ScreenChange change = change_between(open_->reference, now);
        if (is_still(change)) return true;
        if (!surely_page(open_->look) || !is_inset(change)) return false;
        open_->inset = true;
        return true;
    }

    void maybe_open(const Picture& picture) {
        const bool gap = picture.before != Gap::none;
        const bool still = still_run_.goes_on(picture);
        const PageLook look = look_at(*picture.thumbnail);
        const bool page = may_be_page(look);
        const Time stood = picture.time - still_run_.since();
        const bool photograph = !page && !look.dark && still && (gap || stood >= kStaysUnsure);
        if (!page && !photograph) return;
        open_ = Open{.reference = picture.thumbnail->luma,
                     .look = look,
                     .seen = photograph ? still_run_.since() : picture.time,
                     .last = picture.time,
                     .start = picture.time};
        kept_.drop();
        if (surely_page(look)) kept_.keep(picture);
        if (photograph) recognise(picture);
    }

    void look_closer(const Picture& picture, bool gap) {
        const Time stood = picture.time - open_->seen;
        if (!open_->screen) {
            if (stood >= kSettled && !kept_.picture()) kept_.keep(picture);
            const Time needed = surely_page(open_->look) ? kStays : kStaysUnsure;
            if (gap || stood >= needed) recognise(picture);
            return;
        }
        KnownScreen& screen = *open_->screen;
        const bool poor = screen.text && screen.text->confidence < kWellRead;
        if (poor && screen.readings == 1 && stood >= kSecondLook) read_again(picture);
    }

    void recognise(const Picture& picture) {
        const Cells& now = picture.thumbnail->luma;
        const KnownScreen* known = memory_.find(now);
        if (known == nullptr) known = read_new(picture);
        // No reading is left: the page is passed over.
        open_->screen = known != nullptr ? *known : KnownScreen{.luma = now};
        if (!open_->screen->text) return;
        open_->start = trail_.arrival(now, open_->screen->title, left_, open_->seen);
        if (open_->screen->still.empty()) keep_still(picture);
    }

    const KnownScreen* read_new(const Picture& picture) {
        const bool page = may_be_page(open_->look);
        std::int64_t& looks = page ? readings_ : looks_at_photographs_;
        const Time each = page ? kPerReading : kPerPhotograph;
        if (looks >= kReadingsAtFirst + picture.time / each) return nullptr;
        ++looks;
        KnownScreen screen{.luma = picture.thumbnail->luma,
                           .text = read_screen(picture, open_->look, tools_.text),
                           .readings = 1};
        const bool wrong = screen.text && open_->inset && screen.text->kind == ScreenKind::card;
        if (wrong) screen.text.reset();  // something moves in it: a title before a camera's picture
        if (screen.text) screen.title = cells_around(screen.text->title, picture.luma);
        return &memory_.add(std::move(screen));
    }

    void read_again(const Picture& picture) {
        KnownScreen& screen = *open_->screen;
        screen.readings = 2;
        ++readings_;
        auto text = read_screen(picture, open_->look, tools_.text);
        const bool better =
            text && text->kind == screen.text->kind && text->confidence > screen.text->confidence;
        if (better) screen.text = std::move(text);
        if (KnownScreen* known = memory_.find(screen.luma)) *known = screen;
    }

    void keep_still(const Picture& picture) {
        KnownScreen& screen = *open_->screen;
        if (stills_ >= kMostStills || open_->start <= last_still_) return;
        last_still_ = open_->start;
        ++stills_;
        screen.still = fmt::format("{}-{:09}.jpg", word(screen.text->kind), open_->start.count());
        const chapters::Box whole{0, 0, picture.luma.width, picture.luma.height};
        tools_.findings.add_file(screen.still, tools_.pictures.jpeg(picture, whole, kStillWidth));
        if (KnownScreen* known = memory_.find(screen.luma)) known->still = screen.still;
    }

    // The page was there in the last picture before a gap, and stood through it or until some time
    // in it; its only picture was kept.
    void read_kept() {
        if (const auto picture = kept_.picture()) recognise(*picture);
    }

    void leave(const Picture& picture) {
        const bool gap = picture.before != Gap::none;
        // After a gap of which nothing is known, one picture of what may be a camera's is not
        // enough.
        const bool stood = picture.before == Gap::quiet || surely_page(open_->look);
        if (!open_->screen && gap && stood) read_kept();
        if (open_->screen && open_->screen->text) {
            left_ = open_->last;
            if (gap) {
                hold(*open_, picture.time);
            } else {
                settle_departure(picture.time);
                leaving_ = Leaving{.page = std::move(*open_)};
            }
        }
        open_.reset();
        kept_.drop();
    }

    void settle_departure(Time now) {
        if (!leaving_) return;
        const Open& page = leaving_->page;
        const Time end = trail_.departure(page.screen->luma, page.screen->title, page.last, now);
        hold(page, end);
        leaving_.reset();
    }

    static std::string_view word(ScreenKind kind) {
        return kind == ScreenKind::card ? chapters::evidence_kinds::kCard
                                        : chapters::evidence_kinds::kSlide;
    }

    // Kept back until it is known that the same page does not come back at once.
    void hold(const Open& page, Time end) {
        const ScreenText& text = *page.screen->text;
        const bool same = held_ && held_->kind == word(text.kind) && held_->text == text.text &&
                          page.start - *held_->end <= kSameView;
        if (same) {
            held_->end = end;
            return;
        }
        flush();
        held_ = Evidence{.kind = std::string(word(text.kind)),
                         .start = page.start,
                         .end = std::max(end, page.start),
                         .text = text.text,
                         .score = text.confidence,
                         .box = text.box,
                         .still = page.screen->still};
    }

    void flush() {
        if (held_ && found_ < kMostFound) {
            tools_.findings.add(std::move(*held_));
            ++found_;
        }
        held_.reset();
    }

    Tools tools_;
    PictureTrail trail_;
    ScreenMemory memory_;
    KeptPicture kept_;
    StillRun still_run_;
    std::optional<Open> open_;
    std::optional<Leaving> leaving_;
    std::optional<Evidence> held_;
    Time left_{-1};        // when the last page was seen whole for the last time
    Time last_still_{-1};  // names of stills are times: no two alike when the clock jumps back
    std::int64_t readings_ = 0;
    std::int64_t looks_at_photographs_ = 0;
    int stills_ = 0;
    int found_ = 0;
};

}  // namespace

AnalyserEntry screens() {
    return {.name = "screens",
            .needs = {.key_pictures = true, .chosen_pictures = true},
            .make = [](const Tools& tools) -> std::unique_ptr<Analyser> {
                return std::make_unique<Screens>(tools);
            }};
}

}  // namespace revivre::indexer::analysers
