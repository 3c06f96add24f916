#include "app/application/work_progress.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "chapters/text/time_text.hpp"

namespace revivre::app {
namespace {

constexpr int kBarLetters = 24;

std::string bar(double share) {
    const int full = static_cast<int>(share * kBarLetters);
    std::string text;
    for (int i = 0; i < kBarLetters; ++i) text += i < full ? "█" : "░";
    return text;
}

std::string left_text(std::chrono::duration<double> remaining) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(remaining);
    return chapters::clock_text(seconds) + " left";
}

}  // namespace

WorkProgress::WorkProgress(const Application& application, std::string phase, std::string subject,
                           chapters::Time from, chapters::Time whole)
    : application_(application),
      phase_(std::move(phase)),
      subject_(std::move(subject)),
      from_(from),
      whole_(whole) {}

WorkProgress::~WorkProgress() {
    if (bar_) std::cerr << "\r\033[K" << std::flush;
}

void WorkProgress::reached(chapters::Time time) {
    const auto whole = (whole_ - from_).count();
    const auto done = (time - from_).count();
    if (whole <= 0 || done <= 0) return;
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(whole));
    const std::chrono::duration<double> spent = Clock::now() - started_;
    tell(share, spent * (1 - share) / share);
}

void WorkProgress::tell(double share, std::chrono::duration<double> remaining) {
    if (application_.json) {
        std::cout << chapters::dump_json({{"type", "progress"},
                                          {"phase", phase_},
                                          {"subject", subject_},
                                          {"share", std::round(share * 1000) / 1000},
                                          {"remaining_s", std::round(remaining.count() * 10) / 10}})
                  << "\n"
                  << std::flush;
        return;
    }
    if (application_.quiet) return;
    if (isatty(STDERR_FILENO) == 1) {
        bar_ = true;
        std::cerr << fmt::format("\r\033[K{} {} {:3.0f} %  {}", subject_, bar(share), share * 100,
                                 left_text(remaining))
                  << std::flush;
        return;
    }
    const int tenths = static_cast<int>(share * 10);
    if (tenths <= told_tenths_) return;
    told_tenths_ = tenths;
    std::cerr << fmt::format("{}: {} %, {}\n", subject_, tenths * 10, left_text(remaining));
}

}  // namespace revivre::app
