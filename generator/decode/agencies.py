"""``agency.yml``: an organ and where to ask it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.decode.fields import Fields, Findings
from generator.diagnostic import Diagnostic
from generator.kinds import KINDS
from generator.report import Agency, Contact


def agency(
    data: Mapping[str, object], *, id: str, parent: str | None, file: str
) -> tuple[Agency, tuple[Diagnostic, ...]]:
    """The agency that a file describes.

    ``parent`` is the nearest agency above in the folder tree; the file may name another.
    """
    findings = Findings(file)
    fields = Fields(data, (), findings)
    name = fields.text("name", required=True) or id
    record = Agency(
        id=id,
        name=name,
        english=fields.text("name_en"),
        short=fields.text("short") or name,
        kind=fields.choice("kind", KINDS, None) or "department",
        region=fields.pattern("region", r"[1-9][0-9]{5}|[1-9][0-9]{11}", "region"),
        parent=fields.text("parent") or parent,
        contact=contact(fields.mapping("contact")) or Contact(),
        makes_rules=_makes_rules(fields),
        pinyin=fields.pattern("pinyin", r"[A-Za-z]+(?:[ '-]?[A-Za-z]+)*", "pinyin"),
        moved=fields.texts("moved"),
    )
    fields.close()
    return record, tuple(findings.list)


def _makes_rules(fields: Fields) -> bool | None:
    return fields.flag("makes_rules") if fields.text("makes_rules") else None


def contact(fields: Fields | None) -> Contact | None:
    """The contact that a mapping describes, or ``None`` where there is none."""
    if fields is None:
        return None
    record = Contact(
        office=fields.text("office"),
        address=fields.text("address"),
        postcode=fields.pattern("postcode", r"[0-9]{6}", "postcode"),
        phone=fields.text("phone"),
        email=fields.pattern("email", r"[^@\s]{1,64}@[^@\s]{1,190}", "email"),
    )
    fields.close()
    return record
