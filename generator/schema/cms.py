"""Settings of a web editor, Decap CMS, made from the schemas: for those who work without git.

Every report is a file of its own with the fields of its edition. Such an editor reads YAML as
numbers and writes it anew, so a file is left out if something in it would come back otherwise.

Source: https://decapcms.org/docs/configuration-options/ and /docs/widgets/, version 3.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.schema.figures import MOST
from generator.schema.shapes import FLAG, Schema, words

_DECIMAL_DIGITS = 15
"""As many digits as a program that reads decimals as binary fractions certainly keeps."""

Field = Mapping[str, Any]
"""A field of the editor, as its settings have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that is edited."""

    name: str
    """Its name among the files of its collection."""
    label: str
    """What the editor calls it."""
    file: str
    """Its path from the site."""
    fields: tuple[Field, ...]
    """Its fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Files that the editor lists together: an agency's, or the site's."""

    name: str
    """Its name in addresses of the editor."""
    label: str
    """What the editor calls it."""
    documents: tuple[Document, ...]
    """Its files."""


def settings(collections: Iterable[Collection], backend: Mapping[str, str], folder: str) -> str:
    """``config.yml``: what stands in it more than once stands there once, behind an anchor.

    ``folder`` is where the site lies in its repository, with a slash behind; empty for the top.
    """
    data = {
        "backend": backend,
        "locale": "zh_Hans",
        "media_folder": f"{folder}admin/uploads",
        "editor": {"preview": False},
        "collections": [_collection(item, folder) for item in collections],
    }
    return "".join(_anchored(data)) + "\n"


def page(site: str) -> str:
    """``index.html``; the program itself, ``decap-cms.js``, has to lie beside it."""
    title = html.escape(words()["cms"]["title"].format(site=site))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n</head>\n'
        '<body>\n<script src="decap-cms.js"></script>\n</body>\n</html>\n'
    )


def fields(schema: Schema, data: object) -> tuple[Field, ...]:
    """The fields of a file; ``data`` is what it holds, since a row may be a list or a mapping."""
    return tuple(_fields(_resolved(schema, schema), schema, data))


def body() -> tuple[Field, ...]:
    """The one field of a narrative, which comes back letter by letter."""
    told = words()["cms"]["body"]
    return (
        {
            "name": "body",
            "label": told["title"],
            "hint": told["description"],
            "widget": "text",
            "required": False,
        },
    )


def comes_back(schema: Schema, data: object) -> bool:
    """Whether each value of a file in canonical form has its field, and comes back as it was.

    A figure such as ``12.50`` does not: it would come back as 12.5.
    """
    return _comes_back(_resolved(schema, schema), schema, data)


def _collection(collection: Collection, folder: str) -> Mapping[str, object]:
    files = [
        {
            "name": item.name,
            "label": item.label,
            "file": f"{folder}{item.file}",
            "fields": list(item.fields),
        }
        for item in collection.documents
    ]
    return {"name": collection.name, "label": collection.label, "files": files}


def _fields(shape: Schema, root: Schema, data: object) -> Iterator[Field]:
    held = data if isinstance(data, Mapping) else {}
    for key, below in shape["properties"].items():
        child = _resolved(below, root)
        if _has_field(child):
            hint = {} if "prefixItems" in child else _hint(child)
            yield {
                "name": key,
                "label": child["title"],
                **hint,
                "required": key in shape.get("required", ()),
                **_widget(child, root, held.get(key)),
            }


def _has_field(shape: Schema) -> bool:
    """Whether a value is edited: lists of records and maps of any names stay as they are written.

    To Decap a dot in a name, as rules have it, leads to what is below.
    """
    if "enum" in shape:
        return True
    if "object" in shape["type"]:
        return "properties" in shape and not any("." in name for name in shape["properties"])
    return "items" not in shape or "enum" in shape["items"]


def _hint(shape: Schema) -> Field:
    """What is said of a value, in the words of someone who fills in fields."""
    text = shape.get("description", "")
    for phrase in words()["cms"]["instead"]:
        text = text.replace(phrase["said"], phrase["here"] or "")
    return {"hint": text} if text else {}


def _widget(shape: Schema, root: Schema, data: object) -> Field:
    """What a value is edited with."""
    if "properties" in shape:
        if isinstance(data, (list, tuple)) and "prefixItems" in shape:
            return _listed(shape, root)
        inner = list(_fields(shape, root, data))
        return {"widget": "object", "collapsed": True, "fields": inner}
    if "enum" in shape:
        return {"widget": "select", "options": _options(shape)}
    if "items" in shape:
        options = _options(shape["items"])
        return {"widget": "select", "multiple": True, "options": options}
    if shape.get("maximum") == MOST:
        limits = {"min": shape["minimum"], "max": shape["maximum"]}
        return {"widget": "number", "value_type": "int", **limits}
    pattern = shape.get("pattern")
    if pattern is None:
        return {"widget": "string"}
    # An empty answer is let pass here: what has to be there, the editor asks for itself.
    told = _hint(shape).get("hint", shape["title"])
    return {"widget": "string", "pattern": [f"^$|{pattern}", told]}


def _listed(shape: Schema, root: Schema) -> Field:
    """A row that is written as a list: a number for each column, in the form's order."""
    first = _resolved(shape["prefixItems"][0], root)
    told = words()["cms"]["listed"].format(keys="、".join(shape["properties"]))
    item = {"name": "figure", "label": shape["title"], "required": False}
    count = shape["minItems"]
    return {
        "widget": "list",
        "hint": told,
        "allow_add": False,
        "allow_remove": False,
        "allow_reorder": False,
        "min": count,
        "max": count,
        "field": {**item, **_widget(first, root, None)},
    }


def _options(shape: Schema) -> list[str]:
    """The words of a choice; of words that mean the same, the first."""
    allowed = ["yes", "no"] if shape["enum"] == FLAG["enum"] else shape["enum"]
    return [word for word in allowed if isinstance(word, str)]


def _comes_back(shape: Schema, root: Schema, data: object) -> bool:
    if not _has_field(shape):
        return _all_kept(data)
    if isinstance(data, Mapping):
        known = shape.get("properties", {})
        return all(
            name in known and _comes_back(_resolved(known[name], root), root, value)
            for name, value in data.items()
        )
    figure = isinstance(data, (list, tuple)) or "number" in shape.get("type", ())
    return not figure or _all_kept(data)


def _all_kept(data: object) -> bool:
    if isinstance(data, Mapping):
        return all(map(_all_kept, data.values()))
    if isinstance(data, (list, tuple)):
        return all(map(_all_kept, data))
    return _is_kept(str(data))


def _is_kept(text: str) -> bool:
    """Whether a decimal comes back from a program that reads it as a number."""
    if not re.fullmatch(r"[0-9]+\.[0-9]+", text):
        return True
    return not text.endswith("0") and len(text) <= _DECIMAL_DIGITS


def _resolved(shape: Schema, root: Schema) -> Schema:
    """A shape with what it refers to put in its place; of a choice, what holds by default."""
    while "else" in shape or "$ref" in shape:
        if "else" in shape:
            shape = shape["else"]
            continue
        found = root["$defs"][shape["$ref"].rpartition("/")[2]]
        shape = {**found, **{key: value for key, value in shape.items() if key != "$ref"}}
    return shape


def _anchored(data: Mapping[str, Any]) -> Iterator[str]:
    """JSON, which is YAML too, with anchors for fields that occur again."""
    names: dict[str, str] = {}
    holes: dict[str, Any] = {}
    for collection in data["collections"]:
        for item in collection["files"]:
            text = json.dumps(item["fields"], ensure_ascii=False, indent=1)
            hole = names.setdefault(text, f"\0fields-{len(names) + 1}\0")
            holes[hole] = text
            item["fields"] = hole
    told: set[str] = set()
    whole = json.dumps(data, ensure_ascii=False, indent=1)
    for part in re.split(r'"(\\u0000fields-[0-9]+\\u0000)"', whole):
        hole = part.replace("\\u0000", "\0")
        name = hole.strip("\0")
        if hole not in holes:
            yield part
        elif hole in told:
            yield f"*{name}"
        else:
            told.add(hole)
            yield f"&{name} {holes[hole]}"
