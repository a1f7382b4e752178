"""A portal on a loopback port, as a careful host would serve it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from tests.portals import POLICY

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
}


class Handler(SimpleHTTPRequestHandler):
    """Sends files below the folder of a path's first segment, each with the strict policy."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    folders: Mapping[str, Path] = {}

    def do_GET(self) -> None:
        """A file; for what is not there, the portal's own page for missing addresses."""
        path = posixpath.normpath(unquote(urlsplit(self.path).path))
        name, _, rest = path.lstrip("/").partition("/")
        folder = self.folders.get(name)
        if folder is None:
            self.send_error(404)
            return
        file = folder / rest / "index.html" if (folder / rest).is_dir() else folder / rest
        status = 200 if file.is_file() else 404
        file = file if status == 200 else folder / "404.html"
        body = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serving(folders: Mapping[str, Path]) -> Iterator[str]:
    """Serve each folder below its name; the address they stand below."""
    handler = type("Own", (Handler,), {"folders": dict(folders)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
