"""mutagen reads the tags that we write, and writes them again without harm."""

import shutil
import unittest

from support import DOCUMENTS, Judge, embedded, flattened, folder, package, read
from support import starts_and_titles


def comment_chapters(tags):
    """Chapters of Vorbis comments, by the letter of the Chapter Extension."""
    chapters = []
    while (stem := f"CHAPTER{len(chapters):03}") in tags:
        hours, minutes, seconds = tags[stem][0].split(":")
        start = round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1_000)
        chapters.append((start, tags.get(f"{stem}NAME", [""])[0]))
    return chapters


class MutagenReadsOurMedia(Judge):
    def saved_again(self, kind):
        """mutagen keeps our chapters when it writes the file with another title."""
        mutagen = package("mutagen")
        path, copy = embedded("day", kind), folder() / f"saved.{kind}"
        shutil.copy(path, copy)
        media = mutagen.File(copy, easy=True)
        media["title"] = "Un autre titre, " + "bien plus long " * 20
        media.save()
        self.assertEqual(read(copy), read(path))

    def id3(self, kind):
        mutagen = package("mutagen.mp3")

        def judge(name):
            path = embedded(name, kind)
            tags = mutagen.MP3(path).tags
            frames = {frame.element_id: frame for frame in tags.getall("CHAP")}
            ours = list(flattened(read(path)))
            self.assertEqual(
                sorted((f.start_time, f.end_time, str(f.sub_frames.getall("TIT2")[0].text[0]))
                       for f in frames.values()),
                sorted((c["start_ms"], c["end_ms"], c["title"]) for c in ours))
            contents = tags.getall("CTOC")
            named = [child for toc in contents for child in toc.child_element_ids]
            tops = [toc for toc in contents if toc.flags & 2]
            self.assertEqual(len(tops), 1)
            self.assertEqual(set(named), set(frames) | {t.element_id for t in contents if t not in tops})
            self.assertEqual(len(named), len(set(named)))
        self.for_each(judge)

    def test_mp3(self):
        self.id3("mp3")
        self.saved_again("mp3")

    def test_mp3_with_a_tag_of_id3v24(self):
        self.id3("v24.mp3")
        self.saved_again("v24.mp3")

    def test_mp3_links_and_pictures(self):
        tags = package("mutagen.mp3").MP3(embedded("day", "mp3")).tags
        urls = [str(frame) for chap in tags.getall("CHAP") for frame in chap.sub_frames.getall("WXXX")]
        wanted = [c["href"] for c in flattened(DOCUMENTS["day"]) if "href" in c]
        self.assertTrue(set(wanted) <= set(urls), urls)

    def test_mp4(self):
        mutagen = package("mutagen.mp4")

        def judge(name):
            for kind in ("mp4", "m4a", "mov"):
                path = embedded(name, kind)
                # The list of Nero holds 255 chapters at most, and titles of 255 bytes.
                ours = [(start, title) for start, title in starts_and_titles(path)][:255]
                theirs = [(round(c.start * 1000), c.title) for c in mutagen.MP4(path).chapters or []]
                self.assertEqual([start for start, _ in theirs], [start for start, _ in ours])
                for (_, seen), (_, whole) in zip(theirs, ours):
                    cut = len(whole.encode()) > 255
                    self.assertTrue(whole.startswith(seen.rstrip("…")) if cut else seen == whole, seen)
        self.for_each(judge)
        self.saved_again("m4a")
        self.saved_again("mp4")

    def test_vorbis_comments(self):
        mutagen = package("mutagen")
        for kind in ("ogg", "opus", "flac"):
            def judge(name, kind=kind):
                path = embedded(name, kind)
                self.assertEqual(comment_chapters(mutagen.File(path).tags), starts_and_titles(path))
            self.for_each(judge)
            self.saved_again(kind)


if __name__ == "__main__":
    unittest.main()
