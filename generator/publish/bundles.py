"""STUB until the real room lands."""
from __future__ import annotations
import hashlib, json, os, shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    digest: str
    size: int
@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    name: str
    files: Mapping[str, File]
class Bundles:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
    def names(self) -> frozenset[str]:
        try:
            return frozenset(n for n in os.listdir(self.folder) if not n.startswith("."))
        except FileNotFoundError:
            return frozenset()
    def manifest(self, name: str) -> Mapping[str, File]:
        data = json.loads((self.folder / name / "manifest.json").read_bytes())
        return {p: File(digest=f["sha256"], size=f["size"]) for p, f in data["files"].items()}
    def write(self, files: Mapping[str, bytes], kept: Mapping[str, str]) -> Bundle:
        found = {p: File(digest=hashlib.sha256(c).hexdigest(), size=len(c)) for p, c in files.items()}
        for p, n in kept.items():
            found[p] = self.manifest(n)[p]
        text = json.dumps({"version": 1, "files": {p: {"sha256": f.digest, "size": f.size} for p, f in sorted(found.items())}}).encode()
        name = hashlib.sha256(text).hexdigest()
        if (self.folder / name).exists():
            return Bundle(name=name, files=found)
        tmp = self.folder / f".{name}.{os.getpid()}"
        shutil.rmtree(tmp, ignore_errors=True)
        for p, c in files.items():
            q = tmp / p
            q.parent.mkdir(parents=True, exist_ok=True)
            q.write_bytes(c)
        for p, n in kept.items():
            q = tmp / p
            q.parent.mkdir(parents=True, exist_ok=True)
            os.link(self.folder / n / p, q)
        tmp.mkdir(parents=True, exist_ok=True)
        (tmp / "manifest.json").write_bytes(text)
        os.rename(tmp, self.folder / name)
        return Bundle(name=name, files=found)
