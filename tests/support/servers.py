"""Programs that sites are deployed to and served by, run on loopback for a test."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 60.0
_NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ text/html html; text/css css; application/json json; }}
  server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""
_SSHD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile {folder}/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
MaxStartups 100
"""
_SSH = """
Host {host}
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {folder}/key
  IdentitiesOnly yes
  UserKnownHostsFile {folder}/known
  StrictHostKeyChecking yes
"""
HOST = "deploy.example.invalid"
"""What the other machine is called."""


def missing(*programs: str) -> list[str]:
    """Those of some programs that are not installed."""
    return [name for name in programs if program(name) is None]


def program(name: str) -> str | None:
    """Where a program is; servers are often beside the path of those who are not root."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server, from when it listens; it is ended with the block."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would stop it
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            assert process.poll() is None, (command, said.seek(0), said.read())
            try:
                with socket.create_connection(("127.0.0.1", port), 1):
                    break
            except OSError:
                assert time.monotonic() < until, command
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()
        said.close()


@contextmanager
def nginx(folder: Path, places: Mapping[str, Path | str]) -> Iterator[str]:
    """A web server that shows folders, or stores at an address, below their names.

    Its address has no slash at the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    locations = " ".join(
        f"location /{name}/ {{ {_source(place)} }}" for name, place in places.items()
    )
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, port=port, locations=locations, user=user))
    command = [str(program("nginx")), "-p", str(folder), "-c", str(config)]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


def _source(place: Path | str) -> str:
    """A store wants to be told a name, and believes any."""
    if isinstance(place, Path):
        return f"alias {place}/;"
    return f'proxy_pass {place}/; proxy_set_header Authorization "AWS key:unchecked";'


@contextmanager
def sshd(folder: Path) -> Iterator[Path]:
    """Another machine, called ``HOST``: a folder of programs that reach it, for the path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "key"):
        keygen(folder / name)
    port = free_port()
    known = (folder / "host.pub").read_text()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {known}")
    (folder / "sshd_config").write_text(_SSHD.format(folder=folder, port=port))
    slots = {"folder": folder, "port": port, "host": HOST, "user": getpass.getuser()}
    (folder / "ssh_config").write_text(_SSH.format(**slots))
    programs = folder / "bin"
    programs.mkdir()
    wrapper = programs / "ssh"
    wrapper.write_text(f'#!/bin/sh\nexec {program("ssh")} -F {folder}/ssh_config "$@"\n')
    wrapper.chmod(0o755)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where its unprivileged half lives
    command = [str(program("sshd")), "-D", "-e", "-f", str(folder / "sshd_config")]
    with running(command, port):
        yield programs


def keygen(file: Path) -> None:
    """Make a key pair without a passphrase."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "demo", "-f", str(file)]
    subprocess.run(command, check=True)


@contextmanager
def s3() -> Iterator[str]:
    """An object store; its address."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"
