"""A year of the ledger: lists, the villages' quarters, quotas, a nil report, what does not apply.

Played after the documents, each step by the person whose step it is, on the day it was done.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from zlib import crc32

from mingbai.catalogue.actions import confirm
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.demo.book import Book, row_of
from mingbai.demo.settling import BEGIN, morning
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information
from mingbai.duties import actions as duties
from mingbai.duties.models import Duty, Instance
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Per, Period, period_of, periods_between

VILLAGES = ("dongtang", "maiping", "nangang", "dukou", "yangshuwan", "songling")
SUBSIDIES, RELIEF, PLOTS = "政府部门对农（渔）业补贴", "城乡居民最低生活保障对象名单", "宅基地审批情况"

# Not in time: (village, row, quarters back from the present one) → days after the due day.
LATE = {("maiping", SUBSIDIES, 1): 9, ("songling", RELIEF, 2): 4, ("dukou", SUBSIDIES, 0): 6}
SILENT = {("yangshuwan", SUBSIDIES, 1), ("songling", SUBSIDIES, 0), ("yangshuwan", RELIEF, 0)}
NIL_BACK = (3, 2, 1)
"""The quarters for which 南岗村 declared that no building plot was approved."""


def begin(book: Book) -> None:
    """The lists of rows and the villages' quarters."""
    with clock.at(morning(max(book.begins_on, BEGIN))):
        duties.set_setting(by=book.office, begins_on=book.begins_on, nil_run=3)
        confirm(by=book.office, pairs=_lists(book), on=book.begins_on)
    for day, village, item, period in sorted(_quarters(book), key=lambda one: one[0]):
        with clock.at(morning(day)):
            _publish_quarter(book, village, item, period)


def settle(book: Book) -> None:
    """The ledger as of today, and what people say about it. Played when everything else has happened."""
    with clock.at(morning(book.today)):
        duties.refresh()
    _papers(book)


# -- lists ---------------------------------------------------------------------------


def _lists(book: Book) -> set[tuple[int, int]]:
    """Rows that an organisation has ever published under, and the villages' own."""
    used = Information.objects.filter(catalogue_item__isnull=False, organisation__valid_to=None)
    pairs = {(item, place) for item, place in used.values_list("catalogue_item", "organisation")}
    for village in VILLAGES:
        pairs |= {(_item(name).pk, book.places[village].pk) for name in (SUBSIDIES, RELIEF)}
    taken = row_of(("农村集体土地征收", "征地审查报批", "征地批准文件"))
    return pairs | {(_item(PLOTS).pk, book.places["nangang"].pk), (taken.pk, book.places["yunxiu"].pk)}


def _item(level2: str) -> CatalogueItem:
    return CatalogueItem.objects.get(organisation=None, level1="村务", level2=level2)


# -- the villages' quarters ------------------------------------------------------------


def _quarters(book: Book) -> Iterator[tuple[date, str, CatalogueItem, Period]]:
    """(day of publication, village, row, quarter), as far as something was published by today."""
    quarters = list(periods_between(Per.QUARTER, book.begins_on, book.today))
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


# -- papers ----------------------------------------------------------------------------------


def _papers(book: Book) -> None:
    """A nil report of a village for three quarters, one exemption granted, one still asked for."""
    quarters = list(periods_between(Per.QUARTER, book.begins_on, book.today))
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
    _exempt(book, "yunxiu", "open_meeting", "本乡今年没有涉及重大民生事项的会议议题", granted=True)
    _exempt(book, "land", "open_day", "办事大厅正在改造，今年不具备接待条件", granted=False)


def _exempt(book: Book, place: str, quota: str, reason: str, granted: bool) -> None:
    duty = Duty.objects.get(quota=quota, organisation=book.places[place])
    with clock.at(morning(book.today - timedelta(days=12))):
        asked = duties.ask_exemption(
            duty=duty, by=book.one_of(place, "drafter"), reason=reason, starts_on=book.begins_on
        )
    if granted:
        with clock.at(morning(book.today - timedelta(days=10))):
            office = book.person("shenzhiyuan")
            duties.decide_exemption(exemption=asked, by=office, granted=True, decision="情况属实。")
