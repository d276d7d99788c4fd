"""The registers of the demonstration: what took place, who answers for what, accounts on other platforms."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from mingbai.demo import county
from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.lib import clock
from mingbai.registers import actions as registers
from mingbai.registers.models import Contact

NOBODY = "yunxiu-hall"
"""The unit that has entered no contact."""

UNITS = ("county", "department", "township")
"""Kinds of organisations that have a leading group, a responsible leader and a person who does the work."""


@dataclass(frozen=True)
class Happening:
    """Something entered on its day, `month` and `day` of the ledger's year, by `by` or else a drafter."""

    month: int
    day: int
    place: str
    kind: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    by: str = ""


def _people(group: str, number: int) -> list[dict[str, Any]]:
    return [{"group": group, "people": number}]


HAPPENINGS = (
    Happening(3, 20, "qinghe", "training", "政务公开业务培训", {"summary": "学习信息公开条例和审核要求"}),
    Happening(4, 10, "qinghe", "meeting_heard", "镇长听取政务公开工作汇报",
              {"chair": "顾守仁", "summary": "研究村务公开和补贴公示"}),
    Happening(5, 18, "qinghe", "interpretation_by_leader", "镇长解读冬季供水安排",
              {"chair": "顾守仁", "summary": "冬季供水保障措施"}),
    Happening(7, 31, "qinghe", "interpretation_by_leader", "镇长解读耕地补贴办法",
              {"chair": "顾守仁", "summary": "耕地地力保护补贴发放办法"}),
    Happening(6, 12, "qinghe", "open_meeting", "邀请村民代表列席灌溉渠改造专题会",
              {"attendance": _people("村民代表", 9), "summary": "灌溉渠改造方案"}),
    Happening(4, 29, "liudu", "meeting_heard", "镇长听取政务公开工作汇报",
              {"chair": "曹兴隆", "summary": "研究渡口改造信息公开"}),
    Happening(7, 10, "liudu", "interpretation_by_leader", "镇长解读渡口改造方案",
              {"chair": "曹兴隆", "summary": "渡口改造方案"}),
    Happening(3, 26, "county", "meeting_heard", "县领导听取政务公开工作汇报",
              {"chair": "骆海笙", "summary": "研究全年工作安排"}),
    Happening(5, 14, "county", "training", "全县政务公开工作培训班",
              {"speaker": "沈芷园", "attendance": _people("各乡镇、部门工作人员", 46),
               "summary": "公开属性怎样认定，公开前怎样审查，零报告怎样写"}),
    Happening(5, 23, "civil", "open_day", "社会救助开放日",
              {"place": "办事大厅", "attendance": _people("群众", 31), "summary": "参观救助窗口"}),
    Happening(9, 17, "civil", "open_day", "养老服务开放日",
              {"place": "县社会福利中心", "attendance": _people("老年人和家属", 24),
               "summary": "参观养老服务设施"}),
    Happening(8, 19, "civil", "solicitation", "救助标准调整网上征集意见",
              {"summary": "征集对救助标准的意见"}),
    Happening(6, 25, "civil", "open_meeting", "邀请群众代表列席局务会",
              {"attendance": _people("群众代表", 6), "summary": "高龄补贴发放办法"}),
    Happening(4, 22, "civil", "meeting_heard", "局长听取政务公开工作汇报",
              {"chair": "宋广达", "summary": "研究救助信息公开和个人信息保护"}),
    Happening(5, 31, "finance", "solicitation", "预算编制网上征集意见", {"summary": "征集民生支出建议"}),
    Happening(4, 17, "finance", "meeting_heard", "局长听取政务公开工作汇报",
              {"chair": "钱葆书", "summary": "研究预决算公开"}),
    Happening(3, 12, "county", "website_sampling", "第一季度政府网站抽查",
              {"summary": "抽查公开网站6个栏目、40条信息",
               "outcome": "2个栏目更新偏慢，已经补上"}, "shenzhiyuan"),
    Happening(6, 9, "county", "website_sampling", "第二季度政府网站抽查",
              {"summary": "抽查公开网站8个栏目、52条信息",
               "outcome": "1个附件打不开，已经更换"}, "shenzhiyuan"),
    Happening(9, 10, "county", "website_sampling", "第三季度政府网站抽查",
              {"summary": "抽查公开网站7个栏目、45条信息", "outcome": "没有发现问题"}, "shenzhiyuan"),
    Happening(3, 24, "county", "inspection_visit", "第一季度政务公开督促检查",
              {"place": "青禾镇、县民政局", "chair": "沈芷园", "summary": "检查公开栏和补贴公示"},
              "shenzhiyuan"),
    # Nobody visited in the second quarter; the ledger shows it.
    Happening(9, 22, "county", "inspection_visit", "第三季度政务公开督促检查",
              {"place": "柳渡镇、云岫乡", "chair": "沈芷园", "summary": "检查村务公开和审核记录",
               "outcome": "个别村第三季度公示张贴晚了几天，要求按时张贴"}, "shenzhiyuan"),
    *(Happening(11, day, place, "self_check", "年度政务公开自查",
                {"chair": chair, "summary": "对照自查表逐项自查"})
      for day, place, chair in (
          (3, "civil", "宋广达"), (5, "finance", "钱葆书"), (4, "health", "傅德铭"), (9, "land", "任见平"),
          (6, "qinghe", "顾守仁"), (13, "liudu", "曹兴隆"))),
)  # fmt: skip
"""Enough in some places, too few in others; one self-check came after its day, one did not come."""


def play(book: Book) -> None:
    _contacts(book)
    _groups(book)
    _accounts(book)
    for one in sorted(HAPPENINGS, key=lambda one: (one.month, one.day)):
        day = book.on(one.month, one.day)
        if day <= book.today:
            with clock.at(morning(day)):
                _enter(book, one, day)


def _enter(book: Book, one: Happening, day: date) -> None:
    registers.add_activity(
        by=book.person(one.by) if one.by else book.one_of(one.place, "drafter"),
        organisation=book.places[one.place],
        kind=one.kind,
        held_on=day,
        title=one.title,
        **one.values,
    )


# -- who answers -------------------------------------------------------------------------


def _contacts(book: Book) -> None:
    """Everybody's contact people, reported to the county office; of one place nobody thought."""
    begins = book.on(1, 6)
    with clock.at(morning(begins)):
        for number, place in enumerate(_present(), start=1):
            for kind, person in _who(place):
                row = registers.add_contact(
                    by=book.keeper(place.key),
                    organisation=book.places[place.key],
                    kind=kind,
                    user=book.person(person.username) if person.organisation == place.key else None,
                    name=person.name,
                    post=person.title,
                    telephone=place.telephone,
                    valid_from=begins,
                    filed_on=begins,
                    filing_number=f"联络备〔{begins.year}〕{number}号",
                )
                _received(book, row)


def _received(book: Book, row: Contact) -> None:
    """The county office took note of the reports, the enterprise's excepted."""
    if row.organisation.kind != "enterprise":
        registers.receive(by=book.office, row=row)


def _present() -> list[county.DemoOrganisation]:
    return [row for row in county.ORGANISATIONS if row.valid_to is None and row.key != NOBODY]


def _who(place: county.DemoOrganisation) -> list[tuple[str, county.DemoPerson]]:
    """(kind of contact, person): a leader and a clerk in offices, one liaison in villages and stations."""
    if place.kind in UNITS:
        clerk = county.worker(place.key, "drafter")
        return [("staff", clerk), ("responsible", county.worker(place.key, "approver"))]
    return [("liaison", county.worker(place.key, "reporter", "drafter"))]


def _groups(book: Book) -> None:
    set_up = book.on(2, 10)
    with clock.at(morning(set_up)):
        for place in _present():
            if place.kind not in UNITS:
                continue
            short = place.name.removesuffix("人民政府")
            group = registers.add_group(
                by=book.keeper(place.key),
                organisation=book.places[place.key],
                kind="leading_group",
                name=f"{short}政务公开工作领导小组",
                basis="关于调整政务公开工作领导小组成员的通知",
                tasks="研究本单位政务公开工作安排，审定公开目录，督促问题整改。",
                valid_from=set_up,
            )
            for order, (role, post) in enumerate(
                (("head", "approver"), ("office_head", "checker"), ("member", "drafter")), start=1
            ):
                person = county.worker(place.key, post)
                registers.add_member(
                    by=book.keeper(place.key),
                    group=group,
                    user=book.person(person.username),
                    name=person.name,
                    post=person.title,
                    role=role,
                    order=order * 10,
                    valid_from=set_up,
                )


# -- accounts on other platforms -------------------------------------------------------------


def _accounts(book: Book) -> None:
    """One account in use, one that stands still, one closed, one opened without a report."""
    first = book.on(1, 15)
    with clock.at(morning(first)):
        lively = _open(book, "county", "wechat", "明白发布", first, "新媒体备1号")
        still = _open(book, "qinghe", "wechat", "青禾镇政务", first, "新媒体备2号")
        ended = _open(book, "liudu", "douyin", "柳渡渡口", first, "新媒体备3号")
    with clock.at(morning(book.on(3, 2))):
        _open(book, "health", "channels", "明白卫健", book.on(3, 2), "")
    closed = book.on(6, 30)
    if closed <= book.today:
        with clock.at(morning(closed)):
            registers.close_account(
                by=book.one_of("liudu", "drafter"),
                account=ended,
                on=closed,
                reason="更新少、看的人少，内容并入“明白发布”",
                filed_on=closed,
                filing_number="新媒体备6号",
            )
    for account, days in ((lively, 1), (still, 33)):
        with clock.at(morning(book.today - timedelta(days=1))):
            seen = max(book.today - timedelta(days=days), first)
            registers.see_account(by=book.office, account=account, updated_on=seen)


def _open(book: Book, place: str, platform: str, name: str, on: date, number: str) -> Any:
    return registers.open_account(
        by=book.one_of(place, "drafter"),
        organisation=book.places[place],
        opened_on=on,
        filed_on=on if number else None,
        filing_number=number,
        platform=platform,
        name=name,
        main=True,
    )
