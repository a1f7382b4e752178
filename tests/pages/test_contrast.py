"""The theme's colours, pair by pair, from the custom properties of its style sheet.

Accessibility checkers cannot judge text in scrolled or spanned cells; numbers can.
"""

import re

import pytest

from tests.portals import Portal

GROUNDS = ("paper", "soft", "sum")
"""What text stands on: the page, heads of tables, totals."""
WANTED = [
    # What · where · at least
    *(("ink", ground, 7.0) for ground in GROUNDS),
    *(("muted", ground, 4.5) for ground in GROUNDS),
    *(("link", ground, 4.5) for ground in GROUNDS),
    *(("visited", ground, 4.5) for ground in GROUNDS),
    ("paper", "ink", 7.0),
    ("on-glow", "glow", 7.0),
    *(("line", ground, 3.0) for ground in GROUNDS),
    ("ring", "paper", 3.0),
    ("accent", "paper", 3.0),
]


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]+)\b", block))


def tokens(sheet: str) -> dict[str, dict[str, str]]:
    """The colours of each scheme by name."""
    light = re.search(r"^:root\{(.*?)^\}", sheet, re.MULTILINE | re.DOTALL)
    dark = re.search(r"prefers-color-scheme:dark\)\{\s*:root\{(.*?)\}", sheet, re.DOTALL)
    assert light
    assert dark
    return {"light": declared(light[1]), "dark": declared(light[1]) | declared(dark[1])}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    assert len(digits) == 6, f"{colour}: neither three digits nor six"
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(sample: Portal, scheme: str):
    (sheet,) = (sample.folder / "assets").glob("site.*.css")
    colours = tokens(sheet.read_text("utf-8"))[scheme]
    weak = {
        (what, where): round(found, 2)
        for what, where, least in WANTED
        if (found := contrast(colours[what], colours[where])) < least
    }
    assert weak == {}


def test_colours_are_set_by_name_only(sample: Portal):
    """A colour that is not a token escapes this file."""
    (sheet,) = (sample.folder / "assets").glob("site.*.css")
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    before_paper = text.partition("@media print")[0]
    loose = re.findall(
        r"(?<!--)\b(?:color|background|border[a-z-]*|outline):[^;}]*#[0-9a-f]{3,8}", before_paper
    )
    assert loose == []
    assert not re.search(r"\b(?:rgba?|hsla?|oklch|color-mix)\(", before_paper)


def test_the_measure_itself():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#ffffff") == pytest.approx(4.48, abs=0.01)
