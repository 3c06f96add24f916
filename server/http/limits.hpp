#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of the HTTP side, each with its reason. Deadlines run on the monotonic clock and are
/// looked at every `kSweepInterval`, so they hold to within that.
namespace revivre::server {

/// Bytes of a request head. Browsers send 0.5 to 2 KiB; nginx takes 4 x 8 KiB at most.
inline constexpr std::size_t kHeadLimit = std::size_t{16} * 1024;
/// Fields of a head: browsers send about 20, proxies add about 10.
inline constexpr std::size_t kFieldLimit = 100;
/// Bytes of a request target. RFC 9112, section 3, asks for at least 8000 octets of request line.
inline constexpr std::size_t kTargetLimit = std::size_t{8} * 1024;
/// Bytes of a request line: target, longest method we know (7), version (8), two blanks.
inline constexpr std::size_t kRequestLineLimit = kTargetLimit + 7 + 8 + 2;
/// Empty lines before a request line that are skipped: RFC 9112, section 2.2, asks for at least 1.
inline constexpr int kLeadingLineLimit = 2;
/// Bytes asked from the network at once: the longest head.
inline constexpr std::size_t kReadStep = kHeadLimit;
/// Requests of one connection that are answered before others get their turn. Only who sends them
/// without waiting for answers has more than one.
inline constexpr int kAnswerTurn = 16;
/// Sockets whose readiness is asked for at once.
inline constexpr std::size_t kReadyBatch = 256;

/// From the first byte of a request (or from the connection's start) to the end of its head,
/// however steadily it trickles.
inline constexpr std::chrono::seconds kHeadDeadline{10};
/// How long a connection may wait between two requests: a reader of a page clicks within it, and
/// 1024 of them that do nothing are gone before anybody notices.
inline constexpr std::chrono::seconds kIdleLimit{15};
/// Bytes of request content, unless a route says otherwise: 10,000 chapters are 3 MB as JSON, lists
/// of people 100 KB.
inline constexpr std::size_t kContentLimit = std::size_t{1024} * 1024;
/// The same where a few words are enough.
inline constexpr std::size_t kSmallContentLimit = std::size_t{16} * 1024;
/// Bytes of one piece of an upload: a second at 64 Mbit/s, and 40 people fit into what all may
/// take.
inline constexpr std::size_t kUploadPieceLimit = std::size_t{8} * 1024 * 1024;
/// Bytes of content that all connections together hold while it comes and is worked on.
inline constexpr std::size_t kContentBudget = std::size_t{256} * 1024 * 1024;
/// Time for each `kContentStep` of content: below 6.4 KiB/s a sender is cut, however steady.
inline constexpr std::chrono::seconds kContentDeadline{10};
inline constexpr std::uint64_t kContentStep = std::uint64_t{64} * 1024;
/// What a stream of events sends when there is nothing to say, so that who stands between keeps the
/// connection (WHATWG HTML, section 9.2.7, suggests about 15 s).
inline constexpr std::chrono::seconds kHeartbeat{15};
/// Bytes of events that a reader may be behind.
inline constexpr std::size_t kEventBacklog = std::size_t{256} * 1024;

/// Time for each `kWriteStep` of an answer: below 3.2 KiB/s a reader is cut. A browser that lets a
/// video wait is cut too, and asks for the next range when it goes on.
inline constexpr std::chrono::seconds kWriteDeadline{20};
inline constexpr std::uint64_t kWriteStep = std::uint64_t{64} * 1024;
/// After the last answer, how long and how many bytes of what a client still sends are read and
/// thrown away, so that the answer arrives (RFC 9112, section 9.6).
inline constexpr std::chrono::seconds kLingerDeadline{2};
inline constexpr std::uint64_t kLingerBytes = std::uint64_t{8} * 1024 * 1024;
inline constexpr std::chrono::milliseconds kSweepInterval{250};

/// Connections at a time. Each takes one descriptor, and one more while it reads a file. Fewer when
/// the process may not open that many and keep the reserve. When all are taken, the one that has
/// been idle longest gives way; when none is idle, no more are accepted until one ends.
inline constexpr std::size_t kConnectionLimit = 1024;
/// Files that stay open to be sent from again: the recordings that are watched, and pictures.
inline constexpr std::size_t kOpenFileLimit = 64;
/// Descriptors kept free for those, the store, logs and what libraries open.
inline constexpr std::size_t kDescriptorReserve = 64 + kOpenFileLimit;
/// Bytes that the kernel may hold unsent for one connection (TCP_NOTSENT_LOWAT), so that slow
/// readers cannot take 4 MiB each. At 512 KiB, ranges of 1 MiB cost a fifth more (bench_range.sh).
inline constexpr int kUnsentLimit = 2 * 1024 * 1024;
/// After descriptors or memory ran out, how long none is accepted unless a connection ends.
inline constexpr std::chrono::milliseconds kAcceptPause{100};
/// What the kernel keeps of connections that wait for us.
inline constexpr int kListenBacklog = 1024;

/// Requests for different things that wait for a worker or are with one (the same thing is made
/// once for all who ask). Half of the connections: the other half is answered at once, if only with
/// a 503. At 0.1 ms a chapter list it is a wait of 50 ms; at 60 ms, the slowest search, of 30 s.
inline constexpr std::size_t kHandlerQueueLimit = 512;
/// Seconds that a 503 asks to wait.
inline constexpr int kRetryAfter = 1;

/// Prepared answers kept: 64 MiB hold the 60 KB chapter lists of a thousand recordings.
inline constexpr std::size_t kCacheBytes = std::size_t{64} * 1024 * 1024;
/// One answer above this is not kept, so that a few cannot drive out all others.
inline constexpr std::size_t kCacheEntryBytes = std::size_t{4} * 1024 * 1024;
/// A request whose target and Accept fields are longer together is answered, but not from there.
inline constexpr std::size_t kCacheKeyBytes = 1024;

/// Answers kept for one target: three codings, two languages, four Accept fields. The oldest goes.
inline constexpr std::size_t kVariantLimit = 24;
/// Content from this size on is coded: below, an answer and its head fit in one packet of 1.4 KB
/// anyway, and what decoding it costs a phone is not won back.
inline constexpr std::size_t kCodingThreshold = 1024;
/// Prepared content from this size on lies in a file in memory and is sent by sendfile(2), which
/// copies nothing; below, one copy is cheaper than the second system call.
inline constexpr std::size_t kSendfileThreshold = std::size_t{16} * 1024;

/// Ranges of one request (RFC 9110, section 14.2: a server may ignore more). Browsers ask for one.
inline constexpr std::size_t kRangeLimit = 16;
/// Bytes sent from a file before others get their turn.
inline constexpr std::uint64_t kFileTurn = std::uint64_t{1024} * 1024;

}  // namespace revivre::server
