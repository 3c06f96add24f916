#pragma once

#include <cstdint>
#include <string>

#include "chapters/model.hpp"

/// What is kept about work on recordings beside their chapters.
namespace revivre::storage {

/// That a revision became public, or (revision 0) that none is any more.
struct Publication {
    std::string recording{};
    int revision = 0;
    std::string created_at{};  ///< RFC 3339, UTC
    std::string author{};
    std::string summary{};
    bool operator==(const Publication&) const = default;
};

/// What a person made of a proposal.
struct Decision {
    std::string proposal{};
    chapters::ProposalStatus before = chapters::ProposalStatus::proposed;
    chapters::ProposalStatus after = chapters::ProposalStatus::proposed;
    bool operator==(const Decision&) const = default;
};

enum class JobState { queued, running, done, failed, cancelled };

/// Work that the service does beside answering.
struct JobRecord {
    std::string id{};  ///< "job_…"
    JobState state = JobState::queued;
    std::string body{};  ///< JSON, of who runs it
    bool operator==(const JobRecord&) const = default;
};

/// A file on its way here. Its bytes lie in the library's folder of uploads, under its id.
struct Upload {
    std::string id{};       ///< "upl_…"
    std::string account{};  ///< whose it is, or empty: of who works here without one
    std::string name{};     ///< as its sender calls it
    std::int64_t size_bytes = 0;
    std::string created_at{};
    bool operator==(const Upload&) const = default;
};

}  // namespace revivre::storage
