#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/content_coding.hpp"
#include "server/http/descriptor.hpp"
#include "server/http/range.hpp"
#include "server/http/request_parser.hpp"
#include "server/routes/route.hpp"

namespace revivre::server {

class BodyMemory;
struct OpenFile;

/// A stretch of a file, and what is sent before it.
struct FilePart {
    std::string before;
    ByteRange range;
};

/// A file on its way out, or content that lies in a file in memory.
struct FileContent {
    std::shared_ptr<const Descriptor> descriptor;  ///< shared: many answers may send from one file
    std::vector<FilePart> parts;
    std::string after;
};

/// Which fields of a request an answer depends on, by its Vary field (RFC 9110, section 12.5.5).
struct Variation {
    bool accept = false;
    bool accept_encoding = false;
    bool accept_language = false;
    bool others = false;  ///< on a field that this service does not look at, or on all ("*")
};

/// An answer ready to be sent, head included; only Date and Connection are added when it is. Never
/// changed once made, so that many connections may send it at the same time.
struct Answer {
    int status = 200;
    std::string head;               ///< status line and fields, each with its CR LF
    std::string not_modified_head;  ///< the same for a 304; empty when there can be none
    std::string etag;               ///< with its quotes; empty: none
    std::string body;
    std::optional<FileContent> file;  ///< instead of `body`
    std::uint64_t length = 0;         ///< bytes of the content, wherever it lies
    Variation variation;
    std::shared_ptr<const OpenFile>
        open_file;                        ///< where `file` is from, when it is a file of the disk
    std::size_t route = 0;                ///< see Making
    std::shared_ptr<EventStream> events;  ///< what goes on coming behind the head; one reader's own
};

using SharedAnswer = std::shared_ptr<const Answer>;

/// How an answer is made.
struct Making {
    Effort effort = Effort::once;
    std::size_t route = 0;         ///< its number, from 1, to be counted under; 0: none
    BodyMemory* memory = nullptr;  ///< for large content of prepared answers; null: none is wanted
};

/// The answer to a request for `path`, with the fields that every answer of ours carries, its
/// content coded as the request wants it most. Opens the file, if it is one: call it where the disk
/// may be waited for. Throws Error{not_found} when the file is gone and Error{internal} when a
/// field holds a control character.
SharedAnswer make_answer(const Response& response, const RequestHead& request,
                         const std::string& path, const Making& making = {});

/// The answer to a request for a file that is open already. Waits for nothing: for any thread.
SharedAnswer make_file_answer(std::shared_ptr<const OpenFile> file, const RequestHead& request);

/// Answers that no route makes: a refused head, too much content. For any thread.
SharedAnswer make_refusal(int status, std::string_view reason, const RequestHead& request);

/// What OPTIONS gets: the methods of an address (`allowed`), and leave for scripts of other sites
/// where they may read.
SharedAnswer make_options(const RequestHead& request, std::string_view allowed);

/// What "/healthz" gets: the process lives. Needs neither the store nor a worker, so that a service
/// that is merely busy is not taken for dead.
SharedAnswer make_alive(const RequestHead& request);

/// A strong entity-tag for `parts` in this order (RFC 9110, section 8.8.3).
std::string entity_tag(std::initializer_list<std::string_view> parts);

}  // namespace revivre::server
