#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <sys/uio.h>

#include "server/http/answer.hpp"

namespace revivre::server {

/// What of an answer goes out.
enum class Portion { whole, head, not_modified };

/// Sends one answer at a time over a socket that does not block, in as many steps as it takes:
/// mostly one, which is one system call, or two with sendfile(2).
class AnswerWriter {
  public:
    enum class Outcome {
        done,
        blocked,  ///< the kernel takes no more for now
        yielded,  ///< `kFileTurn` went out: others should get their turn
        failed,   ///< the client is gone, or the file has become shorter
    };

    /// `tail` ends the head (Date, Connection, an empty line) and must stay until all is sent.
    void start(SharedAnswer answer, std::string_view tail, Portion portion);

    /// Goes on. Counts what went out in `sent`.
    Outcome write(int socket, std::uint64_t& sent);

  private:
    Outcome write_pieces(int socket, std::uint64_t& sent);
    Outcome write_stretch(int socket, std::uint64_t& sent, std::uint64_t& turn);
    void next_part();
    void set_piece(std::string_view bytes);

    SharedAnswer answer_;
    const FileContent* file_ = nullptr;  // of answer_; null when nothing of one is to follow
    std::array<iovec, 3> pieces_{};      // what comes before the next stretch of the file
    std::size_t piece_count_ = 0;
    std::size_t piece_bytes_ = 0;
    std::size_t part_ = 0;  // of the file, to be begun next
    ByteRange stretch_;     // what is left of the present one
};

}  // namespace revivre::server
