"""Moves before the answer: coming in, letters that move the clock, consultations, fees, other ends."""

from typing import Any

from mingbai.demo.requests import papers
from mingbai.demo.requests.people import PEOPLE, kind_of
from mingbai.demo.requests.played import Played
from mingbai.foi import actions as foi
from mingbai.foi.rules.receipt import Way, needs
from mingbai.foi.states import Party
from mingbai.foi.values import Asked
from mingbai.letters.kinds import Kind
from mingbai.lib import clock

KEY = "mingbai-demonstration-of-a-request-{}"
"""What the query code of a story's request is made from, so that the demonstration can tell one."""

PAPER = {Way.COUNTER, Way.POST_SIGNED, Way.POST_PLAIN, Way.FAX}


def enter(told: Played, given: dict[str, Any]) -> None:
    """Sent by the applicant online, or typed in by the officer with the days the way asks for."""
    story, place = told.story, told.book.places[told.story.place]
    asked = Asked(
        kind=story.kind, applicant_kind=kind_of(story.people[0]), content=story.asks,
        people=tuple(PEOPLE[one] for one in story.people),
        form_wanted=story.wants[0], delivery_wanted=story.wants[1],
    )  # fmt: skip
    key = KEY.format(story.key)
    if story.way == Way.ONLINE:
        told.request = foi.submit(organisation=place, asked=asked, submission_key=key).request
        return
    dates = {name: clock.today() for name in needs(story.way) if name not in given.get("without", ())}
    told.request = foi.enter(
        organisation=place, asked=asked, way=story.way, by=told.officer, submission_key=key,
        original=papers.scan() if story.way in PAPER else None, **dates,
    ).request  # fmt: skip


def confirm(told: Played, given: dict[str, Any]) -> None:
    foi.confirm_receipt(request=told.request, on=clock.today(), by=told.officer)


def register(told: Played, given: dict[str, Any]) -> None:
    officer = told.officer
    foi.register(request=told.request, topic=told.story.topic, by=officer, handler=officer)


def accept(told: Played, given: dict[str, Any]) -> None:
    foi.accept(request=told.request, by=told.officer)


def clarify(told: Played, given: dict[str, Any]) -> None:
    told.letter(Kind.CLARIFICATION, 补正期限=told.ahead(15), **given)


def clarified(told: Played, given: dict[str, Any]) -> None:
    foi.take_clarification(request=told.request, on=clock.today(), by=None, **given)


def ask_reasons(told: Played, given: dict[str, Any]) -> None:
    told.letter(Kind.REASONS, 说明理由期限=told.ahead(10), **given)


def give_reasons(told: Played, given: dict[str, Any]) -> None:
    foi.take_reasons(request=told.request, on=clock.today(), by=None, **given)


LETTERS = {
    Party.THIRD_PARTY: (Kind.THIRD_PARTY_CONSULTATION, "第三方"),
    Party.CO_PRODUCER: (Kind.CO_PRODUCER_CONSULTATION, "共同制作机关"),
    Party.OTHER_ORGAN: (Kind.ASSISTANCE, "协办机关"),
}


def consult(told: Played, given: dict[str, Any]) -> None:
    """The letter to the party by post, and for a third party a word to the applicant."""
    kind, called = LETTERS[given["party"]]
    told.consultation = foi.consult(request=told.request, by=told.officer, contact="", **given)
    values = {called: given["name"], "所涉信息": given["about"]}
    if given["party"] == Party.OTHER_ORGAN:
        values |= {"协办事项": ["确认信息由谁制作、能否公开"], "协办期限": told.ahead(5)}
    told.letter(kind, told.consultation, way="post", **values)
    if given["party"] == Party.THIRD_PARTY:
        told.letter(Kind.CONSULTATION_NOTICE, 征求对象="第三方", 征求意见日期=clock.today())


def arrived(told: Played, given: dict[str, Any]) -> None:
    assert told.consultation is not None
    told.consultation = foi.party_received(consultation=told.consultation, on=clock.today(), by=told.officer)
    told.request.refresh_from_db()


def opinion(told: Played, given: dict[str, Any]) -> None:
    assert told.consultation is not None
    foi.take_opinion(
        consultation=told.consultation, opinion=given["opinion"], text=given["text"], on=clock.today(),
        override_reason=given["override"], by=told.officer,
    )  # fmt: skip
    told.request.refresh_from_db()


def extend(told: Played, given: dict[str, Any]) -> None:
    """Proposed by the officer, allowed by the head, and told the applicant the same day (第三十三条)."""
    before, reason = told.request.due_on, given["reason"]
    foi.propose_extension(request=told.request, reason=reason, by=told.officer)
    foi.decide_extension(request=told.request, approved=True, by=told.decider("sign"))
    told.letter(Kind.EXTENSION, 延期原因=reason, 原答复期限=before, 延期后答复期限=told.request.due_on)


def charge(told: Played, given: dict[str, Any]) -> None:
    fee = foi.set_fee(request=told.request, scale="pages", count=given["pages"], by=told.officer)
    lines = [f"第{one['from']}至{one['to']}页，每页{one['unit_price']}元" for one in fee.steps]
    letter = told.letter(Kind.FEE_NOTICE, 计费方式="按量", 计费明细=lines, 收费金额=fee.amount)
    foi.prove_delivery(letter=letter, on=clock.today(), note="网上送达，已读回执", by=told.officer)


def waive(told: Played, given: dict[str, Any]) -> None:
    foi.waive_fee(request=told.request, by=told.decider("sign"), **given)


def pay(told: Played, given: dict[str, Any]) -> None:
    foi.take_fee(request=told.request, on=clock.today(), by=told.officer)


def repeats(told: Played, given: dict[str, Any]) -> None:
    of = told.others[given["of"]].request
    foi.mark_repeat(request=told.request, of=of, by=told.officer)


def withdraw(told: Played, given: dict[str, Any]) -> None:
    foi.withdraw(request=told.request, on=clock.today(), by=None, note="申请人已经从别处拿到，不再需要")


def merge(told: Played, given: dict[str, Any]) -> None:
    foi.merge(request=told.request, into=told.others[given["into"]].request, by=told.officer)


def void(told: Played, given: dict[str, Any]) -> None:
    foi.void(request=told.request, by=told.officer, **given)
