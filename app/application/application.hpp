#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "chapters/diagnostic.hpp"
#include "chapters/json.hpp"
#include "server/site.hpp"
#include "storage/library.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

// Exit codes of docs/design.md, section 4. DO NOT CHANGE THESE VALUES: scripts act on them.
enum ExitCode : int {
    exit_done = 0,
    exit_failed = 1,
    exit_usage = 2,
    exit_warnings = 3,
    exit_input = 4,
    exit_conflict = 5,
    exit_storage = 6,
    exit_interrupted = 130,
};

/// What every command shares: the options before its name, and how it speaks. Results go to stdout,
/// the rest to stderr.
class Application {
  public:
    std::filesystem::path library_folder = "revivre-library";
    bool json = false;   ///< one JSON document on stdout instead of text
    bool quiet = false;  ///< warnings and errors only
    bool verbose = false;
    server::Site site;  ///< what `serve` says of the site, and `doctor` examines

    /// Set by the command line parser: the chosen command. Gives the exit code.
    std::function<int()> command;

    /// The store of the library; throws Error{not_found} with advice when there is none yet.
    [[nodiscard]] std::unique_ptr<storage::Repository> open_existing() const;
    [[nodiscard]] storage::Library library() const { return storage::Library(library_folder); }

    /// Prints `document` with --json, else `text`.
    void result(const chapters::Json& document, const std::string& text) const;
    /// A line of progress on stderr, unless --quiet; an event of `--json` on stdout.
    void progress(const std::string& phase, const std::string& text) const;
    void warn(const std::string& text) const;
    void warn(const std::string& file, const chapters::Diagnostic& diagnostic) const;
};

/// A command line that parses but cannot be meant: exit code 2.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The exit code for an error that ended a command.
int exit_code_of(const std::exception& error) noexcept;

/// The whole file; throws Error{not_found, invalid_input} in words.
std::string read_file(const std::filesystem::path& file, std::size_t limit_bytes);

/// Writes beside `file` and renames, so that it is whole or not there. Throws Error{unavailable}.
void write_file(const std::filesystem::path& file, std::string_view content);

/// Columns under a heading, for people.
std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace revivre::app
