"""The signature of a site's manifest, made and checked by commands of somebody else's.

The program knows no key and no kind of signature: who signs chooses both.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.diagnostic import PublishError
from generator.publish.manifest import MANIFEST, SIGNATURE

_HEARD = 300
"""Characters of what a command says that are passed on."""


def sign(command: Sequence[str], manifest: bytes) -> bytes:
    """The signature of a manifest.

    A command that names ``{manifest}`` or ``{signature}`` gets these files, and writes the second;
    any other gets the manifest on its standard input and prints the signature.

    Raises:
        PublishError: the command is not there, fails, or gives no signature.
    """
    with TemporaryDirectory(prefix="gongkai-") as folder:
        files = _files(Path(folder))
        files["{manifest}"].write_bytes(manifest)
        ran = _run(command, files, manifest)
        if ran.returncode:
            raise PublishError("signature.failed", command=command[0], reason=_said(ran))
        written = files["{signature}"]
        signature = written.read_bytes() if written.is_file() else ran.stdout
    if not signature:
        raise PublishError("signature.nothing", command=command[0])
    return signature


def is_signed(command: Sequence[str], manifest: bytes, signature: bytes) -> tuple[bool, str]:
    """Whether a command takes the signature of a manifest for good, and what it said.

    It gets both as files, under the names ``{manifest}`` and ``{signature}``, and the manifest on
    its standard input.

    Raises:
        PublishError: the command is not there.
    """
    with TemporaryDirectory(prefix="gongkai-") as folder:
        files = _files(Path(folder))
        files["{manifest}"].write_bytes(manifest)
        files["{signature}"].write_bytes(signature)
        ran = _run(command, files, manifest)
    return ran.returncode == 0, _said(ran)


def _files(folder: Path) -> Mapping[str, Path]:
    return {"{manifest}": folder / MANIFEST, "{signature}": folder / SIGNATURE}


def _run(
    command: Sequence[str], files: Mapping[str, Path], manifest: bytes
) -> subprocess.CompletedProcess[bytes]:
    words = []
    for word in command:
        for slot, file in files.items():
            word = word.replace(slot, str(file))
        words.append(os.path.expanduser(word) if word.startswith("~/") else word)  # noqa: PTH111
    try:
        # Whoever deploys a site has read its settings, or wrote the command on the command line.
        return subprocess.run(words, input=manifest, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError("signature.command", command=command[0], reason=reason) from error


def _said(ran: subprocess.CompletedProcess[bytes]) -> str:
    """What a command said last, in one line."""
    said = (ran.stderr or ran.stdout).decode(errors="replace").split()
    return " ".join(said)[-_HEARD:] or str(ran.returncode)
