"""Five promises of the county for the year: what was done, what proves it, what citizens say."""

from dataclasses import dataclass
from decimal import Decimal

from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.promises import actions as promises
from mingbai.promises.models import Promise
from mingbai.promises.states import State


@dataclass(frozen=True)
class Step:
    """Progress reported on a day of the ledger's year; `proof` is a part of the title of a public record."""

    month: int
    day: int
    number: int
    text: str
    proof: str = ""


@dataclass(frozen=True)
class Promised:
    """One promise: who is responsible, how much of what by which month's end, and how it went."""

    title: str
    responsible: tuple[str, ...]
    target: str
    number: int
    unit: str
    month: int
    steps: tuple[Step, ...] = ()
    ending: str = ""
    note: str = ""
    scores: tuple[int, ...] = ()


PROMISED = (
    Promised(
        "改造农村旱厕", ("qinghe", "yunxiu"), "改造农村旱厕260户，验收合格后发放补助。", 260, "户", 10,
        (Step(4, 20, 70, "青禾镇已开工，完成70户"), Step(7, 15, 190, "完成190户，正在分批验收"),
         Step(9, 25, 260, "全部完成并验收", "旱厕改造")),
        State.FULFILLED, scores=(5, 5, 4, 5, 4, 5, 3, 5, 4, 5, 5, 4),
    ),
    Promised(
        "开办老年食堂", ("liudu",), "在柳渡镇开办老年食堂3处，收费标准和用餐办法向社会公开。", 3, "处", 12,
        (Step(6, 10, 1, "镇区食堂开始供餐"), Step(10, 8, 2, "渡口村食堂开始供餐", "老年食堂")),
        scores=(4, 5, 3),
    ),
    Promised(
        "更新县城老旧供水管网", ("water",), "更新县城东片区供水管网12公里。", 12, "公里", 11,
        (Step(5, 12, 3, "完成3公里"), Step(8, 20, 7, "完成7公里"),
         Step(11, 6, 9, "完成9公里，其余路段正在施工")),
    ),
    Promised(
        "家庭医生签约服务", ("health",), "为65岁以上老年人提供家庭医生签约服务9000人。", 9000, "人", 9,
        (Step(6, 22, 5200, "签约5200人", "家庭医生"), Step(9, 28, 7600, "签约7600人")),
        State.PARTLY, "山区部分老年人外出居住，没有联系上，明年一季度补签。", (3, 4, 2, 4),
    ),
    Promised(
        "整治地质灾害隐患点", ("land", "yunxiu"), "完成6处地质灾害隐患点整治。", 6, "处", 12,
        (Step(5, 8, 2, "完成2处", "地质灾害"),),
    ),
)  # fmt: skip
"""One fulfilled, one partly, one late, one under way, one of which nothing was heard since spring."""


def play(book: Book) -> None:
    """Entered by 何雁秋 of the county, confirmed by 骆海笙 (approver); progress by whoever is responsible."""
    for number, one in enumerate(PROMISED, start=1):
        promise = _promise(book, number, one)
        for step in one.steps:
            _step(book, promise, one, step)
        ends_on = book.on(one.month, 28)
        if one.ending and ends_on <= book.today:
            with clock.at(morning(ends_on)):
                by = book.person("luohaisheng")
                promises.settle(promise=promise, state=one.ending, by=by, reason=one.note)
        _ratings(book, promise, one)


def _promise(book: Book, number: int, one: Promised) -> Promise:
    with clock.at(morning(book.on(2, 12))):
        promise = promises.add(
            organisation=book.places["county"],
            year=book.begins_on.year,
            number=number,
            title=one.title,
            responsible=[book.places[place] for place in one.responsible],
            target_text=one.target,
            target_number=Decimal(one.number),
            target_unit=one.unit,
            due_on=book.on(one.month, 28),
            by=book.person("heyanqiu"),
        )
    with clock.at(morning(book.on(2, 13))):
        promises.confirm(promise=promise, by=book.person("luohaisheng"))
    return promise


def _step(book: Book, promise: Promise, one: Promised, step: Step) -> None:
    day = book.on(step.month, step.day)
    if day > book.today:
        return
    with clock.at(morning(day)):
        progress = promises.report(
            promise=promise,
            on=day,
            text=step.text,
            by=book.one_of(one.responsible[0], "drafter"),
            number=Decimal(step.number),
            evidence=_proof(book, one, step),
        )
        promises.confirm_progress(progress=progress, by=book.person("heyanqiu"))


def _proof(book: Book, one: Promised, step: Step) -> list[Information]:
    places = [book.places[place] for place in one.responsible]
    rows = listed().filter(organisation__in=places, title__contains=step.proof).order_by("pk")
    return list(rows[:1]) if step.proof else []


def _ratings(book: Book, promise: Promise, one: Promised) -> None:
    with clock.at(morning(book.today)):
        for number, score in enumerate(one.scores):
            promises.rate(
                promise=promise,
                score=score,
                comment="",
                browser=f"demonstration {promise.pk} {number}",
                address=f"192.0.2.{number}",
            )
