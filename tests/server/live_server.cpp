#include "tests/server/live_server.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <utility>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "server/http/text.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using namespace std::chrono_literals;
using chapters::Chapter;
using chapters::ChapterKind;
using chapters::Credit;
using chapters::CreditStatus;

Chapter chapter(const std::string& id, ChapterKind kind, std::string title, int start_s) {
    return {.id = id,
            .kind = kind,
            .start = std::chrono::seconds(start_s),
            .end = std::chrono::seconds(start_s + 60),
            .title = std::move(title),
            .session = {},
            .credits = {},
            .children = {}};
}

Credit credit(const std::string& person, const std::string& name, CreditStatus status) {
    return {.person = person,
            .name = name,
            .function = "Sociologue",
            .organisation = "Institut des villes",
            .role = chapters::Role::speaker,
            .status = status,
            .evidence = {"programme"}};
}

std::vector<Chapter> sample_chapters(const Sample& sample) {
    Chapter part = chapter(sample.part, ChapterKind::session, "Ouverture", 0);
    part.end = 120s;
    part.session = sample.session;
    Chapter first = chapter(sample.first, ChapterKind::intervention, "Habiter la ville", 5);
    first.session = sample.session;
    first.credits = {credit(sample.speaker, "Maëlle Kerdoncuff", CreditStatus::confirmed)};
    Chapter second = chapter(sample.second, ChapterKind::intervention, "Une école ouverte", 65);
    second.end = 115s;
    second.session = sample.session;
    second.credits = {credit(sample.candidate, "Octave Brisemiche", CreditStatus::proposed)};
    part.children = {first, second};
    return {part};
}

std::string save_recording(storage::Repository& store, const std::string& event, int order,
                           const std::filesystem::path& file) {
    chapters::Stream picture;
    picture.type = "video";
    picture.codec = "h264";
    chapters::Recording recording;
    recording.event = event;
    recording.part = order == 0 ? "matin" : "après-midi";
    recording.title = "Séance plénière";
    recording.order = order;
    recording.file = file.string();
    recording.container = "mov,mp4,m4a,3gp,3g2,mj2";
    recording.content_hash = "hash-of-the-file-" + std::to_string(order);
    recording.size_bytes = 1000;
    recording.duration = 200s;
    recording.streams = {picture};
    return store.save_recording(recording);
}

std::string save_event(storage::Repository& store, const std::string& title,
                       const std::string& date) {
    chapters::Event event;
    event.title = title;
    event.date = date;
    return store.save_event(event);
}

std::string save_session(storage::Repository& store, const std::string& event) {
    chapters::Session session;
    session.event = event;
    session.title = "Ouverture de la journée";
    return store.save_session(session);
}

std::string save_person(storage::Repository& store, const std::string& name,
                        const std::string& sort_name) {
    chapters::Person person;
    person.name = name;
    person.sort_name = sort_name;
    return store.save_person(person);
}

}  // namespace

Sample sample_store(storage::Repository& store, const std::filesystem::path& media) {
    Sample sample;
    sample.event = save_event(store, "Vivre en ville", "2024-03-14");
    sample.hidden_event = save_event(store, "À venir", "2025-03-14");
    sample.session = save_session(store, sample.event);
    sample.speaker = save_person(store, "Maëlle Kerdoncuff", "Kerdoncuff, Maëlle");
    sample.candidate = save_person(store, "Octave Brisemiche", "Brisemiche, Octave");
    sample.recording = save_recording(store, sample.event, 0, media);
    sample.draft = save_recording(store, sample.event, 1, media);
    sample.part = store.new_chapter_id();
    sample.first = store.new_chapter_id();
    sample.second = store.new_chapter_id();
    chapters::Revision revision;
    revision.recording = sample.recording;
    revision.author = "archiviste";
    revision.chapters = sample_chapters(sample);
    const int number = store.add_revision(revision, 0);
    store.publish(sample.recording, number);
    return sample;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "revivre-server-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw Error(ErrorCode::unavailable, "no folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string WireAnswer::field(std::string_view name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
        const std::size_t end = rest.find("\r\n");
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? "" : rest.substr(end + 2);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        if (same_token(line.substr(0, colon), name))
            return std::string(trim(line.substr(colon + 1)));
    }
    return {};
}

LiveServer::LiveServer() : LiveServer(all_routes()) {}

LiveServer::LiveServer(std::span<const Route> routes) : media_(folder_.path() / "matin.mp4") {
    std::ofstream file(media_, std::ios::binary);
    for (int index = 0; index < 1000; ++index) file.put(static_cast<char>('a' + index % 26));
    file.close();
    const auto database = folder_.path() / "revivre.db";
    store_ = storage::open_sqlite(database);
    sample_ = sample_store(*store_, media_);
    Settings settings;
    settings.port = 0;
    settings.version = "test";
    settings.library = folder_.path();
    server_ = std::make_unique<HttpServer>(
        settings, [database] { return storage::open_sqlite(database, true); }, routes);
    server_->start();
}

LiveServer::~LiveServer() = default;

std::string LiveServer::exchange(std::string_view raw) const {
    const Client client(server_->port());
    client.send(raw);
    client.end_sending();
    return client.receive_all();
}

WireAnswer LiveServer::get(const std::string& target, const std::string& fields) const {
    return parse_answer(
        exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n"), true);
}

WireAnswer LiveServer::head(const std::string& target) const {
    return parse_answer(exchange("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), false);
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const auto* const generic = reinterpret_cast<const sockaddr*>(&address);
    EXPECT_EQ(::connect(socket_, generic, sizeof address), 0);
}

Client::~Client() {
    ::close(socket_);
}

void Client::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the server has had enough; its answer tells why
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Client::end_sending() const {
    ::shutdown(socket_, SHUT_WR);
}

std::string Client::receive_all() const {
    std::string all;
    std::array<char, 16384> buffer{};
    for (;;) {
        const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
        EXPECT_FALSE(got < 0 && errno == EAGAIN) << "the server keeps the connection open";
        if (got <= 0) return all;
        all.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

std::string Client::receive_head() const {
    std::string all;
    std::array<char, 16384> buffer{};
    while (all.find("\r\n\r\n") == std::string::npos) {
        const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (got <= 0) break;
        all.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return all;
}

long figure(std::string_view metrics, const std::string& name) {
    const std::size_t line = metrics.find("\n" + name + " ");
    if (line == std::string_view::npos) return -1;
    return std::stol(std::string(metrics.substr(line + name.size() + 2, 20)));
}

WireAnswer parse_answer(std::string_view bytes, bool has_body, std::string_view* rest) {
    WireAnswer answer;
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos || !bytes.starts_with("HTTP/1.1 ")) return answer;
    answer.head = bytes.substr(0, end + 2);
    std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
    std::string_view after = bytes.substr(end + 4);
    const std::string length_text = answer.field("Content-Length");
    std::size_t length = 0;
    std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
    if (!has_body || answer.status == 304) length = 0;
    answer.body = after.substr(0, length);
    EXPECT_EQ(answer.body.size(), length) << "the answer is shorter than it says";
    if (rest != nullptr) *rest = after.substr(answer.body.size());
    return answer;
}

}  // namespace revivre::server
