"""Looking after what is there: evaluations again, a clean-up, topics, changes of the catalogue."""

from datetime import timedelta

from mingbai.catalogue import actions as catalogue
from mingbai.catalogue.models import Change, Genre
from mingbai.demo.book import Book, Row, row_of
from mingbai.demo.settling import morning
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import CleanUpItem, Evaluation, Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock

KEPT = {"ground": "yes", "stage": "none", "consent": "none", "interest": "none", "part": "no"}
"""Answers to the questions of an evaluation that speak for keeping a text back."""


RELIEF: Row = ("社会救助", "综合业务", "政策法规文件")
LAND: Row = ("农村集体土地征收", "征地审查报批", "征地批准文件")
BUDGET: Row = ("财政预决算", "财政预决算", "部门预算")


def play(book: Book) -> None:
    _evaluations(book)
    _clean_up(book)
    _topics(book)
    _changes(book)


# -- withheld texts -------------------------------------------------------------------------


def _evaluations(book: Book) -> None:
    """One decided, one that waits for its second person."""
    decided = _withheld("office", "供水系统")
    waiting = _withheld("finance", "教育专项资金")
    with clock.at(morning(book.today - timedelta(days=9))):
        proposal = _propose(book, decided, "office", "系统薄弱环节尚未改造完，公开会影响供水安全。")
    with clock.at(morning(book.today - timedelta(days=6))):
        disclosures.confirm_evaluation(evaluation=proposal, by=book.one_of("office", "approver"))
    with clock.at(morning(book.today - timedelta(days=4))):
        _propose(book, waiting, "finance", "请示事项还没有批复，仍属内部研究过程。")


def _withheld(place: str, words: str) -> Information:
    return Information.objects.get(organisation__slug=place, title__contains=words, status="registered")


def _propose(book: Book, record: Information, place: str, reason: str) -> Evaluation:
    outcome = Evaluation.Outcome.KEEP
    return disclosures.propose_evaluation(
        information=record,
        outcome=outcome,
        reason=reason,
        checklist=KEPT,
        by=book.office if place == "office" else book.one_of(place, "drafter"),
    )


# -- the clean-up of normative documents -------------------------------------------------------


def _clean_up(book: Book) -> None:
    """Under way: some units have said what is to become of their documents, some are decided."""
    begun = book.today - timedelta(days=20)
    with clock.at(morning(begun)):
        clean_up = disclosures.open_clean_up(
            organisation=book.places["county"],
            title=f"{begun.year}年规范性文件清理",
            year=begun.year,
            organisations=[book.places["county"]],
            genres=[Genre.objects.get(name="办法（规范性文件）")],
            written_before=begun,
            by=book.office,
        )
    items = clean_up.items.select_related("information__organisation").order_by("pk")
    with clock.at(morning(begun + timedelta(days=8))):
        for item in items.filter(information__organisation__slug="civil"):
            disclosures.propose_results(
                items=[item],
                result=CleanUpItem.Result.KEEP,
                reason="现行有效，正在执行。",
                by=book.one_of("civil", "drafter"),
            )
    with clock.at(morning(begun + timedelta(days=11))):
        first = items.filter(information__organisation__slug="civil")[:2]
        if first:
            disclosures.decide_results(items=first, by=book.office)


# -- topics ---------------------------------------------------------------------------------


def _topics(book: Book) -> None:
    with clock.at(morning(book.today - timedelta(days=15))):
        for name, words in (("惠农补贴", "补贴"), ("养老和救助", "养老"), ("供水用水", "水")):
            topic = disclosures.add_topic(name=name, from_year=book.begins_on.year, by=book.office)
            found = listed().filter(title__contains=words, published_at__year=topic.from_year)
            texts = found.filter(published_at__lte=clock.now()).order_by("pk")[:6]
            if texts:
                disclosures.tag(texts=texts, topic=topic, by=book.office)


# -- the catalogue ----------------------------------------------------------------------------


def _changes(book: Book) -> None:
    """One narrower limit filed with a receipt, one that waits for review, one row that does not apply."""
    kinds = Change.Kind
    narrowed = _change(
        book, "civil", kinds.OVERLAY, 70, RELIEF, {"limit_text": "5个工作日"}, "群众办事等着用"
    )
    day = book.today - timedelta(days=66)
    with clock.at(morning(day)):
        catalogue.approve(by=book.office, change=narrowed)
        catalogue.file(by=book.one_of("civil", "drafter"), change=narrowed)
    with clock.at(morning(day + timedelta(days=2))):
        catalogue.receipt(by=book.office, change=narrowed)
    excluded = _change(book, "yunxiu", kinds.EXCLUDE, 40, LAND, {}, "本乡今年没有征收集体土地")
    with clock.at(morning(book.today - timedelta(days=37))):
        catalogue.approve(by=book.office, change=excluded, note="情况属实。")
    _change(book, "qinghe", kinds.OVERLAY, 5, BUDGET, {"limit_text": "10日"}, "镇人大要求批准后尽快公开")


def _change(
    book: Book, place: str, kind: str, days: int, row: Row, values: dict[str, str], reason: str
) -> Change:
    """Drafted and handed in by the unit so many days ago."""
    by = book.one_of(place, "drafter")
    with clock.at(morning(book.today - timedelta(days=days))):
        change = catalogue.propose(
            by=by,
            kind=kind,
            organisation=book.places[place],
            item=row_of(row),
            values=values,
            reason=reason,
            effective_on=clock.today(),
        )
        catalogue.submit(by=by, change=change)
    return change
