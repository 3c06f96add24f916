#include "chapters/revision/outline.hpp"

#include "chapters/json.hpp"

namespace revivre::chapters::revision {
namespace {

constexpr char kNoId = '\n';  // begins keys of chapters without id: no id holds one

}  // namespace

Outline::Outline(const std::vector<Chapter>& tree) {
    for (const Chapter& chapter : tree) add(chapter, "");
}

const OutlineNode* Outline::find(const std::string& key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? nullptr : &nodes_[found->second];
}

void Outline::add(const Chapter& chapter, const std::string& around) {
    Chapter own = chapter;
    own.children.clear();
    const std::string key = key_for(own, around);
    places_.emplace(key, nodes_.size());
    nodes_.push_back({std::move(own), key, around});
    for (const Chapter& child : chapter.children) add(child, key);
}

std::string Outline::key_for(const Chapter& chapter, const std::string& around) const {
    if (!chapter.id.empty() && !places_.contains(chapter.id)) return chapter.id;
    const std::string content = kNoId + around + kNoId + dump_json(to_json(chapter)) + kNoId;
    int equal = 0;
    while (places_.contains(content + std::to_string(equal))) ++equal;
    return content + std::to_string(equal);
}

}  // namespace revivre::chapters::revision
