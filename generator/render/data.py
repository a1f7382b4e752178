"""What can be downloaded: how links to it are worded, and the page that explains all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.form import Form
from generator.portal import MEDIA, HeldFile
from generator.portal.urls import API, ARCHIVE, DATA
from generator.render.context import Context
from generator.render.shell import Crumb, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A link to a file that can be downloaded."""

    url: str
    """Where it stands, from the site's root."""
    label: str
    """What it holds."""
    type: str
    """Its format, as people write it."""
    size: str
    """Its size, with the unit."""
    media: str
    """Its media type."""


def offered(context: Context, form: Form, page: str, path: str, size: str) -> Offer:
    """The link to a file beside a report, whose page is given."""
    folder, _, name = path.rpartition("/")
    kind = name.rpartition(".")[2]
    if folder:
        table = next(item for item in form.tables if item.id.replace("_", "-") == folder)
        label = context.words("data.table", name=context.say(table.label))
    else:
        label = context.words(f"data.{kind}")
    return _offer(page + path, label, size)


def _offer(url: str, label: str, size: str) -> Offer:
    kind = url.rpartition(".")[2]
    return Offer(
        url=url,
        label=label,
        type="JSON-LD" if kind == "jsonld" else kind.upper(),
        size=size,
        media=MEDIA.get(kind, "application/octet-stream"),
    )


def size_words(context: Context, size: int) -> str:
    """A size in thousands or millions of bytes, rounded up: nothing takes no time to fetch."""
    thousands = -(-size // 1000)
    if thousands < 1000:
        return context.words("data.kilo", size=thousands)
    return context.words("data.mega", size=f"{size / 1_000_000:.1f}")


def data_page(
    context: Context, files: Mapping[str, HeldFile], more: tuple[str, ...], ledger: str | None
) -> bytes:
    """The page on a site's data; ``files`` are those of ``data/v1/``, ``more`` other addresses.

    ``ledger`` is the address of what was released when, where that is recorded.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    title = context.words("data.page")
    name = context.shell.site.name
    return context.shell.render(
        "data.html",
        Head(
            url=DATA,
            title=title,
            description=context.words("data.description", name=name),
            crumbs=(context.home_crumb(), Crumb(label=title, url=DATA)),
            metas=context.column_metas(),
        ),
        years=[
            _offer(
                API + path,
                context.words("data.year", year=_year(path)),
                size_words(context, file.size),
            )
            for path, file in files.items()
            if path.startswith("years/")
        ],
        lists=[
            _offer(
                API + path, context.words(f"data.list.{_key(path)}"), size_words(context, file.size)
            )
            for path, file in files.items()
            if "/" not in path
        ],
        whole=[
            _offer(ARCHIVE, context.words("data.zip"), size_words(context, file.size))
            for path, file in files.items()
            if path.endswith(".zip")
        ],
        ledger=ledger,
        more=[(url, context.words(f"data.more.{_key(url)}")) for url in more],
        formats=[
            (kind.upper(), context.words(f"data.about.{kind}"))
            for kind in ("json", "csv", "xlsx", "docx")
            if context.shell.site.offers(kind)
        ],
    )


def _year(path: str) -> str:
    return path.removeprefix("years/").removesuffix(".csv")


def _key(path: str) -> str:
    """A file's name as the key of a message."""
    return path.rpartition("/")[2].partition(".")[0].replace("-", "_")
