"""What all judges need: the program, tricky documents, tiny media, and the packages of others."""

import functools
import importlib
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
HOW = "scripts/install-packages test, and scripts/install-judges, get it"


def missing(what):
    """Skips, or fails where scripts/test installed everything."""
    message = f"no {what} here: {HOW}"
    if os.environ.get("REVIVRE_JUDGES") == "required":
        raise AssertionError(message)
    raise unittest.SkipTest(message)


def package(name):
    """A Python package that judges."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return missing(f"Python package {name}")


def needs(*programs):
    for program in programs:
        if shutil.which(program) is None:
            missing(program)


def run(*words, stdin=None):
    """The output of a program that must succeed, and what it said."""
    done = subprocess.run([str(word) for word in words], input=stdin, capture_output=True,
                          encoding="utf-8", timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"{words[0]} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done.stdout, done.stderr


def node(script, *words):
    """What a script beside this file answers, as JSON."""
    if shutil.which("node") is None or not (HERE / "node_modules").is_dir():
        missing("node, or tests/judges/node_modules")
    return json.loads(run("node", HERE / script, *words)[0])


def speaker(name, function="", organisation=""):
    return {"name": name, "function": function, "organisation": organisation}


def chapter(start_ms, end_ms, title, *children, kind="section", **more):
    return {"kind": kind, "title": title, "start_ms": start_ms, "end_ms": end_ms,
            "children": list(children), **more}


def session(*words, **more):
    return chapter(*words, kind="session", **more)


def intervention(start_ms, end_ms, title, *speakers, **more):
    return chapter(start_ms, end_ms, title, kind="intervention", speakers=list(speakers), **more)


DAY = [
    session(2_400, 16_000, "Séance d'ouverture : l'eau et la ville",
            intervention(2_400, 7_013, "Mot d'accueil",
                         speaker("Éléonore Kervadec-Œuvray", "maire", "Ville de Saint-Malo"),
                         summary="Elle rappelle d'où vient la journée.",
                         href="https://example.org/accueil?a=1&b=2"),
            intervention(9_600, 16_000, "Réponse de la salle", speaker("Noël L'Hostis"),
                         speaker("Şükran Yıldız", "directrice", "Agence <de> l'eau & Cie"),
                         image="https://example.org/salle.jpg")),
    chapter(16_000, 18_250, "Pause", kind="break"),
    session(19_001, 29_999, "Table ronde",
            intervention(19_001, 22_334, "Première question", speaker("Ana de la Peña")),
            chapter(22_334, 29_999, "Débat", chapter(25_000, 29_999, "Fin du débat"))),
]
TITLES = [
    "Café, thé & <b>chocolat</b> --> 100 % \"gratuit\"", "C:\\temp=1;2#3, l'été",
    "🎙️ Émotions 👩‍👩‍👧 et drapeaux 🇫🇷", "שלום לכולם, مرحبا بكم", "-- tirets -- && ]]> &amp; {\\an8}",
    "00:00:03 faux début", "TITLE CHAPTER01=x [CHAPTER]", "\"Entre guillemets\"", "日本語の題名、終わり",
    "* FROM CLIP NAME: x |M:y |D:1", "Fin : a\u00a0b", "long " + "très " * 60 + "fini",
]

# Everything within 30 s, as tiny media are.
DOCUMENTS = {
    "day": DAY,
    "flat": [chapter(0, 9_600, "Un"), chapter(9_600, 9_601, "Deux"), chapter(9_601, 30_000, "Trois")],
    "late": [chapter(7_777, 12_345, "En retard"), chapter(20_001, 29_998, "Après un trou")],
    "equal": [chapter(1_000, 5_000, "Long"), chapter(1_000, 3_000, "Court"),
              chapter(9_600, 12_000, "Suite")],
    "open": [chapter(0, None, "Sans fin"), chapter(10_001, None, "Sans fin non plus")],
    "titles": [chapter(2_000 * i + 3, 2_000 * i + 1_999, t) for i, t in enumerate(TITLES)],
    "many": [chapter(100 * i + i % 7, 100 * i + 93, f"N° {i + 1}") for i in range(300)],
}


def flattened(chapters):
    for each in chapters:
        yield each
        yield from flattened(each.get("children", []))


class Media:
    """Files of 30 s, made once a run with ffmpeg."""

    SOUND = ("-f", "lavfi", "-i", "sine=frequency=300:sample_rate=8000:duration=30")
    PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x36:rate=2:duration=30")
    KINDS = {
        "mp4": (*PICTURE, *SOUND, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"),
        "faststart.mp4": (*PICTURE, *SOUND, "-c:v", "mpeg4", "-c:a", "aac", "-movflags", "+faststart"),
        "fragmented.mp4": (*PICTURE, *SOUND, "-c:v", "mpeg4", "-c:a", "aac",
                           "-movflags", "+frag_keyframe+empty_moov"),
        "mov": (*PICTURE, *SOUND, "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
        "m4a": (*SOUND, "-c:a", "aac"),
        "mkv": (*PICTURE, *SOUND, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"),
        "webm": (*PICTURE, *SOUND, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"),
        "mka": (*SOUND, "-c:a", "flac"),
        "mp3": (*SOUND, "-c:a", "libmp3lame", "-b:a", "24k", "-id3v2_version", "3"),
        "v24.mp3": (*SOUND, "-c:a", "libmp3lame", "-b:a", "24k", "-id3v2_version", "4"),
        "untagged.mp3": (*SOUND, "-c:a", "libmp3lame", "-b:a", "24k", "-id3v2_version", "0"),
        "ogg": (*SOUND, "-c:a", "libvorbis"),
        "opus": (*SOUND, "-c:a", "libopus", "-b:a", "16k"),
        "flac": (*SOUND, "-c:a", "flac"),
    }

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def of(kind):
        needs("ffmpeg", "ffprobe")
        path = folder() / f"media.{kind}"
        run("ffmpeg", "-v", "error", *Media.KINDS[kind], "-metadata", "title=Matinée", path)
        return path


@functools.lru_cache(maxsize=None)
def _folder():
    return tempfile.TemporaryDirectory(prefix="revivre-judges-")


def folder():
    """A folder that goes when the tests end."""
    return Path(_folder().name)


def program(*words):
    path = os.environ.get("REVIVRE_BIN")
    if not path:
        missing("REVIVRE_BIN, which names the built program")
    done = subprocess.run([path, *[str(word) for word in words]], capture_output=True,
                          encoding="utf-8", timeout=60)
    if done.returncode not in (0, 3):
        raise AssertionError(f"revivre {words} ended with {done.returncode}: {done.stderr}")
    return done.stdout, done.stderr


@functools.lru_cache(maxsize=None)
def listed(name):
    """A document of DOCUMENTS as a file."""
    path = folder() / f"{name}.json"
    content = {"title": "Journée d'essai", "language": "fr", "chapters": DOCUMENTS[name]}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@functools.lru_cache(maxsize=None)
def written(name, form):
    """A document in another format, as a file."""
    path = folder() / f"{name}.{form}"
    program("chapters", "convert", "--to", form, listed(name), path)
    return path


@functools.lru_cache(maxsize=None)
def embedded(name, kind):
    """A copy of a tiny medium with a document in it."""
    path = folder() / f"{name}-out.{kind}"
    program("chapters", "embed", listed(name), Media.of(kind), path)
    return path


def read(path, form=None):
    """The chapter tree that revivre reads there."""
    words = ["--format", form] if form else []
    output, said = program("chapters", "read", *words, path)
    if said:
        raise AssertionError(f"revivre finds fault with {path.name}: {said}")
    return json.loads(output)["chapters"]


def starts_and_titles(path, form=None):
    return [(c["start_ms"], c["title"]) for c in flattened(read(path, form))]


class Judge(unittest.TestCase):
    maxDiff = 4_000

    def for_each(self, judgement, *names):
        """Judges every document, or those named, each as a test of its own."""
        for name in names or DOCUMENTS:
            with self.subTest(document=name):
                judgement(name)
