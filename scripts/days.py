"""What the scripts that score days share: running programs, indexing a day, adding up evaluations."""
import json
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GENERATOR = os.path.join(TOP, "..", "shared", "media", "make_day.py")
REVIVRE = os.path.join(TOP, "build", "release", "app", "revivre")
HALVES = ("morning", "afternoon")


def run(*words):
    """The output of a program; ends the script when it failed (3: done with warnings)."""
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit("failed: " + " ".join(words) + "\n" + done.stderr[-2000:])
    return done.stdout


def make(folder, seed, *options):
    """A generated day in a folder."""
    run(sys.executable, GENERATOR, "--out", folder, "--seed", str(seed), *options)


def evaluations(revivre, library, folder, files, *options):
    """Indexes the halves of a day, {half: file}, in a new library and gives what `evaluate` says of each."""
    parts = [word for half in files for word in ("--part", half)]
    programme = os.path.join(folder, "programme.json")
    run(revivre, "--library", library, "--json", "index", *files.values(), *parts, "--programme", programme, *options)
    for recording in json.loads(run(revivre, "--library", library, "--json", "list"))["recordings"]:
        truth = os.path.join(folder, recording["part"] + ".truth.json")
        yield json.loads(run(revivre, "--library", library, "--json", "evaluate", "--truth", truth, recording["id"]))


def add(total, scores):
    """Adds one evaluation to a total: counts are summed, lists of errors joined, similarities summed over the texts found."""
    for key, value in scores.items():
        if isinstance(value, dict):
            inner = dict(value)
            if "similarity" in inner:
                inner["similarity"] *= scores["found"]
            add(total.setdefault(key, {}), inner)
        elif isinstance(value, list):
            total.setdefault(key, []).extend(value)
        elif isinstance(value, (int, float)) and key != "median_error_ms":
            total[key] = total.get(key, 0) + value


def share(part, whole):
    """1 of nothing: nothing was missed."""
    return part / whole if whole else 1.0
