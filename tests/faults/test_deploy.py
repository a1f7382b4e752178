"""Deployments to the real thing on this machine, and what readers get when one is killed midway."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from generator.diagnostic import PublishError, TargetBusyError
from generator.publish import Site, Target, read_manifest
from generator.publish.destination import destination
from generator.publish.served import served
from generator.publish.verify import verify
from generator.site import Destination
from tests.faults.conftest import FULL
from tests.faults.stage import sites
from tests.portals import ROOT
from tests.support.servers import HOST, missing, nginx, s3, sshd

POINTS = 50 if FULL else 5
KINDS = ("folder", "rsync", "git", "store")
PAGES = 150
"""Enough that an upload takes a while."""
KEYS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_DEFAULT_REGION": "us-east-1",
}

pytestmark = [
    pytest.mark.skipif(
        bool(missing("sshd", "rsync", "nginx", "git", "flock")),
        reason=f"not installed: {missing('sshd', 'rsync', 'nginx', 'git', 'flock')}",
    ),
    # The libraries that speak to stores leave sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

CHILD = (
    "import json, sys; from pathlib import Path\n"
    "from generator.publish.destination import destination\n"
    "from generator.site import Destination\n"
    "from tests.faults.stage import sites\n"
    "plan = json.loads(sys.argv[1])\n"
    "site = sites(Path(plan['bundles']), plan['pages'])['new']\n"
    "where = Destination(**plan['where'])\n"
    "target = destination(where, Path(plan['folder']), Path(plan['near']))\n"
    "if where.kind == 'store': import s3fs\n"
    "print('ready', flush=True)\n"
    "with target: target.publish(site)\n"
    "print('done', flush=True)\n"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A target of some kind, and a reader of it."""

    kind: str
    folder: Path
    where: Destination
    web: str
    sites: Mapping[str, Site]

    def target(self) -> Target:
        return destination(self.where, self.folder, self.folder / "near")

    def publish(self, which: str) -> None:
        """Publish; a program that outlived a killed deployment is waited for."""
        for _ in range(100):
            try:
                with self.target() as target:
                    target.publish(self.sites[which])
                return
            except PublishError as error:
                if not isinstance(error, TargetBusyError) and self.kind != "rsync":
                    raise
                time.sleep(0.1)
        raise AssertionError(self.kind)

    def begin(self) -> subprocess.Popen[str]:
        """A process that publishes the new version, when it is about to."""
        plan = {
            "bundles": str(self.folder / "bundles"),
            "pages": PAGES,
            "folder": str(self.folder),
            "near": str(self.folder / "near"),
            "where": {"name": self.where.name, "kind": self.kind, "to": self.where.to},
        }
        command = [sys.executable, "-c", CHILD, json.dumps(plan)]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            start_new_session=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def read(self) -> str:
        """Which version a reader gets, every file of it; or what is wrong."""
        if self.kind == "git":
            return self._cloned()
        url = self.web
        if self.kind == "store":
            url += json.loads(fetched(f"{url}current.json"))["path"]
        manifest = fetched(f"{url}manifest.json")
        found = served(url, manifest, read_manifest(manifest, url), whole=True)
        names = [name for name, site in self.sites.items() if site.root == found.root]
        return names[0] if names and found.sound else f"broken: {found}"

    def _cloned(self) -> str:
        place = self.folder / f"clone-{time.monotonic_ns()}"
        command = ["git", "clone", "-q", "--branch", "gh-pages", self.where.to, str(place)]
        subprocess.run(command, check=True)
        found = verify(place)
        names = [name for name, site in self.sites.items() if site.root == found.root]
        extra = [path for path in found.extra if not path.startswith(".git/")]
        whole = not (found.changed or found.missing) and extra == [".nojekyll"]
        return names[0] if names and whole else f"broken: {found}"


def fetched(url: str) -> bytes:
    """What a server gives."""
    try:
        with urlopen(url) as answer:
            content: bytes = answer.read()
            return content
    except HTTPError as error:
        raise AssertionError(f"{url}: {error.code}") from error


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str]]:
    """Another machine, a web server that shows what is deployed there and here, a store."""
    folder = tmp_path_factory.mktemp("machines")
    folder.chmod(0o755)
    path = os.environ["PATH"]
    with sshd(folder / "ssh") as programs, s3() as store, ExitStack() as stack:
        near, far = folder / "near/current", folder / "far/current"
        shown = {"rsync": far, "folder": near, "store": store}
        web = stack.enter_context(nginx(folder / "nginx", shown))
        more = {"PATH": f"{programs}:{path}", "AWS_ENDPOINT_URL": store, **KEYS}
        before = {name: os.environ.get(name) for name in more}
        os.environ.update(more)
        yield folder, web, store
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture
def stage(machines: tuple[Path, str, str], tmp_path: Path) -> Callable[[str], Stage]:
    """A stage for a kind of target, on which nothing stands."""
    folder, web, store = machines

    def made(kind: str) -> Stage:
        place = {"folder": folder / "near", "rsync": folder / "far"}.get(kind, tmp_path / "git")
        bucket = f"bucket-{time.monotonic_ns()}"
        subprocess.run(["rm", "-rf", str(place)], check=True)
        if kind == "git":
            subprocess.run(["git", "init", "-q", "--bare", str(place)], check=True)
        if kind == "store":
            with urlopen(Request(f"{store}/{bucket}", method="PUT")):
                pass
        to = {"rsync": f"{HOST}:{place}", "store": f"s3://{bucket}/www"}.get(kind, str(place))
        url = f"{web}/store/{bucket}/www/" if kind == "store" else f"{web}/{kind}/"
        where = Destination(name="demo", kind=kind, to=to)
        return Stage(kind, tmp_path, where, url, sites(tmp_path / "bundles", PAGES))

    return made


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_is_deployed_and_nothing_is_sent_twice(
    kind: str, stage: Callable[[str], Stage]
) -> None:
    made = stage(kind)
    for which in ("old", "new", "old"):
        made.publish(which)
        assert made.read() == which
    with made.target() as target:
        assert target.publish(made.sites["old"]).changed is False
    standing = made.target().standing()
    assert standing is not None
    assert (standing.root, standing.signature) == (made.sites["old"].root, None)


@pytest.mark.parametrize("kind", KINDS)
def test_killed_midway_the_old_or_the_new_site_is_served_whole(
    kind: str, stage: Callable[[str], Stage]
) -> None:
    made = stage(kind)
    made.publish("old")
    begun = time.monotonic()
    process = made.begin()
    begun = time.monotonic()
    assert process.communicate()[0] == "done\n"
    took = time.monotonic() - begun
    assert made.read() == "new"
    seen, killed = [], 0
    for point in range(4 * POINTS):
        if point >= POINTS and killed >= POINTS // 2:
            break
        made.publish("old")
        process = made.begin()
        time.sleep(took * (point % POINTS + 0.5) / POINTS)
        if point % 2:
            os.kill(process.pid, signal.SIGKILL)  # what it started may go on for a moment
        else:
            os.killpg(process.pid, signal.SIGKILL)
        if process.communicate()[0] == "done\n":
            took *= 0.8  # the first one was slower than this one
        else:
            killed += 1
        found = made.read()
        # What outlives the kill may put the new site in place while the old one is being read.
        seen.append(made.read() if found.startswith("broken") else found)
    assert [found for found in seen if found not in ("old", "new")] == []
    assert killed >= POINTS // 2
    made.publish("new")
    assert made.read() == "new"


@pytest.mark.parametrize("kind", ["folder", "rsync", "git"])
def test_what_is_not_ours_is_left_as_it_is(kind: str, stage: Callable[[str], Stage]) -> None:
    made = stage(kind)
    place = Path(made.where.to.rpartition(":")[2])
    if kind == "git":
        work = made.folder / "work"
        subprocess.run(["git", "clone", "-q", str(place), str(work)], check=True)
        (work / "mine.txt").write_text("mine")
        for command in (
            ["checkout", "-q", "-b", "gh-pages"],
            ["add", "."],
            ["-c", "user.name=demo", "-c", "user.email=demo@invalid", "commit", "-q", "-m", "mine"],
            ["push", "-q", "origin", "gh-pages"],
        ):
            subprocess.run(["git", "-C", str(work), *command], check=True)
    else:
        place.mkdir()
        (place / "mine.txt").write_text("mine")
    with pytest.raises(PublishError) as told, made.target() as target:
        target.publish(made.sites["new"])
    assert told.value.key == "foreign"
    if kind != "git":
        assert [path.name for path in place.iterdir()] == ["mine.txt"]


def test_two_deployments_at_once_do_not_meet(stage: Callable[[str], Stage]) -> None:
    made = stage("rsync")
    made.publish("old")
    elsewhere = destination(made.where, made.folder, made.folder / "other-machine")
    with made.target(), pytest.raises(TargetBusyError), elsewhere:
        pass
    made.publish("new")
    assert made.read() == "new"


def test_a_branch_that_moved_meanwhile_is_not_overwritten(stage: Callable[[str], Stage]) -> None:
    made = stage("git")
    made.publish("old")
    other = destination(made.where, made.folder, made.folder / "other-machine")
    with made.target() as late, other as early:
        early.publish(made.sites["new"])
        with pytest.raises(TargetBusyError):
            late.publish(sites(made.folder / "third", 3)["new"])
    assert made.read() == "new"


def test_only_what_differs_is_sent_to_another_machine(stage: Callable[[str], Stage]) -> None:
    made = stage("rsync")
    made.publish("old")
    made.publish("new")
    place = Path(made.where.to.partition(":")[2])
    same = [path.stat().st_ino for path in place.glob("releases/*/a/same/index.html")]
    assert len(same) == 2
    assert len(set(same)) == 1
    assert sorted(path.name for path in (place / "releases").iterdir()) == sorted(
        site.root for site in made.sites.values()
    )


def test_a_machine_that_does_not_answer_is_told(stage: Callable[[str], Stage]) -> None:
    made = stage("rsync")
    where = Destination(name="demo", kind="rsync", to="nobody.example.invalid:/srv/www")
    with (
        pytest.raises(PublishError) as told,
        destination(where, made.folder, made.folder / "near") as target,
    ):
        target.publish(made.sites["new"])
    assert told.value.key == "remote"
    assert "nobody.example.invalid" in str(told.value.slots["reason"])
