#pragma once

#include <CLI/CLI.hpp>

#include "app/application/application.hpp"

/// Every command of the program, one line each, in the order of `revivre --help`:
/// `app/commands/NAME.cpp` defines `void NAME(CLI::App& parser, Application& application)`.
#define REVIVRE_COMMANDS(COMMAND) \
    COMMAND(index)                \
    COMMAND(serve)                \
    COMMAND(list)                 \
    COMMAND(show)                 \
    COMMAND(people)               \
    COMMAND(chapters)             \
    COMMAND(programme)            \
    COMMAND(import_chapters)      \
    COMMAND(export_chapters)      \
    COMMAND(transcript)           \
    COMMAND(recordings)           \
    COMMAND(review)               \
    COMMAND(history)              \
    COMMAND(restore)              \
    COMMAND(publish)              \
    COMMAND(unpublish)            \
    COMMAND(evaluate)             \
    COMMAND(users)                \
    COMMAND(backup)               \
    COMMAND(check)                \
    COMMAND(doctor)               \
    COMMAND(validate)             \
    COMMAND(completion)           \
    COMMAND(version)

namespace revivre::app::commands {

#define REVIVRE_DECLARE(name) void name(CLI::App& parser, Application& application);
REVIVRE_COMMANDS(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE

}  // namespace revivre::app::commands
