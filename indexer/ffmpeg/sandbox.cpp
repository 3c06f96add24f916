// seccomp(2), landlock(7), setrlimit(2). The Landlock calls have no wrapper in glibc 2.36.

#include "indexer/ffmpeg/sandbox.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <span>

#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace revivre::indexer::ffmpeg {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

// All that libc and libavformat call to read an open descriptor, to hold memory and to end.
// Found by strace over every container that is read here.
constexpr std::array kAllowed{SCMP_SYS(read),
                              SCMP_SYS(pread64),
                              SCMP_SYS(lseek),
                              SCMP_SYS(fstat),
                              SCMP_SYS(newfstatat),
                              SCMP_SYS(write),
                              SCMP_SYS(close),
                              SCMP_SYS(mmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mprotect),
                              SCMP_SYS(madvise),
                              SCMP_SYS(brk),
                              SCMP_SYS(futex),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group)};

// Sanitizers write to a pipe to learn whether memory can be read, and take a refusal for a fault.
constexpr std::array kAllowedToSanitizers{SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(readlink)};

void limit(__rlimit_resource resource, rlim_t value) noexcept {
    const rlimit both{.rlim_cur = value, .rlim_max = value};
    ::setrlimit(resource, &both);  // may only fail by being lower already
}

void set_limits(const SandboxLimits& limits) noexcept {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.processor).count();
    limit(RLIMIT_CPU, static_cast<rlim_t>(seconds));
    limit(RLIMIT_FSIZE, 0);  // no file can grow, whatever descriptor was forgotten
    limit(RLIMIT_CORE, 0);   // a core dump would hold the recording
    limit(RLIMIT_NPROC, 0);  // no new process or thread
    limit(RLIMIT_NOFILE,
          kSanitized ? 6 : 4);  // 0 to 3 are open; no fourth, save a sanitizer's pipe
    if (!kSanitized) limit(RLIMIT_AS, static_cast<rlim_t>(limits.memory_bytes));
}

// A rule set without a rule: nothing of the file system can be opened, made or removed.
bool close_file_system() noexcept {
    landlock_ruleset_attr all{};
    // The 13 rights of the first version, which every kernel with Landlock knows.
    all.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
    const long rules = ::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0U);
    if (rules < 0) return false;
    const bool closed = ::syscall(SYS_landlock_restrict_self, rules, 0U) == 0;
    ::close(static_cast<int>(rules));
    return closed;
}

bool allow(scmp_filter_ctx filter, std::span<const int> calls) noexcept {
    return std::ranges::all_of(calls, [filter](int call) {
        return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    });
}

// A call outside of the list fails with EPERM and the process goes on: libc tries some in honest
// work (a locale, a time zone), and `self-check` can show each refusal. Killing would add nothing:
// who can make calls here has the process anyway, and can do no more with it than compute.
bool filter_calls() noexcept {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr) return false;
    bool loaded = allow(filter, kAllowed);
    if (kSanitized) loaded = loaded && allow(filter, kAllowedToSanitizers);
    // abort() must still end the process by a signal, so that the parent can tell why. Signals to
    // others are refused.
    loaded = loaded &&
             seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0_64(SCMP_CMP_EQ, static_cast<std::uint64_t>(::getpid()))) == 0;
    loaded = loaded && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

}  // namespace

Sandbox enter_sandbox(const SandboxLimits& limits) noexcept {
    Sandbox sandbox;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return sandbox;
    sandbox.landlock = close_file_system();
    set_limits(limits);
    sandbox.filtered = filter_calls();
    return sandbox;
}

}  // namespace revivre::indexer::ffmpeg
