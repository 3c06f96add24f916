#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <sys/types.h>

namespace revivre::app {

/// What a finished program left.
struct Finished {
    int exit_code = -1;  ///< -1 when a signal ended it
    std::string out;
    std::string err;

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// A temporary folder with a library in it, and the built program to work on it.
class Program {
  public:
    Program();
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Runs `revivre --library … ARGUMENTS` to its end.
    [[nodiscard]] Finished run(const std::vector<std::string>& arguments) const;

    /// Starts it in a process group of its own with all output dropped; for ending it half-way.
    [[nodiscard]] pid_t start(const std::vector<std::string>& arguments) const;

    [[nodiscard]] std::filesystem::path folder() const { return folder_; }

    /// Writes a file into the folder and gives its path.
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) const;

  private:
    std::filesystem::path folder_;
};

/// The sample day of tests/data.
std::string sample(const std::string& name);

}  // namespace revivre::app
