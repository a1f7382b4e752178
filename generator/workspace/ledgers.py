"""The ledger of a site: what its list of releases states, and what belongs to no agency of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.check import broken_index, broken_ledger, vanished
from generator.diagnostic import Address, Diagnostic
from generator.ledger import (
    FOLDER,
    INDEX,
    LEDGER,
    Break,
    Chain,
    Head,
    head_breaks,
    ledger_file,
    read_chain,
    read_releases,
)
from generator.workspace import tree
from generator.workspace.reading import unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """What a site has of a ledger besides the files of its agencies."""

    heads: Mapping[str, Head] | None = None
    """Each agency's ledger as its last release left it; ``None`` where there is no list."""
    leaves: tuple[str, ...] = ()
    """What the next release follows."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The file of each agency that has one."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the list."""

    def stated(self, agency: str) -> Head | None:
        """What the list says of an agency's ledger; ``None`` where there is no list."""
        return None if self.heads is None else self.heads.get(agency, Head())


def ledgers(root: Path, paths: Collection[str]) -> Ledgers:
    """The ledger of a site, by the paths of its files."""
    led = tuple(path for path in (FOLDER, *paths) if (root / path).is_symlink())
    found = _ledgers(root, [path for path in paths if path not in led])
    return replace(found, diagnostics=(*map(partial(_link, root), led), *found.diagnostics))


def _link(root: Path, path: str) -> Diagnostic:
    """A link is never followed, whatever it leads to: what was released would stand elsewhere."""
    args = {"target": str((root / path).readlink())}
    return Diagnostic(rule="site.file", variant="symlink", at=Address(file=path), args=args)


def _ledgers(root: Path, paths: Collection[str]) -> Ledgers:
    files = {path[len(FOLDER) + 1 : -len(LEDGER) - 1]: path for path in paths if path != INDEX}
    if INDEX not in paths:
        gone = broken_index((Break(kind="gone", line=0),)) if files else ()
        return Ledgers(files=files, diagnostics=tuple(gone))
    try:
        found = read_releases(tree.read(root, INDEX))
    except OSError as error:
        wrong = unreadable(INDEX, error.strerror or str(error))
        return Ledgers(files=files, diagnostics=(wrong,))
    return Ledgers(
        heads=found.heads,
        leaves=found.leaves,
        files=files,
        diagnostics=tuple(broken_index(found.breaks)),
    )


def ledger_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """The files of a ledger among those of a site."""
    return tuple(path for path in paths if path.startswith(f"{FOLDER}/") and is_ledger(path))


def is_ledger(path: str) -> bool:
    """Whether a file is one of a ledger."""
    return path == INDEX or path.endswith(f"/{LEDGER}")


def breaks(chain: Chain, stated: Head | None) -> tuple[Break, ...]:
    """Where an agency's ledger is broken, in itself or beside the list of releases."""
    beside = () if stated is None else tuple(head_breaks(chain, stated))
    gaps = [item.line for item in chain.breaks if item.kind == "removed"]
    if not gaps or not any(item.kind == "removed" for item in beside):
        return (*chain.breaks, *beside)
    # What is missing is known by the list, and where it was by the gap.
    own = (item for item in chain.breaks if item.kind != "removed")
    placed = (replace(item, line=gaps[0]) if item.kind == "removed" else item for item in beside)
    return (*own, *placed)


def forsaken(root: Path, found: Ledgers, agencies: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the ledgers of agencies that are not there any more."""
    known = {*found.files, *(found.heads or ())}
    for agency in sorted(known - {*agencies}):
        try:
            raw = tree.read(root, ledger_file(agency)) if agency in found.files else b""
        except OSError as error:
            yield unreadable(ledger_file(agency), error.strerror or str(error))
            continue
        chain = read_chain(raw)
        yield from broken_ledger(agency, breaks(chain, found.stated(agency)))
        yield from vanished(agency, chain.entries, ())
