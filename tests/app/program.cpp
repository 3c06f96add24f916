#include "tests/app/program.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace revivre::app {
namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return std::move(content).str();
}

pid_t spawn(const std::filesystem::path& library, const std::vector<std::string>& arguments,
            const std::string& out, const std::string& err) {
    std::vector<std::string> words{REVIVRE_PROGRAM, "--library", library.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t process = 0;
    const int fault =
        posix_spawn(&process, REVIVRE_PROGRAM, &actions, &attributes, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (fault != 0) throw std::runtime_error("cannot start " REVIVRE_PROGRAM);
    return process;
}

}  // namespace

Program::Program() {
    std::string pattern = (std::filesystem::temp_directory_path() / "revivre-app-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("cannot make a temporary folder");
    folder_ = pattern;
}

Program::~Program() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Finished Program::run(const std::vector<std::string>& arguments) const {
    const std::string out = (folder_ / "stdout").string();
    const std::string err = (folder_ / "stderr").string();
    const pid_t process = spawn(folder_ / "library", arguments, out, err);
    int status = 0;
    waitpid(process, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out), content_of(err)};
}

pid_t Program::start(const std::vector<std::string>& arguments) const {
    return spawn(folder_ / "library", arguments, "/dev/null", "/dev/null");
}

std::string Program::file(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
}

std::string sample(const std::string& name) {
    return std::string(REVIVRE_TEST_DATA) + "/" + name;
}

}  // namespace revivre::app
