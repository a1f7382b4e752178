"""The one door to git: which of a site's files differ from a revision."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostic import GitError


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """The files of a site that differ from a revision, by their paths from the site.

    Whatever is in the folder counts, whether committed, staged or neither; so do files that are
    gone, and new ones unless git is told to ignore them.

    Raises:
        GitError: there is no git, no repository around the site, or no such revision.
    """
    if not _says(root, "rev-parse", "--is-inside-work-tree"):
        raise GitError("git.no-repository", path=root)
    name = f"{revision}^{{commit}}"
    commit = _says(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if not commit:
        raise GitError("git.no-revision", revision=revision)
    # Both tell names below the folder that git runs in, however deep in the repository that is.
    different = _names(root, "diff", "--name-only", "--no-renames", "--relative", commit)
    return frozenset((*different, *_names(root, "ls-files", "--others", "--exclude-standard")))


def folder_in_repository(root: Path) -> str:
    """Where a site lies in its repository, with a slash behind; empty at the top or without one."""
    try:
        return _says(root, "rev-parse", "--show-prefix")
    except GitError:
        return ""


def _names(root: Path, *arguments: str) -> Iterator[str]:
    """File names that git prints with NUL behind each, as it quotes none of them then."""
    ran = _git(root, *arguments, "-z")
    if ran.returncode:
        raise GitError("git.failed", reason=ran.stderr.decode(errors="replace").strip())
    yield from (name.decode(errors="replace") for name in ran.stdout.split(b"\0") if name)


def _says(root: Path, *arguments: str) -> str:
    """What git answers in one line, or nothing where it refuses."""
    ran = _git(root, *arguments)
    return "" if ran.returncode else ran.stdout.decode().strip()


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        # Git is found as the shell finds it, and what it is asked is ours or was proved a commit.
        command = ["git", "-C", str(root), *arguments]
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise GitError("git.no-git") from error
