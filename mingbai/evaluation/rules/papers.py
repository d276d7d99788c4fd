"""Notices and circulars as structure: heading, paragraphs, one table. Rendered as a page, HTML or Word."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from html import escape
from typing import Any

from mingbai.evaluation.rules.numbering import chinese


@dataclass(frozen=True)
class Table:
    caption: str = ""
    titles: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Paper:
    """`to` is the salutation, `signed` who issues it; "" leaves a part out."""

    title: str
    paragraphs: Sequence[str]
    number: str = ""
    to: str = ""
    table: Table = field(default_factory=Table)
    signed: str = ""
    on: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(value: Mapping[str, Any]) -> Paper:
    return Paper(**{**value, "table": Table(**value.get("table", {}))})


def as_html(paragraphs: Sequence[str], table: Table) -> str:
    """The body of a record: paragraphs and the table, everything escaped."""
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs if one.strip())
    if not table.rows:
        return body
    head = "".join(f"<th>{escape(one)}</th>" for one in table.titles)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in table.rows
    )
    caption = f"<p>{escape(table.caption)}</p>" if table.caption else ""
    return f"{body}{caption}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def notice_paper(
    number: str,
    issuer: str,
    addressee: str,
    findings: Sequence[Mapping[str, str]],
    today: date,
    due: date,
    days: int,
) -> Paper:
    """整改通知: what was found, until when to answer, and what the unit may do."""
    serious = sum(one["severity"] == "严重" for one in findings)
    said = f"，其中严重问题 {serious} 个" if serious else ""
    return Paper(
        title="关于政务公开问题限期整改的通知",
        number=number,
        to=f"{addressee}：",
        paragraphs=[
            f"经检查，你单位政务公开工作存在 {len(findings)} 个问题{said}，详见下表。",
            f"请于 {chinese(due)} 前（{days} 个工作日内）逐项整改，并在工作平台上答复整改情况，附佐证信息。"
            "答复后由检查单位安排另外的人员复查。",
            "对问题有不同意见的，请在答复前写明理由提出异议，由检查单位裁定。",
        ],
        table=Table(
            caption="问题清单",
            titles=("序号", "检查内容", "问题", "依据", "程度"),
            rows=[
                (str(number), one["topic"], one["what"], one["basis"], one["severity"])
                for number, one in enumerate(findings, 1)
            ],
        ),
        signed=issuer,
        on=chinese(today),
    )


@dataclass(frozen=True)
class InspectedUnit:
    """One organisation in an inspection: how many records were drawn and checked, with how many problems."""

    name: str
    checked: int
    with_problems: int
    topics: Mapping[str, int] = field(default_factory=dict)


def inspection_circular(
    title: str, period: str, population: int, units: Sequence[InspectedUnit], settled: int, found: int
) -> Paper:
    """通报 of a closed inspection, from its counted results."""
    checked = sum(one.checked for one in units)
    topics: Counter[str] = Counter()
    for one in units:
        topics.update(one.topics)
    clean = [one.name for one in units if one.checked and not one.with_problems]
    paragraphs = [
        f"按照督查安排，对{period}公开的信息进行了抽查。从 {population} 条信息中抽取 {checked} 条，"
        f"涉及 {len(units)} 个单位。",
        f"抽查发现问题 {found} 个，截至目前已复查通过 {settled} 个。",
    ]
    if topics:
        most = "，".join(f"{name} {number} 个" for name, number in topics.most_common())
        paragraphs.append(f"问题集中在：{most}。")
    if clean:
        paragraphs.append(f"没有发现问题的单位：{'、'.join(clean)}。")
    paragraphs.append("请有问题的单位按整改通知的期限逐项整改，其他单位对照自查。")
    rows = [
        (one.name, str(one.checked), str(one.with_problems), str(sum(one.topics.values()))) for one in units
    ]
    return Paper(
        title=f"关于{title}情况的通报",
        paragraphs=paragraphs,
        table=Table("抽查情况", ("单位", "抽查条数", "有问题的条数", "问题数"), rows),
    )


@dataclass(frozen=True)
class RankedUnit:
    """One organisation in a frozen round; `place` "" without a total."""

    kind: str
    name: str
    points: str
    place: str


def round_circular(title: str, period: str, units: Sequence[RankedUnit], digest: str) -> Paper:
    """通报 of a frozen round, from its snapshot."""
    paragraphs = [f"{period}政务公开考核已经结束，共考核 {len(units)} 个单位，结果已经固定，现予通报。"]
    for kind in dict.fromkeys(one.kind for one in units):
        best = [one.name for one in units if one.kind == kind and one.place in {"1", "2", "3"}]
        if best:
            paragraphs.append(f"{kind}得分居前的是：{'、'.join(best)}。")
    without = [one.name for one in units if not one.place]
    if without:
        paragraphs.append(f"没有可评分项目、不参加排名的：{'、'.join(without)}。")
    paragraphs.append("请各单位对照扣分项查找原因，抓好整改。")
    return Paper(
        title=f"关于{title}结果的通报",
        paragraphs=paragraphs,
        table=Table(
            f"考核结果（结果摘要 {digest[:16]}）",
            ("类别", "名次", "单位", "得分"),
            [(one.kind, one.place or "—", one.name, one.points or "无数据") for one in units],
        ),
    )
