"""Tools of linguists: praatio and pympi-ling; rttm-manager for speaker turns."""

import logging
import unittest

from support import Judge, flattened, package, read, written


def intervals(path, form):
    """Start, end and title, by start."""
    return sorted((c["start_ms"], c["end_ms"], c["title"]) for c in flattened(read(path, form)))


def ms(seconds):
    return round(float(seconds) * 1000)


class PraatioReadsOurTextGrids(Judge):
    def test_every_tier(self):
        textgrid = package("praatio.textgrid")

        def judge(name):
            path = written(name, "textgrid")
            grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False,
                                         reportingMode="error", duplicateNamesMode="error")
            self.assertTrue(grid.validate(reportingMode="error"))
            entries = [entry for tier in grid.tiers for entry in tier.entries]
            found = sorted((ms(e[0]), ms(e[1] if len(e) == 3 else e[0]), e[-1]) for e in entries)
            titles = [title for _, _, title in intervals(path, "textgrid")]
            self.assertEqual([f for f in found if f[2] in titles], intervals(path, "textgrid"))
        self.for_each(judge)


class PympiReadsOurAnnotations(Judge):
    def test_eaf(self):
        pympi = package("pympi")

        def judge(name):
            path = written(name, "eaf")
            file = pympi.Elan.Eaf(str(path))
            found = [(start, end, title) for tier in file.get_tier_names()
                     for start, end, title, *_ in file.get_annotation_data_for_tier(tier)]
            self.assertEqual(sorted(found), intervals(path, "eaf"))
        self.for_each(judge)

    def test_textgrid(self):
        pympi = package("pympi")

        def judge(name):
            path = written(name, "textgrid")
            grid = pympi.Praat.TextGrid(str(path))
            entries = [each for tier in grid.get_tiers() for each in tier.get_all_intervals()]
            found = sorted((ms(start), ms(end), title) for start, end, title in entries if title)
            self.assertEqual(found, intervals(path, "textgrid"))
        self.for_each(judge, "day", "flat", "late", "titles", "many")


class RttmManagerReadsOurTurns(Judge):
    def test_turns(self):
        manager = package("rttm_manager")

        def judge(name):
            path = written(name, "rttm")
            turns = manager.import_rttm(str(path))
            times = {(ms(t.turn_onset), ms(t.turn_onset + t.turn_duration)) for t in turns}
            self.assertEqual(times, {(start, end) for start, end, _ in intervals(path, "rttm")})
        self.for_each(judge)


logging.disable(logging.INFO)

if __name__ == "__main__":
    unittest.main()
