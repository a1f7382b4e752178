"""``site.yml``, ``agency.yml``, and what a report says besides its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator import catalogue
from generator.decode.targets import SLUG, TO, WEB
from generator.diagnostic import Severity
from generator.kinds import KINDS
from generator.report import Scope
from generator.schema.shapes import (
    DAY,
    FLAG,
    TEXT,
    WORDS,
    Schema,
    code,
    either,
    many,
    matching,
    optional,
    record,
    required,
)
from generator.site import DESTINATIONS, DOWNLOADS, LANGUAGES

_REGION = {
    **code("[1-9][0-9]{5}|[1-9][0-9]{11}", 100_000, 999_999_999_999),
    "not": {"type": "integer", "minimum": 1_000_000, "maximum": 99_999_999_999},
}


def site() -> Schema:
    """``site.yml``."""
    shapes: dict[str, Schema] = {
        "name": WORDS,
        "name_en": TEXT,
        "language": either(*LANGUAGES, None),
        "languages": many(either(*LANGUAGES)),
        "base_url": matching(WEB),
        "notice": TEXT,
        "notice_en": TEXT,
        "theme": {**TEXT, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "archived_until": code("[12][0-9]{3}", 1000, 2999),
        "extras": either("yes", "no", None),
        "downloads": many(either(*DOWNLOADS)),
        "calendar": FLAG,
        "search": either("yes", "no", None),
        "headers": either("yes", "no", None),
        "severities": _severities(),
        "deadlines": many(_deadline()),
        "public_numbers": many({"type": ["string", "number", "boolean"]}),
        "signoff": either("required", "optional", None),
        "signers": many(TEXT),
        "footer": _footer(),
        "security": _security(),
        "moved": {"type": ["object", "null"], "additionalProperties": WORDS},
        "targets": _targets(),
        "repository": matching(WEB),
    }
    return record("site", shapes, ["name"])


def agency() -> Schema:
    """``agency.yml``."""
    shapes: dict[str, Schema] = {
        "name": WORDS,
        "name_en": TEXT,
        "short": TEXT,
        "kind": either(*KINDS),
        "region": _REGION,
        "makes_rules": FLAG,
        "pinyin": matching("[A-Za-z]+([ '-]?[A-Za-z]+)*"),
        "parent": TEXT,
        "moved": many(WORDS),
        "contact": contact(),
    }
    return record("agency", shapes, ["name", "kind"])


def facts(
    editions: Iterable[str], cells: Schema, seen: Schema, changes: Schema
) -> Mapping[str, Schema]:
    """What a report says besides its tables, by key, but for ``unlisted``.

    ``cells`` and ``seen`` are what may stand there in a waiver, ``changes`` below ``cells`` of a
    correction.
    """
    waiver = {"rule": WORDS, "seen": seen, "cells": many(cells), "reason": WORDS}
    rewording = {"section": TEXT, "was": TEXT, "now": TEXT}
    correction = {
        "date": required(DAY),
        "cells": changes,
        "words": many(record("rewording", rewording)),
        "reason": WORDS,
    }
    digest = {"type": "object", "additionalProperties": WORDS}
    signature = {"role": WORDS, "by": TEXT, "date": required(DAY), "digest": digest}
    return {
        "title": WORDS,
        "published": DAY,
        "edition": _edition(editions),
        "scope": either(*Scope, None),
        "draft": FLAG,
        "embargo": DAY,
        "index_number": TEXT,
        "contact": contact(),
        "waivers": many(record("waiver", waiver, ["rule", "reason"])),
        "corrections": many(record("correction", correction, ["date", "reason"])),
        "signed": many(record("signature", signature, ["role", "date", "digest"])),
    }


def contact() -> Schema:
    """Where to ask."""
    shapes: dict[str, Schema] = {
        "office": TEXT,
        "address": TEXT,
        "postcode": code("[0-9]{6}", 0, 999_999),
        "phone": TEXT,
        "email": matching(r"[^@\s]{1,64}@[^@\s]{1,190}"),
    }
    return optional(record("contact", shapes))


def _edition(names: Iterable[str]) -> Schema:
    """The name of an edition, in quotes or as the number that it looks like without."""
    known = list(names)
    numbers = [int(name) for name in known if name.isdecimal() and name == str(int(name))]
    return either(*known, *numbers, None)


def _severities() -> Schema:
    chosen = either(*Severity)
    cards = [catalogue.card(rule) for rule in catalogue.rules()]
    rules = {
        card.rule: {
            **chosen,
            "title": card.title["zh"],
            "description": card.explanation.what["zh"],
        }
        for card in cards
    }
    return {
        "type": ["object", "null"],
        "properties": rules,
        "additionalProperties": False,
    }


def _deadline() -> Schema:
    shapes: dict[str, Schema] = {
        "kind": either(*KINDS),
        "due": {"type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
        "year": code("[12][0-9]{3}", 1000, 2999),
    }
    return record("deadline", shapes, ["kind", "due"])


def _footer() -> Schema:
    shapes: dict[str, Schema] = {
        "organizer": TEXT,
        "contact": TEXT,
        "site_code": code("[0-9]{10}|bm[0-9]{8}", 0, 9_999_999_999),
        "icp": TEXT,
        "police": TEXT,
    }
    return optional(record("footer", shapes))


def _security() -> Schema:
    contact = required(matching(r"mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+?[0-9-]+"))
    shapes = {"contact": contact, "expires": required(DAY)}
    return optional(record("security", shapes, ["contact", "expires"]))


def _targets() -> Schema:
    shapes: dict[str, Schema] = {
        "kind": either(*DESTINATIONS),
        "to": WORDS,
        "branch": TEXT,
        "url": matching(WEB),
        "keep": code("[2-9]|[1-9][0-9]", 2, 99),
        "sign": many({"type": ["string", "number", "boolean"]}),
    }
    target = record("target", shapes, ["kind", "to"])
    by_kind = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"properties": {"to": {"pattern": f"^\\s*({TO[kind]})\\s*$"}}},
        }
        for kind in DESTINATIONS
    ]
    return {
        "type": ["object", "null"],
        "patternProperties": {f"^({SLUG})$": {**target, "allOf": by_kind}},
        "additionalProperties": False,
    }
