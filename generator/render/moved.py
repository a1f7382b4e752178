"""The page at an address that another one had before."""

from __future__ import annotations

from generator.portal import Page
from generator.render.context import Context
from generator.render.shell import Head


def moved_page(context: Context, page: Page) -> bytes:
    """It leads on at once; its canonical address is the new one.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    return context.shell.render(
        "moved.html",
        Head(
            url=page.url,
            title=context.words("moved.title", old=page.url),
            description=context.words("moved.description", old=page.url),
            metas=context.column_metas(),
            canonical=page.target,
            stands_at=page.target,
        ),
        target=page.target,
    )
