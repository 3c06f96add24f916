"""F20: uploads that are cut at random, lengths that lie, a kill in the middle. A resumable upload keeps what was
acknowledged, never more than was sent; what is given up leaves neither file nor row; no recording comes of any."""

import socket
import sqlite3

import support
from support import Client, Server, require

UPLOADS = 20
LARGEST = 2 << 20
PIECE = 256 << 10


class Upload:
    def __init__(self, server, step):
        self._server = server
        self._chance = step.random
        self.content = step.random.randbytes(step.random.randrange(PIECE, LARGEST))
        status, head, text = Client(server.port).request(
            "POST", "/api/v1/uploads", b"", {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(self.content)),
                                             "Upload-Metadata": "filename bWF0aW4ubXA0"})
        require(status == 201, f"creation: {status} {text[:200]!r}")
        self.place = head["Location"]
        self.acknowledged = 0

    def moved_to(self, server):
        self._server = server

    def offset(self):
        status, head, _ = Client(self._server.port).request("HEAD", self.place, None, {"Tus-Resumable": "1.0.0"})
        require(status == 200, f"HEAD: {status}")
        return int(head["Upload-Offset"])

    def piece(self):
        return self.content[self.acknowledged:self.acknowledged + PIECE]

    def send(self):
        status, head, text = patch(Client(self._server.port), self.place, self.acknowledged, self.piece())
        require(status == 204, f"PATCH: {status} {text[:200]!r}")
        self.acknowledged = int(head["Upload-Offset"])

    def send_cut(self):
        """The head of a piece and a part of it; then the line is cut. What was sent before counts."""
        piece = self.piece()
        end = self._chance.randrange(len(piece))
        with socket.create_connection(("127.0.0.1", self._server.port), timeout=30) as line:
            line.sendall(f"PATCH {self.place} HTTP/1.1\r\nHost: 127.0.0.1:{self._server.port}\r\n"
                         f"Tus-Resumable: 1.0.0\r\nUpload-Offset: {self.acknowledged}\r\n"
                         "Content-Type: application/offset+octet-stream\r\n"
                         f"Content-Length: {len(piece)}\r\n\r\n".encode() + piece[:end])
        return end

    def require_kept(self, most):
        offset = self.offset()
        require(self.acknowledged <= offset <= self.acknowledged + most,
                f"{offset} bytes are here; {self.acknowledged} were acknowledged, {most} more sent")
        self.acknowledged = offset

    def finish(self):
        while self.acknowledged < len(self.content):
            self.send()

    def give_up(self):
        status, _, _ = Client(self._server.port).request("DELETE", self.place, None, {"Tus-Resumable": "1.0.0"})
        require(status == 204, f"DELETE: {status}")


def patch(client, place, offset, piece, fields=None):
    return client.request("PATCH", place, piece, {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset),
                                                  "Content-Type": "application/offset+octet-stream", **(fields or {})})


def files_of(library):
    return sorted(file for file in (library / "uploads").rglob("*") if file.is_file())


def cut_at_random(step, server, library):
    whole = 0
    for number in range(UPLOADS):
        upload = Upload(server, step)
        while upload.acknowledged + PIECE < len(upload.content) and step.random.random() < 0.6:
            upload.send()
        upload.require_kept(upload.send_cut())
        if number % 2 == 0:
            upload.finish()
            stored = [file for file in files_of(library) if upload.place.rsplit("/", 1)[1] in file.name]
            require(len(stored) == 1 and stored[0].read_bytes() == upload.content, "what is stored is not what was sent")
            whole += 1
        upload.give_up()
    return whole


def require_refusals(step, server):
    """Lengths that lie."""
    client = Client(server.port)
    upload = Upload(server, step)
    end = len(upload.content)
    refused = [
        (409, patch(client, upload.place, 5, b"abc")),
        (413, patch(client, upload.place, 0, upload.content + b"more") if end + 4 <= 8 << 20 else (413, {}, b"")),
        (400, patch(client, upload.place, "-1", b"abc")),
        (400, patch(client, upload.place, "five", b"abc")),
        (415, patch(client, upload.place, 0, b"abc", {"Content-Type": "application/json"}))]
    for length in ("-1", "many", "", str(10**20)):
        refused.append((400, client.request("POST", "/api/v1/uploads", b"", {"Tus-Resumable": "1.0.0",
                                                                             "Upload-Length": length})))
    for number, (expected, answer) in enumerate(refused):
        require(answer[0] == expected, f"lie {number}: {answer[0]} in place of {expected}")
    require(upload.offset() == 0, "a refused piece left something")
    upload.give_up()
    return len(refused)


def kill_in_the_middle(step, library):
    with Server(library, log=step.folder / "service.log") as server:
        upload = Upload(server, step)
        upload.send()
        line = socket.create_connection(("127.0.0.1", server.port))
        line.sendall(f"PATCH {upload.place} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nTus-Resumable: 1.0.0\r\n"
                     f"Upload-Offset: {upload.acknowledged}\r\nContent-Type: application/offset+octet-stream\r\n"
                     f"Content-Length: {len(upload.piece())}\r\n\r\n".encode() + upload.piece())
        server.kill()
        server.ended()
        line.close()
    with Server(library, log=step.folder / "service.log") as server:
        server.require_healthy()
        upload.moved_to(server)
        upload.require_kept(len(upload.piece()))
        upload.finish()
        upload.give_up()


def require_no_trace(library, recordings):
    require(support.recordings_of(library) == recordings, "a recording came of an upload")
    require(not files_of(library), f"left behind: {files_of(library)[:3]}")
    with sqlite3.connect(library / "revivre.db") as connection:
        rows = connection.execute("SELECT count(*) FROM uploads").fetchone()[0]
    connection.close()
    require(rows == 0, f"{rows} uploads without a file")


def work(step):
    library = step.library(1)
    recordings = support.recordings_of(library)
    with Server(library, log=step.folder / "service.log") as server:
        whole = cut_at_random(step, server, library)
        lies = require_refusals(step, server)
    for _ in range(3):
        kill_in_the_middle(step, library)
    require_no_trace(library, recordings)
    support.require_sound_file(library)
    support.require_check(library)
    return f"{UPLOADS} uploads cut, {whole} of them gone on with and whole, {lies} lies refused, 3 kills"
