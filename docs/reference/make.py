"""Writes the reference pages that can be derived from the program, or proves that they are fresh.

    python docs/reference/make.py           rewrite the pages
    python docs/reference/make.py --check   exit 1 if a page is stale or files.md lacks a key

Commands come from the command tree, rules from their cards, editions from the forms. ``files.md``
is written by hand; every key that the decoders know has to have a row there, and no other.
"""

from __future__ import annotations

import re
import string
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from click import Choice, Command, Context, Group, IntRange, Option

from generator import catalogue, decode, form, source
from generator.catalogue import Card
from generator.cli import app
from generator.form import Block, Cell, Form, HeaderPath

HERE = Path(__file__).parent
MARK = "<!-- Written by docs/reference/make.py; do not edit. -->"
WIDTH = 100
Lines = Iterator[str]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_STEP = re.compile(r"(?<=[。.])\s*(?=[0-9]\. )")


def main(arguments: Sequence[str]) -> int:
    """Rewrite the pages, or compare them with ``--check``; the exit status."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    pages = {name: "\n".join((*lines, "")) for name, lines in _pages().items()}
    faults = list(_key_faults((HERE / "files.md").read_text(encoding="utf-8")))
    for name, text in pages.items():
        path = HERE / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if arguments:
            faults.append(f"{name}: stale; run python docs/reference/make.py")
        else:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name}: written\n")
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def _pages() -> Mapping[str, Lines]:
    return {
        "commands.md": _commands_page(),
        "rules.md": _rules_page("en"),
        "rules.zh-CN.md": _rules_page("zh"),
        "editions.md": _editions_page(),
    }


def _plain(text: str) -> str:
    """Text as Markdown that means just these words."""
    return _SPECIAL.sub(r"\\\1", text)


def _wrapped(text: str, language: str) -> str:
    """A paragraph; Chinese stays on one line, since a line end would be shown as a space."""
    if language == "zh":
        return text
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(*cells: str) -> Lines:
    yield _row(*cells)
    yield _row(*("---" for _ in cells))


# Commands


def _commands_page() -> Lines:
    yield from ("# Commands · 命令", "", MARK, "")
    yield "The program speaks Chinese unless the environment says `GONGKAI_LANG=en`. `build`"
    yield "publishes to `public` in the site's folder unless `-o` names another. Findings and"
    yield "explanations go to standard output, everything else to standard error."
    yield ""
    yield (
        "提示默认用中文，设环境变量 `GONGKAI_LANG=en` 后用英文。"
        "`build` 不写 `-o` 时发布到站点文件夹里的 `public`。"
    )
    yield ""
    yield from _head("exit status", "meaning", "意思")
    yield _row("0", "fine", "正常")
    yield _row(
        "1",
        "errors in the content or in the pages made of it; with `--strict` warnings too",
        "内容或生成的页面有错误；用 `--strict` 时也包括警告",
    )
    yield _row("2", "cannot run, or bad usage", "无法运行，或用法不对")
    yield _row(
        "4",
        "another build is publishing to the same place; try again later",
        "另一次生成正在往同一处发布，请稍后再试",
    )
    yield _row(
        "5",
        "published, but something after that failed: cleaning up, or what readers are shown",
        "已经发布，但之后的事没有做完：后续清理，或者读者还看不到新网站",
    )
    yield _row("70", "a bug of ours, with a traceback", "程序自身有错，附出错位置")
    yield from _command(app.cli, "gongkai")


def _command(command: Command, name: str) -> Lines:
    usage = command.collect_usage_pieces(Context(command, info_name=name))
    yield from ("", f"## {name}", "", "```text", " ".join((name, *usage)), "```", "")
    english, chinese = _both(command.help)
    yield from (english, "", chinese)
    options = [param for param in command.params if isinstance(param, Option) and param.help]
    told = [option for option in options if "--version" not in option.opts]
    if told:
        yield ""
        yield from _head("option", "meaning", "意思", "default · 默认")
    for option in told:
        yield _row(f"`{_written(option)}`", *_both(option.help), _default(option))
    for below, child in sorted(_below(command)):
        yield from _command(child, f"{name} {below}")


def _below(command: Command) -> Iterator[tuple[str, Command]]:
    """The commands of a group, by name."""
    if isinstance(command, Group):
        context = Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield name, child


def _both(text: str | None) -> tuple[str, str]:
    """What the command line says, in English and Chinese, by the words of either."""
    file = files("generator") / "cli" / "words.yml"
    words = source.read(file.read_bytes(), file.name).data or {}
    for phrase in words.values():
        if isinstance(phrase, dict) and text in (phrase["en"], phrase["zh"]):
            return _plain(phrase["en"]), _plain(phrase["zh"])
    raise LookupError(f"words.yml has no phrase {text!r}")


def _written(option: Option) -> str:
    names, kind = ", ".join(option.opts), option.type
    if option.is_flag:
        return names
    if isinstance(kind, Choice):
        return f"{names} {'/'.join(kind.choices)}"
    if isinstance(kind, IntRange):
        return f"{names} {kind.min}-{kind.max}"
    return f"{names} {kind.name.upper()}"


def _default(option: Option) -> str:
    if option.required:
        return "required · 必填"
    shown = isinstance(option.default, str | int | Path) and not option.is_flag
    return f"`{option.default}`" if shown else ""


# Rules


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Rules",
        "other": "[中文](rules.zh-CN.md)",
        "lead": "Every rule, as `gongkai explain RULE` tells it. Names in braces are filled in.",
        "rule": "rule",
        "subject": "about",
        "severity": "Severity",
        "archived": "in the archive",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "why": "Why",
        "source": "Source",
        "messages": "What it says → what to do",
        "wrong": "Wrong",
        "right": "Right",
        "mend": "How to mend it",
    },
    "zh": {
        "title": "规则",
        "other": "[English](rules.md)",
        "lead": "全部规则，内容与 `gongkai explain 规则名` 相同。花括号里的名称由程序填入。",
        "rule": "规则",
        "subject": "内容",
        "severity": "级别",
        "archived": "存档年度",
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "why": "为什么",
        "source": "依据",
        "messages": "提示什么 → 怎么办",
        "wrong": "有问题的写法",
        "right": "正确的写法",
        "mend": "怎么改",
    },
}


def _rules_page(language: str) -> Lines:
    words = _WORDS[language]
    cards = [catalogue.card(name) for name in catalogue.rules()]
    yield from (f"# {words['title']}", "", MARK, "", words["other"], "", words["lead"], "")
    yield from _head(words["rule"], words["subject"], words["severity"])
    for card in cards:
        link = f"[`{card.rule}`](#{card.rule.replace('.', '')})"
        yield _row(link, _plain(card.title[language]), _severity(card, language))
    for card in cards:
        yield from _rule(card, language)


def _severity(card: Card, language: str) -> str:
    words = _WORDS[language]
    if card.archived is card.severity:
        return words[card.severity]
    return f"{words[card.severity]} ({words['archived']}: {words[card.archived]})"


def _rule(card: Card, language: str) -> Lines:
    words, told = _WORDS[language], card.explanation
    title, severity = _plain(card.title[language]), _severity(card, language)
    yield from ("", f"## {card.rule}", "")
    stop = "。" if language == "zh" else "."
    yield f"**{title}{stop}** {_titled('severity', severity, language)}{stop}"
    yield from ("", _wrapped(_plain(told.what[language]), language))
    yield from ("", _titled("why", _plain(told.why[language]), language))
    if told.source:
        yield from ("", _titled("source", _plain(told.source), language))
    yield from ("", f"{words['messages']}", "")
    for variant, message in card.messages.items():
        hint = card.hints.get(variant, card.hints["default"])
        told_of = f"`{variant}`: {_template(message[language])} → {_template(hint[language])}"
        yield _item("- ", told_of, language)
    for title, example in ((words["wrong"], told.wrong), (words["right"], told.right)):
        yield from ("", title, "", f"```{_language(card.rule, example)}")
        yield from (*example.split("\n"), "```")
    yield from ("", words["mend"], "")
    yield from _steps(told.mend[language], language)


def _titled(key: str, text: str, language: str) -> str:
    colon = "：" if language == "zh" else ": "
    return _wrapped(f"{_WORDS[language][key]}{colon}{text}", language)


def _template(text: str) -> str:
    """A message as readers see it: doubled braces are one, and a slot stays in braces."""
    parts = ""
    for before, slot, nouns, _ in string.Formatter().parse(text):
        parts += _plain(before)
        parts += f"{{{slot.removesuffix('_en')}}}" if slot else ""
        parts += f" {nouns.partition('|')[2]}" if nouns else ""
    return parts


def _language(rule: str, example: str) -> str:
    if rule.startswith("ingest.") or all(
        line.startswith("content/") for line in example.split("\n")
    ):
        return "text"
    return "markdown" if rule.startswith(("narrative.", "link.")) else "yaml"


def _steps(text: str, language: str) -> Lines:
    """Instructions as a list where they are numbered, else as a paragraph."""
    if not text.startswith("1. "):
        yield _wrapped(_plain(text), language)
        return
    for step in _STEP.split(text):
        yield _item(step[:3], _plain(step[3:]), language)


def _item(marker: str, text: str, language: str) -> str:
    """An item of a list, its lines hanging below the first."""
    return marker + _wrapped(text, language).replace("\n", "\n" + " " * len(marker))


# Editions


def _editions_page() -> Lines:
    yield from ("# Editions of the form · 报告格式的版本", "", MARK, "")
    yield "What may be written in a report, table by table. A row or column may be given by its"
    yield "key, its id or its statutory label, level by level; `a/b` below is `b` inside `a`. A"
    yield "figure's address is the keys of its table, row and column joined by `/`, or the same in"
    yield "ids. Where there is no key, nothing is written in its place."
    yield ""
    yield (
        "报告里可以写什么。行和列逐级写短名、英文名或规定的全称；下面的 `甲/乙` 表示甲下面的乙。"
        "一格的地址由表、行、列的短名用 `/` 连成，全部用英文名也可以。没有短名的，跳过不写。"
    )
    for data, edition in _forms():
        yield from _edition(edition, data)


def _forms() -> Iterator[tuple[Mapping[str, Any], Form]]:
    """The editions that come along, newest first, each with the data it was loaded from."""
    folder = files("generator") / "forms"
    for item in sorted(folder.iterdir(), key=lambda item: item.name, reverse=True):
        data = source.read(item.read_bytes(), item.name).data
        if data is not None:
            yield data, form.load(data)


def _edition(edition: Form, data: Mapping[str, Any]) -> Lines:
    cited = edition.citation
    issued = f" ({cited.issued})" if cited.issued else ""
    last = f"–{edition.last_year}" if edition.last_year else " and later"
    yield from ("", f"## {edition.edition}", "", f"{edition.name.text}", "")
    yield f"{edition.name.english}. {cited.number}{issued}. {len(edition.cells)} figures."
    yield f"Used for reports on {edition.first_year}{last} unless a report names another."
    yield ""
    yield from _head("section", "id", "heading in English", "text required")
    for section in edition.sections:
        required = "yes" if section.required else ""
        yield _row(section.heading.text, f"`{section.id}`", section.heading.english, required)
    for table, raw in zip(edition.tables, data["tables"], strict=True):
        yield from ("", f"### {table.number} {table.key} · `{table.id}`")
        for block in table.blocks:
            here = (table.id, block.id)
            cells = [cell for cell in edition.cells if (cell.table, cell.block) == here]
            yield from _block(block, cells)
        yield from _equations(raw.get("rules", []))


def _block(block: Block, cells: Sequence[Cell]) -> Lines:
    unit = f" ({block.unit.text} · {block.unit.english})" if block.unit else ""
    yield from ("", f"{block.number} {block.label.text} · {block.label.english}{unit}", "")
    yield from _head("", "key 短名", "id 英文名", "label 规定的全称", "English", "figure")
    for path in dict.fromkeys(cell.row for cell in cells if cell.row):
        yield _header("row", path, "")
    for path in dict.fromkeys(cell.column for cell in cells):
        yield _header("column", path, path[-1].measure)


def _header(kind: str, path: HeaderPath, measure: str) -> str:
    key = "/".join(header.key for header in path if header.key)
    ids = "/".join(header.id for header in path)
    label = path[-1].label
    shown = f"`{key}`" if key else "none"
    return _row(kind, shown, f"`{ids}`", _plain(label.text), _plain(label.english), measure)


def _equations(rules: Iterable[Mapping[str, str]]) -> Lines:
    for number, rule in enumerate(rules):
        if not number:
            yield ""
        derives = "; worked out where left out" if rule.get("derives") == "yes" else ""
        yield f"- `{rule['rule']}` (each {rule['each']}{derives}): `{rule['equation']}`"


# Keys


def _key_faults(text: str) -> Lines:
    """What the decoders know and ``files.md`` does not, and the other way round."""
    told = _told_keys(text)
    for section, keys in _known_keys().items():
        for key in sorted(keys - told.get(section, set())):
            yield f"files.md, {section}: no row for `{key}`"
        for key in sorted(told.get(section, set()) - keys):
            yield f"files.md, {section}: the program knows no `{key}`"


def _told_keys(text: str) -> Mapping[str, set[str]]:
    """The keys in the first column of the tables, by what the heading above names in code."""
    found: dict[str, set[str]] = {}
    section = ""
    for line in text.split("\n"):
        if heading := re.match(r"#+ .*?`([^`]+)`", line):
            section = heading[1]
        elif row := re.match(r"\| `([^`]+)` \|", line):
            found.setdefault(section, set()).add(row[1])
    return found


def _known_keys() -> Mapping[str, set[str]]:
    """Every key by where it stands, found out by writing one that nobody knows."""
    stray: dict[str, object] = {"?": None}
    in_site = {"?": None, "footer": stray, "deadlines": [stray], "targets": {"x": stray}}
    in_report = {"?": None, "waivers": [stray], "corrections": [stray], "signed": [stray]}
    _, edition = next(_forms())
    report = decode.report(
        in_report, agency="", slug="2023", forms={edition.edition: edition}, file="2023.yml"
    )
    findings = (
        *decode.site(in_site, "site.yml")[1],
        *decode.agency({"?": None, "contact": stray}, id="", parent=None, file="agency.yml")[1],
        *report.diagnostics,
    )
    tables = "、" + "、".join(edition.levels)
    return {
        str(found.at.path[0]) if len(found.at.path) > 1 else found.at.file: set(
            str(found.args["known"]).removesuffix(tables).split("、")
        )
        for found in findings
        if found.rule == "content.unknown-key"
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
