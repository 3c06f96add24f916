#include "app/application/media_writing.hpp"

#include <cerrno>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "app/application/open_file.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/reduction.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;

// A new file under a name of its own that goes away unless it is kept.
class FileSink final : public chapters::ByteSink {
  public:
    explicit FileSink(const fs::path& target)
        : target_(target),
          path_(target.string() + ".part"),
          descriptor_(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
        if (descriptor_ < 0) fail();
    }
    ~FileSink() override {
        if (descriptor_ >= 0) close(descriptor_);
        std::error_code ignored;
        if (!kept_) fs::remove(path_, ignored);
    }
    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;

    void write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) fail();
            bytes.remove_prefix(static_cast<std::size_t>(done));
        }
    }

    // On disk before it has its name, so that a power cut leaves no half file under it.
    void keep() {
        if (fsync(descriptor_) != 0) fail();
        std::error_code fault;
        fs::rename(path_, target_, fault);
        if (fault) fail();
        kept_ = true;
    }

    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

  private:
    [[noreturn]] void fail() const {
        throw Error(ErrorCode::unavailable, fmt::format("cannot write {}: {}", target_.string(),
                                                        std::generic_category().message(errno)));
    }

    fs::path target_;
    fs::path path_;
    int descriptor_;
    bool kept_ = false;
};

const chapters::Container& container_at(const fs::path& media, chapters::ByteSource& source) {
    const chapters::Container* container = chapters::container_of(source.bytes(0, 4096));
    if (container != nullptr && container->write != nullptr) return *container;
    std::string known;
    for (const chapters::Container& each : chapters::all_containers()) {
        if (each.write == nullptr) continue;
        if (!known.empty()) known += ", ";
        known += each.title;
    }
    throw Error(ErrorCode::unsupported,
                fmt::format("{} is no file that chapters are written into here ({})",
                            media.string(), known));
}

void require_free(const fs::path& target) {
    std::error_code fault;
    if (!fs::exists(target, fault)) return;
    if (fs::is_regular_file(target, fault) && fs::file_size(target, fault) == 0) return;
    throw Error(ErrorCode::conflict,
                fmt::format("{} is there already: choose another name", target.string()));
}

}  // namespace

std::vector<chapters::Loss> write_into_media(const fs::path& media,
                                             const chapters::Document& document,
                                             const fs::path& target) {
    const OpenFile open(media);
    chapters::FileSource source(open.descriptor());
    const chapters::Container& container = container_at(media, source);
    require_free(target);
    chapters::Reduction reduction = reduce(document, container);
    FileSink sink(target);
    container.write(source, reduction.document, sink);
    const OpenFile written(sink.path());
    chapters::FileSource copy(written.descriptor());
    if (container.read(copy).document.chapters != reduction.document.chapters) {
        throw Error(ErrorCode::internal,
                    fmt::format("the copy of {} did not hold what was written into it: nothing was "
                                "kept",
                                media.string()));
    }
    sink.keep();
    return std::move(reduction.losses);
}

}  // namespace revivre::app
