"""Releases on another machine, sent by rsync and shown by a link that is replaced over ssh.

Both programs have to be there; what they are to know of ports and keys stands in ``~/.ssh/config``.
The other machine needs rsync, and flock, mv and stat as Linux has them.
"""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from shlex import quote

from generator.diagnostic import PublishError, TargetBusyError
from generator.publish.manifest import MANIFEST, SIGNATURE
from generator.publish.releases import CURRENT, RELEASES
from generator.publish.site import Site
from generator.publish.staged import StagedTarget, run, said
from generator.publish.target import Standing

_SSH = ("ssh", "-o", "BatchMode=yes", "-o", "ServerAliveInterval=15")
"""Nobody sits there to be asked for a password."""
_BUSY, _FOREIGN = 75, 76
"""How our own script ends on the other machine when it does not go on."""
_FRESH = ".new"
_OPTIONS = (
    *("--recursive", "--checksum", "--delete", "--secluded-args"),
    *("--perms", "--chmod=D755,F644"),
)
"""Times are not sent: the same page made anew has another one, and would not be linked to."""

_LOCK = f"""
set -eu
if [ -e "$1" ] && [ ! -d "$1/{RELEASES}" ] && [ -n "$(ls -A "$1")" ]; then exit {_FOREIGN}; fi
if [ -e "$1/{CURRENT}" ] && [ ! -L "$1/{CURRENT}" ]; then exit {_FOREIGN}; fi
mkdir -p "$1/{RELEASES}"
exec flock -n -E {_BUSY} "$1/.lock" sh -c 'echo locked; exec cat > /dev/null'
"""
"""Holds the lock for as long as somebody holds its standard input."""
_LOOK = f"""
set -eu
for name in {MANIFEST} {SIGNATURE}; do
  file="$1/{CURRENT}/$name"
  if [ -f "$file" ]; then base64 -w 0 "$file"; fi
  echo
done
"""
_INTO = f"""
if [ -d "$1/{RELEASES}/$2" ]; then echo "$2"; else echo {_FRESH}; fi
"""
_SETTLE = f"""
set -eu
cd "$1/{RELEASES}"
if [ "$3" = {_FRESH} ]; then mv -T {_FRESH} "$2"; fi
touch "$2"
sync -f . 2> /dev/null || sync
"""
"""Gives a release its name. One that has it already was written into in its place."""
_SWAP = f"""
set -eu
cd "$1"
rm -f .{CURRENT}.new
ln -s "{RELEASES}/$2" .{CURRENT}.new
mv -T .{CURRENT}.new {CURRENT}
sync -f . 2> /dev/null || sync
"""
_PRUNE = f"""
set -eu
cd "$1/{RELEASES}"
rm -rf .going-*
ls -t | grep -E '^[0-9a-f]{{64}}$' | grep -v "^$2$" | grep -v "^$3$" | tail -n "+$4" |
while read -r root; do
  mv "$root" ".going-$root"
  rm -rf ".going-$root"
done
"""


class RsyncTarget(StagedTarget):
    """``user@host:/folder``, with ``releases/`` and ``current`` in it as in a folder here.

    What is the same in the release before is linked to there and not sent again. An upload that
    was killed is gone on with.
    """

    def __init__(self, address: str, place: Path, kept: int) -> None:
        super().__init__(address, place)
        self._host, _, self._path = address.partition(":")
        self._kept = kept
        self._holder: subprocess.Popen[bytes] | None = None
        self._before = ""

    def standing(self) -> Standing | None:
        """The site that stands now."""
        manifest, signature, *_ = (*self._remote(_LOOK).split(b"\n"), b"", b"")
        if not manifest:
            return None
        signed = base64.b64decode(signature) if signature else None
        return Standing(manifest=base64.b64decode(manifest), signature=signed)

    def _begin(self) -> Standing | None:
        command = [*_SSH, self._host, _called(_LOCK, self._path)]
        try:
            self._holder = holder = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise PublishError("no-program", command="ssh") from error
        assert holder.stdout is not None  # noqa: S101 - it was asked for
        if holder.stdout.readline() != b"locked\n":
            self._holder = None
            raise self._refusal(holder)
        standing = self.standing()
        self._before = standing.root if standing else ""
        return standing

    def _refusal(self, holder: subprocess.Popen[bytes]) -> PublishError:
        """Why the lock was not had."""
        _, error = holder.communicate()
        if holder.returncode == _BUSY:
            return TargetBusyError("busy", path=self.name, lock=f"{self._path}/.lock")
        if holder.returncode == _FOREIGN:
            return PublishError("foreign", path=self.name, manifest=f"{RELEASES}/")
        return PublishError("remote", path=self.name, command="ssh", reason=said(error))

    def _end(self) -> None:
        if self._holder is not None:
            self._holder.communicate()  # its input ends, and with it the lock
            self._holder = None

    def _send(self, site: Site) -> None:
        place = f"{self._path}/{RELEASES}"
        into = self._remote(_INTO, site.root).decode().strip()
        command = ["rsync", *_OPTIONS, "--rsh", " ".join(_SSH)]
        # The lock above is let go when this process is killed, and rsync may outlive it.
        command.append(f"--rsync-path=flock -n -E {_BUSY} {quote(self._path)}/.sending rsync")
        if self._before and self._before != into:
            command.append(f"--link-dest=../{self._before}")
        run([*command, f"{self._stage}/", f"{self._host}:{place}/{into}/"], name=self.name)
        self._remote(_SETTLE, site.root, into)

    def _show(self, site: Site) -> None:
        self._remote(_SWAP, site.root)

    def _settle(self, site: Site) -> None:
        before = self._before or site.root
        kept = {site.root, before}
        self._remote(_PRUNE, site.root, before, str(max(self._kept - len(kept), 0) + 1))

    def _remote(self, script: str, *arguments: str) -> bytes:
        """What a script prints on the other machine; its first argument is the target's folder."""
        command = [*_SSH, self._host, _called(script, self._path, *arguments)]
        return run(command, name=self.name)


def _called(script: str, *arguments: str) -> str:
    """A script with its arguments, as one line for whatever shell answers there."""
    return " ".join(["sh", "-c", quote(script), "sh", *map(quote, arguments)])
