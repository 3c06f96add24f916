// The command line: options before the command, the commands' own, and the only place where what
// went wrong becomes an exit code.

#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/application/application.hpp"
#include "app/application/site_options.hpp"
#include "app/commands/registry.hpp"

namespace revivre::app {
namespace {

void add_options(CLI::App& parser, Application& application) {
    parser.add_option("--library", application.library_folder, "the folder that holds everything")
        ->envname("REVIVRE_LIBRARY")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->capture_default_str();
    parser.set_config("--config", "revivre.toml", "options from a file (TOML)")
        ->envname("REVIVRE_CONFIG");
    parser.config_formatter(configuration_reader());
    parser.add_flag("--json", application.json,
                    "one JSON document on stdout (long commands: a line an event)");
    parser.add_flag("-q,--quiet", application.quiet, "warnings and errors only");
    parser.add_flag("-v,--verbose", application.verbose, "more on stderr");
    parser.allow_config_extras(CLI::config_extras_mode::error);
    parser.require_subcommand(1);
    parser.fallthrough();
}

// Where a file sets the option of that name: "revivre.toml:4", or nothing when it does not.
std::string place_in_file(const std::string& file, const std::string& name) {
    std::ifstream lines(file);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string::npos || line.compare(start, name.size(), name) != 0) continue;
        const std::size_t next = line.find_first_not_of(" \t", start + name.size());
        if (next != std::string::npos && line[next] == '=')
            return fmt::format("{}:{}", file, number);
    }
    return "";
}

// What the parser says of a setting in a file tells neither file nor line.
std::string configuration_fault(const CLI::App& parser, const CLI::ParseError& error) {
    const std::string file = parser.get_config_ptr()->as<std::string>();
    const std::string what = error.what();
    const bool unknown = dynamic_cast<const CLI::ConfigError*>(&error) != nullptr;
    std::string name =
        unknown ? what.substr(what.find_last_of(" .") + 1) : what.substr(0, what.find(':'));
    while (name.starts_with('-')) name.erase(0, 1);
    const std::string place = place_in_file(file, name);
    if (place.empty()) return "";
    return unknown ? fmt::format("{}: there is no setting '{}' here", place, name)
                   : fmt::format("{}: {}", place, what);
}

void print_error(const char* message, int code) {
    std::cout << chapters::dump_json({{"type", "error"},
                                      {"error", true},
                                      {"exit_code", code},
                                      {"message", message}})
              << std::endl;
}

void report(const Application& application, const std::exception& error, int code) {
    std::cerr << "revivre: " << error.what() << "\n";
    if (application.json) print_error(error.what(), code);
}

int run(int argc, char** argv) {
    CLI::App parser("revivre: who speaks when, in the recordings of a day of talks", "revivre");
    Application application;
    add_options(parser, application);
#define REVIVRE_ADD(name) commands::name(parser, application);
    REVIVRE_COMMANDS(REVIVRE_ADD)
#undef REVIVRE_ADD
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const std::string fault = configuration_fault(parser, error);
        if (!fault.empty()) std::cerr << "revivre: " << fault << "\n";
        if (fault.empty() && parser.exit(error) == 0) return exit_done;
        const bool json = application.json ||
                          std::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
        if (json) print_error(fault.empty() ? error.what() : fault.c_str(), exit_usage);
        return exit_usage;
    }
    try {
        return application.command();
    } catch (const std::exception& error) {
        const int code = exit_code_of(error);
        report(application, error, code);
        return code;
    }
}

}  // namespace
}  // namespace revivre::app

int main(int argc, char** argv) {
    return revivre::app::run(argc, argv);
}
