#include <algorithm>
#include <cctype>
#include <charconv>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "app/application/index_job.hpp"
#include "app/application/site_options.hpp"
#include "app/commands/registry.hpp"
#include "chapters/public_address.hpp"
#include "server/jobs/jobs.hpp"
#include "server/server.hpp"

namespace revivre::app::commands {
namespace {

struct Listening {
    std::string address = "127.0.0.1:8080";
    server::Settings settings;
};

// "127.0.0.1:8080", "[::1]:8080", "127.0.0.1:0".
void read_address(Listening& listening) {
    const std::size_t colon = listening.address.rfind(':');
    std::string host = listening.address.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    unsigned port = 65536;
    if (colon != std::string::npos) {
        const char* end = listening.address.data() + listening.address.size();
        const auto [last, fault] = std::from_chars(listening.address.data() + colon + 1, end, port);
        if (fault != std::errc{} || last != end) port = 65536;
    }
    if (port > 65535 || host.empty()) {
        throw UsageError(
            fmt::format("--listen takes an address and a port, like 127.0.0.1:8080, not '{}'",
                        listening.address));
    }
    listening.settings.address = host;
    listening.settings.port = static_cast<std::uint16_t>(port);
}

// "https://example.org": what browsers send as Origin (RFC 6454, section 6.1), so that a message's
// sender can be compared with it.
void check_framing(const std::vector<std::string>& origins) {
    for (const std::string& origin : origins) {
        const bool is_lower = std::ranges::none_of(
            origin, [](unsigned char letter) { return std::isupper(letter) != 0; });
        if (is_lower && chapters::public_address_fault(origin).empty() &&
            chapters::origin_of(origin) == origin) {
            continue;
        }
        throw UsageError(fmt::format(
            "--allow-framing takes sites like https://example.org, in small letters and "
            "without a path, not '{}'",
            origin));
    }
}

int run(const Application& application, Listening& listening) {
    read_address(listening);
    check_framing(listening.settings.framing_origins);
    listening.settings.version = REVIVRE_VERSION;
    listening.settings.library = application.library_folder;
    listening.settings.site = application.site;
    const std::string missing = missing_settings_words(application.site);
    if (!missing.empty()) application.warn(missing);
    static_cast<void>(application.open_existing());  // says now what is wrong with the library
    const auto open = [&application] { return application.open_existing(); };
    server::Jobs jobs(open, index_jobs(application));
    listening.settings.jobs = &jobs;
    server::serve(listening.settings, open, [&](std::uint16_t port) {
        const std::string host = listening.settings.address.find(':') == std::string::npos
                                     ? listening.settings.address
                                     : "[" + listening.settings.address + "]";
        const std::string url = fmt::format("http://{}:{}/", host, port);
        application.result({{"type", "listening"}, {"url", url}},
                           fmt::format("revivre serves {}\n", url));
    });
    return exit_done;
}

}  // namespace

void serve(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("serve", "serve pages, API and media");
    const auto listening = std::make_shared<Listening>();
    command->add_option("--listen", listening->address, "address and port; port 0 takes a free one")
        ->envname("REVIVRE_LISTEN")
        ->capture_default_str();
    command
        ->add_option("--public-url", listening->settings.public_url,
                     "how visitors reach the site, for absolute links")
        ->envname("REVIVRE_PUBLIC_URL");
    command->add_option("--site-name", listening->settings.site_name, "what the site is called")
        ->envname("REVIVRE_SITE_NAME")
        ->capture_default_str();
    command
        ->add_option("--network-threads", listening->settings.network_threads,
                     "threads that read requests and send answers; one serves thousands a second")
        ->envname("REVIVRE_NETWORK_THREADS")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command
        ->add_option("--workers", listening->settings.worker_threads,
                     "threads that read the library and make answers")
        ->envname("REVIVRE_WORKERS")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    add_site_options(*command, application.site);
    command
        ->add_option("--allow-framing", listening->settings.framing_origins,
                     "sites whose pages may show the embed pages; none given: all")
        ->envname("REVIVRE_ALLOW_FRAMING")
        ->delimiter(',');
    command->callback([&application, listening] {
        application.command = [&application, listening] { return run(application, *listening); };
    });
}

}  // namespace revivre::app::commands
