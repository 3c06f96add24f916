#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

/// Which pictures the analysis of a recording left among its derived files. Reads each folder once:
/// for one answer, on one thread.
class Pictures {
  public:
    /// `library`: Settings::library. Nothing of withdrawn persons is given when `repository`, which
    /// must then outlive this, is there to tell; the route refuses such pictures in any case.
    explicit Pictures(std::filesystem::path library, storage::Repository* repository = nullptr)
        : library_(std::move(library)), repository_(repository) {}

    /// The path of an address of this site, "/pictures/REC/poster-….jpg", of the picture that
    /// stands for [start, end); empty when there is none.
    std::string poster(const std::string& recording, chapters::Time start, chapters::Time end);

    /// The path of "storyboard.vtt" (chapters of pictures, WebVTT); empty when there is none.
    std::string storyboard(const std::string& recording);

  private:
    const std::vector<std::string>& names_of(const std::string& recording);
    const std::vector<storage::Span>& hidden_of(const std::string& recording);

    std::filesystem::path library_;
    storage::Repository* repository_;
    std::map<std::string, std::vector<std::string>> names_;
    std::map<std::string, std::vector<storage::Span>> hidden_;
};

/// Whether a picture that is shown at `time` is of something that is not shown.
bool is_hidden(const std::vector<storage::Span>& hidden, chapters::Time time);

/// A "storyboard.vtt" without the pictures of `hidden`, and without those on one sheet with them;
/// `refused` gets the names of these sheets.
std::string shown_storyboard(std::string_view text, const std::vector<storage::Span>& hidden,
                             std::set<std::string>& refused);

}  // namespace revivre::server
