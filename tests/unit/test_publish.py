"""Targets, what they refuse, and what ``verify`` finds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostic import PublishError, TargetBusyError
from generator.portal.discover import ATTACHMENT_TYPES
from generator.publish import Bundles, Release, Site, choose, put_together, system
from generator.publish.folder import FolderTarget
from generator.publish.lock import Lock
from generator.publish.manifest import read_manifest
from generator.publish.media import media_type
from generator.publish.releases import ReleasesTarget
from generator.publish.verify import verify
from tests.support.sites import gongkai, site


def made(folder: Path, text: str) -> Site:
    bundles = Bundles(folder / "bundles")
    bundle = bundles.write({"index.html": text.encode()}, {})
    return put_together(Release(mounts={"a": bundle.name}, files={"b.html": b"b"}), bundles)


def put(place: Path, text: str, releases: int | None = None) -> Site:
    shown = made(place.parent, text)
    with choose(place, releases) as target:
        target.publish(shown)
    return shown


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_plain_folder_is_one_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for text in ("one", "two"):
        put(tmp_path / "public", text)
        assert (tmp_path / "public/a/index.html").read_text() == text
    assert names(tmp_path) == ["bundles", "public"]


def test_any_path_has_a_place_in_a_bundle(tmp_path: Path) -> None:
    paths = ["a/b.html", "a%2Fb.html", "a%252Fb.html", "a/" + "名" * 80 + ".html", "a.html"]
    files = {path: path.encode() for path in paths}
    bundles = Bundles(tmp_path / "bundles")
    first = bundles.write(files, {})
    assert {path: bundles.read(first.name, path) for path in paths} == files
    kept = dict.fromkeys(paths[1:], first.name)
    second = bundles.write({paths[0]: b"new"}, kept)
    assert {path: bundles.read(second.name, path) for path in paths} == files | {paths[0]: b"new"}
    shown = put_together(Release(mounts={"c": second.name}, files={}), bundles)
    with choose(tmp_path / "public", None) as target:
        target.publish(shown)
    assert (tmp_path / "public/c" / paths[3]).read_bytes() == files[paths[3]]
    assert shown.read(f"c/{paths[0]}") == b"new"


def test_a_large_site_is_made_of_the_one_before_the_last(tmp_path: Path) -> None:
    folders = []
    for text in ("one", "two", "three", "two"):
        with FolderTarget(tmp_path / "public", worth=0) as target:
            target.publish(made(tmp_path, text))
        assert (tmp_path / "public/a/index.html").read_text() == text
        assert verify(tmp_path / "public").sound
        folders.append((tmp_path / "public/a").stat().st_ino)
    assert folders[2:] == folders[:2]
    assert names(tmp_path) == [".public.spare", "bundles", "public"]
    assert (tmp_path / ".public.spare").stat().st_mode & 0o777 == 0o700


def test_what_was_put_by_goes_with_the_next_small_site(tmp_path: Path) -> None:
    for text, worth in (("one", 0), ("two", 0), ("three", 1_000)):
        with FolderTarget(tmp_path / "public", worth=worth) as target:
            target.publish(made(tmp_path, text))
    assert names(tmp_path) == ["bundles", "public"]


def test_a_large_release_is_made_of_one_that_is_no_longer_kept(tmp_path: Path) -> None:
    inodes = []
    for text in ("one", "two", "three", "four"):
        with ReleasesTarget(tmp_path / "www", worth=0) as target:
            target.publish(made(tmp_path, text))
        assert verify(tmp_path / "www/current").sound
        assert len(names(tmp_path / "www/releases")) <= 3
        inodes.append((tmp_path / "www/current/a").stat().st_ino)
    assert inodes[3] == inodes[0]
    assert (tmp_path / "www/current/a/index.html").read_text() == "four"


def test_releases_stand_below_a_link(tmp_path: Path) -> None:
    shown = put(tmp_path / "www", "one", releases=2)
    assert names(tmp_path / "www") == ["current", "releases"]
    assert (tmp_path / "www/current").readlink() == Path(f"releases/{shown.root}")
    assert (tmp_path / "www/current/a/index.html").read_text() == "one"


def test_a_folder_that_has_releases_goes_on_with_them(tmp_path: Path) -> None:
    put(tmp_path / "www", "one", releases=2)
    put(tmp_path / "www", "two")
    assert (tmp_path / "www/current/a/index.html").read_text() == "two"


@pytest.mark.parametrize("kept", [2, 3])
def test_the_last_releases_stay(kept: int, tmp_path: Path) -> None:
    roots = [put(tmp_path / "www", str(number), kept).root for number in range(5)]
    assert set(names(tmp_path / "www/releases")) == set(roots[-kept:])


def test_going_back_to_a_release_takes_it_as_it_is_if_it_is_sound(tmp_path: Path) -> None:
    one = put(tmp_path / "www", "one", releases=2)
    folder = tmp_path / "www/releases" / one.root
    inode = folder.stat().st_ino
    put(tmp_path / "www", "two")
    put(tmp_path / "www", "one")
    assert folder.stat().st_ino == inode
    put(tmp_path / "www", "two")
    (folder / "b.html").write_text("changed")
    put(tmp_path / "www", "one")
    assert verify(tmp_path / "www/current").sound


def test_what_else_lies_among_the_releases_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "www", "one", releases=2)
    (tmp_path / "www/releases/notes").mkdir()
    for number in range(3):
        put(tmp_path / "www", str(number))
    assert (tmp_path / "www/releases/notes").is_dir()


@pytest.mark.parametrize("releases", [None, 2])
def test_files_of_somebody_else_are_not_touched(releases: int | None, tmp_path: Path) -> None:
    place = tmp_path / "public"
    place.mkdir()
    (place / "letters.txt").write_text("mine")
    with pytest.raises(PublishError, match="foreign"):
        put(place, "one", releases)
    assert names(place) == ["letters.txt"]


def test_a_link_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "www/releases/2024").mkdir(parents=True)
    (tmp_path / "www/current").symlink_to("releases/2024")
    with pytest.raises(PublishError, match="foreign-link"):
        put(tmp_path / "www", "one")
    assert (tmp_path / "www/current").readlink() == Path("releases/2024")


def test_a_page_edited_where_it_is_published_is_not_published_again(tmp_path: Path) -> None:
    """The file in the memory is the same file; it must not pass for what was made."""
    put(tmp_path / "public", "one")
    (tmp_path / "public/a/index.html").write_text("ONE")
    stat = (tmp_path / "bundles").stat()
    os.utime(tmp_path / "public/a/index.html", ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))
    with pytest.raises(PublishError, match=r"edited path=a/index\.html"):
        put(tmp_path / "other", "one")
    assert not (tmp_path / "other").exists()


def test_a_page_that_was_only_touched_is_sound(tmp_path: Path) -> None:
    put(tmp_path / "public", "one")
    os.utime(tmp_path / "public/a/index.html")
    put(tmp_path / "other", "one")
    assert verify(tmp_path / "other").sound


def test_without_a_call_for_it_every_file_is_flushed_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "_call", lambda name: None)
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda opened: flushed.append(opened))
    put(tmp_path / "public", "one")
    put(tmp_path / "public", "two")
    assert (tmp_path / "public/a/index.html").read_text() == "two"
    # Three files and two folders each time, and then the folder above.
    assert len(flushed) == 2 * (3 + 2 + 1)


def test_a_lock_whose_file_was_deleted_meanwhile_is_no_lock(tmp_path: Path) -> None:
    """Between opening the file and locking it, its owner may delete it and go."""
    first = Lock(tmp_path / "lock", tmp_path)
    with pytest.raises(TargetBusyError, match="busy"):
        Lock(tmp_path / "lock", tmp_path)
    first.release()
    assert names(tmp_path) == []
    second = Lock(tmp_path / "lock", tmp_path)
    (tmp_path / "lock").unlink()
    assert not second._is_named()
    second.release()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"files": {"a": 1}}', b"\xff"])
def test_a_manifest_of_somebody_else_is_refused(content: bytes) -> None:
    with pytest.raises(PublishError, match="manifest path=manifest"):
        read_manifest(content, "manifest.json")


@pytest.mark.parametrize("ending", sorted(ATTACHMENT_TYPES))
def test_every_attachment_has_a_media_type(ending: str) -> None:
    assert media_type(f"a/b{ending}") is not None


def changed(public: Path) -> None:
    (public / "index.html").write_text("x")


def same_length(public: Path) -> None:
    content = (public / "index.html").read_bytes()
    (public / "index.html").write_bytes(content[:-1] + b"?")


def missing(public: Path) -> None:
    (public / "index.html").unlink()


def extra(public: Path) -> None:
    (public / "demo/shell.php").write_text("")


def linked(public: Path) -> None:
    content = (public / "index.html").rename(public.parent / "elsewhere")
    (public / "index.html").symlink_to(content)


@pytest.mark.parametrize("releases", [(), ("--releases", "2")])
@pytest.mark.parametrize(
    ("harm", "line"),
    [
        (changed, "changed: index.html"),
        (same_length, "changed: index.html"),
        (missing, "missing: index.html"),
        (extra, "extra: demo/shell.php"),
        (linked, "changed: index.html"),
    ],
)
def test_verify_names_what_is_not_as_it_was(
    harm: Callable[[Path], None], line: str, releases: tuple[str, ...], tmp_path: Path
) -> None:
    root, place = site(tmp_path / "site"), tmp_path / "out"
    assert gongkai("-C", root, "build", "-o", place, *releases).status == 0
    sound = gongkai("verify", place)
    assert (sound.status, sound.out) == (0, "")
    harm((place / "current").resolve() if releases else place)
    ran = gongkai("verify", place, language="en")
    assert (ran.status, ran.out) == (1, f"{line}\n")


def test_verify_speaks_chinese(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "build")
    (root / "public/index.html").unlink()
    ran = gongkai("verify", root / "public")
    assert ran.out == "缺少：index.html\n"
    assert "与清单不一致" in ran.err


def test_there_is_nothing_to_verify_where_no_site_is(tmp_path: Path) -> None:
    ran = gongkai("verify", tmp_path)
    assert (ran.status, "没有已发布的网站" in ran.err) == (2, True)


def test_a_target_that_is_taken_ends_with_4(tmp_path: Path) -> None:
    root = site(tmp_path)
    lock = Lock(tmp_path / ".public.lock", tmp_path)
    ran = gongkai("-C", root, "build", language="en")
    assert (ran.status, "Another build is publishing to" in ran.err) == (4, True)
    lock.release()
    assert gongkai("-C", root, "build").status == 0


def test_a_site_that_stands_but_could_not_be_tidied_ends_with_5(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(system, "flush_entry", fails)
    root = site(tmp_path)
    ran = gongkai("-C", root, "build", language="en")
    assert (ran.status, "Input/output error" in ran.err) == (5, True)
    assert verify(root / "public").sound


@pytest.mark.parametrize("kind", [FolderTarget, ReleasesTarget])
def test_a_target_that_cannot_be_made_says_why(
    kind: Callable[[Path], FolderTarget | ReleasesTarget], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="file"), kind(tmp_path / "file/www"):
        pass
