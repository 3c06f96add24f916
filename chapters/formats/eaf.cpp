// ELAN annotation files (EAF 3.0: EAFv3.0.xsd and "ELAN Annotation Format", sections on time slots,
// tiers and linguistic types). Each annotation is a chapter. One on a tier with a parent tier lies
// in the annotation that it refers to, or that its times are inside of; a tier's PARTICIPANT
// speaks. Writing is in eaf_writing.cpp.

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "chapters/exchange/budget.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/eaf_writing.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/title.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"elan"};
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr Time kLatest{4'294'967'295};  // TIME_VALUE is an unsigned 32-bit number
constexpr std::size_t kTierLimit = 10'000;
constexpr std::size_t kHolderTries = 8;  // right files need 1

struct Slot {
    std::optional<Time> time;
    bool lost = false;  // no stated time can be reached from it
};

enum class Placing { fresh, going_on, done };

struct Annotation {
    pugi::xml_node node;  // ALIGNABLE_ANNOTATION or REF_ANNOTATION
    std::size_t tier = 0;
    std::size_t from = kNone;  // slots
    std::size_t to = kNone;
    std::size_t parent = kNone;
    Placing placing = Placing::fresh;
    std::optional<Time> start;
    std::optional<Time> end;
};

struct Tier {
    pugi::xml_node node;
    std::size_t parent = kNone;
    std::vector<std::size_t> annotations;
    std::vector<Credit> speakers;
};

std::optional<Time> milliseconds_in(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return Time(value);
}

// "A; B" when several speak.
std::vector<Credit> speakers_in(std::string_view participant) {
    std::vector<Credit> speakers;
    while (!participant.empty()) {
        const std::size_t sign = std::min(participant.find(kSpeakerSign), participant.size());
        Credit credit;
        credit.name = clean_line(participant.substr(0, sign));
        if (!credit.name.empty()) speakers.push_back(std::move(credit));
        participant.remove_prefix(std::min(sign + 1, participant.size()));
    }
    return speakers;
}

class Reader {
  public:
    Reader(const XmlText& xml, std::string_view text)
        : xml_(xml), gathering_(text), budget_(text.size(), gathering_) {}

    ReadResult run() {
        read_slots();
        read_tiers();
        align();
        for (std::size_t i = 0; i < annotations_.size(); ++i) place(i);
        for (const Tier& tier : tiers_) find_parents(tier);
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        return build();
    }

  private:
    void read_slots() {
        const std::string_view unit =
            attribute_named(child_named(xml_.root(), "HEADER"), "TIME_UNITS");
        if (!unit.empty() && unit != "milliseconds")
            gathering_.tell(0, fmt::format("times in '{}' are read as milliseconds", shown(unit)));
        const pugi::xml_node order = child_named(xml_.root(), "TIME_ORDER");
        for (const pugi::xml_node node : children_named(order, "TIME_SLOT")) {
            slot_ids_.emplace(attribute_named(node, "TIME_SLOT_ID"), slots_.size());
            slots_.push_back({milliseconds_in(attribute_named(node, "TIME_VALUE"))});
        }
    }

    void read_tiers() {
        std::unordered_map<std::string_view, std::size_t> tier_ids;
        for (const pugi::xml_node node : children_named(xml_.root(), "TIER")) {
            if (tiers_.size() == kTierLimit) {
                gathering_.tell(xml_.line_of(node),
                                "more than 10,000 tiers: the others are "
                                "left out");
                break;
            }
            tier_ids.emplace(attribute_named(node, "TIER_ID"), tiers_.size());
            tiers_.push_back({.node = node,
                              .annotations = {},
                              .speakers = speakers_in(attribute_named(node, "PARTICIPANT"))});
            for (const pugi::xml_node each : children_named(node, "ANNOTATION"))
                read_annotation(each.first_child());
        }
        for (Tier& tier : tiers_) {
            const auto parent = tier_ids.find(attribute_named(tier.node, "PARENT_REF"));
            if (parent != tier_ids.end()) tier.parent = parent->second;
        }
    }

    void read_annotation(pugi::xml_node node) {
        if (!node) return;
        annotation_ids_.emplace(attribute_named(node, "ANNOTATION_ID"), annotations_.size());
        tiers_.back().annotations.push_back(annotations_.size());
        annotations_.push_back({.node = node,
                                .tier = tiers_.size() - 1,
                                .from = slot(node, "TIME_SLOT_REF1"),
                                .to = slot(node, "TIME_SLOT_REF2"),
                                .start = {},
                                .end = {}});
    }

    std::size_t slot(pugi::xml_node node, std::string_view name) const {
        const auto found = slot_ids_.find(attribute_named(node, name));
        return found == slot_ids_.end() ? kNone : found->second;
    }

    // Gives times to slots that have none: annotations that follow each other on a tier, slot by
    // slot, share the time between the two stated slots around them.
    void align() {
        std::size_t made = 0;
        for (const Tier& tier : tiers_) made += align(tier);
        if (made > 0) {
            gathering_.tell(0, fmt::format("{} times are not in the file: they are spread evenly "
                                           "between those around them",
                                           made));
        }
    }

    std::size_t align(const Tier& tier) {
        std::unordered_map<std::size_t, std::size_t> next;  // from a slot without time to another
        for (const std::size_t each : tier.annotations) {
            const Annotation& annotation = annotations_[each];
            if (annotation.from != kNone && annotation.to != kNone)
                next.emplace(annotation.from, annotation.to);
        }
        std::size_t made = 0;
        for (const std::size_t each : tier.annotations) {
            const Annotation& annotation = annotations_[each];
            if (annotation.from == kNone || annotation.to == kNone) continue;
            if (slots_[annotation.from].time && !slots_[annotation.to].time)
                made += spread(annotation.from, annotation.to, next);
        }
        return made;
    }

    std::size_t spread(std::size_t from, std::size_t to,
                       const std::unordered_map<std::size_t, std::size_t>& next) {
        std::vector<std::size_t> chain;
        while (!slots_[to].time && !slots_[to].lost) {
            slots_[to].lost = true;  // until the end of the chain is found
            chain.push_back(to);
            const auto found = next.find(to);
            if (found != next.end()) to = found->second;
        }
        if (!slots_[to].time || *slots_[to].time < *slots_[from].time) return 0;
        const Time start = *slots_[from].time;
        const auto length = (*slots_[to].time - start).count();
        const auto parts = static_cast<std::int64_t>(chain.size()) + 1;
        std::int64_t share = 0;
        for (const std::size_t each : chain) {
            slots_[each].time =
                start + time_of_ticks(length, ++share, 1000 * parts).value_or(Time(0));
        }
        return chain.size();
    }

    // The times of an annotation: its own, or those of the one it refers to, at any distance.
    void place(std::size_t index) {
        std::vector<std::size_t> waiting;
        while (index != kNone && annotations_[index].placing == Placing::fresh) {
            waiting.push_back(index);
            Annotation& annotation = annotations_[index];
            annotation.placing = Placing::going_on;
            if (annotation.from != kNone) annotation.start = slots_[annotation.from].time;
            if (annotation.to != kNone) annotation.end = slots_[annotation.to].time;
            const auto found =
                annotation_ids_.find(attribute_named(annotation.node, "ANNOTATION_REF"));
            index = found == annotation_ids_.end() ? kNone : found->second;
            // One that refers to another which refers back to it: the circle is cut here.
            if (index != kNone && annotations_[index].placing == Placing::going_on) index = kNone;
            annotation.parent = index;
        }
        for (; !waiting.empty(); waiting.pop_back()) {
            Annotation& annotation = annotations_[waiting.back()];
            annotation.placing = Placing::done;
            if (annotation.parent == kNone || annotation.start) continue;
            annotation.start = annotations_[annotation.parent].start;
            annotation.end = annotations_[annotation.parent].end;
        }
    }

    bool comes_before(std::size_t one, std::size_t other) const {
        const Annotation& a = annotations_[one];
        const Annotation& b = annotations_[other];
        if (a.start != b.start) return a.start < b.start;
        const Time a_end = a.end.value_or(Time::max());
        const Time b_end = b.end.value_or(Time::max());
        return a_end != b_end ? a_end > b_end : a.from < b.from;
    }

    // Annotations with times of their own on a tier below another one: each goes into the last one
    // there that begins before it and holds it. Both tiers are walked once, in order.
    void find_parents(const Tier& tier) {
        if (tier.parent == kNone) return;
        const auto before = [this](std::size_t one, std::size_t other) {
            return comes_before(one, other);
        };
        std::vector<std::size_t> above = tiers_[tier.parent].annotations;
        std::vector<std::size_t> below = tier.annotations;
        std::ranges::stable_sort(above, before);
        std::ranges::stable_sort(below, before);
        std::vector<std::size_t> open;
        std::size_t next = 0;
        for (const std::size_t each : below) {
            Annotation& child = annotations_[each];
            if (child.parent != kNone || !child.start) continue;
            for (; next < above.size() && !is_later(annotations_[above[next]], child); ++next) {
                if (annotations_[above[next]].start) open.push_back(above[next]);
            }
            while (!open.empty() && annotations_[open.back()].end < child.start &&
                   annotations_[open.back()].end)
                open.pop_back();
            child.parent = holder_of(child, open);
        }
    }

    static bool is_later(const Annotation& one, const Annotation& other) {
        if (one.start != other.start) return one.start > other.start;
        return one.end && (!other.end || *one.end < *other.end);
    }

    // Annotations of one tier do not overlap in a right file: the one is among the last few.
    std::size_t holder_of(const Annotation& child, const std::vector<std::size_t>& open) const {
        for (std::size_t i = 0; i < std::min(kHolderTries, open.size()); ++i) {
            const std::size_t each = open[open.size() - 1 - i];
            const Annotation& parent = annotations_[each];
            if (!parent.end || child.end.value_or(*child.start) <= *parent.end) return each;
        }
        return kNone;
    }

    // 1 at the top; more than the limit in a circle of tiers.
    std::size_t depth_of(std::size_t index) const {
        std::size_t depth = 0;
        for (; index != kNone && depth <= kDepthLimit; ++depth) index = annotations_[index].parent;
        return depth;
    }

    Chapter chapter_of(const Annotation& annotation) const {
        const Tier& tier = tiers_[annotation.tier];
        Chapter chapter;
        chapter.start = annotation.start.value_or(Time(-1));
        chapter.end = annotation.end;
        chapter.title = text_inside(child_named(annotation.node, "ANNOTATION_VALUE"));
        chapter.language = attribute_named(annotation.node, "LANG_REF");
        if (chapter.language.empty()) chapter.language = attribute_named(tier.node, "LANG_REF");
        chapter.credits = tier.speakers;
        return chapter;
    }

    ReadResult build() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < annotations_.size(); ++i) {
            const int line = xml_.line_of(annotations_[i].node);
            if (!annotations_[i].start) {
                gathering_.tell(line, "left out an annotation without a time");
            } else if (budget_.take(line)) {
                order.push_back(i);
            }
        }
        std::ranges::stable_sort(
            order, [this](std::size_t one, std::size_t other) { return comes_before(one, other); });
        std::vector<std::vector<std::size_t>> children(annotations_.size());
        std::vector<std::size_t> top;
        for (const std::size_t each : order) {
            const std::size_t parent = annotations_[each].parent;
            const bool inside = parent != kNone && depth_of(each) <= kDepthLimit;
            if (parent != kNone && !inside) {
                gathering_.tell(xml_.line_of(annotations_[each].node),
                                "this annotation lies too deep: it is put at the top");
            }
            (inside ? children[parent] : top).push_back(each);
        }
        for (const std::size_t each : top) {
            if (!gathering_.add(tree_of(each, children), xml_.line_of(annotations_[each].node)))
                break;
        }
        return gathering_.take();
    }

    Chapter tree_of(std::size_t index, const std::vector<std::vector<std::size_t>>& children) {
        Chapter chapter = chapter_of(annotations_[index]);
        for (const std::size_t each : children[index])
            chapter.children.push_back(tree_of(each, children));
        return chapter;
    }

    const XmlText& xml_;
    Gathering gathering_;
    Budget budget_;
    std::vector<Slot> slots_;
    std::deque<Tier> tiers_;
    std::deque<Annotation> annotations_;  // a deque: they are many, and never copied
    std::unordered_map<std::string_view, std::size_t> slot_ids_;
    std::unordered_map<std::string_view, std::size_t> annotation_ids_;
};

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    if (local_name(xml.root()) != "ANNOTATION_DOCUMENT") {
        return refused(
            xml.fault().empty() ? "the outermost element is no 'ANNOTATION_DOCUMENT'" : xml.fault(),
            xml.fault_line());
    }
    return Reader(xml, text).run();
}

Likeness recognise(std::string_view text) {
    return root_name(text) == "ANNOTATION_DOCUMENT" ? Likeness::certain : Likeness::none;
}

}  // namespace

Format eaf() {
    return {.name = "eaf",
            .aliases = kAliases,
            .title = "ELAN annotations",
            .extension = "eaf",
            .media_type = "application/xml",
            .reference = "EAF 3.0 (EAFv3.0.xsd)",
            .holds = {.nesting = Nesting::containment,
                      .ends = Ends::required,
                      .speakers = Speakers::names,
                      .language = true,
                      .latest = kLatest},
            .recognise = recognise,
            .read = read,
            .adapt = adapt_to_eaf,
            .write = write_eaf};
}

}  // namespace revivre::chapters::formats
