// Follows EAFv3.0.xsd: order of elements, required attributes. Tiers below others are of the
// stereotype Included_In: annotations with times of their own inside those of the parent tier.

#include "chapters/formats/eaf_writing.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr const char* kTopType = "chapter";
constexpr const char* kInnerType = "chapter-inside";

struct Tier {
    std::string name;
    const Tier* parent = nullptr;
    std::string participant;
    std::string language;
    std::vector<std::pair<const Chapter*, std::size_t>> annotations;  // and their first slot
};

// What annotations of one tier share.
using Family = std::tuple<const Tier*, std::string, std::string>;

std::string participant_of(const Chapter& chapter) {
    std::string names;
    for (const Credit& credit : chapter.credits) {
        if (!names.empty()) names += std::string{kSpeakerSign} + " ";
        names += credit.name;
    }
    return names;
}

class Writer {
  public:
    explicit Writer(const Document& document) : document_(document) {
        sort_in(document.chapters, nullptr);
        std::ranges::stable_sort(slots_, {}, &Slot::time);
        ids_.resize(slots_.size());
        for (std::size_t i = 0; i < slots_.size(); ++i) ids_[slots_[i].key] = i + 1;
    }

    std::string text() {
        pugi::xml_document tree;
        pugi::xml_node root = append_root(
            tree, "ANNOTATION_DOCUMENT",
            {{"AUTHOR", "revivre"},
             {"DATE", "1970-01-01T00:00:00Z"},  // required; the same document, the same file
             {"FORMAT", "3.0"},
             {"VERSION", "3.0"},
             {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
             {"xsi:noNamespaceSchemaLocation", "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"}});
        write_head(root);
        for (const Tier& tier : tiers_) write_tier(tier, root);
        write_types(root);
        return xml_text(tree);
    }

  private:
    struct Slot {
        Time time{};
        std::size_t key = 0;
    };

    void sort_in(const std::vector<Chapter>& chapters, const Tier* parent) {
        for (const Chapter& chapter : chapters) {
            Tier& tier = tier_for(chapter, parent);
            tier.annotations.emplace_back(&chapter, slots_.size());
            const Time end = chapter.end.value_or(chapter.start);
            slots_.push_back({chapter.start, slots_.size()});
            slots_.push_back({end, slots_.size()});
            sort_in(chapter.children, &tier);
        }
    }

    Tier& tier_for(const Chapter& chapter, const Tier* parent) {
        const Family family{parent, participant_of(chapter), chapter.language};
        auto& lanes = families_[family];
        Tier* lane = nullptr;
        if (!lanes.empty() && lanes.begin()->first <= chapter.start) {
            lane = lanes.begin()->second;
            lanes.erase(lanes.begin());
        } else {
            lane = &tiers_.emplace_back();
            lane->name = name_for(parent, std::get<1>(family));
            lane->parent = parent;
            lane->participant = std::get<1>(family);
            lane->language = chapter.language;
        }
        lanes.emplace(chapter.end.value_or(chapter.start), lane);
        return *lane;
    }

    // "Chapters", "Chapters 2", "Anne Perrin", "Anne Perrin 2": each once.
    std::string name_for(const Tier* parent, const std::string& participant) {
        const std::string wanted = !participant.empty() ? participant
                                   : parent == nullptr  ? "Chapters"
                                                        : "Inside";
        std::string name = wanted;
        while (!names_.insert(name).second) name = fmt::format("{} {}", wanted, ++numbers_[wanted]);
        return name;
    }

    void write_head(pugi::xml_node root) const {
        pugi::xml_node head = append_element(root, "HEADER", {{"TIME_UNITS", "milliseconds"}});
        if (!document_.items.empty() && !document_.items[0].address.empty()) {
            const Item& item = document_.items[0];
            append_element(head, "MEDIA_DESCRIPTOR",
                           {{"MEDIA_URL", item.address},
                            {"MIME_TYPE", item.media_type.empty() ? "unknown" : item.media_type}});
        }
        pugi::xml_node order = root.append_child("TIME_ORDER");
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            append_element(order, "TIME_SLOT",
                           {{"TIME_SLOT_ID", fmt::format("ts{}", i + 1)},
                            {"TIME_VALUE", fmt::format("{}", slots_[i].time.count())}});
        }
    }

    void write_tier(const Tier& tier, pugi::xml_node root) {
        pugi::xml_node node =
            append_element(root, "TIER",
                           {{"TIER_ID", tier.name},
                            {"PARTICIPANT", tier.participant},
                            {"LINGUISTIC_TYPE_REF", tier.parent == nullptr ? kTopType : kInnerType},
                            {"PARENT_REF", tier.parent == nullptr ? "" : tier.parent->name},
                            {"LANG_REF", tier.language}});
        for (const auto& [chapter, slot] : tier.annotations) {
            pugi::xml_node annotation =
                append_element(node.append_child("ANNOTATION"), "ALIGNABLE_ANNOTATION",
                               {{"ANNOTATION_ID", fmt::format("a{}", slot / 2 + 1)},
                                {"TIME_SLOT_REF1", fmt::format("ts{}", ids_[slot])},
                                {"TIME_SLOT_REF2", fmt::format("ts{}", ids_[slot + 1])}});
            append_text(annotation, "ANNOTATION_VALUE", chapter->title);
        }
    }

    void write_types(pugi::xml_node root) const {
        const auto append_type = [root](const char* id, const char* constraint) {
            append_element(root, "LINGUISTIC_TYPE",
                           {{"LINGUISTIC_TYPE_ID", id},
                            {"TIME_ALIGNABLE", "true"},
                            {"CONSTRAINTS", constraint},
                            {"GRAPHIC_REFERENCES", "false"}});
        };
        append_type(kTopType, "");
        append_type(kInnerType, "Included_In");
        std::set<std::string> languages;
        for (const Tier& tier : tiers_) languages.insert(tier.language);
        languages.erase("");
        for (const std::string& language : languages) {
            append_element(root, "LANGUAGE", {{"LANG_ID", language}, {"LANG_LABEL", language}});
        }
        append_element(
            root, "CONSTRAINT",
            {{"STEREOTYPE", "Included_In"},
             {"DESCRIPTION", "inside the interval of the parent, with or without gaps"}});
    }

    const Document& document_;
    std::deque<Tier> tiers_;                                 // a deque: parents are pointed at
    std::map<Family, std::multimap<Time, Tier*>> families_;  // by the end of what is in them
    std::set<std::string> names_;
    std::map<std::string, int> numbers_;
    std::vector<Slot> slots_;       // in order of time
    std::vector<std::size_t> ids_;  // by the order they were made in
};

}  // namespace

void adapt_to_eaf(Document& document, Losses& losses) {
    keep_language_tags(document, losses);
    const std::size_t changed = count_changes(document.chapters, [](Chapter& chapter) {
        bool lost = false;
        for (Credit& credit : chapter.credits) {
            lost |= credit.name.find(kSpeakerSign) != std::string::npos;
            std::ranges::replace(credit.name, kSpeakerSign, ',');
        }
        return lost;
    });
    losses.add(LossKind::characters, changed, "semicolons in speakers of {}: commas instead");
}

std::string write_eaf(const Document& document) {
    return Writer(document).text();
}

}  // namespace revivre::chapters::formats
