"""``gongkai deploy``: targets by name, rehearsals, signatures, and what readers get."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import decode
from generator.diagnostic import PublishError
from generator.publish import MANIFEST, SIGNATURE, read_manifest
from generator.publish.served import SAMPLE, served
from generator.publish.signing import is_signed, sign
from generator.site import Destination
from tests.server import serving
from tests.support.servers import keygen
from tests.support.sites import SOUND, gongkai, site, write

TARGETS = "targets:\n  here: {{kind: folder, to: ../www, url: '{url}'}}\n"
PROSE = "content/demo/2023.md"


def told(target: object) -> list[str]:
    data = {"name": "x", "targets": {"x": target}}
    return [f"{item.rule}/{item.variant}" for item in decode.site(data, "site.yml")[1]]


@pytest.mark.parametrize(
    ("kind", "to"),
    [
        ("folder", "/srv/www"),
        ("folder", "../发布"),
        ("rsync", "www.example.gov.cn:/srv/www"),
        ("rsync", "deploy@www.example.gov.cn:/srv/www"),
        ("git", "https://git.example.gov.cn/xxgk/pages.git"),
        ("git", "ssh://git@git.example.gov.cn:2222/pages.git"),
        ("git", "git@git.example.gov.cn:xxgk/pages.git"),
        ("git", "/srv/pages.git"),
        ("store", "s3://bucket/xxgk"),
    ],
)
def test_addresses_that_are_taken(kind: str, to: str) -> None:
    data = {"name": "x", "targets": {"there": {"kind": kind, "to": to}}}
    found, findings = decode.site(data, "site.yml")
    assert findings == ()
    assert found.targets == (Destination(name="there", kind=kind, to=to),)


@pytest.mark.parametrize(
    ("kind", "to"),
    [
        ("folder", "-rf"),
        ("rsync", "/srv/www"),
        ("rsync", "www.example.gov.cn:srv"),
        ("rsync", "-oProxyCommand=id:/srv/www"),
        ("rsync", "www.example.gov.cn:/srv/www;id"),
        ("rsync", "www.example.gov.cn:/srv/$(id)"),
        ("git", "https://name:password@git.example.gov.cn/pages.git"),
        ("git", "ext::sh -c id"),
        ("git", "--upload-pack=id"),
        ("store", "https://bucket"),
    ],
)
def test_addresses_that_are_refused(kind: str, to: str) -> None:
    assert told({"kind": kind, "to": to}) == [f"content.type/to-{kind}"]


@pytest.mark.parametrize(
    ("target", "finding"),
    [
        ({"kind": "ftp", "to": "x"}, "content.type/choice"),
        ({"kind": "folder"}, "content.missing/key"),
        ({"to": "/srv"}, "content.missing/key"),
        ({"kind": "git", "to": "/x", "branch": "-f"}, "content.type/branch"),
        ({"kind": "folder", "to": "/x", "keep": "1"}, "content.type/keep"),
        ({"kind": "folder", "to": "/x", "url": "ftp://x"}, "content.type/base-url"),
        ({"kind": "folder", "to": "/x", "password": "x"}, "content.unknown-key/default"),
        ("/srv/www", "content.type/mapping"),
    ],
)
def test_targets_that_are_refused(target: object, finding: str) -> None:
    assert told(target) == [finding]


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """Where what is deployed to ``www/current`` is served."""
    with serving({"xxgk": tmp_path / "www/current"}) as address:
        yield f"{address}/xxgk/"


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """A site with a target, by more lines of ``site.yml``."""

    def write_site(more: str) -> Path:
        return site(tmp_path / "site", {"site.yml": SOUND["site.yml"] + more})

    return write_site


def test_a_site_is_deployed_and_read_again(web: str, made: Callable[..., Path]) -> None:
    root = made(TARGETS.format(url=web))
    dry = gongkai("-C", root, "deploy", "here", "--dry-run")
    assert (dry.status, "+ index.html\n" in dry.out) == (0, True)
    assert "还没有网站" in dry.err
    assert not (root.parent / "www").exists()
    ran = gongkai("-C", root, "deploy", "here", "--verify", "all")
    assert ran.status == 0
    assert "与部署的完全一致" in ran.err
    again = gongkai("-C", root, "deploy", "here", "--verify", "none")
    assert (again.status, "已经是这个网站" in again.err) == (0, True)
    assert "什么" not in gongkai("-C", root, "deploy", "here", "--dry-run").err
    write(root, {PROSE: SOUND[PROSE].replace("正文。", "换了的正文。")})
    dry = gongkai("-C", root, "deploy", "here", "--dry-run")
    assert "~ demo/2023/index.html\n" in dry.out
    assert "+ " not in dry.out
    assert "换了的正文" not in (root.parent / "www/current/demo/2023/index.html").read_text()


def test_errors_deploy_nothing(web: str, made: Callable[..., Path]) -> None:
    root = made(TARGETS.format(url=web))
    write(root, {"content/demo/2023.yml": "title: x\n"})
    for words in ((), ("--dry-run",)):
        ran = gongkai("-C", root, "deploy", "here", *words)
        assert (ran.status, "没有部署" in ran.err) == (1, True)
    assert not (root.parent / "www/current").exists()


def test_a_name_that_is_no_target_ends_with_2(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "deploy", "there")
    assert (ran.status, "没有写部署到哪里" in ran.err) == (2, True)
    root = site(tmp_path, {"site.yml": SOUND["site.yml"] + TARGETS.format(url="https://x")})
    ran = gongkai("-C", root, "deploy", "there")
    assert (ran.status, "有 here" in ran.err) == (2, True)


def test_a_server_that_shows_something_else_is_told(
    web: str, made: Callable[..., Path], tmp_path: Path
) -> None:
    root = made(TARGETS.format(url=f"{web}nowhere/"))
    ran = gongkai("-C", root, "deploy", "here")
    assert (ran.status, "没有读到清单" in ran.err) == (5, True)
    elsewhere = tmp_path / "elsewhere"
    other = gongkai("-C", site(tmp_path / "other"), "build", "-o", elsewhere)
    assert other.status == 0
    with serving({"xxgk": elsewhere}) as address:
        made(TARGETS.format(url=f"{address}/xxgk/"))
        ran = gongkai("-C", root, "deploy", "here", "--no-cache")
    assert (ran.status, "上还是另一个网站" in ran.err) == (5, True)


def test_each_file_that_comes_otherwise_is_named(
    web: str, made: Callable[..., Path], tmp_path: Path
) -> None:
    root = made(TARGETS.format(url=web))
    assert gongkai("-C", root, "deploy", "here", "--verify", "none").status == 0
    place = tmp_path / "www/current"
    (place / "demo/index.html").unlink()
    (place / "demo/index.html").write_text("edited")
    (place / "about/index.html").unlink()
    manifest = (place / MANIFEST).read_bytes()
    found = served(web, manifest, read_manifest(manifest, web), whole=True)
    assert dict(found.wrong) == {"demo/index.html": "other", "about/index.html": "404"}
    assert (found.read, found.sound) == (found.files, False)
    ran = gongkai("-C", root, "deploy", "here", "--verify", "all")
    assert ran.status == 5
    assert "demo/index.html: 内容不同\n" in ran.out


def test_a_sample_has_the_home_page_and_is_the_same_each_time(tmp_path: Path) -> None:
    files = {f"{number}.html": f"{number}".encode() for number in range(300)}
    root = site(tmp_path / "site")
    assert gongkai("-C", root, "build", "-o", tmp_path / "www").status == 0
    write(tmp_path / "www", {**files})
    manifest = (tmp_path / "www" / MANIFEST).read_bytes()
    with serving({"x": tmp_path / "www"}) as address:
        listed = read_manifest(manifest, "")
        found = served(f"{address}/x/", manifest, listed, whole=False)
        assert found.read == min(SAMPLE, found.files)
        assert found == served(f"{address}/x/", manifest, listed, whole=False)
    gone = served(f"{address}/x/", manifest, listed, whole=False)
    assert (gone.root, gone.read) == (None, 0)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with the key pair of somebody who signs, and one of somebody else."""
    for name in ("signer", "stranger"):
        keygen(tmp_path / name)
        public = (tmp_path / f"{name}.pub").read_text()
        (tmp_path / f"{name}.allowed").write_text(f"deployer@example.invalid {public}")
    return tmp_path


def checker(keys: Path, name: str) -> str:
    words = ["ssh-keygen", "-Y", "verify", "-f", f"{keys / name}.allowed"]
    words += ["-I", "deployer@example.invalid", "-n", "gongkai", "-s", "{signature}"]
    return shlex.join(words)


def test_a_manifest_is_signed_and_the_signature_checked(
    keys: Path, made: Callable[..., Path], tmp_path: Path
) -> None:
    target = f"  here: {{kind: folder, to: ../www, sign: [ssh-keygen, -Y, sign, -f, {keys}/signer, -n, gongkai]}}\n"
    root = made(f"targets:\n{target}")
    www = tmp_path / "www"
    assert gongkai("-C", root, "deploy", "here").status == 0
    assert (www / "current" / SIGNATURE).read_bytes().startswith(b"-----BEGIN SSH SIGNATURE")
    good = gongkai("verify", www, "--signer", checker(keys, "signer"))
    assert (good.status, "签名有效" in good.err) == (0, True)
    assert "这次没有核对" in gongkai("verify", www).err
    bad = gongkai("verify", www, "--signer", checker(keys, "stranger"))
    assert (bad.status, "签名无效" in bad.out) == (1, True)
    again = gongkai("-C", root, "deploy", "here", "--no-cache")
    assert "已经是这个网站" in again.err


def test_another_key_signs_the_same_site_again(
    keys: Path, made: Callable[..., Path], tmp_path: Path
) -> None:
    for name in ("signer", "stranger"):
        words = f"[ssh-keygen, -Y, sign, -f, {keys}/{name}, -n, gongkai]"
        root = made(f"targets:\n  here: {{kind: folder, to: ../www, sign: {words}}}\n")
        assert gongkai("-C", root, "deploy", "here").status == 0
        ran = gongkai("verify", tmp_path / "www", "--signer", checker(keys, name))
        assert ran.status == 0, ran.out


def test_a_byte_of_manifest_or_signature_is_missed(keys: Path) -> None:
    words = ["ssh-keygen", "-Y", "sign", "-f", str(keys / "signer"), "-n", "gongkai"]
    signature = sign(words, b'{"files":{}}\n')
    check = shlex.split(checker(keys, "signer"))
    assert is_signed(check, b'{"files":{}}\n', signature)[0]
    assert not is_signed(check, b'{"files":{ }}\n', signature)[0]
    assert not is_signed(check, b'{"files":{}}\n', signature.replace(b"A", b"B", 1))[0]


def test_a_command_may_want_files(tmp_path: Path) -> None:
    script = "import sys; open(sys.argv[2], 'wb').write(open(sys.argv[1], 'rb').read()[::-1])"
    words = [sys.executable, "-c", script, "{manifest}", "{signature}"]
    assert sign(words, b"abc") == b"cba"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["no-such-signer"], "signature.command"),
        (["false"], "signature.failed"),
        (["true"], "signature.nothing"),
    ],
)
def test_a_command_that_does_not_sign_publishes_nothing(
    words: list[str], key: str, made: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(PublishError) as told_of:
        sign(words, b"x")
    assert told_of.value.key == key
    root = made(f"targets:\n  here: {{kind: folder, to: ../www, sign: [{words[0]}]}}\n")
    ran = gongkai("-C", root, "deploy", "here")
    assert (ran.status, words[0] in ran.err) == (2, True)
    assert not (tmp_path / "www/current").exists()


def test_an_unsigned_site_does_not_pass_for_a_signed_one(
    keys: Path, tmp_path: Path, made: Callable[..., Path]
) -> None:
    root = made("targets:\n  here: {kind: folder, to: ../www}\n")
    assert gongkai("-C", root, "deploy", "here").status == 0
    ran = gongkai("verify", tmp_path / "www", "--signer", checker(keys, "signer"))
    assert (ran.status, "没有签名" in ran.out) == (1, True)


def test_no_command_is_run_by_those_who_only_build(
    made: Callable[..., Path], tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    root = made(f"targets:\n  here: {{kind: folder, to: ../www, sign: [touch, {mark}]}}\n")
    for words in (("build",), ("check",), ("deploy", "here", "--dry-run")):
        assert gongkai("-C", root, *words).status == 0
    assert not mark.exists()
    assert subprocess.run(["touch", mark], check=False).returncode == 0
