#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

// A command as it is typed, and what may follow it.
struct Completion {
    std::string path;  // "revivre users add"
    std::vector<std::string> words;
};

void collect(const CLI::App& command, const std::string& path, std::vector<Completion>& all) {
    Completion own{.path = path, .words = {}};
    for (const CLI::App* each : command.get_subcommands([](const CLI::App*) { return true; })) {
        own.words.push_back(each->get_name());
        collect(*each, path + " " + each->get_name(), all);
    }
    for (const CLI::Option* each : command.get_options()) {
        for (const std::string& name : each->get_lnames()) own.words.push_back("--" + name);
    }
    all.push_back(std::move(own));
}

// Takes the longest known command at the beginning of the line; files where nothing else fits.
constexpr std::string_view kBash = R"(_revivre() {{
    local known=revivre path word
    local -A words=(
{})
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        path="$known $word"
        [ -n "${{words[$path]+set}}" ] && known=$path
    done
    COMPREPLY=($(compgen -W "${{words[$known]}}" -- "${{COMP_WORDS[COMP_CWORD]}}"))
    [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o filenames -F _revivre revivre
)";

std::string bash_script(const std::vector<Completion>& all) {
    std::string words;
    for (const Completion& each : all) {
        words += fmt::format("        [\"{}\"]=\"{}\"\n", each.path, fmt::join(each.words, " "));
    }
    return fmt::format(fmt::runtime(kBash), words);
}

std::string zsh_script(const std::vector<Completion>& all) {
    return "autoload -U +X bashcompinit && bashcompinit\n" + bash_script(all);
}

// fish asks for each command by the words that were typed.
std::string fish_script(const std::vector<Completion>& all) {
    std::string script;
    for (const Completion& each : all) {
        std::string condition;
        const std::size_t blank = each.path.find(' ');
        condition = blank == std::string::npos
                        ? "__fish_use_subcommand"
                        : "__fish_seen_subcommand_from " + each.path.substr(blank + 1);
        for (const std::string& word : each.words) {
            const bool option = word.starts_with("--");
            script += fmt::format("complete -c revivre -n '{}' {} {}\n", condition,
                                  option ? "-l" : "-f -a", option ? word.substr(2) : word);
        }
    }
    return script;
}

}  // namespace

void completion(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "completion", "what makes a shell complete commands: eval \"$(revivre completion bash)\"");
    const auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell)
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>{"bash", "zsh", "fish"}));
    command->callback([&parser, &application, shell] {
        application.command = [&parser, &application, shell] {
            std::vector<Completion> all;
            collect(parser, "revivre", all);
            const std::string script = *shell == "fish"  ? fish_script(all)
                                       : *shell == "zsh" ? zsh_script(all)
                                                         : bash_script(all);
            application.result({{"shell", *shell}, {"script", script}}, script);
            return exit_done;
        };
    });
}

}  // namespace revivre::app::commands
