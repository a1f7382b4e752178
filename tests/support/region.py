"""A fictional city of eleven parts, whose figures are known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.sites import SOUND, write

PARTS: Mapping[str, tuple[str, int, int]] = {
    "city": ("演示市", 340, 9),
    "city/bureaus": ("市直部门", 900, 33),
    "city/east": ("东县", 470, 7),
    "city/west": ("西县", 290, 11),
    "city/south": ("南县", 860, 14),
    "city/north": ("北区", 210, 6),
    "city/old-town": ("老城区", 340, 8),
    "city/zone-a": ("甲开发区", 50, 5),
    "city/zone-b": ("乙开发区", 25, 1),
    "city/zone-c": ("丙开发区", 11, 1),
    "city/zone-d": ("丁开发区", 15, 1),
}
"""Eleven parts, with what each received and what it had carried over."""
RECEIVED, CARRIED = 3511, 96
KINDS = {"city/bureaus": "department", **dict.fromkeys(list(PARTS)[7:], "zone")}


def report(received: int, carried: int, more: str = "") -> str:
    rows = [f"[{n}, 0, 0, 0, 0, 0, {n}]" for n in (received, carried, received + carried)]
    return (
        f"title: 演示\npublished: 2024-01-20\nunlisted: 0\n{more}"
        "主动公开:\n  行政事业性收费: 0.10\n"
        f"申请办理:\n  本年新收: {rows[0]}\n  上年结转: {rows[1]}\n  办理结果:\n    予以公开: {rows[2]}\n"
    )


def city(root: Path, **changes: str | None) -> Path:
    """The city; a report is changed by its agency's last name, or (``None``) left out."""
    files: dict[str, str | None] = {"site.yml": "name: 演示\n"}
    for agency, (name, received, carried) in PARTS.items():
        kind = KINDS.get(agency, "government")
        last = agency.rpartition("/")[2].replace("-", "_")
        files[f"content/{agency}/agency.yml"] = f"name: {name}\nkind: {kind}\n"
        figures = changes.get(last, report(received, carried))
        files[f"content/{agency}/2023.yml"] = figures
        files[f"content/{agency}/2023.md"] = figures and SOUND["content/demo/2023.md"]
    return write(root, files)
