"""Makes sound annual reports, and renders them as offices publish them."""

import io
import random
import re
from decimal import Decimal
from html import escape

import docx
import openpyxl
import typst

from mingbai.report_check.form import four, three
from mingbai.report_check.form.forms import FORM_2019, FORM_2021, SECTIONS, Form, Tables

TOWN = "青禾镇人民政府"
NUMERALS = "一二三四五六"


def balanced(seed: int, form: Form = FORM_2021, most: int = 40) -> Tables:
    """Tables in which every identity holds."""
    dice = random.Random(seed)
    tables = form.empty()
    for key in (*form.leaves, three.CARRIED):
        tables.three[key] = _row(dice, most)
    done = [sum(tables.three[key][at] for key in form.leaves) for at in range(7)]
    left = [dice.randint(0, 3) if dice.random() < 0.4 else 0 for _ in range(6)]
    # nothing new is negative: what was carried over is at most what was closed
    for at in range(6):
        tables.three[three.CARRIED][at] = min(tables.three[three.CARRIED][at], done[at])
    tables.three[three.CARRIED][6] = sum(tables.three[three.CARRIED][:6])
    tables.three[three.DONE] = done
    tables.three[three.LEFT] = [*left, sum(left)]
    carried = tables.three[three.CARRIED]
    tables.three[three.NEW] = [
        d + c - o for d, c, o in zip(done, tables.three[three.LEFT], carried, strict=True)
    ]
    tables.four = [cell for _ in four.GROUPS for cell in _group(dice)]
    for row in form.two:
        tables.two[row.key] = [dice.randint(0, 300) for _ in row.columns]
        for at in row.amounts:
            tables.two[row.key][at] = Decimal(dice.randint(0, 100_000)) / 100
    _sound_documents(tables, dice)
    return tables


def _row(dice: random.Random, most: int) -> list[int]:
    cells = [dice.randint(0, most) if dice.random() < 0.35 else 0 for _ in range(6)]
    return [*cells, sum(cells)]


def _group(dice: random.Random) -> list[int]:
    cells = [dice.randint(0, 90) if dice.random() < 0.5 else 0 for _ in range(4)]
    return [*cells, sum(cells)]


def _sound_documents(tables: Tables, dice: random.Random) -> None:
    """A township has no rules, and what it made is in force."""
    tables.two["规章"] = [0, 0, 0]
    if "行政规范性文件" in tables.two:
        made, repealed = dice.randint(0, 9), dice.randint(0, 4)
        tables.two["行政规范性文件"] = [made, repealed, made + dice.randint(0, 60)]


def opening(tables: Tables, year: int = 2023) -> str:
    """Section one in words that agree with the tables."""
    new, done, left = (tables.three[key][6] for key in (three.NEW, three.DONE, three.LEFT))
    return (
        f"{year}年，我镇共收到政府信息公开申请{new}件，上年结转{tables.three[three.CARRIED][6]}件，"
        f"办结{done}件，结转下年度继续办理{left}件。全年主动公开政府信息326条。"
    )


def two_lines(tables: Tables, form: Form = FORM_2021) -> list[list[str]]:
    lines: list[list[str]] = []
    item, columns = "", ()
    for row in form.two:
        if row.item != item:
            lines.append([row.item])
        if row.item != item or row.columns != columns:
            lines.append(["信息内容", *row.columns])
        item, columns = row.item, row.columns
        lines.append([row.key, *map(shown, tables.two[row.key])])
    return lines


def shown(cell: object) -> str:
    return "" if cell is None else "—" if cell == "not_applicable" else f"{cell}"


def page(
    tables: Tables, form: Form = FORM_2021, year: int = 2023, name: str = TOWN, words: str | None = None
) -> str:
    """A web page with merged cells, as content systems make it."""
    parts = [
        f"<html><head><meta charset='utf-8'><title>{name}{year}年政府信息公开工作年度报告</title>",
        f"<meta name='PubDate' content='{year + 1}-01-18 10:00'></head><body>",
        f"<h1>{name}{year}年政府信息公开工作年度报告</h1>",
        *(
            f"<p>{NUMERALS[0]}、{SECTIONS[0]}</p><p>{escape(opening(tables, year) if words is None else words)}</p>",
        ),
        f"<p>二、{SECTIONS[1]}</p>",
        html_table(two_lines(tables, form)),
        f"<p>三、{SECTIONS[2]}</p>",
        html_three(tables, form),
        f"<p>四、{SECTIONS[3]}</p>",
        html_four(tables),
        f"<p>五、{SECTIONS[4]}</p><p>公开的时效还要提高，已安排专人负责。</p>",
        f"<p>六、{SECTIONS[5]}</p><p>本年度没有收取信息处理费。</p></body></html>",
    ]
    return "".join(parts)


def html_table(lines: list[list[str]]) -> str:
    width = max(map(len, lines))
    rows = []
    for line in lines:
        last = f" colspan='{width - len(line) + 1}'" if len(line) < width else ""
        cells = [f"<td><p>{one}</p></td>" for one in line[:-1]] + [f"<td{last}><p>{line[-1]}</p></td>"]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


HEAD_THREE = (
    f"<tr><td colspan='3' rowspan='3'>{three.CORNER}</td><td colspan='7'>申请人情况</td></tr>"
    "<tr><td rowspan='2'>自然人</td><td colspan='5'>法人或其他组织</td><td rowspan='2'>总计</td></tr>"
    "<tr><td>商业<br>企业</td><td>科研<br>机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)


def html_three(tables: Tables, form: Form = FORM_2021, empty: str = "&nbsp;") -> str:
    rows = []
    for row in form.three:
        if row.heading:
            continue
        cells = "".join(f"<td><p>{shown(one) or empty}</p></td>" for one in tables.three[row.key])
        rows.append(f"<tr>{_group_cells(row, form)}{cells}</tr>")
    return f"<table border='1'>{HEAD_THREE}{''.join(rows)}</table>"


def _group_cells(row: three.RowThree, form: Form) -> str:
    """The label, and before the first row of a group the group's own cell."""
    if not row.parent:
        return f"<td colspan='3'>{row.label}</td>"
    held = [one for one in form.three if not one.heading and one.parent.startswith("三")]
    first = f"<td rowspan='{len(held)}'>三、本年度办理结果</td>" if row is held[0] else ""
    if row.parent == "三":
        return f"{first}<td colspan='2'>{row.label}</td>"
    group = [one for one in form.three if one.parent == row.parent]
    heading = next(one for one in form.three if one.key == row.parent)
    own = f"<td rowspan='{len(group)}'>{heading.label}</td>" if row is group[0] else ""
    return f"{first}{own}<td>{row.label}</td>"


def html_four(tables: Tables) -> str:
    results = "".join(f"<td>{one[:2]}<br>{one[2:]}</td>" for one in four.RESULTS)
    return (
        "<table><tr><td colspan='5'>行政复议</td><td colspan='10'>行政诉讼</td></tr>"
        + "<tr>" + "".join(f"<td rowspan='2'>{one[:2]}<br>{one[2:]}</td>" for one in four.RESULTS)
        + "<td colspan='5'>未经复议直接起诉</td><td colspan='5'>复议后起诉</td></tr>"
        + f"<tr>{results}{results}</tr>"
        + "<tr>" + "".join(f"<td>{shown(one)}</td>" for one in tables.four) + "</tr></table>"
    )  # fmt: skip


def lines_of(tables: Tables, form: Form = FORM_2021, year: int = 2023, name: str = TOWN) -> list[list[str]]:
    """The report as rows of cells; prose is a row of one."""
    head = [
        [f"{name}{year}年政府信息公开工作年度报告"], [f"一、{SECTIONS[0]}"], [opening(tables, year)],
        [f"二、{SECTIONS[1]}"], *two_lines(tables, form),
        [f"三、{SECTIONS[2]}"], [three.CORNER], ["申请人情况"], ["自然人", "法人或其他组织", "总计"], list(three.COLUMNS[1:6]),
    ]  # fmt: skip
    body = [[row.label, *map(shown, tables.three.get(row.key, []))] for row in form.three]
    tail = [
        [f"四、{SECTIONS[3]}"], ["行政复议", "行政诉讼"], [*four.RESULTS, "未经复议直接起诉", "复议后起诉"],
        [*four.RESULTS, *four.RESULTS], list(map(shown, tables.four)),
        [f"五、{SECTIONS[4]}"], ["公开的时效还要提高，已安排专人负责。"], [f"六、{SECTIONS[5]}"], ["本年度没有收取信息处理费。"],
    ]  # fmt: skip
    return [*head, *body, *tail]


def one_per_line(tables: Tables, form: Form = FORM_2021, **about: object) -> bytes:
    """Text of a web page in which every cell is its own line."""
    return "\n\n".join(cell for line in lines_of(tables, form, **about) for cell in line).encode()


def run_together(tables: Tables, form: Form = FORM_2021) -> bytes:
    """Text in which the numbers of a row have lost the spaces between them."""
    lines = lines_of(tables, form)
    return "\n".join("".join(line) if _is_row(line, form) else " ".join(line) for line in lines).encode()


def _is_row(line: list[str], form: Form) -> bool:
    return line[0] in {row.label for row in form.three}


def piped(tables: Tables, form: Form = FORM_2021) -> bytes:
    """Markdown as crawlers make it."""
    return "\n".join(
        " | ".join(line) + (" |" if len(line) > 1 else "") for line in lines_of(tables, form)
    ).encode()


def sheet(tables: Tables, form: Form = FORM_2021) -> bytes:
    book = openpyxl.Workbook()
    page_ = book.active
    for line in lines_of(tables, form):
        page_.append([_number(one) for one in line])
    page_["A1"].font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else float(text) if text.replace(".", "").isdecimal() else text


def word(tables: Tables, form: Form = FORM_2021, year: int = 2023, name: str = TOWN) -> bytes:
    """Word with merged label cells."""
    document = docx.Document()
    document.add_heading(f"{name}{year}年政府信息公开工作年度报告", 0)
    for text in (f"一、{SECTIONS[0]}", opening(tables, year), f"二、{SECTIONS[1]}"):
        document.add_paragraph(text)
    _word_table(document, two_lines(tables, form), 4)
    document.add_paragraph(f"三、{SECTIONS[2]}")
    _word_three(document, tables, form)
    document.add_paragraph(f"四、{SECTIONS[3]}")
    _word_table(document, [*_heads_of_four(), list(map(shown, tables.four))], 15)
    for text in (f"五、{SECTIONS[4]}", "时效还要提高。", f"六、{SECTIONS[5]}", "没有收取信息处理费。"):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _heads_of_four() -> list[list[str]]:
    return [[*four.RESULTS, *four.RESULTS, *four.RESULTS]]


def _word_table(document: docx.document.Document, lines: list[list[str]], width: int) -> None:
    table = document.add_table(rows=len(lines), cols=width)
    for row, line in zip(table.rows, lines, strict=True):
        cells = row.cells
        if len(line) < width:
            cells[len(line) - 1].merge(cells[-1])
        for cell, text in zip(row.cells, line, strict=False):
            cell.text = text


def _word_three(document: docx.document.Document, tables: Tables, form: Form) -> None:
    rows = [row for row in form.three if not row.heading]
    table = document.add_table(rows=len(rows) + 1, cols=9)
    for at, text in enumerate(("", three.CORNER, *three.COLUMNS)):
        table.cell(0, at).text = text
    for number, row in enumerate(rows, 1):
        table.cell(number, 1).text = row.label
        for at, cell in enumerate(tables.three[row.key]):
            table.cell(number, 2 + at).text = shown(cell)
    inside = [number for number, row in enumerate(rows, 1) if row.parent]
    table.cell(inside[0], 0).merge(table.cell(inside[-1], 0)).text = "三、本年度办理结果"


def portable(
    tables: Tables, form: Form = FORM_2021, *, ruled: bool = True, year: int = 2023, name: str = TOWN
) -> bytes:
    """PDF; without lines the columns are told by position alone."""
    stroke = "0.5pt" if ruled else "none"
    parts = [
        "#set page(paper: \"a4\", margin: 2cm)\n#set text(font: \"Noto Serif CJK SC\", size: 9pt)\n",
        f"#align(center)[= {name}{year}年政府信息公开工作年度报告]\n\n一、{SECTIONS[0]}\n\n{opening(tables, year)}\n\n二、{SECTIONS[1]}\n\n",
        _typst(two_lines(tables, form), 4, stroke),
        f"\n三、{SECTIONS[2]}\n\n",
        _typst_three(tables, form, stroke),
        f"\n四、{SECTIONS[3]}\n\n",
        _typst([*_heads_of_four(), list(map(shown, tables.four))], 15, stroke),
        f"\n五、{SECTIONS[4]}\n\n公开的时效还要提高。\n\n六、{SECTIONS[5]}\n\n没有收取信息处理费。\n",
    ]  # fmt: skip
    return typst.compile("".join(parts).encode())


def _typst(lines: list[list[str]], width: int, stroke: str) -> str:
    cells = []
    for line in lines:
        cells += [f"[{one}]" for one in line[:-1]]
        cells.append(f"table.cell(colspan: {width - len(line) + 1})[{line[-1]}]")
    columns = "(" + ", ".join(["1fr"] * width) + ")"
    return f"#table(columns: {columns}, stroke: {stroke}, {', '.join(cells)})\n"


def _typst_three(tables: Tables, form: Form, stroke: str) -> str:
    cells = [f"table.cell(colspan: 3)[{three.CORNER}]", *(f"[{one}]" for one in three.COLUMNS)]
    held = [row for row in form.three if not row.heading and row.parent]
    for row in (one for one in form.three if not one.heading):
        if row.parent and row is held[0]:
            cells.append(f"table.cell(rowspan: {len(held)})[三、本年度办理结果]")
        cells += _typst_label(row, form) if row.parent else [f"table.cell(colspan: 3)[{row.label}]"]
        cells += [f"[{shown(one)}]" for one in tables.three[row.key]]
    columns = "(1.6em, 3.2em, 3fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr)"
    return f"#table(columns: {columns}, stroke: {stroke}, {', '.join(cells)})\n"


def _typst_label(row: three.RowThree, form: Form) -> list[str]:
    if row.parent == "三":
        return [f"table.cell(colspan: 2)[{row.label}]"]
    group = [one for one in form.three if one.parent == row.parent]
    heading = next(one for one in form.three if one.key == row.parent)
    own = [f"table.cell(rowspan: {len(group)})[{heading.label}]"] if row is group[0] else []
    return [*own, "[" + re.sub(r"^(\d)\.", r"\1\\.", row.label) + "]"]


FORMATS = {
    "html": lambda tables, form: (
        page(tables, form, year=2023 if form is FORM_2021 else 2020).encode(),
        "a.html",
    ),
    "lines.txt": lambda tables, form: (
        one_per_line(tables, form, year=2023 if form is FORM_2021 else 2020),
        "a.txt",
    ),
    "docx": lambda tables, form: (word(tables, form, year=2023 if form is FORM_2021 else 2020), "a.docx"),
    "pdf": lambda tables, form: (portable(tables, form, year=2023 if form is FORM_2021 else 2020), "a.pdf"),
}
FORMATS_2021 = {
    "xlsx": lambda tables: (sheet(tables), "a.xlsx"),
    "piped.md": lambda tables: (piped(tables), "a.md"),
    "unruled pdf": lambda tables: (portable(tables, ruled=False), "a.pdf"),
}
__all__ = ["FORM_2019", "FORM_2021"]
