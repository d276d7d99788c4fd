"""A year of the ledger: lists, the villages' quarters, quotas, a nil report, what does not apply.

Played after the documents, each step by the person whose step it is, on the day it was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from mingbai.accounts.models import User
from mingbai.catalogue.actions import confirm
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.demo import county
from mingbai.demo.playing import ANSWER, OPINION
from mingbai.demo.settling import Places, Staff, morning
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.actions.checking import unanswered
from mingbai.disclosures.models import Information
from mingbai.duties import actions as duties
from mingbai.duties.models import Duty, Instance, Setting
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.registers import actions as registers
from mingbai.reviews.models import Step
from mingbai.reviews.queries import open_state, step_of
from mingbai.timelimits.periods import Per, Period, period_of, periods_between

VILLAGES = ("dongtang", "maiping", "nangang", "dukou", "yangshuwan", "songling")
SUBSIDIES, RELIEF, PLOTS = "政府部门对农（渔）业补贴", "城乡居民最低生活保障对象名单", "宅基地审批情况"

# Not in time: (village, row, quarters back from the present one) → days after the due day.
LATE = {("maiping", SUBSIDIES, 1): 9, ("songling", RELIEF, 2): 4, ("dukou", SUBSIDIES, 0): 6}
SILENT = {("yangshuwan", SUBSIDIES, 1), ("songling", SUBSIDIES, 0), ("yangshuwan", RELIEF, 0)}
NIL_BACK = (2, 1, 0)
"""The quarters for which 南岗村 declared that no building plot was approved."""


@dataclass
class Book:
    """Who and what exists, and the day of the demonstration."""

    places: Places
    staff: Staff
    today: date

    def person(self, username: str) -> User:
        return User.objects.get(pk=self.staff[username].pk)

    def one_of(self, place: str, *roles: str) -> User:
        """Somebody of that place with one of the roles."""
        return self.person(
            next(
                one.username for one in county.PEOPLE if one.organisation == place and {*roles} & {*one.roles}
            )
        )

    def publish(self, information: Information, place: str) -> Information:
        """Through the whole review and out, on the day the clock shows."""
        deciders = {
            Step.CHECK: "checker",
            Step.SECRECY: "secrecy_reviewer",
            Step.APPROVE: "approver",
        }
        while state := open_state(information):
            step = step_of(state)
            by = self.person(county.reviewer(place, deciders[step]).username)
            if step == Step.CHECK:
                _answer(information, by)
            opinion = OPINION if step == Step.SECRECY else None
            disclosures.approve(information=information, by=by, digest=information.digest, opinion=opinion)
            information.refresh_from_db()
        approver = self.person(county.reviewer(place, "approver").username)
        return disclosures.publish(information=information, by=approver)


def _answer(information: Information, by: User) -> None:
    asked = dict.fromkeys(one["fingerprint"] for one in unanswered(information, information.check_report))
    for fingerprint in asked:
        disclosures.answer_finding(information=information, fingerprint=fingerprint, reason=ANSWER, by=by)


def play(places: Places, staff: Staff, today: date) -> None:
    """Everything of this module, in the order of time; the ledger begins with the year ten months back."""
    book = Book(places, staff, today)
    begins_on = date((today - timedelta(days=300)).year, 1, 1)
    with clock.at(morning(begins_on)):
        Setting.objects.update_or_create(
            pk=1, defaults={"begins_on": begins_on, "remind_days": [5, 1, 0], "nil_run": 3}
        )
        confirm(by=None, pairs=_lists(book), on=begins_on)
    for day, village, item, period in sorted(_quarters(book, begins_on), key=lambda one: one[0]):
        with clock.at(morning(day)):
            _publish_quarter(book, village, item, period)
    for day, place, kind, title, values in sorted(_activities(book), key=lambda one: one[0]):
        with clock.at(morning(day)):
            _activity(book, day, place, kind, title, values)
    with clock.at(morning(today)):
        duties.refresh()
    _papers(book, begins_on)
    with clock.at(morning(today)):
        duties.refresh()


# -- lists ---------------------------------------------------------------------------


def _lists(book: Book) -> set[tuple[int, int]]:
    """Rows that an organisation has ever published under, and the villages' own."""
    used = Information.objects.filter(catalogue_item__isnull=False, organisation__valid_to=None)
    pairs = {(item, place) for item, place in used.values_list("catalogue_item", "organisation")}
    for village in VILLAGES:
        pairs |= {(_item(name).pk, book.places[village].pk) for name in (SUBSIDIES, RELIEF)}
    return pairs | {(_item(PLOTS).pk, book.places["nangang"].pk)}


def _item(level2: str) -> CatalogueItem:
    return CatalogueItem.objects.get(organisation=None, level1="村务", level2=level2)


# -- the villages' quarters ------------------------------------------------------------


def _quarters(book: Book, begins_on: date) -> Iterator[tuple[date, str, CatalogueItem, Period]]:
    """(day of publication, village, row, quarter), as far as something was published by today."""
    quarters = list(periods_between(Per.QUARTER, begins_on, book.today))
    for back, period in enumerate(reversed(quarters)):
        for village in VILLAGES:
            for name in (SUBSIDIES, RELIEF):
                if (village, name, back) in SILENT:
                    continue
                due = period.start + timedelta(days=19)
                early = crc32(f"{village}{name}{period.key}".encode()) % 8 + 1
                day = due + timedelta(days=LATE.get((village, name, back), -early))
                if day <= book.today:
                    yield day, village, _item(name), period


def _publish_quarter(book: Book, village: str, item: CatalogueItem, period: Period) -> None:
    place = book.places[village]
    by = book.one_of(village, "reporter")
    before = period_before(period)
    title, body = _sheet(place, item, before)
    information = disclosures.create(
        organisation=place,
        by=by,
        title=title,
        body=body,
        written_on=clock.today(),
        openness="proactive",
        standing="periodic",
        catalogue_item=item,
        theme=Theme.objects.get(parent=None, name="农业、林业、水利"),
        genre=Genre.objects.get(name="公示"),
    )
    disclosures.submit(information=information, by=by)
    information.refresh_from_db()
    book.publish(information, village)


def period_before(period: Period) -> Period:
    return period_of(period.per, period.start - timedelta(days=1))


def _sheet(place: Organisation, item: CatalogueItem, period: Period) -> tuple[str, str]:
    """Title and body with sums that differ from village to village, and no names of households."""
    village = place.name.removesuffix("村民委员会")
    seed = crc32(f"{place.code}{item.pk}{period.key}".encode())
    if item.level2 == SUBSIDIES:
        land, machines = 21_000 + seed % 9_000, 3_000 + seed % 5_000
        rows = (("耕地地力保护补贴", 60 + seed % 40, land), ("农机购置补贴", 2 + seed % 5, machines))
        cells = [f"<tr><td>{name}</td><td>{homes}</td><td>{paid}</td></tr>" for name, homes, paid in rows]
        return (
            f"{village}{period.label}惠农补贴发放情况公示",
            f"<p>{village}{period.label}惠农补贴已经发放到户，现将发放情况公示如下。对户数和金额有疑问的，"
            "请在公示期内向村监督委员会反映。</p><table><thead><tr><th>补贴名称</th><th>户数</th>"
            f"<th>金额（元）</th></tr></thead><tbody>{''.join(cells)}</tbody></table>",
        )
    homes, people = 8 + seed % 9, 14 + seed % 15
    return (
        f"{village}{period.label}最低生活保障情况公示",
        f"<p>{village}{period.label}共有{homes}户{people}人享受最低生活保障。名单在村务公开栏张贴，"
        "张贴期满后取下，本页只公布户数和人数。</p>",
    )


# -- what took place -----------------------------------------------------------------------


def _activities(book: Book) -> list[tuple[date, str, str, str, dict]]:
    """(day, place, kind, title, values): enough in some places, too few in others."""
    year = date((book.today - timedelta(days=300)).year, 1, 1)

    def on(days: int) -> date:
        return year + timedelta(days=days)

    found = [
        (on(79), "qinghe", "training", "政务公开业务培训", {"summary": "学习信息公开条例和审核要求"}),
        (on(100), "qinghe", "meeting_heard", "镇长听取政务公开工作汇报",
         {"chair": "顾守仁", "summary": "研究村务公开和补贴公示"}),
        (on(137), "qinghe", "interpretation_by_leader", "镇长解读冬季供水安排",
         {"chair": "顾守仁", "summary": "冬季供水保障措施"}),
        (on(211), "qinghe", "interpretation_by_leader", "镇长解读耕地补贴办法",
         {"chair": "顾守仁", "summary": "耕地地力保护补贴发放办法"}),
        (on(163), "qinghe", "open_meeting", "邀请村民代表列席灌溉渠改造专题会",
         {"attendance": [{"group": "村民代表", "people": 9}], "summary": "灌溉渠改造方案"}),
        (on(119), "liudu", "meeting_heard", "镇长听取政务公开工作汇报",
         {"chair": "曹兴隆", "summary": "研究渡口改造信息公开"}),
        (on(190), "liudu", "interpretation_by_leader", "镇长解读渡口改造方案",
         {"chair": "曹兴隆", "summary": "渡口改造方案"}),
        (on(85), "county", "meeting_heard", "县领导听取政务公开工作汇报",
         {"chair": "骆海笙", "summary": "研究全年工作安排"}),
        (on(142), "civil", "open_day", "社会救助开放日",
         {"place": "办事大厅", "attendance": [{"group": "群众", "people": 31}], "summary": "参观救助窗口"}),
        (on(230), "civil", "solicitation", "救助标准调整网上征集意见", {"summary": "征集对救助标准的意见"}),
        (on(150), "finance", "solicitation", "预算编制网上征集意见", {"summary": "征集民生支出建议"}),
        (on(106), "finance", "meeting_heard", "局长听取政务公开工作汇报",
         {"chair": "钱葆书", "summary": "研究预决算公开"}),
    ]  # fmt: skip
    return [one for one in found if one[0] <= book.today]


def _activity(book: Book, day: date, place: str, kind: str, title: str, values: dict) -> None:
    registers.add_activity(
        by=book.one_of(place, "drafter", "county_office"),
        organisation=book.places[place],
        kind=kind,
        held_on=day,
        title=title,
        **values,
    )


# -- papers ----------------------------------------------------------------------------------


def _papers(book: Book, begins_on: date) -> None:
    """A nil report of a village for three quarters, one exemption granted, one still asked for."""
    quarters = list(periods_between(Per.QUARTER, begins_on, book.today))
    nangang = book.places["nangang"]
    lines = [
        Instance.objects.filter(
            duty__item=_item(PLOTS), organisation=nangang, key=quarters[-1 - back].key
        ).first()
        for back in NIL_BACK
        if len(quarters) > back
    ]
    by = book.one_of("nangang", "reporter")
    with clock.at(morning(book.today - timedelta(days=18))):
        report = duties.declare_nil(
            organisation=nangang,
            instances=[line for line in lines if line and line.state in {"open", "missing"}],
            by=by,
            reason="经核对宅基地审批台账，南岗村以上各季度没有新批宅基地。",
            theme=Theme.objects.get(parent=None, name="国土资源、能源"),
            genre=Genre.objects.get(name="公示"),
        )
        disclosures.submit(information=report.information, by=by)
        report.information.refresh_from_db()
        book.publish(report.information, "nangang")
    _exempt(book, "yunxiu", "open_meeting", "本乡今年没有涉及重大民生事项的会议议题", begins_on, granted=True)
    _exempt(book, "land", "open_day", "办事大厅正在改造，今年不具备接待条件", begins_on, granted=False)


def _exempt(book: Book, place: str, quota: str, reason: str, starts_on: date, granted: bool) -> None:
    duty = Duty.objects.get(quota=quota, organisation=book.places[place])
    with clock.at(morning(book.today - timedelta(days=12))):
        asked = duties.ask_exemption(
            duty=duty, by=book.one_of(place, "drafter"), reason=reason, starts_on=starts_on
        )
    if granted:
        with clock.at(morning(book.today - timedelta(days=10))):
            office = book.person("shenzhiyuan")
            duties.decide_exemption(exemption=asked, by=office, granted=True, decision="情况属实。")
