"""STUB until the real room lands."""
from __future__ import annotations
import enum, hashlib, json, os, shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from generator.publish.bundles import Bundles
class Layout(enum.StrEnum):
    FOLDER = "folder"
    RELEASES = "releases"
def layout_of(target: Path, wanted: Layout | None) -> Layout:
    return wanted or (Layout.RELEASES if (target / "releases").is_dir() else Layout.FOLDER)
@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    mounts: Mapping[str, str]
    files: Mapping[str, bytes]
@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    root: str
    files: int
    changed: bool
class Target:
    def __init__(self, path: Path, layout: Layout, bundles: Bundles) -> None:
        self.path, self.layout, self.bundles = path, layout, bundles
    def __enter__(self) -> "Target":
        return self
    def __exit__(self, *a: object) -> None:
        pass
    @property
    def root(self) -> str | None:
        p = self.path / "current" / "manifest.json" if self.layout is Layout.RELEASES else self.path / "manifest.json"
        return hashlib.sha256(p.read_bytes()).hexdigest() if p.exists() else None
    def publish(self, release: Release) -> Published:
        text = json.dumps({"version": 1, "mounts": dict(sorted(release.mounts.items())), "files": {p: {"sha256": hashlib.sha256(c).hexdigest(), "size": len(c)} for p, c in sorted(release.files.items())}}).encode()
        root = hashlib.sha256(text).hexdigest()
        if root == self.root:
            return Published(root=root, files=0, changed=False)
        if self.layout is Layout.RELEASES:
            fresh = self.path / "releases" / root
            shutil.rmtree(fresh, ignore_errors=True)
        else:
            fresh = self.path.with_name("." + self.path.name + ".new")
            shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        n = 0
        nested = {m for m in release.mounts if any(o.startswith(m + "/") for o in ())}
        above = set()
        for m in release.mounts:
            parts = m.split("/")
            above |= {"/".join(parts[:i]) for i in range(1, len(parts))}
        for m, b in sorted(release.mounts.items()):
            src = self.bundles.folder / b
            if self.layout is Layout.RELEASES and m not in above:
                q = fresh / m
                q.parent.mkdir(parents=True, exist_ok=True)
                os.symlink(os.path.relpath(src, q.parent), q)
            elif self.layout is Layout.RELEASES:
                q = fresh / m
                q.mkdir(parents=True, exist_ok=True)
                for e in os.listdir(src):
                    os.symlink(os.path.relpath(src / e, q), q / e)
            else:
                for d, _, fs in os.walk(src):
                    q = fresh / m / os.path.relpath(d, src)
                    q.mkdir(parents=True, exist_ok=True)
                    for f in fs:
                        os.link(os.path.join(d, f), q / f); n += 1
        for p, c in release.files.items():
            q = fresh / p
            q.parent.mkdir(parents=True, exist_ok=True)
            q.write_bytes(c); n += 1
        (fresh / "manifest.json").write_bytes(text)
        if self.layout is Layout.RELEASES:
            tmp = self.path / ".new"
            if tmp.is_symlink(): tmp.unlink()
            os.symlink(f"releases/{root}", tmp)
            os.rename(tmp, self.path / "current")
        else:
            old = self.path.with_name("." + self.path.name + ".old")
            if self.path.exists():
                os.rename(self.path, old)
            os.rename(fresh, self.path)
            shutil.rmtree(old, ignore_errors=True)
        return Published(root=root, files=n, changed=True)
