#include "chapters/media_type.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace revivre::chapters {
namespace {

// What FFmpeg calls a container, and its media type with pictures and without. The file's ending
// tells WebM from Matroska, which FFmpeg reads as one.
struct ContainerType {
    std::string_view name;
    std::string_view video;
    std::string_view audio;
};
constexpr std::array kContainers{ContainerType{"mov,mp4", "video/mp4", "audio/mp4"},
                                 ContainerType{"matroska", "video/matroska", "audio/matroska"},
                                 ContainerType{"mpegts", "video/mp2t", "video/mp2t"},
                                 ContainerType{"mpeg", "video/mpeg", "video/mpeg"},
                                 ContainerType{"ogg", "video/ogg", "audio/ogg"},
                                 ContainerType{"mp3", "audio/mpeg", "audio/mpeg"},
                                 ContainerType{"wav", "audio/wav", "audio/wav"},
                                 ContainerType{"flac", "audio/flac", "audio/flac"},
                                 ContainerType{"aac", "audio/aac", "audio/aac"},
                                 ContainerType{"avi", "video/vnd.avi", "video/vnd.avi"},
                                 ContainerType{"flv", "video/x-flv", "video/x-flv"},
                                 ContainerType{"asf", "video/x-ms-asf", "video/x-ms-asf"}};

// For a file of which only the address is known.
struct EndingType {
    std::string_view ending;
    std::string_view video;
    std::string_view audio;
};
constexpr std::array kEndings{EndingType{".mp4", "video/mp4", "audio/mp4"},
                              EndingType{".m4v", "video/mp4", "audio/mp4"},
                              EndingType{".m4a", "audio/mp4", "audio/mp4"},
                              EndingType{".mov", "video/quicktime", "audio/mp4"},
                              EndingType{".webm", "video/webm", "audio/webm"},
                              EndingType{".mkv", "video/matroska", "audio/matroska"},
                              EndingType{".mp3", "audio/mpeg", "audio/mpeg"},
                              EndingType{".ogg", "audio/ogg", "audio/ogg"},
                              EndingType{".opus", "audio/ogg", "audio/ogg"},
                              EndingType{".flac", "audio/flac", "audio/flac"}};
constexpr std::string_view kUnknown = "application/octet-stream";

std::string type_of_address(std::string_view address, bool pictures) {
    const std::string_view path = address.substr(0, address.find_first_of("?#"));
    const std::string_view type = media_type_of_path(path, pictures);
    return std::string(type.empty() ? kUnknown : type);
}

}  // namespace

std::string media_type_of(const Recording& recording) {
    const bool pictures = stream_of(recording, "video") != nullptr;
    if (recording.file.ends_with(".webm")) return pictures ? "video/webm" : "audio/webm";
    for (const ContainerType& each : kContainers) {
        const std::string_view name = recording.container;
        const bool same = name.starts_with(each.name) &&
                          (name.size() == each.name.size() || name[each.name.size()] == ',');
        if (same) return std::string(pictures ? each.video : each.audio);
    }
    return recording.file.empty() ? type_of_address(recording.address, pictures)
                                  : std::string(kUnknown);
}

std::string_view media_type_of_path(std::string_view path, bool pictures) noexcept {
    for (const EndingType& each : kEndings) {
        if (path.ends_with(each.ending)) return pictures ? each.video : each.audio;
    }
    return {};
}

const Stream* stream_of(const Recording& recording, std::string_view type) {
    const auto found = std::ranges::find_if(recording.streams, [&](const Stream& stream) {
        return stream.type == type && !stream.attached_picture;
    });
    return found == recording.streams.end() ? nullptr : &*found;
}

}  // namespace revivre::chapters
