"""Publishing to an object store: a real S3 server on this machine, and a process that is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from generator.diagnostic import PublishError
from generator.publish import choose, store
from generator.publish.manifest import MANIFEST
from generator.publish.site import Site
from tests.faults.conftest import FULL
from tests.faults.stage import sites
from tests.portals import ROOT
from tests.support.sites import gongkai, site

KEYS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_DEFAULT_REGION": "us-east-1",
}

pytestmark = [
    # The libraries underneath leave sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                with socket.create_connection(("127.0.0.1", port), 1):
                    break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a store in which nothing is."""
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": server}.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{time.monotonic_ns()}"
    with urlopen(Request(f"{server}/{name}", method="PUT")):
        return f"s3://{name}/portal"


@pytest.fixture
def versions(tmp_path: Path) -> Mapping[str, Site]:
    """The old and the new site."""
    return sites(tmp_path / "bundles")


def put(bucket: str, site: Site) -> Any:
    with choose(bucket) as target:
        return target.publish(site)


def ask(bucket: str, path: str, content: bytes | None = None) -> tuple[bytes, Message]:
    """What a reader of the server gets; with content, that is stored."""
    name, _, prefix = bucket.removeprefix("s3://").partition("/")
    request = Request(
        f"{os.environ['AWS_ENDPOINT_URL']}/{name}/{prefix}/{path}".replace("/?", "?"),
        data=content,
        headers={"Authorization": "AWS key:unchecked", "Content-Type": "text/plain"},
        method="GET" if content is None else "PUT",
    )
    with urlopen(request) as answer:
        return answer.read(), answer.headers


def objects(bucket: str) -> set[str]:
    """Everything in the store, by path."""
    name, _, prefix = bucket.removeprefix("s3://").partition("/")
    listing, _ = ask(f"s3://{name}/", f"?list-type=2&prefix={prefix}/")
    return {
        key.removeprefix(f"{prefix}/") for key in re.findall("<Key>(.*?)</Key>", listing.decode())
    }


def test_a_site_is_uploaded_whole_and_then_pointed_to(
    bucket: str, versions: Mapping[str, Site]
) -> None:
    new = versions["new"]
    published = put(bucket, new)
    assert (published.root, published.changed, published.left) == (new.root, True, None)
    pointer = json.loads(ask(bucket, "current.json")[0])
    path = f"releases/{new.root}/"
    assert pointer == {"release": new.root, "path": path, "kept": [new.root]}
    found = {at: ask(bucket, path + at) for at in (*new.sizes, MANIFEST)}
    assert [at for at, (content, _) in found.items() if content != new.read(at)] == []
    assert {at: headers["Content-Type"] for at, (_, headers) in found.items()} == {
        "index.html": "text/html; charset=utf-8",
        "assets/new.css": "text/css; charset=utf-8",
        "a/0/index.html": "text/html; charset=utf-8",
        "a/1/index.html": "text/html; charset=utf-8",
        "a/same/index.html": "text/html; charset=utf-8",
        MANIFEST: "application/json; charset=utf-8",
    }
    assert ask(bucket, "current.json")[1]["Cache-Control"] == "no-cache"
    assert put(bucket, new).changed is False


def test_two_releases_stay(bucket: str, tmp_path: Path) -> None:
    shown = [sites(tmp_path / str(pages), pages)["new"] for pages in (1, 2, 3)]
    for one in shown:
        assert put(bucket, one).left is None
    releases = {path.split("/")[1] for path in objects(bucket) if path.startswith("releases/")}
    assert releases == {one.root for one in shown[1:]}


def test_an_upload_that_somebody_else_is_at_is_left_alone_until_it_is_forgotten(
    bucket: str, versions: Mapping[str, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = f"releases/{'0' * 64}/index.html"
    ask(bucket, other, b"half")
    put(bucket, versions["old"])
    assert other in objects(bucket)
    monkeypatch.setattr(store, "_FORGOTTEN", timedelta(days=-1))
    put(bucket, versions["new"])
    assert other not in objects(bucket)


def test_what_is_there_is_never_written_over(bucket: str, versions: Mapping[str, Site]) -> None:
    new = versions["new"]
    path = f"releases/{new.root}/index.html"
    ask(bucket, path, b"something else")
    with pytest.raises(PublishError, match=r"index\.html there=14 here=600"):
        put(bucket, new)
    assert ask(bucket, path)[0] == b"something else"
    assert "current.json" not in objects(bucket)


UPLOAD = (
    "import os, signal, sys; from pathlib import Path\n"
    "from generator.publish import choose\n"
    "from tests.faults.stage import sites\n"
    "from s3fs import S3FileSystem\n"
    "call, count, at = S3FileSystem._call_s3, 0, int(sys.argv[3])\n"
    "async def killed(self, name, *arguments, **options):\n"
    "    global count\n"
    "    count += name in ('put_object', 'delete_objects')\n"
    "    if count == at: os.kill(os.getpid(), signal.SIGKILL)\n"
    "    return await call(self, name, *arguments, **options)\n"
    "S3FileSystem._call_s3 = killed\n"
    "with choose(sys.argv[1]) as target:\n"
    "    target.publish(sites(Path(sys.argv[2]))['new'])\n"
)


@pytest.mark.parametrize("at", range(1, 8) if FULL else [7])
def test_killed_midway_the_pointer_is_still_the_old_one(
    at: int, bucket: str, versions: Mapping[str, Site], tmp_path: Path
) -> None:
    """Seven objects go up before the pointer, which is the eighth."""
    put(bucket, versions["old"])
    command = [sys.executable, "-c", UPLOAD, bucket, str(tmp_path / "bundles"), str(at)]
    ran = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ})
    assert ran.returncode == -signal.SIGKILL
    with choose(bucket) as target:
        assert target.root == versions["old"].root
        assert target.publish(versions["new"]).left is None
        assert target.root == versions["new"].root


def test_the_command_publishes_to_a_store(bucket: str, tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "build", "-o", bucket, "--no-cache")
    assert (ran.status, bucket in ran.err) == (0, True)
    path = json.loads(ask(bucket, "current.json")[0])["path"]
    assert "演示站点".encode() in ask(bucket, f"{path}index.html")[0]


def test_a_store_that_is_not_there_ends_with_2(server: str, bucket: str, tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "build", "-o", "s3://no-such-bucket/portal")
    assert ran.status == 2
    assert "s3://no-such-bucket" in ran.err


@pytest.mark.parametrize("url", ["ftp://example.invalid/portal", "s3://"])
def test_other_kinds_of_stores_are_refused(url: str, tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "build", "-o", url)
    assert (ran.status, url in ran.err) == (2, True)
