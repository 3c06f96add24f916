// Written from: Prometheus, "Exposition formats", text-based format, version 0.0.4.

#include "server/http/metrics.hpp"

#include <array>
#include <ctime>
#include <utility>

#include <fmt/format.h>

namespace revivre::server {
namespace {

void write_title(std::string& out, std::string_view name, std::string_view type,
                 std::string_view help) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

void write_figure(std::string& out, std::string_view name, std::string_view type,
                  std::string_view help, std::int64_t value) {
    write_title(out, name, type, help);
    out += fmt::format("{} {}\n", name, value);
}

std::string label_value(std::string_view text) {
    std::string escaped;
    for (const char each : text) {
        if (each == '\\' || each == '"') escaped += '\\';
        escaped += each == '\n' ? ' ' : each;
    }
    return escaped;
}

}  // namespace

Metrics::Metrics(std::span<const Route> routes, std::string version)
    : routes_(routes), version_(std::move(version)), start_s_(std::time(nullptr)) {}

Tally& Metrics::new_tally() {
    return tallies_.emplace_back(routes_.size());
}

void Metrics::add_gauge(std::string name, std::string help, std::function<std::size_t()> value) {
    gauges_.push_back(
        {.name = std::move(name), .help = std::move(help), .value = std::move(value)});
}

std::int64_t Metrics::total(Counter Tally::*counter) const {
    std::int64_t sum = 0;
    for (const Tally& tally : tallies_) sum += (tally.*counter).value();
    return sum;
}

// Only what has happened: routes times classes would be a page of zeros.
void Metrics::write_answers(std::string& out) const {
    constexpr std::string_view kName = "revivre_answers_total";
    write_title(out, kName, "counter", "Answers by route pattern and class of status.");
    for (std::size_t route = 0; route <= routes_.size(); ++route) {
        const std::string pattern = route == 0 ? "" : label_value(routes_[route - 1].pattern);
        const std::string_view method = route == 0 ? "" : routes_[route - 1].method;
        for (std::size_t status_class = 1; status_class <= Tally::kClasses; ++status_class) {
            std::int64_t sum = 0;
            for (const Tally& tally : tallies_) sum += tally.answers(route, status_class);
            if (sum == 0) continue;
            out += fmt::format("{}{{method=\"{}\",route=\"{}\",status=\"{}xx\"}} {}\n", kName,
                               method, pattern, status_class, sum);
        }
    }
}

std::string Metrics::text() const {
    std::string out;
    write_title(out, "revivre_build_info", "gauge", "The version that runs.");
    out += fmt::format("revivre_build_info{{version=\"{}\"}} 1\n", label_value(version_));
    write_figure(out, "process_start_time_seconds", "gauge", "Start, in seconds since 1970.",
                 start_s_);
    write_answers(out);
    struct Figure {
        std::string_view name;
        std::string_view help;
        Counter Tally::*counter;
    };
    constexpr std::array kFigures{
        Figure{"revivre_answer_bytes_total", "Bytes sent, heads included.", &Tally::bytes},
        Figure{"revivre_connections_accepted_total", "Connections taken.", &Tally::accepted},
        Figure{"revivre_prepared_hits_total", "Requests whose answer was kept.", &Tally::prepared},
        Figure{"revivre_made_total", "Requests that a worker was asked for.", &Tally::made}};
    for (const auto& [name, help, counter] : kFigures) {
        write_figure(out, name, "counter", help, total(counter));
    }
    write_figure(out, "revivre_connections", "gauge", "Connections that are open.",
                 total(&Tally::accepted) - total(&Tally::ended));
    for (const Gauge& gauge : gauges_) {
        write_figure(out, gauge.name, "gauge", gauge.help,
                     static_cast<std::int64_t>(gauge.value()));
    }
    return out;
}

}  // namespace revivre::server
