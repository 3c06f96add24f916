#include "chapters/revision/difference.hpp"

#include <array>

#include "chapters/revision/outline.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::revision {
namespace {

std::string place_text(const Chapter& chapter) {
    const std::string end = chapter.end ? timestamp_text(*chapter.end) : "";
    return chapter.title + ", " + timestamp_text(chapter.start) + " – " + end;
}

Difference added(const Chapter& chapter) {
    return {.what = Change::added,
            .chapter = chapter.id,
            .title = chapter.title,
            .after = to_json(chapter),
            .after_text = place_text(chapter)};
}

Difference removed(const Chapter& chapter) {
    return {.what = Change::removed,
            .chapter = chapter.id,
            .title = chapter.title,
            .before = to_json(chapter),
            .before_text = place_text(chapter)};
}

class Comparison {
  public:
    Comparison(const Outline& before, const Outline& after, const SessionTitles& sessions)
        : before_(before), after_(after), sessions_(sessions) {}

    std::vector<Difference> differences() && {
        for (const OutlineNode& node : after_.nodes()) compare(node);
        for (const OutlineNode& node : before_.nodes()) {
            if (after_.find(node.key) == nullptr) all_.push_back(removed(node.chapter));
        }
        return std::move(all_);
    }

  private:
    void compare(const OutlineNode& now) {
        const OutlineNode* then = before_.find(now.key);
        if (then == nullptr) {
            all_.push_back(added(now.chapter));
            return;
        }
        for (const Field field : kOwnFields) {
            if (!same(then->chapter, now.chapter, field)) add_field(*then, now, field);
        }
        if (then->around != now.around) add_parent(*then, now);
    }

    void add_field(const OutlineNode& then, const OutlineNode& now, Field field) {
        const bool moved = field == Field::start || field == Field::end;
        all_.push_back({.what = moved ? Change::moved : Change::changed,
                        .chapter = now.chapter.id,
                        .title = now.chapter.title,
                        .field = field,
                        .before = value_of(then.chapter, field),
                        .after = value_of(now.chapter, field),
                        .before_text = text_of(then.chapter, field, sessions_),
                        .after_text = text_of(now.chapter, field, sessions_)});
    }

    void add_parent(const OutlineNode& then, const OutlineNode& now) {
        const OutlineNode* old_parent = before_.find(then.around);
        const OutlineNode* new_parent = after_.find(now.around);
        all_.push_back({.what = Change::moved,
                        .chapter = now.chapter.id,
                        .title = now.chapter.title,
                        .field = Field::parent,
                        .before = id_of(old_parent),
                        .after = id_of(new_parent),
                        .before_text = old_parent != nullptr ? old_parent->chapter.title : "",
                        .after_text = new_parent != nullptr ? new_parent->chapter.title : ""});
    }

    static Json id_of(const OutlineNode* node) {
        return node == nullptr ? Json(nullptr) : Json(node->chapter.id);
    }

    const Outline& before_;
    const Outline& after_;
    const SessionTitles& sessions_;
    std::vector<Difference> all_;
};

}  // namespace

std::string_view name_of(Change change) noexcept {
    constexpr std::array<std::string_view, 4> kNames{"added", "removed", "moved", "changed"};
    return kNames.at(static_cast<std::size_t>(change));
}

std::vector<Difference> differences(const std::vector<Chapter>& before,
                                    const std::vector<Chapter>& after,
                                    const SessionTitles& sessions) {
    const Outline old_outline(before);
    const Outline new_outline(after);
    return Comparison(old_outline, new_outline, sessions).differences();
}

Json to_json(const Difference& difference) {
    Json json{{"what", name_of(difference.what)},
              {"chapter", difference.chapter},
              {"title", difference.title}};
    if (difference.field != Field::whole) json["field"] = name_of(difference.field);
    if (difference.what != Change::added) {
        json["before"] = difference.before;
        json["before_text"] = difference.before_text;
    }
    if (difference.what != Change::removed) {
        json["after"] = difference.after;
        json["after_text"] = difference.after_text;
    }
    return json;
}

Json to_json(const std::vector<Difference>& differences) {
    Json list = Json::array();
    for (const Difference& each : differences) list.push_back(to_json(each));
    return list;
}

}  // namespace revivre::chapters::revision
