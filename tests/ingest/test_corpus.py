"""Each document of the corpus comes to the draft, and to the findings, that are kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import catalogue, ingest
from generator.diagnostic import Diagnostic
from generator.ingest import Document, Draft, Wish
from generator.operations import importing
from generator.report import Agency, Contact
from generator.site import Site
from tests.ingest.cases import Case, cases
from tests.ingest.changes import forms
from tests.ingest.paper import AGENCY

EXPECTED = Path(__file__).parent / "expected"
HERE = Agency(
    id="yanshi/commerce",
    name=AGENCY,
    english=None,
    short=AGENCY,
    kind="department",
    region=None,
    parent=None,
    contact=Contact(),
)
WISH = Wish(agencies={HERE.id: HERE}, agency=HERE.id, year=None)


def drafted(file: str, raw: bytes, year: int | None = None) -> Draft:
    document = ingest.read(raw, file)
    assert isinstance(document, Document), document
    wish = Wish(agencies=WISH.agencies, agency=WISH.agency, year=year)
    return ingest.draft(document, forms(), wish)


def place(found: Diagnostic) -> str:
    if found.at.line:
        return f"line {found.at.line}"
    return " ".join(map(str, found.at.path)) or "document"


def told(draft: Draft) -> Iterator[str]:
    """All that is said of a draft, and the draft itself."""
    for found in draft.diagnostics:
        message = catalogue.card(found.rule).message(found, "zh")
        yield f"{found.rule} {found.variant} | {place(found)} | {message}"
    yield f"read {draft.read}, blank {draft.blank}, unread {draft.unread}"
    for difference in draft.differences:
        yield ""
        yield from (f"- {line}" for line in difference.original)
        yield from (f"+ {line}" for line in difference.draft)
    yield from ("", "=== yml", draft.yaml, "=== md", draft.markdown)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_document_comes_to_what_is_expected(case: Case, update_golden: bool) -> None:
    draft = drafted(case.file, case.raw, case.year if case.name == "no-title.txt" else None)
    text = "\n".join(told(draft))
    path = EXPECTED / f"{case.name}.expected"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_nothing_is_expected_of_documents_that_are_not_there() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {f"{c.name}.expected" for c in cases()}


def test_two_processes_read_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_WORTH", 4)
    monkeypatch.setattr(importing, "_CHUNK", 3)
    paths = [tmp_path / case.file for case in cases()[:20]]
    for path, case in zip(paths, cases(), strict=False):
        path.write_bytes(case.raw)
    into = importing.Importing(root=tmp_path, site=Site(name=""), forms=forms(), wish=WISH)
    alone, together = (list(into.read(paths, workers=count)) for count in (1, 2))
    assert [item.draft.file for item in alone] == [path.as_posix() for path in paths]
    assert together == alone
    first, *again = [item for item in alone if item.files]
    assert not first.taken
    assert any(item.taken for item in again)
