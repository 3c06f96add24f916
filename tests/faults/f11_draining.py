"""F11: SIGTERM with requests in flight: twenty slow downloads, ten writers, twenty idle connections."""

import http.client
import os
import pathlib
import socket
import threading
import time

import support
from support import Client, Journal, Server, chapter_list, digest, require

DOWNLOADS = 20
WRITERS = 10
IDLE = 20
LARGE_BYTES = 24 << 20
EXIT_WITHIN_S = 10
REFUSES_WITHIN_S = 1.0
SECOND_EXIT_WITHIN_S = 2.0  # "at once", on a busy machine


class Download(threading.Thread):
    """Takes 64 KiB every fifth of a second until the connection ends."""

    def __init__(self, port, recording):
        super().__init__(daemon=True)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 10)
        self._socket.sendall(f"GET /media/{recording} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self.head = self._socket.recv(4096)

    def run(self):
        try:
            while self._socket.recv(64 << 10):
                time.sleep(0.2)
        except OSError:
            pass
        finally:
            self._socket.close()


class Writer(threading.Thread):
    def __init__(self, port, name, recordings, journal):
        super().__init__(daemon=True)
        self._client = Client(port)
        self._name = name
        self._recordings = recordings
        self._journal = journal
        self.saved = threading.Event()
        self.wrong = []

    def run(self):
        number = 0
        try:
            while self._save(number):
                number += 1
        except (OSError, http.client.HTTPException):
            return
        except Exception as fault:  # pylint: disable=broad-except; told by the step
            self.wrong.append(repr(fault))

    def _save(self, number):
        recording = self._recordings[number % len(self._recordings)]
        status, head, text = self._client.request("GET", f"/api/v1/recordings/{recording}/draft")
        if status == 503:
            return False
        chapters = chapter_list(f"{self._name}.{number}")
        status, _, text = self._client.put(recording, head["ETag"], chapters)
        require(status in (200, 412, 503), f"PUT while ending: {status} {text[:200]!r}")
        if status == 200:
            self._journal.add(recording, support.json.loads(text)["revision"], digest(chapters))
            self.saved.set()
        return status != 503


def refuses(port):
    """Whether a new connection gets no answer."""
    try:
        status, _, _ = Client(port, timeout_s=5).request("GET", "/readyz")
        return status == 503
    except (OSError, http.client.HTTPException):
        return True


def in_flight(server, recordings, journal):
    downloads = [Download(server.port, recordings[0]) for _ in range(DOWNLOADS)]
    for each in downloads:
        require(b" 200 " in each.head[:40], f"download: {each.head[:80]!r}")
        each.start()
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(IDLE)]
    writers = [Writer(server.port, f"w{number}", recordings[1:], journal) for number in range(WRITERS)]
    for each in writers:
        each.start()
    require(writers[0].saved.wait(30), "nothing could be saved")
    return idle, writers


def first_signal(step, library, recordings, journal):
    with Server(library, log=step.folder / "service.log") as server:
        idle, writers = in_flight(server, recordings, journal)
        began = time.monotonic()
        server.kill(support.signal.SIGTERM)
        while not refuses(server.port):
            require(time.monotonic() - began < REFUSES_WITHIN_S, "new connections are still served")
        code = server.ended(EXIT_WITHIN_S + 5)
        took = time.monotonic() - began
        require(code == 0, f"exit {code}")
        require(took <= EXIT_WITHIN_S, f"ended after {took:.1f} s")
        for each in writers:
            each.join(10)
            require(not each.wrong, f"a writer: {each.wrong}")
        for each in idle:
            each.close()
        return took


def second_signal(step, library, recordings, journal):
    with Server(library, log=step.folder / "service.log") as server:
        in_flight(server, recordings, journal)
        server.kill(support.signal.SIGTERM)
        while not refuses(server.port):  # two signals that wait together are one
            pass
        began = time.monotonic()
        server.kill(support.signal.SIGTERM)
        require(server.ended() is not None and time.monotonic() - began <= SECOND_EXIT_WITHIN_S,
                f"a second signal ended it only after {time.monotonic() - began:.1f} s")


def publish(server, recording):
    client = Client(server.port)
    tag, _ = client.draft(recording)
    status, head, _ = client.put(recording, tag, chapter_list("public"))
    require(status == 200, f"PUT: {status}")
    status, _, text = client.request("PUT", f"/api/v1/recordings/{recording}/publication", {"summary": ""},
                                     {"If-Match": head["ETag"]})
    require(status == 200, f"publication: {status} {text[:200]!r}")


def work(step):
    library = step.library(4)
    recordings = support.recordings_of(library)
    with Server(library) as server:
        publish(server, recordings[0])
    # What is downloaded must take longer than the service has to end.
    file = pathlib.Path(step.folder / "media" / "part-00.wav")
    with open(file, "ab") as large:
        large.truncate(LARGE_BYTES)
    journal = Journal(step.folder / "journal.jsonl")
    took = first_signal(step, library, recordings, journal)
    log = library / "revivre.db-wal"
    require(not log.exists() or os.path.getsize(log) == 0, f"{os.path.getsize(log) if log.exists() else 0} bytes of log left")
    second_signal(step, library, recordings, journal)
    with Server(library) as server:
        server.require_healthy()
        support.require_revisions(Client(server.port), journal.entries)
    support.require_sound_file(library)
    return f"ended after {took:.1f} s with exit 0, {len(journal)} acknowledged writes kept"
