#include "server/http/body_memory.hpp"

#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace revivre::server {
namespace {

// Places begin and end with pages of memory, as only whole ones can be given back.
std::uint64_t whole_pages(std::uint64_t bytes) noexcept {
    static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return (bytes + page - 1) / page * page;
}

}  // namespace

/// A stretch of the file; a hole again when it goes. Pages that the network still sends live on
/// until it has.
class BodyMemory::Place {
  public:
    Place(std::shared_ptr<const Descriptor> file, std::uint64_t first, std::uint64_t length)
        : file_(std::move(file)), first_(first), length_(length) {}
    ~Place() {
        ::fallocate(file_->number(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                    static_cast<off_t>(first_), static_cast<off_t>(length_));
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] const Descriptor& file() const noexcept { return *file_; }

    [[nodiscard]] bool fill(std::string_view bytes) const noexcept {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t written =
                ::pwrite(file_->number(), bytes.data() + done, bytes.size() - done,
                         static_cast<off_t>(first_ + done));
            if (written <= 0) return false;
            done += static_cast<std::size_t>(written);
        }
        return true;
    }

  private:
    std::shared_ptr<const Descriptor> file_;
    std::uint64_t first_;
    std::uint64_t length_;
};

BodyMemory::BodyMemory()
    : file_(std::make_shared<Descriptor>(::memfd_create("revivre-answers", MFD_CLOEXEC))) {}

std::optional<FileContent> BodyMemory::keep(std::string_view body) {
    if (file_->number() < 0) return std::nullopt;
    // 63 bits of places never end: 10 GB a second last for thirty years.
    const std::uint64_t length = whole_pages(body.size());
    const std::uint64_t first = end_.fetch_add(length);
    const auto place = std::make_shared<const Place>(file_, first, length);
    if (!place->fill(body)) return std::nullopt;
    FileContent content;
    content.descriptor = std::shared_ptr<const Descriptor>(place, &place->file());
    content.parts.push_back({.before = {}, .range = {.first = first, .length = body.size()}});
    return content;
}

}  // namespace revivre::server
