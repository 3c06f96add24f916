#pragma once

#include "app/application/application.hpp"
#include "server/jobs/jobs.hpp"

namespace revivre::app {

/// Runs the jobs of the studio: each is `revivre index` in a process of its own, so that nothing
/// that a file does there harms the service, and an interrupted one goes on where it was. An
/// uploaded file is moved into the library's media first, and back when it cannot be indexed.
/// `application` must outlive what is returned.
server::RunJob index_jobs(const Application& application);

}  // namespace revivre::app
