#!/usr/bin/env python3
"""The project's two commands, on a machine with nothing but Python 3.11 or later and git.

    python3 dev.py build    set up, and build the sample portal into public/
    python3 dev.py test     set up, and run every check and test

``test`` passes further words on to pytest. On Debian and Ubuntu what tests need besides (Chromium,
Chinese fonts, a Java runtime, npm, servers to deploy to) is installed with apt-get, which is said
beforehand.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")

DEBIAN = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "default-jre-headless": ("java",),
    "npm": ("npm",),
    "fontconfig": ("fc-list",),
    "strace": ("strace",),
    "nginx": ("nginx", "/usr/sbin/nginx"),
    "caddy": ("caddy",),
    "openssh-server": ("sshd", "/usr/sbin/sshd"),
    "rsync": ("rsync",),
}
"""The Debian packages that tests need, and the programs of which each brings one.

Servers stand beside the path of those who are not root.
"""
SHELL = "chromium-headless-shell"
"""Chromium without what only a window needs: tests of pages take a third of the time. Debian has
it; where it cannot be had, they run in Chromium itself."""
FONTS = "fonts-noto-cjk"
LIBRARIES = {"libatomic1": "libatomic.so.1"}
"""What the browser's driver is linked with, and a bare Debian lacks."""

EVERYTHING = ".[dev]"
"""What is installed for tests; users need only ``.``."""
PIP = (BIN / "python", "-m", "pip", "install", "--quiet")

MOST_WORKERS = 8
"""Each runs a browser of its own."""

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
)


class StopError(Exception):
    """The command cannot go on; the text says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit status."""
    os.chdir(ROOT)
    command, *more = arguments or ["help"]
    try:
        if command == "build" and not more:
            return build()
        if command == "test":
            return test(more)
    except StopError as reason:
        say(str(reason))
        return 2
    except subprocess.CalledProcessError as error:
        say(f"Failed: {' '.join(map(str, error.cmd))}")
        return error.returncode or 1
    print(__doc__)
    return 2


def say(text: str) -> None:
    """Tell the person at the terminal, before the output of what comes next."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def run(*command: str | Path) -> None:
    """Run a command and show its output; one that fails ends ours."""
    subprocess.run(command, check=True)


def build() -> int:
    """Set up, and build the sample portal."""
    install(".")
    run(BIN / "gongkai", "build")
    say(f"Open {ROOT / 'public' / 'index.html'} in a browser.")
    say(f"Next: {BIN / 'gongkai'} serve shows changes as you make them; --help lists the rest.")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Set up, and run every check and then every test; pytest has the last word."""
    install_tools()
    install(EVERYTHING)
    install_checkers()
    # Tests start the program, and collect themselves, hundreds of times: what is compiled is kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for check in CHECKS:
        say(" ".join(check))
        run(BIN / check[0], *check[1:])
    say("pytest")
    sys.stdout.flush()
    # One more than there are processors: many tests wait for a browser or another program.
    workers = str(min((os.cpu_count() or 1) + 1, MOST_WORKERS))
    # Neighbours are as slow as each other: who is done early takes from those who are not.
    shared = ("-n", workers, "--dist", "worksteal")
    return subprocess.run([BIN / "pytest", "-q", *shared, *arguments]).returncode


def install(what: str) -> None:
    """Make the virtual environment and install the project into it, if that is not done."""
    if sys.version_info < (3, 11):
        raise StopError(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    stamp, wanted = VENV / ".installed", f"{what} {fingerprint()}"
    if stamp.is_file() and wanted in stamp.read_text(encoding="utf-8").splitlines():
        return
    if not has_venv():
        say(f"Making a virtual environment in {VENV}")
        make_venv()
    say(f"Installing {what} into it")
    if what == EVERYTHING:
        install_quickly(what)
    else:
        run(*PIP, "--editable", what)
    with stamp.open("a", encoding="utf-8") as file:
        file.write(f"{wanted}\n")


def install_quickly(what: str) -> None:
    """Install what tests need, 150 packages, with uv: a fifth of the time that pip takes.

    Where uv cannot reach what pip can, by pip's own settings, pip does it.
    """
    run(*PIP, "uv>=0.5.0")
    # Links into uv's cache, its usual way, come with a warning where that is on another disk.
    options = ("--quiet", "--compile-bytecode", "--link-mode", "copy", "--python", BIN / "python")
    try:
        run(BIN / "uv", "pip", "install", *options, "--editable", what)
    except subprocess.CalledProcessError:
        say("uv could not install it; pip takes over.")
        run(*PIP, "--editable", what)


def fingerprint() -> str:
    """What an installation depends on: the project's metadata and the Python that it is for."""
    content = (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()[:16]


def has_venv() -> bool:
    """Whether there is a virtual environment that works, for a Python that is new enough."""
    if not BIN.is_dir():
        return False
    program = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return not subprocess.run([BIN / "python", "-c", program], capture_output=True).returncode
    except OSError:
        return False


def make_venv() -> None:
    """Make the virtual environment; Debian keeps the module for it in a package of its own."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode and not find_spec("ensurepip"):
        apt_install(["python3-venv"], "to make virtual environments")
        made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        reason = (made.stderr or made.stdout).strip()
        raise StopError(f"No virtual environment could be made: {reason}")


def install_tools() -> None:
    """Install the programs that tests drive, as far as they are missing."""
    missing = missing_tools()
    if missing:
        apt_install(
            missing,
            "to test pages in a browser and with the Nu HTML checker, servers, deployments and "
            "failing disks",
        )
        if missing_tools():
            raise StopError(f"Still missing after apt-get: {' '.join(missing_tools())}")
    if not which(SHELL) and is_root() and which("apt-get"):
        try:
            apt_install([SHELL], "to test pages in less time")
        except subprocess.CalledProcessError:
            say(f"There is no {SHELL} here; pages are tested in Chromium itself.")


def is_root() -> bool:
    """Whether packages can be installed without asking anybody."""
    return getattr(os, "geteuid", lambda: 1)() == 0


def missing_tools() -> list[str]:
    """The Debian packages whose programs, libraries or fonts are not there."""
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))  # nginx is an administrator's
    missing = [
        package
        for package, programs in DEBIAN.items()
        if not any(which(program, path=path) for program in programs)
    ]
    missing += [package for package, name in LIBRARIES.items() if not has_library(name)]
    return missing if has_chinese_font() else [*missing, FONTS]


def has_library(name: str) -> bool:
    """Whether a shared library can be loaded; elsewhere than on Linux, nobody asks for it."""
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether pages can be shown as readers see them."""
    if not which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True)
    return bool(listed.stdout.strip())


def apt_install(packages: Sequence[str], purpose: str) -> None:
    """Install Debian packages, or say which ones are needed where that cannot be done."""
    wanted = " ".join(packages)
    apt = which("apt-get")
    if apt is None:
        raise StopError(f"Please install these {purpose} (named as in Debian): {wanted}")
    sudo = [] if is_root() else [which("sudo") or ""]
    if sudo == [""]:
        raise StopError(f"Please run as root {purpose}: apt-get install {wanted}")
    say(f"Installing with apt-get {purpose}: {wanted}")
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(
            [*quiet, *words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )


def install_checkers() -> None:
    """Install the page checkers that npm brings, as ``package-lock.json`` has them."""
    stamp, lock = ROOT / "node_modules" / ".installed", ROOT / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("Installing the page checkers with npm")
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    stamp.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
