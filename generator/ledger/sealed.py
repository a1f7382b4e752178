"""A line of a ledger: JSON that ends with a digest of itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

_SEAL = re.compile(r',"hash":"(?P<hash>[0-9a-f]{64})"\}\Z')
_REPORT = re.compile(r'"report":"(?P<report>[12][0-9]{3}(?:-region)?)"')


def sealed(data: Mapping[str, Any]) -> str:
    """Data as a line, without its end."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(body.encode()).hexdigest()
    return f'{body[:-1]},"hash":"{digest}"}}'


def unsealed(line: str) -> dict[str, Any] | None:
    """What a line says, its digest as ``hash``; ``None`` where it is no such line.

    A line that does not have the digest that it states has ``""`` instead.
    """
    seal = _SEAL.search(line)
    try:
        data = json.loads(line)
        body = f"{line[: seal.start()]}}}".encode() if seal else b""
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    stated = seal["hash"] if seal else ""
    return {**data, "hash": stated if hashlib.sha256(body).hexdigest() == stated else ""}


def report_in(line: str) -> str:
    """The report that a line is about, as far as that can be seen of one that cannot be read."""
    found = _REPORT.search(line)
    return found["report"] if found else ""


def lines(raw: bytes) -> list[str]:
    """The lines of a file; what is no UTF-8 is kept apart from all that is."""
    text = raw.decode("utf-8", "surrogateescape")
    return text.removesuffix("\n").split("\n") if text else []
