"""The one door to git: what a site's files were, and which of them differ."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from generator.diagnostic import GitError

_LINK = "120000"
"""The mode of a symbolic link."""


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """The files of a site that differ from a revision, by their paths from the site.

    Whatever is in the folder counts, whether committed, staged or neither; so do files that are
    gone, and new ones unless git is told to ignore them.

    Raises:
        GitError: there is no git, no repository around the site, or no such revision.
    """
    commit = commit_of(root, revision)
    # Both tell names below the folder that git runs in, however deep in the repository that is.
    different = _names(root, "diff", "--name-only", "--no-renames", "--relative", commit)
    return frozenset((*different, *_names(root, "ls-files", "--others", "--exclude-standard")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What git says of a commit."""

    commit: str
    """Its name."""
    day: str
    """The day on which it was authored, as the author's clock had it."""
    author: str
    """Whoever git names."""
    subject: str
    """The first line of its message."""


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision means.

    Raises:
        GitError: there is no git, no repository around the site, or no such revision.
    """
    if not _says(root, "rev-parse", "--is-inside-work-tree"):
        raise GitError("git.no-repository", path=root)
    name = f"{revision}^{{commit}}"
    commit = _says(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if not commit:
        raise GitError("git.no-revision", revision=revision)
    return commit


def tell(root: Path, commit: str) -> Told:
    """What git says of a commit."""
    ran = _sure(root, "show", "-s", "--no-show-signature", "--format=%as%x00%an%x00%s", commit)
    day, author, subject = ran.decode(errors="replace").rstrip("\n").split("\0")
    return Told(commit=commit, day=day, author=author, subject=subject)


def renamed(root: Path, old: str, new: str | None) -> Mapping[str, str]:
    """The files that a change moves: the new path to the old one. ``None`` is the folder itself.

    What is not committed yet is found only as far as git knows of it.
    """
    revisions = (old,) if new is None else (old, new)
    told = _sure(
        root, "diff", "-M", "--diff-filter=R", "--name-status", "--relative", "-z", *revisions
    )
    words = told.decode(errors="replace").split("\0")
    return {words[at + 2]: words[at + 1] for at in range(0, len(words) - 2, 3)}


def parents(root: Path, commit: str) -> Mapping[str, tuple[str, ...]]:
    """Every commit that another one stands on, itself included, with those right before it."""
    told = _sure(root, "rev-list", "--parents", commit).decode()
    lines = (line.split() for line in told.splitlines())
    return {first: tuple(others) for first, *others in lines}


def is_shallow(root: Path) -> bool:
    """Whether the repository was cloned without all of its history."""
    return _says(root, "rev-parse", "--is-shallow-repository") == "true"


def write_out(root: Path, commit: str, folder: Path, tops: Collection[str]) -> None:
    """Write what a site's files were at a commit into a folder; ``tops`` are files and folders.

    Raises:
        GitError: git gives no answer.
    """
    listed = _sure(root, "ls-tree", "-r", "-z", commit, "--", *tops).decode(errors="replace")
    wanted = []
    for entry in filter(None, listed.split("\0")):
        facts, _, path = entry.partition("\t")
        mode, kind, name = facts.split()
        if kind == "blob":
            wanted.append((path, mode, name))
    with Blobs(root) as blobs:
        for path, mode, name in wanted:
            place, content = folder / path, blobs.read(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            if mode == _LINK:
                place.symlink_to((content or b"").decode(errors="replace"))
            else:
                place.write_bytes(content or b"")


class Blobs:
    """Contents of files at commits, many from one process of git."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __enter__(self) -> Self:
        command = ["git", "-C", str(self._root), "cat-file", "--batch"]
        try:
            self._git = subprocess.Popen(  # noqa: S603 - as in ``_git``
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except FileNotFoundError as error:
            raise GitError("git.no-git") from error
        return self

    def __exit__(self, *_: object) -> None:
        self._git.communicate()

    def read(self, name: str) -> bytes | None:
        """What an object holds; ``None`` if there is none. ``COMMIT:./PATH`` is a site's file.

        Raises:
            GitError: git gives no answer.
        """
        asked, answers = self._git.stdin, self._git.stdout
        assert asked is not None  # noqa: S101 - both are pipes
        assert answers is not None  # noqa: S101
        try:
            asked.write(f"{name}\n".encode())
            asked.flush()
        except BrokenPipeError as error:
            raise GitError("git.failed", reason="cat-file") from error
        head = answers.readline().decode(errors="replace").rstrip("\n")
        if head.endswith((" missing", " ambiguous")):
            return None
        size = head.rpartition(" ")[2]
        if not size.isdecimal():
            raise GitError("git.failed", reason=head or "cat-file")
        content = answers.read(int(size))
        answers.read(1)
        return content


def folder_in_repository(root: Path) -> str:
    """Where a site lies in its repository, with a slash behind; empty at the top or without one."""
    try:
        return _says(root, "rev-parse", "--show-prefix")
    except GitError:
        return ""


def _names(root: Path, *arguments: str) -> Iterator[str]:
    """File names that git prints with NUL behind each, as it quotes none of them then."""
    told = _sure(root, *arguments, "-z")
    yield from (name.decode(errors="replace") for name in told.split(b"\0") if name)


def _sure(root: Path, *arguments: str) -> bytes:
    """What git prints.

    Raises:
        GitError: it refuses.
    """
    ran = _git(root, *arguments)
    if ran.returncode:
        raise GitError("git.failed", reason=ran.stderr.decode(errors="replace").strip())
    return ran.stdout


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
