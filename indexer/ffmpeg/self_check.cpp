#include "indexer/ffmpeg/self_check.hpp"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

using chapters::Json;

// System calls themselves, because libc turns some into others (open into openat, fork into clone).
template <typename... Arguments>
bool refused(long call, Arguments... arguments) {
    return ::syscall(call, arguments...) < 0 && (errno == EPERM || errno == EACCES);
}

struct Attempt {
    const char* name;
    bool (*is_refused)();
};

constexpr const char* kFile = "/etc/hostname";

bool fork_is_refused() {
    const long child = ::syscall(SYS_fork);
    if (child == 0) ::syscall(SYS_exit_group, 0);
    return child < 0;
}

bool exec_is_refused() {
    const std::array<const char*, 2> arguments{"/bin/true", nullptr};
    return refused(SYS_execve, arguments.front(), arguments.data(), nullptr);
}

bool connect_is_refused() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9);  // RFC 863: discards what it is sent
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return refused(SYS_connect, STDIN_FILENO, &address, sizeof address);
}

constexpr std::array kAttempts{
    Attempt{"open", [] { return refused(SYS_open, kFile, O_RDONLY); }},
    Attempt{"openat", [] { return refused(SYS_openat, AT_FDCWD, kFile, O_RDONLY); }},
    Attempt{"creat", [] { return refused(SYS_creat, "/tmp/revivre-self-check", 0600); }},
    Attempt{"unlink", [] { return refused(SYS_unlink, "/tmp/revivre-self-check"); }},
    Attempt{"socket", [] { return refused(SYS_socket, AF_INET, SOCK_STREAM, 0); }},
    Attempt{"connect", connect_is_refused},
    Attempt{"fork", fork_is_refused},
    Attempt{"execve", exec_is_refused},
    Attempt{"ptrace", [] { return refused(SYS_ptrace, PTRACE_TRACEME, 0, nullptr, nullptr); }},
    Attempt{"kill", [] { return refused(SYS_kill, ::getppid(), 0); }},
    Attempt{"prctl", [] { return refused(SYS_prctl, 0, 0, 0, 0, 0); }}};

std::string library(const char* name, unsigned version) {
    return fmt::format("{} {}.{}.{}", name, AV_VERSION_MAJOR(version), AV_VERSION_MINOR(version),
                       AV_VERSION_MICRO(version));
}

}  // namespace

Json self_check(const Sandbox& sandbox) {
    Json refusals = Json::array();
    Json allowed = Json::array();
    for (const Attempt& attempt : kAttempts) {
        (attempt.is_refused() ? refusals : allowed).push_back(attempt.name);
    }
    return {{"refused", refusals},
            {"allowed", allowed},
            {"landlock", sandbox.landlock},
            {"libraries",
             {library("libavformat", avformat_version()), library("libavcodec", avcodec_version()),
              library("libavutil", avutil_version())}}};
}

}  // namespace revivre::indexer::ffmpeg
