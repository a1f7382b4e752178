"""nginx and Caddy as Debian has them, each on a port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

NGINX = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        include {config};
    }}
}}
"""
CADDY = """
{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	import {config}
}}
"""


def _nginx(folder: Path, config: Path, port: int) -> list[str]:
    user = "user root;" if os.geteuid() == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(NGINX.format(user=user, folder=folder, config=config, port=port), "utf-8")
    return ["-c", str(whole), "-e", str(folder / "error.log")]


def _caddy(folder: Path, config: Path, port: int) -> list[str]:
    whole = folder / "Caddyfile"
    whole.write_text(CADDY.format(config=config, port=port), "utf-8")
    return ["run", "--config", str(whole), "--adapter", "caddyfile"]


SERVERS: Mapping[str, Callable[[Path, Path, int], list[str]]] = {"nginx": _nginx, "caddy": _caddy}


@contextmanager
def running(name: str, folder: Path, text: str) -> Iterator[int]:
    """A server with a configuration of ours, whose files go into a folder; its port."""
    path = os.pathsep.join((os.environ["PATH"], "/usr/sbin", "/sbin"))
    program = shutil.which(name, path=path)
    if program is None:
        pytest.fail(f"{name} is missing; “python3 dev.py test” installs it", pytrace=False)
    folder.mkdir()
    config = folder / "ours.conf"
    config.write_text(text, "utf-8")
    port = free_port()
    log = folder / "log"
    with log.open("w") as out:
        environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        server = subprocess.Popen(
            [program, *SERVERS[name](folder, config, port)],
            stdout=out,
            stderr=out,
            env=environment,
        )
    try:
        for _ in range(100):
            if answers(port):
                break
            assert server.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
        else:
            raise AssertionError(log.read_text("utf-8"))
        yield port
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Answer:
    """What a server said."""

    def __init__(self, port: int, path: str, *, method: str = "GET", **headers: str) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(
            method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        self.status = answer.status
        self.body = answer.read()
        self.every = answer.getheaders()
        connection.close()

    def __getitem__(self, name: str) -> str | None:
        """A header, which may be there once only."""
        found = [value for key, value in self.every if key.lower() == name.lower()]
        assert len(found) <= 1, (name, found)
        return found[0] if found else None
