"""The sheet as an Excel file to fill in, as a text for the web, and the overview as a table."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.html import escape

from mingbai.lib import tables
from mingbai.organisations.forms import DATE_FORMATS
from mingbai.villages.models import MonthlyClose
from mingbai.villages.queries import OverviewRow, regime_of
from mingbai.villages.rules import LARGEST, Line, Section, money, totals

TITLES = ("栏目", "事项", "金额（元）", "户数", "人数", "日期", "备注")
OPENING, CLOSING = "上期结余", "本期结余"
_SECTIONS = {Section(value).label.split("（")[0]: Section(value) for value in Section.values}


class Filled(NamedTuple):
    """What a returned file says; `problems` name row and column, and then nothing is taken over."""

    opening: Decimal | None
    closing: Decimal | None
    lines: list[Line]
    problems: list[str]


def template(sheet: MonthlyClose) -> bytes:
    """The sheet as it stands, to be filled in with WPS or Excel, and a second page that explains it."""
    rows: list[Sequence[object]] = [[OPENING, "", _number(sheet.opening)]]
    for line in sheet.content:
        rows.append(
            [
                Section(line.section).label.split("（")[0],
                line.text,
                _number(line.amount),
                line.households if line.households is not None else "",
                line.people if line.people is not None else "",
                line.on or "",
                line.note,
            ]
        )
    rows += [[name, "", "", "", "", "", ""] for name in _SECTIONS if name not in {row[0] for row in rows}]
    rows.append([CLOSING, "", _number(sheet.closing)])
    help_rows = [
        ["栏目", f"只能填：{'、'.join((OPENING, *_SECTIONS, CLOSING))}"],
        ["事项", "一行写一件事。低保、补贴只写项目名称，不写姓名"],
        ["金额（元）", "只填数字，如 1234.50"],
        ["户数、人数", "只有低保和补贴要填合计数"],
        ["日期", "如 2026-03-01，可以不填"],
    ]
    return tables.to_workbook(
        [
            tables.Sheet("村务公开表", TITLES, rows),
            tables.Sheet("填写说明", ("列", "怎么填"), help_rows),
        ]
    )


def _number(value: Decimal | None) -> object:
    return "" if value is None else float(value)


def filled_in(data: bytes) -> Filled:
    """Read a returned file; `tables.Unreadable` when it is no such table. Empty rows are skipped."""
    opening: Decimal | None = None
    closing: Decimal | None = None
    lines: list[Line] = []
    problems: list[str] = []
    for row in tables.read_table(data, TITLES):
        name, text = row.values.get("栏目", ""), row.values.get("事项", "")
        try:
            if name in (OPENING, CLOSING):
                amount = decimal(row.values.get("金额（元）", ""))
                opening, closing = (amount, closing) if name == OPENING else (opening, amount)
            elif any(value for title, value in row.values.items() if title != "栏目"):
                lines.append(_line(name, text, row.values))
        except ValueError as wrong:
            problems.append(f"第 {row.number} 行：{wrong}")
    return Filled(opening, closing, lines, problems)


def _line(name: str, text: str, values: Mapping[str, str]) -> Line:
    section = _SECTIONS.get(name)
    if section is None:
        raise ValueError(f"“栏目”写的是“{name or '空'}”，只能填：{'、'.join(_SECTIONS)}。")
    return Line(
        section=section,
        text=text[:200],
        amount=decimal(values.get("金额（元）", "")),
        households=whole(values.get("户数", ""), "户数"),
        people=whole(values.get("人数", ""), "人数"),
        on=day(values.get("日期", "")),
        note=values.get("备注", "")[:200],
    )


def decimal(text: str) -> Decimal | None:
    """An amount in yuan as people type it; ValueError in Chinese."""
    plain = (
        text.replace(",", "").replace("，", "").replace("元", "").replace("￥", "").replace("¥", "").strip()
    )
    if not plain:
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"金额“{text}”看不懂，请只填数字，如 1234.50。") from None
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise ValueError(f"金额“{text}”太大，请核对单位是不是元。")
    # A sum that Excel worked out may end in …0000000001.
    rounded = amount.quantize(Decimal("0.01"))
    if abs(rounded - amount) > Decimal("0.0001"):
        raise ValueError(f"金额“{text}”最多两位小数。")
    return rounded


def whole(text: str, what: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isascii() or not text.strip().isdigit() or len(text.strip()) > 6:
        raise ValueError(f"{what}“{text}”看不懂，请填整数。")
    return int(text)


def day(text: str) -> date | None:
    if not text.strip():
        return None
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"日期“{text}”看不懂，请写成 2026-03-01 这样。")


# -- the text for the web -------------------------------------------------------


def as_html(sheet: MonthlyClose) -> str:
    """The sheet as the body of a record: tables with captions; who signed by office, not by name."""
    parts = [_finance(sheet)]
    parts += [
        _table(section, sheet.content) for section in (Section.WELFARE, Section.CONTRACT, Section.MATTER)
    ]
    if sheet.note:
        parts.append(f"<h2>需要说明的情况</h2><p>{escape(sheet.note)}</p>")
    parts.append(_ending(sheet))
    return "".join(part for part in parts if part)


def _finance(sheet: MonthlyClose) -> str:
    sums = totals(sheet.content)
    rows = [("上期结余", "", sheet.opening)]
    for section in (Section.INCOME, Section.EXPENSE):
        rows += [
            (str(section.label), line.text, line.amount) for line in sheet.content if line.section == section
        ]
    rows += [
        ("收入合计", "", sums.income),
        ("支出合计", "", sums.expense),
        ("本期结余", "", sheet.closing),
    ]
    cells = [(name, text, _sum(amount)) for name, text, amount in rows]
    return "<h2>财务收支</h2>" + html_table(
        f"{sheet.period.label}财务收支（元）", ("栏目", "事项", "金额（元）"), cells
    )


def _table(section: Section, lines: Iterable[Line]) -> str:
    kept = [line for line in lines if line.section == section]
    if not kept:
        return ""
    name = section.label.split("（")[0]
    welfare = section == Section.WELFARE
    head = (
        ("项目", "户数", "人数", "金额（元）", "说明") if welfare else ("事项", "日期", "金额（元）", "说明")
    )
    rows = [(line.text, *_middle(line, welfare), _sum(line.amount), line.note) for line in kept]
    return f"<h2>{name}</h2>" + html_table(f"{name}一览", head, rows)


def _middle(line: Line, welfare: bool) -> tuple[str, ...]:
    if welfare:
        return (_shown(line.households), _shown(line.people))
    return (line.on.isoformat() if line.on else "",)


def _sum(amount: Decimal | None) -> str:
    return "" if amount is None else money(amount)


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _ending(sheet: MonthlyClose) -> str:
    regime = regime_of(sheet.organisation, sheet.starts_on)
    signed = sheet.signatures.filter(void_at=None).order_by("pk")
    roles = "、".join(one.role for one in signed)
    parts = [f"本表已由{roles}签字确认" if roles else "本表"]
    if sheet.posted_on and sheet.posted_until:
        parts.append(f"{sheet.posted_on}至{sheet.posted_until}在村务公开栏张贴")
    text = "，".join(parts) + "。"
    if sheet.version > 1:
        text += f"这是第{sheet.version}版，更正原因：{sheet.correction_reason}。"
    phone = regime.telephone or sheet.organisation.telephone
    text += "村民有疑问或者不同意见的，可以向村委会提出，也可以向乡镇人民政府反映"
    text += f"（电话 {phone}）。" if phone else "。"
    return f"<p>{escape(text)}</p>"


def html_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    top = f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
    return f"<table>{top}<tbody>{lines}</tbody></table>"


# -- the overview ---------------------------------------------------------------


def overview_table(rows: Iterable[OverviewRow], year: int) -> bytes:
    """One line for each village and period: the same rows as on the screen."""
    titles = ("村（社区）", "公开期", "最迟公布日期", "情况", "未答复的异议（条）", "第几版")
    lines = [
        [
            row.village.name,
            cell.period.label,
            cell.due,
            cell.standing.words,
            cell.objections,
            cell.version or "",
        ]
        for row in rows
        for cell in row.cells
    ]
    return tables.to_xlsx(titles, lines, f"{year}年村务公开")
