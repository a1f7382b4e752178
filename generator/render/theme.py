"""A theme: templates, assets and messages. The one module that opens Jinja2.

Content never reaches a template compiler, everything is escaped, and a name or message that a
template asks for and nobody gives stops the build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator import source
from generator.counted import counted
from generator.diagnostic import ThemeError

__all__ = ["Markup", "Theme", "load_theme"]

_SHEET = "assets/site.css"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, ready to render in one language."""

    environment: jinja2.Environment
    """Holds the compiled templates."""
    messages: Mapping[str, str]
    """The interface's words, by dotted key."""
    assets: Mapping[str, bytes]
    """Files to publish, by URL; each name carries a hash of its content."""
    asset_urls: Mapping[str, str]
    """The URL of each asset by its plain name, such as ``site.css``."""
    prints_only: bool = True
    """Whether its templates print what a page says and ask no more of it, as the default's do."""

    def words(self, key: str, **slots: object) -> str:
        """A message with its slots filled; it is HTML as soon as one of these is.

        Raises:
            ThemeError: the theme has no such message, or it has a slot that is not given.
        """
        try:
            text = self.messages[key]
            filling = counted(text, slots)
            if any(isinstance(slot, Markup) for slot in slots.values()):
                return Markup.escape(text).format_map(filling)
            return text.format_map(filling)
        except KeyError as error:
            raise ThemeError("theme.message", key=key, reason=f"{error} is missing") from error
        except ValueError as error:
            raise ThemeError("theme.message", key=key, reason=error) from error

    def asset(self, name: str) -> str:
        """The URL of an asset by its plain name.

        Raises:
            ThemeError: the theme has no such asset.
        """
        if name not in self.asset_urls:
            raise ThemeError("theme.file", name=f"assets/{name}")
        return self.asset_urls[name]

    def render(self, template: str, **values: object) -> str:
        """A template filled with values.

        Raises:
            ThemeError: there is no such template, or it asks for what it is not given.
        """
        try:
            return self.environment.get_template(template).render(values)
        except jinja2.TemplateError as error:
            raise ThemeError("theme.template", name=template, reason=error) from error

    def macro(self, template: str, name: str) -> Callable[..., Markup]:
        """A macro of a template.

        Raises:
            ThemeError: there is none.
        """
        try:
            found = getattr(self.environment.get_template(template).module, name)
        except (jinja2.TemplateError, AttributeError) as error:
            raise ThemeError("theme.template", name=f"{template}, {name}", reason=error) from error
        macro: Callable[..., Markup] = found
        return macro


class _Environment(jinja2.Environment):
    """Templates in which messages without slots are written out when they are compiled."""

    messages: Mapping[str, str] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's hook
    ) -> str:
        worded: nodes.Template = _Worded(self.messages).visit(source)
        return super()._generate(worded, name, filename, defer_init)


class _Worded(NodeTransformer):
    """Puts the words of a message in the place of a call that asks for them."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        self._messages = messages

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's way to name it
        self.generic_visit(node)
        asks = isinstance(node.node, nodes.Name) and node.node.name == "t"
        if not asks or len(node.args) != 1 or node.kwargs or node.dyn_kwargs or node.dyn_args:
            return node
        key = node.args[0]
        text = self._messages.get(key.value) if isinstance(key, nodes.Const) else None
        # A message with slots, or one that is missing, is told when its page is made.
        if text is None or "{" in text or "}" in text:
            return node
        return nodes.Const(text, lineno=node.lineno)


def load_theme(layers: Mapping[str, Mapping[str, bytes]], language: str) -> Theme:
    """The theme that some layers make up, by name, the lowest first.

    A later one replaces ``templates/`` and ``assets/`` by name, and ``messages/`` one by one; what
    is in ``styles/`` goes to the end of ``site.css``. A template that is replaced can still be had
    with its layer's name before its own, such as ``default/base.html``.

    Raises:
        ThemeError: a template is no text, or the messages are missing or cannot be read.
    """
    files = {name: content for layer in layers.values() for name, content in layer.items()}
    environment = _Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.DictLoader(_templates(files, layers)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    messages = {
        key: text for layer in layers.values() for key, text in _messages(layer, language).items()
    }
    if not messages:
        raise ThemeError("theme.file", name=f"messages/{language}.yml")
    assets, asset_urls = _assets({**files, **_sheet(files)})
    own = any(
        name.startswith("templates/") for layer in list(layers.values())[1:] for name in layer
    )
    theme = Theme(environment, messages, assets, asset_urls, prints_only=not own)
    environment.globals["t"] = theme.words
    environment.messages = messages
    return theme


def _templates(
    files: Mapping[str, bytes], layers: Mapping[str, Mapping[str, bytes]]
) -> dict[str, str]:
    """Every template by its name, and by its layer's name and its own."""
    return {
        f"{above}{name.removeprefix('templates/')}": _text(name, content)
        for above, layer in (("", files), *((f"{name}/", layer) for name, layer in layers.items()))
        for name, content in layer.items()
        if name.startswith("templates/")
    }


def _sheet(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The style sheet with what is added to it, in the order of layers.

    Raises:
        ThemeError: there is nothing that it could be added to.
    """
    added = [content for name, content in files.items() if name.startswith("styles/")]
    if not added:
        return {}
    if _SHEET not in files:
        raise ThemeError("theme.file", name=_SHEET)
    return {_SHEET: b"\n".join((files[_SHEET].rstrip(b"\n"), *added))}


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeError("theme.encoding", name=name) from error


def _messages(files: Mapping[str, bytes], language: str) -> Mapping[str, str]:
    name = f"messages/{language}.yml"
    if name not in files:
        return {}
    read = source.read(files[name], name)
    if read.data is None:
        first = read.diagnostics[0]
        raise ThemeError(
            "theme.yaml", name=f"{name}:{first.at.line}:{first.at.column}", rule=first.rule
        )
    return dict(_flatten(read.data, ""))


def _flatten(data: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            found += _flatten(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found


def _assets(files: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    assets, asset_urls = {}, {}
    for path, content in sorted(files.items()):
        if path.startswith("assets/"):
            name = path.removeprefix("assets/")
            stem, dot, ending = name.rpartition(".")
            digest = hashlib.sha256(content).hexdigest()[:10]
            url = f"assets/{stem}.{digest}{dot}{ending}"
            assets[url], asset_urls[name] = content, url
    return assets, asset_urls
