#include "indexer/ffmpeg/line_writer.hpp"

#include <cerrno>

#include <unistd.h>

namespace revivre::indexer::ffmpeg {
namespace {

constexpr std::size_t kReserveBytes = 4096;  // six notes of 40 bytes and the end, with room
constexpr std::size_t kPipeBytes = 64U << 10;

}  // namespace

bool LineWriter::add(const chapters::Json& line) {
    const std::string text = chapters::dump_json(line);
    if (text.size() + 1 + kReserveBytes > left_) return false;
    append(text);
    return true;
}

bool LineWriter::add(const chapters::Json& line, std::string_view bytes) {
    const std::string text = chapters::dump_json(line);
    if (text.size() + 1 + bytes.size() + kReserveBytes > left_) return false;
    append(text);
    left_ -= bytes.size();
    gathered_ += bytes;
    return true;
}

void LineWriter::add_last(const chapters::Json& line) {
    const std::string text = chapters::dump_json(line);
    if (text.size() + 1 <= left_) append(text);
}

void LineWriter::append(const std::string& text) {
    left_ -= text.size() + 1;
    gathered_ += text;
    gathered_ += '\n';
    if (gathered_.size() >= kPipeBytes) flush();
}

void LineWriter::flush() noexcept {
    std::string_view rest = gathered_;
    while (!rest.empty()) {
        const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    gathered_.clear();
}

}  // namespace revivre::indexer::ffmpeg
