// A libFuzzer target for every reader of chapters: of text formats and of containers. Which one is
// fuzzed says REVIVRE_FUZZ_READER; without it the program lists them (`--list`) or writes seeds for
// one (`--seeds NAME FOLDER`). Beside crashes, undefined behaviour, leaks and hangs it finds
// readers that use more memory than 20 times their input and a constant. Run by scripts/fuzz.

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include <sanitizer/allocator_interface.h>

#include "chapters/containers/registry.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/chapters/generated_documents.hpp"

// libFuzzer's own names.
// NOLINTBEGIN(readability-identifier-naming)
extern "C" int LLVMFuzzerInitialize(int* count, char*** values);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// NOLINTEND(readability-identifier-naming)

namespace revivre::chapters {
namespace {

constexpr std::size_t kGrowth = 20;
constexpr std::size_t kConstantBytes = 24 << 20;  // 20,000 chapters and a parser's first pages
constexpr int kSeeds = 20;

std::atomic<std::size_t> live_bytes{0};
std::atomic<std::size_t> peak_bytes{0};

void count_malloc(const volatile void* /*place*/, std::size_t size) {
    const std::size_t now = live_bytes += size;
    if (now > peak_bytes) peak_bytes = now;
}

void count_free(const volatile void* place) {
    if (place != nullptr)
        live_bytes -= __sanitizer_get_allocated_size(const_cast<const void*>(place));
}

const Format* format = nullptr;
const Container* container = nullptr;

void choose_reader() {
    const char* name = std::getenv("REVIVRE_FUZZ_READER");
    if (name == nullptr) {
        std::cerr << "REVIVRE_FUZZ_READER names no reader; --list shows them\n";
        std::exit(2);
    }
    const std::string_view wanted(name);
    if (wanted.starts_with("container:")) {
        container = container_named(wanted.substr(10));
    } else {
        format = find_format(wanted);
    }
    if (container == nullptr && format == nullptr) {
        std::cerr << "no reader is called '" << wanted << "'\n";
        std::exit(2);
    }
}

void list_readers() {
    for (const Format& each : all_formats()) {
        if (each.read != nullptr) std::cout << each.name << "\n";
    }
    for (const Container& each : all_containers()) std::cout << "container:" << each.name << "\n";
}

void write_seeds(std::string_view name, const std::string& folder) {
    const Format* seeded = find_format(name);
    if (seeded == nullptr || seeded->write == nullptr) return;
    DocumentGenerator generator(1);
    for (int i = 0; i < kSeeds; ++i) {
        std::ofstream file(folder + "/seed-" + std::to_string(i), std::ios::binary);
        file << write_document(*seeded, generator.document()).text;
    }
}

void read_one(std::string_view bytes) {
    if (container != nullptr) {
        static_cast<void>(container->recognise(bytes.substr(0, 4096)));
        MemorySource media(bytes);
        static_cast<void>(container->read(media));
        return;
    }
    const std::string text = decode_text(bytes);
    if (format->recognise != nullptr) static_cast<void>(format->recognise(text));
    static_cast<void>(format->read(text));
}

}  // namespace
}  // namespace revivre::chapters

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
    const std::string_view first = *count > 1 ? (*values)[1] : "";
    if (first == "--list" || first == "--seeds") {
        if (first == "--list") revivre::chapters::list_readers();
        if (first == "--seeds" && *count > 3)
            revivre::chapters::write_seeds((*values)[2], (*values)[3]);
        std::cout << std::flush;
        std::_Exit(0);
    }
    revivre::chapters::choose_reader();
    __sanitizer_install_malloc_and_free_hooks(revivre::chapters::count_malloc,
                                              revivre::chapters::count_free);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace revivre::chapters;  // NOLINT(google-build-using-namespace): of this file's own
    const std::size_t before = live_bytes;
    peak_bytes = before;
    read_one({reinterpret_cast<const char*>(data), size});
    const std::size_t used = peak_bytes - before;
    if (used > kGrowth * size + kConstantBytes) {
        std::fprintf(stderr, "%zu bytes of memory for %zu bytes of input\n", used, size);
        std::abort();
    }
    return 0;
}
