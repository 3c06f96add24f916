#include "server/pictures.hpp"

#include <algorithm>
#include <system_error>

#include "chapters/posters.hpp"
#include "storage/library.hpp"

namespace revivre::server {
namespace {

constexpr std::string_view kStoryboard = "storyboard.vtt";

std::string address_of(const std::string& recording, std::string_view name) {
    return "/pictures/" + recording + "/" + std::string(name);
}

}  // namespace

std::string Pictures::poster(const std::string& recording, chapters::Time start,
                             chapters::Time end) {
    const std::string_view name = chapters::poster_for(names_of(recording), start, end);
    return name.empty() ? std::string() : address_of(recording, name);
}

std::string Pictures::storyboard(const std::string& recording) {
    const auto& names = names_of(recording);
    const bool there = std::ranges::find(names, kStoryboard) != names.end();
    return there ? address_of(recording, kStoryboard) : std::string();
}

const std::vector<std::string>& Pictures::names_of(const std::string& recording) {
    const auto [found, fresh] = names_.try_emplace(recording);
    if (!fresh || library_.empty()) return found->second;
    // A folder that is not there, or goes away, is one without pictures.
    std::error_code fault;
    const auto folder = storage::Library(library_).derived(recording);
    for (std::filesystem::directory_iterator file(folder, fault), end; !fault && file != end;
         file.increment(fault)) {
        found->second.push_back(file->path().filename().string());
    }
    return found->second;
}

}  // namespace revivre::server
