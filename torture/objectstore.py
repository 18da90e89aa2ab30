"""An object store for tests and trials: of S3 as much as the portal uses, in memory, on this machine only."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

KEY, SECRET, BUCKET = "danvan", "chi-de-thu-nghiem", "tep"
MISSING = b"<Error><Code>NoSuchKey</Code><Message>There is no such file.</Message></Error>"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "ThreadingHTTPServer"

    def do_PUT(self):  # the library's name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._is_known():
            self.server.kept[self._name] = body
            self._answer(HTTPStatus.OK)

    def do_GET(self):
        if self._is_known():
            body = self.server.kept.get(self._name)
            self._answer(HTTPStatus.NOT_FOUND if body is None else HTTPStatus.OK, MISSING if body is None else body)

    do_HEAD = do_GET  # noqa: N815

    def do_DELETE(self):
        if self._is_known():
            self.server.kept.pop(self._name, None)
            self._answer(HTTPStatus.NO_CONTENT)

    @property
    def _name(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}/")

    def _is_known(self) -> bool:
        """Whose requests are signed with the key; the signature itself is not worked out again."""
        known = f"Credential={KEY}/" in self.headers.get("Authorization", "")
        if not known:
            self._answer(HTTPStatus.FORBIDDEN)
        return known

    def _answer(self, status: HTTPStatus, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", self.date_time_string())
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_of):
        """Nobody reads it."""


@contextmanager
def running() -> Iterator[tuple[str, dict[str, bytes]]]:
    """The value of DANVAN_FILES that leads to an empty store, and what it keeps by name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.kept = {}
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"s3+plain://{KEY}:{SECRET}@127.0.0.1:{server.server_port}/{BUCKET}", server.kept
    finally:
        server.shutdown()
        server.server_close()
