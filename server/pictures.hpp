#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::server {

/// Which pictures the analysis of a recording left among its derived files. Reads each folder once:
/// for one answer, on one thread.
class Pictures {
  public:
    /// `library`: Settings::library.
    explicit Pictures(std::filesystem::path library) : library_(std::move(library)) {}

    /// The path of an address of this site, "/pictures/REC/poster-….jpg", of the picture that
    /// stands for [start, end); empty when there is none.
    std::string poster(const std::string& recording, chapters::Time start, chapters::Time end);

    /// The path of "storyboard.vtt" (chapters of pictures, WebVTT); empty when there is none.
    std::string storyboard(const std::string& recording);

  private:
    const std::vector<std::string>& names_of(const std::string& recording);

    std::filesystem::path library_;
    std::map<std::string, std::vector<std::string>> names_;
};

}  // namespace revivre::server
