#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/site.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

class Jobs;

/// How the service runs. Every limit of the HTTP side is in server/http/limits.hpp.
struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;      ///< 0: any free one
    std::filesystem::path library;  ///< where recordings have their derived files; empty: nowhere
    std::string public_url;  ///< "https://revivre.example.org", for absolute links; empty: relative
    /// "http://127.0.0.1:8080": where it listens, for what must be absolute even without
    /// `public_url`; set by HttpServer. Never what a request's Host says: an answer is kept for
    /// all.
    std::string own_url;
    /// Sites that may show the embed pages ("https://example.org"); empty: any.
    std::vector<std::string> framing_origins;
    std::string site_name = "revivre";
    Site site;  ///< what the site says of itself
    std::string version;
    int network_threads = 1;
    int worker_threads = 2;  ///< for what reads the store and builds answers
    Jobs* jobs = nullptr;    ///< of the running service; null: the studio starts none
    /// From the first SIGTERM to the end of open connections: all is over within ten seconds, after
    /// which supervisors kill.
    std::chrono::seconds grace{8};
};

/// Opens a store of its own for each thread that calls it.
using OpenRepository = std::function<std::unique_ptr<storage::Repository>()>;

/// Serves until SIGTERM or SIGINT, then stops accepting, lets answers finish within
/// `settings.grace`, and returns; a second signal ends it at once. `ready` gets the port as soon as
/// connections are taken. Throws Error{unavailable} when the address cannot be bound.
void serve(const Settings& settings, const OpenRepository& open_repository,
           const std::function<void(std::uint16_t port)>& ready);

}  // namespace revivre::server
