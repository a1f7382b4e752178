"""Which files are read, and what is said of those that are not."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from generator import catalogue, ingest
from generator.diagnostic import Diagnostic
from generator.ingest import Document
from generator.ingest.document import Paragraph
from tests.ingest.changes import sound
from tests.ingest.paper import as_docx, docx


def refused(raw: bytes, file: str) -> str:
    found = ingest.read(raw, file)
    assert isinstance(found, Diagnostic)
    assert found.rule == "ingest.format"
    assert catalogue.card(found.rule).hint(found, "zh")
    return found.variant


@pytest.mark.parametrize(
    ("file", "raw", "variant"),
    [
        ("a.doc", b"", "doc"),
        ("a.DOC", b"", "doc"),
        ("a.rtf", b"{\\rtf1", "doc"),
        ("a.wps", b"", "wps"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.ofd", b"", "pdf"),
        ("a.jpg", b"", "picture"),
        ("a.xlsx", b"", "sheet"),
        ("a.pages", b"", "unknown"),
        ("a", b"", "unknown"),
        ("a.docx", b"", "broken"),
        ("a.docx", b"PK\x03\x04", "broken"),
        ("a.docx", b"%PDF-1.7", "pdf"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        ("a.txt", b"%PDF-1.7", "pdf"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(file: str, raw: bytes, variant: str) -> None:
    assert refused(raw, file) == variant


def test_a_file_that_is_too_large_is_refused() -> None:
    assert refused(b"a" * (ingest.MAX_BYTES + 1), "a.txt") == "large"


@pytest.mark.parametrize(
    ("file", "raw"),
    [("a.txt", "一\n".encode() * 5001), ("a.html", b"<table>" + b"<tr><td>1<td>2" * 2501)],
)
def test_a_document_of_more_pieces_than_any_report_is_refused(file: str, raw: bytes) -> None:
    assert refused(raw, file) == "large"


def test_a_document_without_its_main_part_is_broken() -> None:
    assert refused(docx({"word/other.xml": "<a/>"}), "a.docx") == "broken"


def test_a_part_that_would_unpack_to_more_than_any_report_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", "<a/>")
        archive.writestr("word/document.xml", b" " * (65 << 20))
    assert len(out.getvalue()) < 1 << 20
    assert refused(out.getvalue(), "a.docx") == "broken"


def test_entities_are_not_expanded() -> None:
    xml = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:d xmlns:w="w">&b;</w:d>'
    assert isinstance(ingest.read(docx({"word/document.xml": xml}), "a.docx"), Document)


def test_a_missing_package_is_named() -> None:
    script = (
        "import sys; sys.modules['lxml'] = None\n"
        "from generator import ingest\n"
        "for name in ('a.html', 'a.docx', 'a.txt'):\n"
        "    found = ingest.read(b'<p>', name)\n"
        "    print(getattr(found, 'variant', 'read'))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["package", "package", "read"]


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"<", b"<!--", b"<?xml version='1.0'?><p>a"])
def test_any_bytes_are_a_page(raw: bytes) -> None:
    assert isinstance(ingest.read(raw, "a.html"), Document)


def test_what_hides_is_left_out() -> None:
    document = ingest.read("一\u200b二\u202e三\ufeff".encode(), "a.txt")
    assert isinstance(document, Document)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["一二三"]


def test_a_text_box_that_word_keeps_twice_is_told_once() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
    xml = f"<w:document {space}><w:body><w:p><w:r>{box}{box}</w:r></w:p></w:body></w:document>"
    document = ingest.read(docx({"word/document.xml": xml}), "a.docx")
    assert isinstance(document, Document)
    (found,) = document.blocks
    assert isinstance(found, Paragraph)
    assert (found.text, found.aside) == ("框中文字", True)


def test_reading_twice_is_reading_the_same() -> None:
    raw = as_docx(sound())
    assert ingest.read(raw, "a.docx") == ingest.read(raw, "a.docx")
