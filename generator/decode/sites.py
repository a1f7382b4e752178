"""``site.yml``: the portal's settings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.decode.fields import Fields, Findings
from generator.decode.targets import WEB, targets
from generator.diagnostic import Diagnostic, Severity
from generator.kinds import KINDS
from generator.site import DOWNLOADS, LANGUAGES, Deadline, Footer, Security, Site


def site(data: Mapping[str, object], file: str) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The settings that a file states."""
    findings = Findings(file)
    fields = Fields(data, (), findings)
    base_url = fields.pattern("base_url", WEB, "base-url")
    repository = fields.pattern("repository", WEB, "base-url")
    year = fields.pattern("archived_until", r"[12][0-9]{3}", "year")
    language, *others = _languages(fields)
    record = Site(
        name=fields.text("name", required=True) or "",
        english=fields.text("name_en"),
        language=language,
        others=tuple(others),
        base_url=base_url and base_url.rstrip("/") + "/",
        notice=fields.text("notice"),
        notice_english=fields.text("notice_en"),
        theme=fields.pattern("theme", r"[a-z0-9]+(?:-[a-z0-9]+)*", "slug") or "default",
        archived_until=int(year) if year else None,
        extras=fields.choice("extras", ("yes", "no"), "yes") == "yes",
        downloads=_downloads(fields),
        calendar=fields.flag("calendar"),
        search=fields.choice("search", ("yes", "no"), "yes") == "yes",
        headers=fields.choice("headers", ("yes", "no"), "no") == "yes",
        severities=_severities(fields.mapping("severities")),
        deadlines=tuple(
            deadline for item in fields.mappings("deadlines") if (deadline := _deadline(item))
        ),
        public_numbers=fields.texts("public_numbers"),
        signoff=fields.choice("signoff", ("required", "optional"), "optional") == "required",
        signers=fields.texts("signers"),
        footer=_footer(fields.mapping("footer")),
        security=_security(fields.mapping("security")),
        moved=_moved(fields.mapping("moved")),
        targets=targets(fields.mapping("targets")),
        repository=repository and repository.rstrip("/") + "/",
    )
    fields.close()
    return record, tuple(findings.list)


def _languages(fields: Fields) -> tuple[str, ...]:
    """Every language that the site is published in, each once; the main one is the first."""
    main = fields.choice("language", LANGUAGES, LANGUAGES[0]) or LANGUAGES[0]
    chosen = tuple(dict.fromkeys(fields.texts("languages")))
    for strange in [word for word in chosen if word not in LANGUAGES]:
        fields.wrong("languages", "choice", found=strange, allowed="、".join(LANGUAGES))
    known = tuple(word for word in chosen if word in LANGUAGES)
    if known and fields.data.get("language") and main != known[0]:
        fields.wrong("language", "choice", found=main, allowed=known[0])
    return known or (main,)


def _downloads(fields: Fields) -> tuple[str, ...]:
    """What may be downloaded, in the order of ``DOWNLOADS``; a blank is what a site has anyway."""
    chosen = fields.texts("downloads")
    for strange in [word for word in chosen if word not in DOWNLOADS]:
        fields.wrong("downloads", "choice", found=strange, allowed="、".join(DOWNLOADS))
    if "downloads" not in fields.data or fields.data["downloads"] is None:
        return Site(name="").downloads
    return tuple(word for word in DOWNLOADS if word in chosen)


def _security(fields: Fields | None) -> Security | None:
    if fields is None:
        return None
    contact = fields.text("contact", required=True)
    if contact and not re.fullmatch(
        r"(mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+?[0-9-]+)", contact
    ):
        fields.wrong("contact", "base-url", found=contact)
        contact = None
    expires = fields.day("expires", required=True)
    fields.close()
    return Security(contact=contact, expires=expires) if contact and expires else None


def _moved(fields: Fields | None) -> tuple[tuple[str, str], ...]:
    if fields is None:
        return ()
    found = {old: fields.text(old, required=True) for old in fields.data}
    return tuple((old, new) for old, new in found.items() if new)


def _severities(fields: Fields | None) -> Mapping[str, Severity]:
    if fields is None:
        return {}
    chosen = {rule: fields.choice(rule, tuple(Severity), None) for rule in fields.data}
    return {rule: Severity(word) for rule, word in chosen.items() if word is not None}


def _deadline(fields: Fields) -> Deadline | None:
    """A deadline; ``None`` where its kind or its day is missing."""
    kind = fields.choice("kind", KINDS, None)
    year = fields.pattern("year", r"[12][0-9]{3}", "year")
    due = fields.pattern("due", r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", "due")
    if due is None and not fields.text("due"):
        fields.missing("due")
    fields.close()
    if kind is None or due is None:
        return None
    month, day = due.split("-")
    return Deadline(kind=kind, year=int(year) if year else None, month=int(month), day=int(day))


def _footer(fields: Fields | None) -> Footer:
    if fields is None:
        return Footer()
    record = Footer(
        organizer=fields.text("organizer"),
        contact=fields.text("contact"),
        site_code=fields.pattern("site_code", r"[0-9]{10}|bm[0-9]{8}", "site-code"),
        icp=fields.text("icp"),
        police=fields.text("police"),
    )
    fields.close()
    return record
