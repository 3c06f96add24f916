"""mkvtoolnix takes our lists, and finds in our Matroska files what we put there."""

import json
import unittest

from support import Judge, Media, embedded, folder, needs, read, run, starts_and_titles, written


def tree(chapters):
    """Times, titles and nesting."""
    return [(c["start_ms"], c["end_ms"], c["title"], tree(c.get("children", []))) for c in chapters]


def merged(list_file, name):
    """A file that mkvmerge makes with a list; it may say nothing of it."""
    needs("mkvmerge", "mkvextract")
    out = folder() / f"{name}-merged-{list_file.suffix[1:]}.mkv"
    run("mkvmerge", "--quiet", "--abort-on-warnings", "--output", out, "--chapters", list_file,
        Media.of("mkv"))
    return out


def extracted(media, *words):
    needs("mkvextract")
    out = folder() / f"{media.name}{''.join(words)}.chapters"
    run("mkvextract", media, "chapters", *words, out)
    return out


class MkvtoolnixTakesOurLists(Judge):
    def test_xml_comes_back_with_its_nesting(self):
        def judge(name):
            path = written(name, "matroska-xml")
            media = merged(path, name)
            ours = tree(read(path, "matroska-xml"))
            self.assertEqual(tree(read(extracted(media), "matroska-xml")), ours)
            self.assertEqual(tree(read(media)), ours)
        self.for_each(judge)

    def test_simple_chapters_come_back(self):
        def judge(name):
            path = written(name, "ogm")
            media = merged(path, name)
            # mkvmerge may exchange those that start together.
            ours = sorted(starts_and_titles(path, "ogm"))
            self.assertEqual(sorted(starts_and_titles(extracted(media, "--simple"), "ogm")), ours)
            self.assertEqual(sorted(starts_and_titles(media)), ours)
        self.for_each(judge)


class MkvtoolnixReadsOurMedia(Judge):
    def judge_kind(self, kind):
        def judge(name):
            path = embedded(name, kind)
            self.assertEqual(tree(read(extracted(path), "matroska-xml")), tree(read(path)))
            told = json.loads(run("mkvmerge", "-J", path)[0])
            self.assertEqual((told["warnings"], told["errors"]), ([], []))
            self.assertGreater(told["chapters"][0]["num_entries"], 0)
        self.for_each(judge)

    def test_mkv(self):
        self.judge_kind("mkv")

    def test_webm(self):
        self.judge_kind("webm")

    def test_mka(self):
        self.judge_kind("mka")

    def test_our_media_become_matroska_without_a_warning(self):
        needs("mkvmerge")  # not of Ogg: it always warns of the character set of comments
        for kind in ("mkv", "webm", "mp4", "m4a", "mov", "mp3", "flac"):
            with self.subTest(kind=kind):
                path, copy = embedded("day", kind), folder() / f"{kind}-copy.mkv"
                run("mkvmerge", "--quiet", "--abort-on-warnings", "-o", copy, path)
                if kind not in ("mp3", "flac"):  # whose chapters mkvmerge 74 does not read
                    self.assertEqual(starts_and_titles(copy), starts_and_titles(path))


if __name__ == "__main__":
    unittest.main()
