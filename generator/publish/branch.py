"""A branch of a git repository: the one door of ghp-import, which comes with the extra ``pages``.

The branch is fetched into a repository of our own, the site is put on top of it as one commit, and
pushed: git moves a branch at one moment, or not at all.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.diagnostic import PublishError, TargetBusyError
from generator.publish.manifest import MANIFEST, SIGNATURE
from generator.publish.site import Site
from generator.publish.staged import StagedTarget, attempt, run, said
from generator.publish.target import Standing

_NAME, _MAIL = "gongkai", "gongkai@localhost"
"""Whoever commits where git was not told who that is."""


class BranchTarget(StagedTarget):
    """A branch of a repository, with the site as its whole content."""

    def __init__(self, address: str, branch: str, place: Path) -> None:
        super().__init__(f"{address}#{branch}", place)
        self._address = address
        self._branch = branch
        self._ref = f"refs/heads/{branch}"
        self._repository = place / "repository"

    def standing(self) -> Standing | None:
        """The site on the branch."""
        if self._lock is not None:
            return self._fetched()
        with TemporaryDirectory(prefix="gongkai-") as folder:
            self._repository = Path(folder) / "repository"
            self._fetch()
            return self._fetched()

    def _fetched(self) -> Standing | None:
        """The site on the branch as it was fetched."""
        manifest = self._shown(MANIFEST)
        if manifest is None:
            return None
        return Standing(manifest=manifest, signature=self._shown(SIGNATURE))

    def _begin(self) -> Standing | None:
        self._repository = self._place / "repository"
        self._fetch()
        standing = self._fetched()
        held = attempt(["git", "--git-dir", self._repository, "ls-tree", "--name-only", self._ref])
        if standing is None and held.stdout.strip():
            raise PublishError("foreign", path=self.name, manifest=MANIFEST)
        return standing

    def _fetch(self) -> None:
        """Get the last commit of the branch, where there is one."""
        self._git("init", "--quiet", "--bare")
        listed = self._git("ls-remote", "--heads", "--", self._address, self._ref)
        if listed:
            self._git(
                *("fetch", "--quiet", "--depth=1", "--no-tags", "--", self._address),
                f"+{self._ref}:{self._ref}",
            )

    def _end(self) -> None:
        """There is nothing to unlock: a push that somebody was faster with is refused."""

    def _send(self, site: Site) -> None:
        for name, value in (("user.name", _NAME), ("user.email", _MAIL)):
            if attempt(["git", "--git-dir", self._repository, "config", name]).returncode:
                self._git("config", name, value)
        _commit(
            self._repository,
            self._stage,
            branch=self._branch,
            message=f"{site.root}\n",
            domain=self._shown("CNAME"),
        )
        if self._shown(MANIFEST) != site.manifest:
            raise PublishError("remote", path=self.name, command="git", reason="fast-import")

    def _show(self, site: Site) -> None:
        command = ["push", "--quiet", "--", self._address, f"{self._ref}:{self._ref}"]
        ran = attempt(["git", "--git-dir", self._repository, *command])
        if ran.returncode and b"[rejected]" in ran.stderr:
            raise TargetBusyError("moved", path=self.name)
        if ran.returncode:
            raise PublishError("remote", path=self.name, command="git", reason=said(ran.stderr))

    def _settle(self, site: Site) -> None:
        """Nothing remains: the history is git's."""

    def _git(self, *arguments: str) -> bytes:
        return run(["git", "--git-dir", self._repository, *arguments], name=self.name)

    def _shown(self, path: str) -> bytes | None:
        """What a file of the branch holds; ``None`` where there is none."""
        ran = attempt(
            ["git", "--git-dir", self._repository, "cat-file", "blob", f"{self._ref}:{path}"]
        )
        return None if ran.returncode else ran.stdout


def _commit(
    repository: Path, folder: Path, *, branch: str, message: str, domain: bytes | None
) -> None:
    """Put a folder on top of a branch of a repository, as its whole content.

    A domain that the branch had stays, and pages are kept from Jekyll, which would leave some out.
    """
    try:
        import ghp_import
    except ImportError as error:
        raise PublishError("no-pages", path=branch) from error

    class Git(ghp_import.Git):  # type: ignore[misc]
        """Git in our repository, wherever this process stands."""

        def open(self, *arguments: str, **options: Any) -> Any:
            return super().open("--git-dir", str(repository), *arguments, **options)

    ghp_import.run_import(
        Git(),
        str(folder),
        branch=branch,
        mesg=message,
        prefix=None,
        followlinks=False,
        nojekyll=True,
        cname=None if domain is None else domain.decode(errors="replace"),
    )
