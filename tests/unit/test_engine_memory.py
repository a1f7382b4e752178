"""What the engine knows of files, and what it remembers."""

from __future__ import annotations

import os
from pathlib import Path

from generator.engine import Snapshot, Store, take


def look(root: Path, known: Snapshot | None = None) -> Snapshot:
    return take(root, ("content",), known)


def site(root: Path) -> Path:
    folder = root / "content" / "a"
    folder.mkdir(parents=True)
    (folder / "2023.yml").write_text("x: 1\n", encoding="utf-8")
    return folder


def aged(path: Path, seconds: int = 60) -> None:
    """Make a file look as if it had been written some time ago."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - seconds * 10**9))


def test_an_unchanged_tree_is_the_very_snapshot_that_was_known(tmp_path: Path) -> None:
    aged(site(tmp_path) / "2023.yml")
    first = look(tmp_path)
    assert look(tmp_path, first) is first


def test_a_file_written_just_now_is_read_again(tmp_path: Path) -> None:
    """Within one tick of the clock a second write of the same size leaves the stat as it was."""
    file = site(tmp_path) / "2023.yml"
    first = look(tmp_path)
    stat = file.stat()
    file.write_text("x: 2\n", encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    second = look(tmp_path, first)
    assert second.contents != first.contents


def test_a_touched_file_has_the_same_content(tmp_path: Path) -> None:
    file = site(tmp_path) / "2023.yml"
    aged(file)
    first = look(tmp_path)
    aged(file, 5)
    second = look(tmp_path, first)
    assert second is not first
    assert second.contents == first.contents


def test_an_unchanged_file_is_not_read(tmp_path: Path) -> None:
    folder = site(tmp_path)
    aged(folder / "2023.yml")
    first = look(tmp_path)
    lied = Snapshot(first.folders, {**first.digests, "content/a": b"x" * 32})
    (folder / "2024.yml").write_text("y: 1\n", encoding="utf-8")
    assert look(tmp_path, lied).contents["content/a/2023.yml"] == (b"x" * 32).hex()


def test_added_and_deleted_names_are_seen(tmp_path: Path) -> None:
    folder = site(tmp_path)
    first = look(tmp_path)
    (folder / "2023.md").write_text("", encoding="utf-8")
    (folder / "2023.yml").unlink()
    assert list(look(tmp_path, first).contents) == ["content/a/2023.md"]


def test_links_are_not_followed_and_devices_not_opened(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    (folder / "link.yml").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe.yml")
    contents = look(tmp_path).contents
    assert contents["content/a/pipe.yml"] == ""
    (tmp_path / "secret").write_text("another", encoding="utf-8")
    assert look(tmp_path).contents == contents


def test_hidden_names_are_left_out(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / ".2023.yml.swp").write_text("", encoding="utf-8")
    assert list(look(tmp_path).contents) == ["content/a/2023.yml"]


def test_a_store_remembers(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    store = Store(file)
    store.write({"a/1": (1, b"x"), "a/2": None, "b": "y"})
    store.close()
    again = Store(file)
    assert again.read("a/1") == (1, b"x")
    assert again.read("a/2") is None
    assert again.read("b") == "y"
    assert again.read("a/3") is None


def test_a_store_that_is_no_database_remembers_nothing(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    file.write_bytes(b"not a database" * 100)
    store = Store(file)
    assert store.read("a") is None
    store.write({"a": 1})
    assert store.read("a") == 1


def test_a_value_that_cannot_be_read_back_counts_as_forgotten(tmp_path: Path) -> None:
    store = Store(None)
    store._connection.execute("INSERT INTO memory VALUES ('a', x'00ff')")
    assert store.read("a") is None
