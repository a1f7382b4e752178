"""The preview's web server: the one door of livereload and of tornado, on which that stands.

It is for one person on this machine. It listens on the loopback address only, answers only to its
own names (a foreign page could otherwise give a name of its own to that address and read drafts),
and gives out nothing that the site's manifest does not list.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import urlsplit

import livereload
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from generator import PACKAGE
from generator.portal.urls import faceless
from generator.publish.media import MEDIA, media_type
from generator.serve.pages import PROBLEMS, SCRIPT, STYLE, Marks, dressed, problems
from generator.serve.preview import Preview, Voice

ADDRESS = "127.0.0.1"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""That of every page, with what the reloading script needs: not all browsers take a web socket at
the page's own address for ``'self'``."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Server": "gongkai",
    "X-Content-Type-Options": "nosniff",
}


class _Strict(RequestHandler):
    """Answers only to those who know its name and do not come from another site."""

    def initialize(self, port: int, preview: Preview, voice: Voice, language: str) -> None:
        """Take what the application has for all."""
        self.names = names(port)
        self.preview = preview
        self.voice = voice
        self.page_language = language

    def set_default_headers(self) -> None:
        """Every answer has these, also one that refuses."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        host = self.request.host
        known = host if host in names(self.application.settings["port"]) else ADDRESS
        self.set_header("Content-Security-Policy", _POLICY.format(host=known))

    def prepare(self) -> None:
        """Refuse strangers."""
        refuse(self.request, self.names)

    def write_error(self, status_code: int, **_: Any) -> None:
        """A status is all that a stranger is told."""
        self.set_header("Content-Type", MEDIA["txt"])
        self.finish(f"{status_code}\n")


class _Guarded(_Strict):
    """Gives something out, and takes nothing."""

    async def head(self, *arguments: str) -> None:
        """The same without its content."""
        self.get(*arguments)

    def get(self, *arguments: str) -> None:
        """Overridden by those who have something to give."""
        raise HTTPError(404)


def names(port: int) -> frozenset[str]:
    """What this server may be called by those who ask it."""
    return frozenset({f"{ADDRESS}:{port}", f"localhost:{port}"})


def refuse(request: Any, known: frozenset[str]) -> None:
    """Stop where a request was meant for somebody else, or comes from somebody else's page.

    Raises:
        HTTPError: it does.
    """
    if request.host not in known:
        raise HTTPError(421)
    origin = request.headers.get("Origin")
    if origin is not None and not (
        urlsplit(origin).scheme == "http" and urlsplit(origin).netloc in known
    ):
        raise HTTPError(403)


class _Site(_Guarded):
    """The pages and files of the site."""

    def get(self, *arguments: str) -> None:
        """A file that the manifest lists, a page with its bar."""
        if not self.preview.stands:
            self.set_status(503)
            self._problems(None)
            return
        path = arguments[0]
        if path.endswith("/") or not path:
            path += "index.html"
        content = self.preview.file(path)
        if content is None and self.preview.file(f"{path}/index.html") is not None:
            self.redirect(f"/{path}/")
            return
        if content is None:
            self.set_status(404)
            path, content = "404.html", self.preview.file("404.html") or b""
        kind = media_type(path) or MEDIA["bin"]
        self.set_header("Content-Type", kind)
        if kind == MEDIA["html"]:
            marks = self.preview.marks(path) if self.get_status() == 200 else Marks()
            content = dressed(content, self.preview.state, marks, self.voice.say)
        self.finish(content)

    def _problems(self, back: str | None) -> None:
        self.set_header("Content-Type", MEDIA["html"])
        self.finish(
            problems(self.preview.state, back=back, language=self.page_language, say=self.voice.say)
        )


class _Problems(_Site):
    """Everything that is wrong, with a way back to the page that somebody came from."""

    def get(self, *arguments: str) -> None:
        """The list."""
        came = urlsplit(self.request.headers.get("Referer", ""))
        known = came.netloc in self.names and came.path != PROBLEMS
        back = (came.path if known else "/") if self.preview.stands else None
        self._problems(back)


class _File(_Guarded):
    """A file of the program's own."""

    def get(self, *arguments: str) -> None:
        """The style sheet of the bar, or the script of livereload."""
        style = self.request.path == STYLE
        here, there = PACKAGE / "serve", Path(livereload.__file__).parent
        place = here / "preview.css" if style else there / "vendors" / "livereload.js"
        self.set_header("Content-Type", MEDIA["css" if style else "js"])
        self.finish(place.read_bytes())


class _Socket(_Strict, LiveReloadHandler):  # type: ignore[misc]
    """What the reloading script holds on to; strangers are refused as everywhere."""

    listening: ClassVar[set[_Socket]] = set()

    def check_origin(self, origin: str) -> bool:
        """``prepare`` has done it; a browser always says where it comes from."""
        return urlsplit(origin).netloc in self.names

    def open(self, *_: str, **__: str) -> None:
        """Somebody is looking."""
        self.listening.add(self)
        self.path = ""

    def on_message(self, message: str | bytes) -> None:
        """The script says hello, and which page it stands in."""
        try:
            found = json.loads(message)
            self.path = urlsplit(str(found.get("url", ""))).path
            super().on_message(message)
        except (ValueError, AttributeError):
            self.close()

    def on_close(self) -> None:
        """Nobody is, any more."""
        super().on_close()
        self.listening.discard(self)


def _reload(agency: str) -> None:
    """Have every open page loaded again but those of an agency, where one is named."""
    message = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
    for socket in tuple(_Socket.listening):
        if not agency or not faceless(socket.path[1:]).startswith(f"{agency}/"):
            socket.send_message(message)


def run(
    preview: Preview, port: int, voice: Voice, *, language: str, begun: Callable[[], object]
) -> None:
    """Serve the preview until this is interrupted, and have pages loaded again as it changes.

    Raises:
        OSError: the port is taken.
    """
    asyncio.run(_run(preview, port, voice, language=language, begun=begun))


async def _run(
    preview: Preview, port: int, voice: Voice, *, language: str, begun: Callable[[], object]
) -> None:
    sockets = bind_sockets(port, ADDRESS)
    known = {"port": port, "preview": preview, "voice": voice, "language": language}
    application = Application(
        [
            (r"/livereload", _Socket, known),
            (SCRIPT.replace(".", r"\."), _File, known),
            (STYLE.replace(".", r"\."), _File, known),
            (PROBLEMS, _Problems, known),
            (r"/(.*)", _Site, known),
        ],
        default_handler_class=_Guarded,
        default_handler_args=known,
        log_function=lambda _: None,
        port=port,
    )
    server = HTTPServer(application, max_body_size=1024, max_header_size=16384)
    server.add_sockets(sockets)
    loop = asyncio.get_running_loop()
    failed: asyncio.Future[None] = loop.create_future()

    def follow() -> None:
        try:
            preview.follow(lambda agency: loop.call_soon_threadsafe(_reload, agency))
        except BaseException as error:  # noqa: BLE001 - a bug of ours ends the preview
            loop.call_soon_threadsafe(failed.set_exception, error)

    builder = Thread(target=follow, daemon=True)
    builder.start()
    try:
        begun()
        await failed
    finally:
        preview.end()
        server.stop()
        builder.join()
