#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/ffmpeg/descriptor_io.hpp"
#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// A container opened for reading, or the word (worker_words.hpp) that says why it was not.
struct OpenedMedia {
    InputHandle input{};
    std::string_view refusal{};
};

/// Opens what `io` reads, if it is one of the containers that we take; opens no other file and no
/// protocol. `extension` (without dot, may be empty) only decides between guesses.
/// `io` must outlive the result.
OpenedMedia open_media(DescriptorIo& io, const std::string& extension);

/// True when the headers tell all that a probe wants, so that no packet need be parsed.
bool header_is_enough(const AVFormatContext& input);

/// True for a track that only holds the titles or the pictures of an MP4's chapters; players do
/// not offer it.
bool is_chapter_track(const AVStream& stream);

/// The first video stream that is no cover picture, else the first audio stream, else null.
const AVStream* presented_stream(std::span<AVStream* const> streams);

/// How far the stream's pictures must be turned clockwise to stand upright: 0 to 359 degrees.
int rotation_of(const AVStream& stream);

/// Where a player's clock starts on FFmpeg's clock of this file, in microseconds: 0, but for
/// containers whose clocks can be anything, where players count from the earliest stream.
std::int64_t clock_zero_us(const AVFormatContext& input);

/// What the packets of a file say. Times in microseconds on FFmpeg's clock of this file.
struct PacketSurvey {
    std::optional<std::int64_t> first_us;  ///< presentation time of the first presented frame
    std::int64_t end_us = 0;               ///< the latest end of a packet seen
    bool whole = false;                    ///< every packet was seen
};

/// Reads packets until the first presented frame is known: the first of the first video stream
/// that is no cover picture, else of the first audio stream. With `to_the_end`, all packets.
PacketSurvey survey_packets(AVFormatContext& input, const DescriptorIo& io, bool to_the_end);

}  // namespace revivre::indexer::ffmpeg
