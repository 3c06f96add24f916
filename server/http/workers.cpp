#include "server/http/workers.hpp"

#include <exception>
#include <string>
#include <utility>

#include <boost/asio/post.hpp>

#include <spdlog/spdlog.h>

#include "chapters/error.hpp"
#include "server/access/guard.hpp"
#include "server/http/limits.hpp"
#include "server/http/metrics.hpp"
#include "server/http/target.hpp"
#include "server/person_address.hpp"
#include "server/problem.hpp"
#include "server/replaced_address.hpp"

namespace revivre::server {

namespace asio = boost::asio;
namespace {

Response moved_for_good(const std::string& address) {
    Response response;
    response.status = 308;
    response.headers = {{"Location", address}};
    return response;
}

ContentCoding coding_of(const RequestHead& request) {
    return wanted_coding(request.accept_encoding).value_or(ContentCoding::identity);
}

}  // namespace

Workers::Workers(const Settings& settings, OpenRepository open, std::span<const Route> routes,
                 PreparedCache& cache, const Metrics& metrics, Jobs* jobs)
    : settings_(settings),
      open_(std::move(open)),
      dispatcher_(routes),
      routes_(routes),
      cache_(cache),
      metrics_(metrics),
      jobs_(jobs),
      pool_(static_cast<std::size_t>(settings.worker_threads)) {}

Workers::~Workers() {
    pool_.stop();
    pool_.join();
}

bool Workers::submit(RequestHead request, const Done& done) {
    std::string key = request_key(request, coding_of(request));
    const Place place = take_place(key, done);
    if (place == Place::first) {
        asio::post(pool_, [this, key = std::move(key), request = std::move(request)] {
            make(key, request);
        });
    }
    return place != Place::none;
}

Workers::Place Workers::take_place(const std::string& key, const Done& done) {
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(key);
    if (found != waiting_.end()) {
        found->second.push_back(done);
        return Place::joined;
    }
    if (waiting_.size() >= kHandlerQueueLimit) return Place::none;
    waiting_.emplace(key, std::vector{done});
    return Place::first;
}

void Workers::make(const std::string& key, const RequestHead& request) {
    const SharedAnswer made = answer(request);
    std::vector<Done> all;
    {
        const std::lock_guard lock(mutex_);
        all = std::move(waiting_.extract(key).mapped());
    }
    for (const Done& done : all) done(made);
}

void Workers::refresh_cache() {
    if (refreshing_.exchange(true)) return;
    asio::post(pool_, [this] {
        tell_generation();
        refreshing_ = false;
    });
}

void Workers::tell_generation() {
    try {
        cache_.advance(repository().generation());
    } catch (const std::exception& fault) {
        // Prepared answers stay: the last that is known to be right is better than none.
        spdlog::debug("the store does not answer: {}", fault.what());
        drop_repository();
    }
}

storage::Repository& Workers::repository() {
    const auto id = std::this_thread::get_id();
    {
        const std::lock_guard lock(mutex_);
        const auto found = repositories_.find(id);
        if (found != repositories_.end()) return *found->second;
    }
    auto opened = opened_repository();  // without the lock: it may take its time
    const std::lock_guard lock(mutex_);
    return *repositories_.emplace(id, std::move(opened)).first->second;
}

// Whatever is the matter with the store, it is none of the client's.
std::unique_ptr<storage::Repository> Workers::opened_repository() const {
    try {
        return open_();
    } catch (const Error& error) {
        throw Error(ErrorCode::unavailable, error.what());
    }
}

void Workers::drop_repository() {
    const std::lock_guard lock(mutex_);
    repositories_.erase(std::this_thread::get_id());
}

SharedAnswer Workers::answer(const RequestHead& request) {
    const std::string raw_path = request.target.substr(0, request.target.find('?'));
    try {
        Target target = parse_target(request.target);
        return route_answer(request, {.method = request.method,
                                      .path = std::move(target.path),
                                      .parameters = {},
                                      .query = std::move(target.query),
                                      .accept = request.accept,
                                      .accept_language = request.accept_language,
                                      .if_match = request.if_match,
                                      .content_type = request.content_type,
                                      .upload_offset = request.upload_offset,
                                      .upload_length = request.upload_length,
                                      .upload_metadata = request.upload_metadata,
                                      .peer = request.peer,
                                      .body = request.content});
    } catch (const Error& error) {
        return make_answer(problem(error, raw_path), request, raw_path);
    } catch (const std::exception& fault) {
        spdlog::error("{} {}: {}", request.method, raw_path, fault.what());
        const Error error(ErrorCode::internal, fault.what());
        return make_answer(problem(error, raw_path), request, raw_path);
    }
}

SharedAnswer Workers::route_answer(const RequestHead& head, const Request& request) {
    const auto match = dispatcher_.match(request.path, request.method);
    if (!match) {
        const std::string allowed = dispatcher_.methods(request.path);
        if (request.method == "OPTIONS") return make_options(head, allowed);
        if (!allowed.empty()) {
            return failure(StatusError(405, "this address takes " + allowed, {{"Allow", allowed}}),
                           head, request, 0);
        }
        const Error error(ErrorCode::not_found, "nothing is at this address");
        return failure(error, head, request, 0);
    }
    Request routed = request;
    routed.parameters = match->parameters;
    const bool reading = match->route->method == "GET" && match->route->access == Access::anyone;
    try {
        SharedAnswer made = run(*match->route, head, routed);
        const SharedAnswer moved =
            reading && made->status == 404 ? moved_answer(*match->route, head, request) : nullptr;
        return moved ? moved : made;
    } catch (const Error& error) {
        if (reading && error.code() == ErrorCode::not_found) {
            if (SharedAnswer moved = moved_answer(*match->route, head, request)) return moved;
        }
        return failure(error, head, request, number_of(*match->route));
    }
}

SharedAnswer Workers::moved_answer(const Route& route, const RequestHead& head,
                                   const Request& request) {
    auto address = replaced_address(head.target, repository());
    if (!address) address = merged_address(head.target, repository());
    if (address) {
        return make_answer(moved_for_good(*address), head, request.path,
                           {.route = number_of(route)});
    }
    if (!is_withdrawn_address(head.target, repository())) return nullptr;
    const Error gone(ErrorCode::gone, "what was here was withdrawn");
    return failure(gone, head, request, number_of(route));
}

SharedAnswer Workers::run_once(const Route& route, Context& context, const RequestHead& head,
                               const Request& request) {
    const bool writes = route.method != "GET";
    if (writes || route.access != Access::anyone) require_own_site(head, settings_);
    if (route.access == Access::known) {
        context.caller = caller_of(head, context.repository, settings_);
    } else if (route.access != Access::anyone) {
        context.caller = require_access(head, context.repository, settings_, route.access);
    }
    Response response = route.handle(request, context);
    // Whoever asks after this answer sees what it tells, a withdrawal above all.
    if (writes) tell_generation();
    // What only some may see is nobody else's; a file is asked for again and again while it plays.
    if (writes || route.access != Access::anyone) {
        response.cache_control = response.file ? "private, no-cache" : "no-store";
        response.own = true;
    }
    return make_answer(response, head, request.path, {.route = number_of(route)});
}

// A handler asks the store several times. Were something published in between, its answer would mix
// two states: then it is made again. After some tries the last one has to do, and is not kept.
SharedAnswer Workers::run(const Route& route, const RequestHead& head, const Request& request) {
    constexpr int kTries = 3;
    storage::Repository& store = repository();
    Context context{.repository = store,
                    .settings = settings_,
                    .metrics = &metrics_,
                    .jobs = jobs_,
                    .back_off = &back_off_};
    const std::size_t number = number_of(route);
    if (!route.prepared) return run_once(route, context, head, request);
    const Making making{.effort = Effort::prepared, .route = number, .memory = &bodies_};
    std::uint64_t before = store.generation();
    for (int tries = 1;; ++tries) {
        SharedAnswer made = make_answer(route.handle(request, context), head, request.path, making);
        const std::uint64_t after = store.generation();
        if (before != after && tries < kTries) {
            before = after;
            continue;
        }
        if (before == after) keep(head, made, after);
        return made;
    }
}

void Workers::keep(const RequestHead& head, const SharedAnswer& answer, std::uint64_t generation) {
    const bool short_key = head.target.size() + head.accept.size() <= kCacheKeyBytes;
    const bool lasts = answer->status == 200 || answer->open_file;
    if (!lasts || answer->variation.others || !short_key) return;
    cache_.store(selection_of(head, coding_of(head)), answer, generation);
}

SharedAnswer Workers::failure(const Error& error, const RequestHead& head, const Request& request,
                              std::size_t route) {
    if (http_status(error) >= 500) {
        spdlog::error("{} {}: {}", head.method, head.target, error.what());
    }
    if (error.code() == ErrorCode::unavailable) drop_repository();  // opened anew by the next
    return make_answer(refusal(error, request, settings_), head, request.path, {.route = route});
}

std::size_t Workers::number_of(const Route& route) const {
    return static_cast<std::size_t>(&route - routes_.data()) + 1;
}

std::size_t Workers::waiting() {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

}  // namespace revivre::server
