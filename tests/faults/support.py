"""What the steps share: a library of short recordings, the service as a process, a journal of what it acknowledged, and
the invariants I1 to I6 that hold after every fault. Python's standard library only."""

import hashlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time

REVIVRE = os.environ.get("REVIVRE_BIN", str(pathlib.Path(__file__).parents[2] / "build/dev/app/revivre"))
RECORDINGS = 20
CHAPTERS = 40
LENGTH_S = 60
HEALTH_DEADLINE_S = 2.0  # I4, after a restart
START_DEADLINE_S = 20.0  # what a start may take before the step gives up


class Failed(Exception):
    """An invariant or a condition of a step does not hold."""


def require(condition, what):
    if not condition:
        raise Failed(what)


def revivre(library, *words):
    return subprocess.run([REVIVRE, "--library", str(library), "--json", *words], capture_output=True, text=True)


# ---- a library to work on ------------------------------------------------------------------------

def write_wave(file, seed):
    """A minute of faint noise, of another content for each seed: RIFF WAVE, 8 bits, 4 kHz."""
    samples = bytes(random.Random(seed).choices(range(126, 131), k=4000 * LENGTH_S))
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, 4000, 4000, 1, 8,
                       b"data", len(samples))
    pathlib.Path(file).write_bytes(head + samples)


def make_library(folder, recordings=RECORDINGS):
    """A library in `folder`/library with recordings from `folder`/media; gives its path."""
    media = folder / "media"
    media.mkdir()
    files = []
    for number in range(recordings):
        files.append(str(media / f"part-{number:02}.wav"))
        write_wave(files[-1], number)
    library = folder / "library"
    done = revivre(library, "index", *files, "--event", "Essais de pannes", "--analyse", "markers")
    require(done.returncode == 0, f"index: {done.returncode} {done.stderr}")
    return library


def recordings_of(library):
    return [each["id"] for each in json.loads(revivre(library, "list").stdout)["recordings"]]


# ---- lists that betray a mix ----------------------------------------------------------------------

def chapter_list(token, count=CHAPTERS):
    """A list all of whose titles carry the same token, so that a mix of two lists is seen."""
    step = LENGTH_S * 1000 // count
    return [{"id": "", "kind": "section", "title": f"{token} {number:02}/{count}", "start_ms": number * step,
             "end_ms": (number + 1) * step, "session": None, "speakers": []} for number in range(count)]


def digest(chapters):
    parts = [(each["title"], each["start_ms"], each["end_ms"]) for each in chapters]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def require_whole(chapters, what):
    """I3: one list, complete, in order."""
    tokens = {each["title"].split()[0] for each in chapters}
    require(len(tokens) == 1, f"{what}: a mix of {sorted(tokens)}")
    count = int(chapters[0]["title"].rsplit("/", 1)[1])
    require([each["title"].split()[1] for each in chapters] == [f"{number:02}/{count}" for number in range(count)],
            f"{what}: {len(chapters)} chapters of {count}, or out of order")


class Journal:
    """Every acknowledged write, outside of the database, as soon as its 2xx was read."""

    def __init__(self, file):
        self._file = open(file, "a", encoding="utf-8")
        self._lock = threading.Lock()
        self.entries = []

    def add(self, recording, revision, sha, kind="revision"):
        with self._lock:
            self.entries.append((recording, revision, sha, kind))
            self._file.write(json.dumps([recording, revision, sha, kind, time.time()]) + "\n")
            self._file.flush()

    def __len__(self):
        return len(self.entries)


# ---- the service ----------------------------------------------------------------------------------

class Server:
    """`revivre serve` on a free port of 127.0.0.1. Ended by its own process id."""

    def __init__(self, library, *words, log=None):
        self._log = open(log, "ab") if log else subprocess.DEVNULL
        started = time.monotonic()
        self.process = subprocess.Popen([REVIVRE, "--library", str(library), "--json", "serve", "--listen", "127.0.0.1:0",
                                         *words], stdout=subprocess.PIPE, stderr=self._log)
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"the service did not start: exit {self.process.wait()}")
        self.port = int(json.loads(line)["url"].rsplit(":", 1)[1].rstrip("/"))
        self.started_in = time.monotonic() - started

    def require_healthy(self):
        """I4: the health address answers within two seconds of the start."""
        began = time.monotonic()
        status, _, _ = Client(self.port).request("GET", "/readyz")
        took = self.started_in + time.monotonic() - began
        require(status == 200, f"/readyz answers {status}")
        require(took <= HEALTH_DEADLINE_S, f"healthy only after {took:.1f} s")

    def kill(self, number=signal.SIGKILL):
        if self.process.poll() is None:
            os.kill(self.process.pid, number)

    def ended(self, within_s=15):
        try:
            return self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if self.process.poll() is not None:
                self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        self.ended()


class Faults:
    """I6: answers that no client may see."""

    def __init__(self):
        self.seen = []

    def look_at(self, status, head, body, what):
        if status < 500:
            return
        kind = head.get("Content-Type", "")
        if status not in (503, 507) or not kind.startswith("application/problem+json"):
            self.seen.append(f"{what}: {status} {kind} {body[:200]!r}")

    def require_none(self):
        require(not self.seen, f"I6: {self.seen[:3]}")


FAULTS = Faults()


class Client:
    """One connection, opened when needed. Connection faults are OSError or http.client.HTTPException."""

    def __init__(self, port, timeout_s=30):
        self._port = port
        self._timeout_s = timeout_s
        self._connection = None

    def request(self, method, path, body=None, fields=None):
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._timeout_s)
        fields = dict(fields or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            fields.setdefault("Content-Type", "application/json")
        try:
            self._connection.request(method, path, body=body, headers=fields)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        FAULTS.look_at(answer.status, answer.headers, text, f"{method} {path}")
        return answer.status, answer.headers, text

    def draft(self, recording):
        status, head, text = self.request("GET", f"/api/v1/recordings/{recording}/draft")
        require(status == 200, f"draft of {recording}: {status} {text[:200]!r}")
        return head["ETag"], json.loads(text)

    def put(self, recording, tag, chapters):
        return self.request("PUT", f"/api/v1/recordings/{recording}/chapters", {"chapters": chapters},
                            {"If-Match": tag} if tag else {})

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


# ---- invariants ------------------------------------------------------------------------------------

def require_sound_file(library):
    """I1, with another program than ours: SQLite's own checks."""
    with sqlite3.connect(library / "revivre.db") as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        require(found == ["ok"], f"integrity_check: {found[:3]}")
        lost = connection.execute("PRAGMA foreign_key_check").fetchall()
        require(not lost, f"foreign_key_check: {lost[:3]}")
    connection.close()


def require_check(library):
    done = revivre(library, "check")
    require(done.returncode == 0, f"check: {done.returncode} {done.stdout[:300]} {done.stderr[:300]}")


def require_no_running_job(library):
    """I5. Call with the service just started: it has had no time for a job of its own."""
    with sqlite3.connect(library / "revivre.db") as connection:
        running = connection.execute("SELECT id FROM jobs WHERE state = 'running'").fetchall()
    connection.close()
    require(not running, f"jobs still running: {running}")


def require_revisions(client, entries):
    """I2: every acknowledged revision is there, with what was sent. `entries`: of a Journal."""
    for recording, revision, sha, _ in entries:
        status, _, text = client.request("GET", f"/api/v1/recordings/{recording}/revisions/{revision}")
        require(status == 200, f"I2: revision {revision} of {recording}: {status}")
        require(digest(json.loads(text)["revision"]["chapters"]) == sha,
                f"I2: revision {revision} of {recording} is not what was acknowledged")


def require_public_lists(client, recordings):
    """I3: what is public is one stored revision, whole."""
    for recording in recordings:
        status, _, text = client.request("GET", f"/api/v1/recordings/{recording}/chapters.json")
        if status == 404:
            continue
        require(status == 200, f"I3: public list of {recording}: {status}")
        public = json.loads(text)["chapters"]
        require_whole(public, f"I3: public list of {recording}")
        _, draft = client.draft(recording)
        _, _, text = client.request("GET", f"/api/v1/recordings/{recording}/revisions/{draft['published_revision']}")
        require(digest(public) == digest(json.loads(text)["revision"]["chapters"]),
                f"I3: public list of {recording} is not revision {draft['published_revision']}")


def newest(entries):
    """The last acknowledged revision of each recording."""
    last = {}
    for entry in entries:
        if entry[0] not in last or entry[1] > last[entry[0]][1]:
            last[entry[0]] = entry
    return list(last.values())


# ---- running a step --------------------------------------------------------------------------------

class Step:
    """A folder that stays when the step fails, and every random choice from one seed."""

    def __init__(self, name, seed):
        self.name = name
        self.seed = seed
        self.random = random.Random(seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"revivre-{name}-"))

    def library(self, recordings=RECORDINGS):
        return make_library(self.folder, recordings)

    def run(self, work):
        """Prints one line. True when it passed."""
        began = time.monotonic()
        FAULTS.seen.clear()
        try:
            told = work(self)
            FAULTS.require_none()
        except Exception as fault:  # pylint: disable=broad-except; whatever it is, the step failed
            print(f"{self.name} failed (seed {self.seed}, {time.monotonic() - began:.0f} s, {self.folder} is kept): "
                  f"{type(fault).__name__}: {fault}", flush=True)
            return False
        shutil.rmtree(self.folder, ignore_errors=True)
        print(f"{self.name} passed (seed {self.seed}, {time.monotonic() - began:.0f} s): {told}", flush=True)
        return True
