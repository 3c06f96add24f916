#include "server/http/answer_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <sys/sendfile.h>
#include <sys/socket.h>

#include "server/http/limits.hpp"

namespace revivre::server {
namespace {

iovec piece_of(std::string_view bytes) noexcept {
    // sendmsg(2) reads through a pointer that is not const, and writes nothing there.
    return {.iov_base = const_cast<char*>(bytes.data()), .iov_len = bytes.size()};
}

AnswerWriter::Outcome outcome_of(int error) noexcept {
    return error == EAGAIN || error == EWOULDBLOCK ? AnswerWriter::Outcome::blocked
                                                   : AnswerWriter::Outcome::failed;
}

}  // namespace

void AnswerWriter::start(SharedAnswer answer, std::string_view tail, Portion portion) {
    answer_ = std::move(answer);
    const bool has_content = portion == Portion::whole;
    file_ = has_content && answer_->file ? &*answer_->file : nullptr;
    part_ = 0;
    stretch_ = {};
    const std::string_view body = has_content ? std::string_view(answer_->body) : "";
    pieces_ = {
        piece_of(portion == Portion::not_modified ? answer_->not_modified_head : answer_->head),
        piece_of(tail), piece_of(body)};
    piece_count_ = body.empty() ? 2 : 3;
    piece_bytes_ = pieces_[0].iov_len + pieces_[1].iov_len + pieces_[2].iov_len;
}

AnswerWriter::Outcome AnswerWriter::write(int socket, std::uint64_t& sent) {
    std::uint64_t turn = 0;
    for (;;) {
        Outcome outcome = write_pieces(socket, sent);
        if (outcome == Outcome::done) outcome = write_stretch(socket, sent, turn);
        if (outcome != Outcome::done) return outcome;
        if (file_ == nullptr) break;
        next_part();
    }
    answer_.reset();
    return Outcome::done;
}

AnswerWriter::Outcome AnswerWriter::write_pieces(int socket, std::uint64_t& sent) {
    while (piece_bytes_ > 0) {
        msghdr message{};
        message.msg_iov = pieces_.data();
        message.msg_iovlen = piece_count_;
        // More follows: the kernel waits for it, so that head and content share packets.
        const int flags = MSG_NOSIGNAL | (file_ != nullptr ? MSG_MORE : 0);
        const ssize_t count = ::sendmsg(socket, &message, flags);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return outcome_of(errno);
        auto gone = static_cast<std::size_t>(count);
        piece_bytes_ -= gone;
        sent += gone;
        if (piece_bytes_ == 0) break;
        for (iovec& piece : pieces_) {
            const std::size_t step = std::min(gone, piece.iov_len);
            piece.iov_base = static_cast<char*>(piece.iov_base) + step;
            piece.iov_len -= step;
            gone -= step;
        }
    }
    return Outcome::done;
}

AnswerWriter::Outcome AnswerWriter::write_stretch(int socket, std::uint64_t& sent,
                                                  std::uint64_t& turn) {
    while (stretch_.length > 0) {
        if (turn >= kFileTurn) return Outcome::yielded;
        auto offset = static_cast<off_t>(stretch_.first);
        const std::uint64_t asked = std::min(stretch_.length, kFileTurn);
        const ssize_t count = ::sendfile(socket, file_->descriptor->number(), &offset, asked);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return outcome_of(errno);
        if (count == 0) return Outcome::failed;
        const auto gone = static_cast<std::uint64_t>(count);
        stretch_.first += gone;
        stretch_.length -= gone;
        sent += gone;
        turn += gone;
    }
    return Outcome::done;
}

// What stands before a part, then the part; at last what stands behind all of them.
void AnswerWriter::next_part() {
    if (part_ < file_->parts.size()) {
        const FilePart& part = file_->parts[part_++];
        set_piece(part.before);
        stretch_ = part.range;
    } else {
        set_piece(file_->after);
        file_ = nullptr;
    }
}

void AnswerWriter::set_piece(std::string_view bytes) {
    pieces_ = {piece_of(bytes)};
    piece_count_ = 1;
    piece_bytes_ = bytes.size();
}

}  // namespace revivre::server
