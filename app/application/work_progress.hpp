#pragma once

#include <chrono>
#include <string>

#include "app/application/application.hpp"
#include "chapters/model.hpp"

namespace revivre::app {

/// Tells how far the work on a recording has come and how long it still takes, by its speed so far:
/// a bar on a terminal, a line every tenth elsewhere, an event each with --json.
class WorkProgress {
  public:
    /// `from`: where the work begins, of `whole`.
    WorkProgress(const Application& application, std::string phase, std::string subject,
                 chapters::Time from, chapters::Time whole);
    WorkProgress(const WorkProgress&) = delete;
    WorkProgress& operator=(const WorkProgress&) = delete;
    /// Leaves the terminal's line.
    ~WorkProgress();

    void reached(chapters::Time time);

  private:
    void tell(double share, std::chrono::duration<double> remaining);

    using Clock = std::chrono::steady_clock;
    const Application& application_;
    std::string phase_;
    std::string subject_;
    chapters::Time from_;
    chapters::Time whole_;
    Clock::time_point started_ = Clock::now();
    int told_tenths_ = 0;
    bool bar_ = false;
};

}  // namespace revivre::app
