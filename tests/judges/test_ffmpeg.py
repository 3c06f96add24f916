"""FFmpeg reads our lists and our media as we do, and finds every stream as it was."""

import json
import unittest

from support import Judge, Media, embedded, folder, needs, read, run, starts_and_titles, written


MAIN = ("mp4", "mkv", "mp3", "ogg", "flac")  # judged with every document, the others with two


def probed(path, *words):
    """Start and title of each chapter that ffprobe sees, to the nearest millisecond."""
    needs("ffprobe")
    output, said = run("ffprobe", "-v", "error", *words, "-show_chapters", "-of", "json", path)
    if said:
        raise AssertionError(f"ffprobe says of {path.name}: {said}")
    return [(round(float(c["start_time"]) * 1000), c.get("tags", {}).get("title", ""))
            for c in json.loads(output)["chapters"]]


def seen_in_matroska(chapters):
    """FFmpeg 5.1 reads no nested ones, and of several that start together the first."""
    first = {}
    for each in chapters:
        first.setdefault(each["start_ms"], each["title"])
    return sorted(first.items())


def expected(path, kind):
    if kind in ("mkv", "mka", "webm"):
        return seen_in_matroska(read(path))
    ours = sorted(starts_and_titles(path))
    if kind == "v24.mp3":  # FFmpeg 5.1 takes the sizes inside CHAP for those of ID3v2.3
        ours = [(start, title) for start, title in ours if len(title.encode()) < 127]
    return ours


def cue_starts(path, form):
    output, said = run("ffprobe", "-v", "warning", "-f", form, "-show_entries", "packet=pts_time",
                       "-of", "json", path)
    if said:
        raise AssertionError(f"ffprobe says of {path.name}: {said}")
    return sorted(round(float(p["pts_time"]) * 1000) for p in json.loads(output)["packets"])


def streams(path):
    return run("ffmpeg", "-v", "error", "-i", path, "-map", "0:v?", "-map", "0:a?", "-c", "copy",
               "-f", "streamhash", "-hash", "md5", "-")[0]


def tags(path):
    entries = run("ffprobe", "-v", "error", "-show_entries", "format_tags:stream=codec_type:stream_tags", "-of",
                  "json", path)[0]
    kept = json.loads(entries)
    holders = [kept["format"], *(s for s in kept["streams"] if s["codec_type"] in ("audio", "video"))]
    return {name: value for holder in holders for name, value in holder.get("tags", {}).items()
            if not name.upper().startswith("CHAPTER")}


class FfmpegReadsOurLists(Judge):
    def test_ffmetadata_is_read_the_same(self):
        def judge(name):
            path = written(name, "ffmetadata")
            self.assertEqual(probed(path, "-f", "ffmetadata"), starts_and_titles(path))
        self.for_each(judge)

    def test_ffmetadata_goes_into_a_medium(self):
        def judge(name):
            path, out = written(name, "ffmetadata"), folder() / f"{name}-mapped.mkv"
            run("ffmpeg", "-v", "error", "-i", Media.of("mkv"), "-i", path, "-map_chapters", "1",
                "-c", "copy", out)
            self.assertEqual(starts_and_titles(out), starts_and_titles(path))
            self.assertEqual(probed(out), seen_in_matroska(read(path)))
        self.for_each(judge)

    def test_subtitles_have_the_same_cues(self):
        for form in ("srt", "webvtt", "webvtt-transcript"):
            def judge(name, form=form):
                path = written(name, form)
                ours = sorted(start for start, _ in starts_and_titles(path, form))
                self.assertEqual(cue_starts(path, form.partition("-")[0]), ours)
            self.for_each(judge)


class FfmpegReadsOurMedia(Judge):
    def same_chapters(self, kind):
        def judge(name):
            path = embedded(name, kind)
            # A text track has no gaps: what fills them has no title, and no chapter of ours is without.
            theirs = sorted(each for each in probed(path) if each[1])
            ours = expected(path, kind)
            self.assertEqual([title for _, title in theirs], [title for _, title in ours])
            for (start, title), (wanted, _) in zip(theirs, ours):
                self.assertLessEqual(abs(start - wanted), 1, title)
        self.for_each(judge, *(() if kind in MAIN else ("day", "titles")))

    def same_streams(self, kind):
        path = embedded("day", kind)
        self.assertEqual(streams(path), streams(Media.of(kind)))
        self.assertEqual(tags(path), tags(Media.of(kind)))

    def silent_decoding(self, kind):
        def judge(name):
            said = run("ffmpeg", "-v", "warning", "-xerror", "-i", embedded(name, kind), "-map",
                       "0:v?", "-map", "0:a?", "-f", "null", "-")[1]
            self.assertEqual(said, "")
        self.for_each(judge, "day")


def add_kinds():
    for judgement in ("same_chapters", "same_streams", "silent_decoding"):
        for kind in Media.KINDS:
            def test(self, judgement=judgement, kind=kind):
                getattr(self, judgement)(kind)
            setattr(FfmpegReadsOurMedia, f"test_{judgement}_{kind.replace('.', '_')}", test)


add_kinds()

if __name__ == "__main__":
    unittest.main()
