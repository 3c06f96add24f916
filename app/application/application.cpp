#include "app/application/application.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::app {
namespace {

// Display width, near enough for names: code points, marks not counted.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::unique_ptr<storage::Repository> Application::open_existing() const {
    const auto database = library().database();
    std::error_code fault;
    if (!std::filesystem::exists(database, fault)) {
        if (fault)
            throw Error(ErrorCode::unavailable,
                        fmt::format("the library {} cannot be reached: {}", library_folder.string(),
                                    fault.message()));
        throw Error(ErrorCode::not_found, fmt::format("there is no library in {}; `revivre index "
                                                      "FILE…` makes one, --library names another",
                                                      library_folder.string()));
    }
    return storage::open_sqlite(database, true);
}

void Application::result(const chapters::Json& document, const std::string& text) const {
    std::cout << (json ? chapters::dump_json(document) + "\n" : text) << std::flush;
    if (!std::cout)
        throw Error(ErrorCode::unavailable, "the result could not be written to standard output");
}

void Application::progress(const std::string& phase, const std::string& text) const {
    if (json) {
        std::cout << chapters::dump_json(
                         {{"type", "progress"}, {"phase", phase}, {"message", text}})
                  << "\n"
                  << std::flush;
    } else if (!quiet) {
        std::cerr << text << "\n";
    }
}

void Application::warn(const std::string& text) const {
    std::cerr << "warning: " << text << "\n";
}

void Application::warn(const std::string& file, const chapters::Diagnostic& diagnostic) const {
    const std::string place =
        diagnostic.line > 0 ? fmt::format("{}:{}", file, diagnostic.line) : file;
    warn(place + ": " + diagnostic.message);
}

int exit_code_of(const std::exception& error) noexcept {
    if (dynamic_cast<const UsageError*>(&error) != nullptr) return exit_usage;
    if (dynamic_cast<const std::filesystem::filesystem_error*>(&error) != nullptr)
        return exit_storage;
    const auto* ours = dynamic_cast<const Error*>(&error);
    if (ours == nullptr) return exit_failed;
    switch (ours->code()) {
        case ErrorCode::invalid_input:
            return exit_input;
        case ErrorCode::unsupported:
            return exit_input;
        case ErrorCode::conflict:
            return exit_conflict;
        case ErrorCode::unavailable:
            return exit_storage;
        case ErrorCode::not_found:
            return exit_failed;
        case ErrorCode::gone:
            return exit_failed;
        case ErrorCode::internal:
            return exit_failed;
    }
    return exit_failed;
}

std::string read_file(const std::filesystem::path& file, std::size_t limit_bytes) {
    std::error_code fault;
    const auto status = std::filesystem::status(file, fault);
    if (!std::filesystem::exists(status))
        throw Error(ErrorCode::invalid_input, fmt::format("there is no file {}", file.string()));
    if (std::filesystem::is_directory(status))
        throw Error(ErrorCode::invalid_input,
                    fmt::format("{} is a folder, not a file", file.string()));
    const auto size = std::filesystem::file_size(file, fault);
    if (!fault && size > limit_bytes) {
        throw Error(ErrorCode::invalid_input, fmt::format("{} has {} bytes; at most {} are read",
                                                          file.string(), size, limit_bytes));
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    if (stream.peek() != std::ifstream::traits_type::eof()) content << stream.rdbuf();
    if (!stream.eof() && !stream.good())
        throw Error(ErrorCode::invalid_input, fmt::format("{} cannot be read", file.string()));
    return std::move(content).str();
}

void write_file(const std::filesystem::path& file, std::string_view content) {
    if (std::filesystem::is_directory(file)) {
        throw Error(ErrorCode::unavailable,
                    fmt::format("{} is a folder: name a file", file.string()));
    }
    const std::filesystem::path temporary = file.string() + ".part";
    {
        std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
        stream.flush();
        if (!stream) {
            std::filesystem::remove(temporary);
            throw Error(ErrorCode::unavailable,
                        fmt::format("cannot write {}: is the folder there, and is there room?",
                                    file.string()));
        }
    }
    std::filesystem::rename(temporary, file);
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += row[i];
            if (i + 1 < row.size()) out.append(widths[i] - width_of(row[i]) + 2, ' ');
        }
        out += "\n";
    }
    return out;
}

}  // namespace revivre::app
