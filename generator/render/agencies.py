"""The agencies in other orders than that of the tree: by letter, kind or region."""

from __future__ import annotations

from generator.portal import Group, Page, agency_url, group_url
from generator.portal.lists import PAGE, grouped
from generator.portal.urls import AGENCIES
from generator.render.context import Context
from generator.render.shell import Crumb, Head
from generator.report import Agency

_SEATS = ("government", "township", "subdistrict")
"""The kinds of organs that have a region of their own."""


def agencies_page(context: Context, page: Page) -> bytes:
    """A page of the agencies in an order.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    words, portal = context.words, context.portal
    lists = portal.lists(context.forms)
    title = words(f"agencies.{page.order}")
    crumbs = [context.home_crumb(), Crumb(label=title, url=group_url(page.order))]
    if page.order != "names" and "names" in lists.orders:
        crumbs.insert(1, Crumb(label=words("agencies.names"), url=AGENCIES))
    head = context.numbered(page, title, crumbs)
    groups = grouped(portal.agencies.values(), page.order, context.shell.site.language)
    return context.shell.render(
        "agencies.html",
        Head(
            url=page.url,
            title=head.title,
            description=words("agencies.description", name=context.shell.site.name, title=title),
            crumbs=head.crumbs,
            metas=context.column_metas(),
        ),
        page=page,
        total=len(portal.agencies),
        orders=[(order, group_url(order)) for order in lists.orders if order != page.order],
        jumps=[
            (_label(context, page.order, group), _place(page, groups, at))
            for at, group in enumerate(groups)
        ],
        groups=[
            (
                f"g{at}",
                _label(context, page.order, group),
                [
                    (
                        context.name(item),
                        agency_url(item.id),
                        len(portal.by_agency.get(item.id, ())),
                    )
                    for item in _shown(page, groups, at)
                ],
            )
            for at, group in enumerate(groups)
            if _shown(page, groups, at)
        ],
    )


def _shown(page: Page, groups: tuple[Group, ...], at: int) -> tuple[Agency, ...]:
    """The agencies of a group that stand on a page."""
    first = sum(len(group.agencies) for group in groups[:at])
    low, high = (page.number - 1) * PAGE - first, page.number * PAGE - first
    return groups[at].agencies[max(low, 0) : max(high, 0)]


def _place(page: Page, groups: tuple[Group, ...], at: int) -> str:
    """Where a group begins."""
    first = sum(len(group.agencies) for group in groups[:at])
    return f"{group_url(page.order, first // PAGE + 1)}#g{at}"


def _label(context: Context, order: str, group: Group) -> str:
    """What a group is called; a region by the organ whose it is, where the site has that."""
    words = context.words
    if not group.key:
        return words(f"agencies.other_{order}")
    if order == "kinds":
        return words(f"kind.{group.key}")
    if order == "names":
        return group.key
    seats = [item for item in group.agencies if item.kind in _SEATS]
    name = context.name(seats[0]) if seats else ""
    return words("agencies.region", code=group.key, name=name) if name else group.key
