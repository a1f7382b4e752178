"""A theme: templates, messages and assets, with nothing left to chance."""

from __future__ import annotations

import hashlib

import pytest

from generator.diagnostic import ThemeError
from generator.render import Theme, load_theme
from generator.render.theme import Markup

MESSAGES = b"greeting: Hello, {name}\nnav: {home: Home}\n"


def theme(**files: bytes) -> Theme:
    """A theme of some templates."""
    templates = {f"templates/{name}.html": content for name, content in files.items()}
    return load_theme({"default": {**templates, "messages/en.yml": MESSAGES}}, "en")


def test_a_template_is_filled() -> None:
    assert theme(page=b"<p>{{ name }}</p>").render("page.html", name="A") == "<p>A</p>"


def test_whatever_is_printed_is_escaped() -> None:
    printed = theme(page=b'<p title="{{ name }}">').render("page.html", name='"><script>')
    assert printed == '<p title="&#34;&gt;&lt;script&gt;">'


def test_what_is_marked_up_already_is_not() -> None:
    assert theme(page=b"{{ a }}").render("page.html", a=Markup("<b>")) == "<b>"


def test_content_is_never_taken_for_a_template() -> None:
    assert theme(page=b"{{ a }}").render("page.html", a="{{ 7 * 7 }}") == "{{ 7 * 7 }}"


def test_templates_print_messages() -> None:
    made = theme(page=b"{{ t('nav.home') }}: {{ t('greeting', name='<A>') }}")
    assert made.render("page.html") == "Home: Hello, &lt;A&gt;"


@pytest.mark.parametrize(
    "template",
    [b"{{ absent }}", b"{{ t('absent') }}", b"{{ t('greeting') }}", b"{% if %}", b"{{ a.b.c }}"],
)
def test_a_template_that_asks_for_what_it_is_not_given_is_told(template: bytes) -> None:
    with pytest.raises(ThemeError):
        theme(page=template).render("page.html", a={})


def test_a_template_that_is_not_there_is_told() -> None:
    with pytest.raises(ThemeError, match=r"absent\.html"):
        theme().render("absent.html")


def test_a_macro_that_is_not_there_is_told() -> None:
    with pytest.raises(ThemeError, match="absent"):
        theme(page=b"").macro("page.html", "absent")


def test_a_message_that_is_not_there_is_told() -> None:
    with pytest.raises(ThemeError, match="absent"):
        theme().words("absent")


def test_a_message_whose_slots_are_not_filled_is_told() -> None:
    with pytest.raises(ThemeError, match="name"):
        theme().words("greeting")


@pytest.mark.parametrize("message", ["half {", "half }", "first {0}"])
def test_a_message_whose_braces_are_broken_is_told(message: str) -> None:
    made = load_theme({"default": {"messages/en.yml": f'a: "{message}"\n'.encode()}}, "en")
    with pytest.raises(ThemeError, match="key=a"):
        made.words("a")


def test_a_template_that_is_no_utf_8_is_told() -> None:
    with pytest.raises(ThemeError, match=r"templates/page\.html"):
        theme(page="模板".encode("gbk"))


def test_a_language_without_messages_is_told() -> None:
    with pytest.raises(ThemeError, match=r"messages/fr\.yml"):
        load_theme({"default": {"messages/en.yml": MESSAGES}}, "fr")


def test_messages_that_cannot_be_read_are_told_with_their_place() -> None:
    with pytest.raises(ThemeError, match=r"messages/en\.yml:2:1 .*yaml\.duplicate-key"):
        load_theme({"default": {"messages/en.yml": b"a: 1\na: 2\n"}}, "en")


def test_a_later_layer_replaces_templates_and_single_messages() -> None:
    made = load_theme(
        {
            "default": {
                "templates/a.html": b"old",
                "templates/b.html": b"b",
                "messages/en.yml": MESSAGES,
            },
            "site": {"templates/a.html": b"new", "messages/en.yml": b"nav: {home: Start}\n"},
        },
        "en",
    )
    assert (made.render("a.html"), made.render("b.html")) == ("new", "b")
    assert (made.words("nav.home"), made.words("greeting", name="A")) == ("Start", "Hello, A")


def test_an_asset_carries_its_content_in_its_name() -> None:
    content = b"body {}"
    made = load_theme({"default": {"assets/site.css": content, "messages/en.yml": MESSAGES}}, "en")
    url = f"assets/site.{hashlib.sha256(content).hexdigest()[:10]}.css"
    assert made.asset_urls == {"site.css": url}
    assert made.assets == {url: content}


def test_an_asset_in_a_folder_keeps_it() -> None:
    made = load_theme({"default": {"assets/icons/a.svg": b"", "messages/en.yml": MESSAGES}}, "en")
    assert made.asset_urls["icons/a.svg"].startswith("assets/icons/a.")


def test_a_template_that_is_replaced_can_be_extended() -> None:
    base = b"<a>{% block a %}1{% endblock %}{% block b %}2{% endblock %}"
    made = load_theme(
        {
            "default": {"templates/base.html": base, "messages/en.yml": MESSAGES},
            "plain": {
                "templates/base.html": b'{% extends "default/base.html" %}{% block a %}3{% endblock %}'
            },
            "site": {
                "templates/base.html": b'{% extends "plain/base.html" %}{% block b %}4{% endblock %}'
            },
        },
        "en",
    )
    assert made.render("base.html") == "<a>34"
    assert made.render("plain/base.html") == "<a>32"
    assert made.render("default/base.html") == "<a>12"


def test_styles_are_added_to_the_sheet_in_the_order_of_layers() -> None:
    lowest = {"assets/site.css": b"a{}\n", "messages/en.yml": MESSAGES}
    layers = {
        "default": lowest,
        "plain": {"styles/z.css": b"b{}"},
        "site": {"styles/a.css": b"c{}"},
    }
    made = load_theme(layers, "en")
    assert made.assets[made.asset_urls["site.css"]] == b"a{}\nb{}\nc{}"
    assert "a.css" not in made.asset_urls
    again = load_theme({**layers, "site": {"styles/z.css": b"d{}"}}, "en")
    assert again.assets[again.asset_urls["site.css"]] == b"a{}\nd{}"


def test_styles_without_a_sheet_are_told() -> None:
    with pytest.raises(ThemeError, match=r"assets/site\.css"):
        load_theme({"site": {"styles/a.css": b"", "messages/en.yml": MESSAGES}}, "en")
