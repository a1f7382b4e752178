"""The files that ``gongkai new`` starts an editor with, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.check import Compilation, Lack, State
from generator.form import Form, Section
from generator.report import Report, Scope
from generator.writing import report_yaml, table_lines, words


def site_text(name: str) -> str:
    """``site.yml`` of a new site."""
    return (
        "# yaml-language-server: $schema=schemas/site.json\n"
        f"name: {words(name)}\n"
        "language: zh-CN\n"
        "# base_url: https://www.example.gov.cn/xxgk/   # 正式地址，知道后填写\n"
        "footer:\n"
        "  organizer: ~      # 主办单位\n"
        "  contact: ~        # 联系方式\n"
        "  site_code: ~      # 网站标识码\n"
    )


def agency_text(name: str, kind: str) -> str:
    """``agency.yml`` of a new agency."""
    return (
        f"name: {words(name)}\n"
        f"kind: {kind}\n"
        '# region: "330110"   # 行政区划代码\n'
        "contact:\n"
        "  office: ~         # 联系部门\n"
        "  address: ~\n"
        "  postcode: ~\n"
        "  phone: ~\n"
    )


def report_text(form: Form, agency: str, year: int, previous: Report | None) -> str:
    """A report's YAML file with every figure of the form left blank, to be filled in."""
    lines = [
        f'edition: "{form.edition}"',
        f"title: {words(form.title.format(agency=agency, year=year))}",
        "published: ~        # 发布日期，如 2024-01-19",
        "draft: yes          # 填好后删去这一行",
        "",
        f"# 依据 {form.citation.number}。空着的格子写 ~；确实没有的写 0。",
    ]
    hints = _hints(form, previous)
    blank = {cell.index: "~" for cell in form.cells}
    for table in form.tables:
        lines += [*table_lines(form, table, blank, hints, columns=True), ""]
    return "\n".join(lines)


def rollup_text(compilation: Compilation, agency: str, slug: str) -> str:
    """A region's report as its parts have it: what is not known is blank, and says why."""
    year, form, lines = int(slug[:4]), compilation.form, compilation.lines
    draft = Report(
        agency="",
        slug=slug,
        year=year,
        edition=form.edition,
        scope=Scope.REGION,
        title=form.title.format(agency=agency, year=year),
        published=None,
        index_number=None,
        draft=True,
        contact=None,
        figures=tuple(line.total for line in lines),
        derived=frozenset(),
        waivers=(),
        corrections=(),
    )
    head = "".join(f"# {line}\n" for line in _parts_in_words(compilation))
    return head + report_yaml(draft, form, _lacks_in_words(compilation))


_STATES = {
    State.MISSING: "没有报告",
    State.DRAFT: "还是草稿",
    State.EDITION: "用的是另一版格式",
    State.UNREAD: "报告读不了",
}
_SCOPES = {Scope.AGENCY: "本机关", Scope.REGION: "汇总"}


def _parts_in_words(compilation: Compilation) -> Iterator[str]:
    shares, wanting = compilation.shares, compilation.wanting
    yield f"由 {len(shares)} 个部分汇总，计入 {len(shares) - len(wanting)} 个。"
    for share in wanting:
        yield f"没有计入：{share.name}（{_SCOPES[share.scope]}），{_STATES[share.state]}"
    if wanting:
        yield "缺少的部分不当作 0，所以各格都还不能填；补齐后再汇总一次。"
    yield "填好发布日期后删去 draft 那一行。"


def _lacks_in_words(compilation: Compilation) -> Mapping[int, str]:
    """Why single cells are not known, by the first cell of their row."""
    if compilation.wanting:
        return {}
    cells, found = compilation.form.cells, dict[int, list[str]]()
    for line in compilation.lines:
        here = cells[line.cell]
        first = next(c.index for c in cells if (c.block, c.row) == (here.block, here.row))
        if Lack.BLANK in line.lacks:
            names = [compilation.shares[place].name for place, value in line.terms if value is None]
            found.setdefault(first, []).append(
                f"{here.column[-1].short.text}：{'、'.join(names)}未填"
            )
        elif Lack.UNIT in line.lacks:
            found.setdefault(first, []).append(f"{here.column[-1].short.text}：单位不一或未注明")
    return {cell: "；".join(reasons) for cell, reasons in found.items()}


def _hints(form: Form, previous: Report | None) -> Mapping[int, str]:
    """What last year's report says that this year's has to begin with, by a row's first cell."""
    if previous is None or previous.edition != form.edition:
        return {}
    found: dict[int, list[str]] = {}
    for identity in form.identities:
        if not identity.reaches_back or len(identity.operands) != 2:
            continue
        here, before = identity.left[0].cell, identity.right[0].cell
        row = [cell.index for cell in form.cells if cell.row == form.cells[here].row]
        value = previous.figures[before]
        found.setdefault(row[0], []).append("~" if value is None else str(value))
    return {
        cell: f"{previous.year} 年结转下年：[{', '.join(values)}]" for cell, values in found.items()
    }


def narrative_text(sections: Sequence[Section]) -> str:
    """A report's Markdown file with the headings of the sections that have prose."""
    parts = [f"## {section.heading.text}\n" for section in sections if section.required]
    return "\n\n".join(parts)


def sample_report_text() -> str:
    """The sample of a new site: a small report that is sound and builds as it is."""
    return (
        "# 样例：演示数据。看懂后删掉 content/sample，再用 gongkai new agency 新建本机关。\n"
        'edition: "2021"\n'
        "title: 演示市示例局2024年政府信息公开工作年度报告\n"
        "published: 2025-01-20\n"
        "unlisted: 0          # 没有列出的格子，原报告都填 0\n\n"
        "申请办理:\n"
        "  #       自然人 商业企业 科研机构 公益组织 法律服务 其他 总计\n"
        "  本年新收: [2, 1, 0, 0, 0, 0, 3]\n"
        "  办理结果:\n"
        "    予以公开: {自然人: 2, 商业企业: 1}   # 总计可以不写，由程序算出\n"
    )


def sample_narrative_text() -> str:
    """The prose that goes with the sample."""
    return (
        "## 一、总体情况\n\n"
        "本报告为演示数据。2024年，本局通过网站主动公开信息，收到政府信息公开申请"
        "{{申请办理/本年新收/总计}}件，均已按期答复。信息发布审核和监督保障制度得到落实。\n\n"
        "## 五、存在的主要问题及改进情况\n\n"
        "主动公开的及时性还需提高；下一步将完善内部审核流程。\n\n"
        "## 六、其他需要报告的事项\n\n"
        "本年度未收取信息处理费。\n"
    )
