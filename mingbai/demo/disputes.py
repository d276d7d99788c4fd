"""Reviews and law suits about requests: upheld, corrected with a new answer, ended otherwise, pending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingbai.demo.requests import papers
from mingbai.demo.requests.offices import COURT, REVIEW_BODY, TAKING
from mingbai.demo.requests.played import Played
from mingbai.demo.settling import morning
from mingbai.lib import clock
from mingbai.remedies import actions as remedies
from mingbai.remedies.models import Case
from mingbai.remedies.states import Event, Kind, Result
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules.days import previous_working_day


@dataclass(frozen=True)
class Dispute:
    """A case about the request of the story `story`. Days count from the day of its answer.

    number: which of its year it is with the authority. steps: (event, day). `result` "" while it is
    pending. renewal: the result (leaf) of the new answer that was ordered, and what it says.
    """

    story: str
    kind: str
    number: int
    began: int
    served: int
    steps: tuple[tuple[str, int], ...] = ()
    result: str = ""
    ended: int = 0
    text: str = ""
    follows: bool = False
    renewal: tuple[str, str] | None = None


DISPUTES = (
    Dispute(
        "quarry-plan", Kind.REVIEW, 7, 25, 30, ((Event.ANSWERED, 37),), Result.UPHELD, 80,
        "认为不予公开的事实清楚、依据正确，决定维持。",
    ),
    Dispute(
        "quarry-plan", Kind.LITIGATION, 4, 100, 105, ((Event.EVIDENCE, 116), (Event.HEARD, 140)),
        Result.UPHELD,
        200, "判决驳回原告的诉讼请求。", follows=True,
    ),
    Dispute(
        "duty-rota", Kind.REVIEW, 9, 20, 24, ((Event.ANSWERED, 30),), Result.UPHELD, 60, "决定维持。",
    ),
    Dispute(
        "sand-file", Kind.LITIGATION, 11, 60, 66, ((Event.EVIDENCE, 78), (Event.HEARD, 110)),
        Result.UPHELD, 170,
        "判决驳回原告的诉讼请求。",
    ),
    Dispute(
        "many-plots", Kind.LITIGATION, 15, 90, 96, ((Event.EVIDENCE, 108), (Event.HEARD, 150)),
        Result.CORRECTED,
        200, "认为没有说明怎样认定数量明显超过合理范围，判决撤销告知书，责令重新答复。",
        renewal=("granted", "请写明地块位置后提供相应地块的审批文件目录，现先提供近三年审批文件目录。"),
    ),
    Dispute(
        "draft-plan", Kind.REVIEW, 21, 20, 25, ((Event.ANSWERED, 33), (Event.HEARD, 50)), Result.CORRECTED,
        75,
        "认为各稿中已经对外征求意见的一稿不是过程性信息，决定撤销答复，责令重新答复。",
        renewal=("partly_granted",
        "提供已经对外征求意见的一稿；其他各稿和会议讨论记录是过程性信息，不予公开。"),
    ),
    Dispute(
        "firm-returns", Kind.REVIEW, 30, 20, 25, ((Event.ANSWERED, 34),), Result.OTHER, 50,
        "申请人自愿撤回复议申请，决定终止。",
    ),
    Dispute(
        "water-weak", Kind.REVIEW, 12, 30, 34, ((Event.ANSWERED, 42),), Result.UPHELD, 85, "决定维持。",
    ),
    Dispute(
        "water-weak", Kind.LITIGATION, 19, 105, 110, ((Event.EVIDENCE, 122),), follows=True,
    ),
    Dispute("ward-contract", Kind.REVIEW, 18, 50, 55, ((Event.ANSWERED, 62),)),
    Dispute("grain-depot", Kind.LITIGATION, 23, 40, 46),
)  # fmt: skip
"""Every group of table four, and every result there is."""


def play(requests: Mapping[str, Played]) -> None:
    """Entered and kept by the officer of the organisation that answered."""
    reviews: dict[str, Case] = {}
    for one in DISPUTES:
        case = _Course(requests[one.story], one).play(reviews.get(one.story))
        if one.kind == Kind.REVIEW:
            reviews[one.story] = case


class _Course:
    """One case from its notice to its end."""

    def __init__(self, told: Played, one: Dispute) -> None:
        self.told, self.one = told, one
        self.calendar = timelimits.calendar(told.request.organisation)

    def day(self, after: int) -> date:
        answered_on = self.told.request.answered_on
        assert answered_on is not None
        return previous_working_day(answered_on + timedelta(days=after), self.calendar)

    def play(self, review: Case | None) -> Case:
        one, by, began_on = self.one, self.told.officer, self.day(self.one.began)
        with clock.at(morning(self.day(one.served))):
            case = remedies.open_case(
                organisation=self.told.request.organisation, requests=[self.told.request], kind=one.kind,
                authority=REVIEW_BODY if one.kind == Kind.REVIEW else COURT,
                case_number=self._number(began_on.year), began_on=began_on, served_on=self.day(one.served),
                follows=review if one.follows else None, by=by,
            )  # fmt: skip
        for event, after in one.steps:
            with clock.at(morning(self.day(after))):
                remedies.record_step(case=case, event=event, on=self.day(after), by=by)
        if one.result:
            self._end(case)
        return case

    def _number(self, year: int) -> str:
        if self.one.kind == Kind.REVIEW:
            return f"明政复〔{year}〕{self.one.number}号"
        return f"（{year}）明0001行初{self.one.number}号"

    def _end(self, case: Case) -> None:
        one, by = self.one, self.told.officer
        ended_on, served_on = self.day(one.ended), self.day(one.ended + 7)
        with clock.at(morning(served_on)):
            remedies.decide(
                case=case, result=one.result, ended_on=ended_on, text=one.text, by=by, served_on=served_on
            )
        if one.renewal:
            self._answer_anew(case, *one.renewal)
        with clock.at(morning(self.day(one.ended + 30))):
            remedies.close(case=case, by=by)

    def _answer_anew(self, case: Case, leaf: str, text: str) -> None:
        """Ordered, prepared by the officer, signed by the head, posted."""
        by, sent_on = self.told.officer, self.day(self.one.ended + 20)
        symbol = next(one.symbol for one in TAKING if one.place == self.told.story.place)
        with clock.at(morning(sent_on)):
            renewal = remedies.order_answer(
                case=case, request=self.told.request, what="撤销原答复，重新作出答复", by=by, days=15
            )
            letter = papers.word("重新答复书", (text,), sent_on)
            renewal = remedies.prepare_answer(
                renewal=renewal, number=f"{symbol}〔{sent_on.year}〕重{self.one.number}号", leaf=leaf,
                name=letter.name, data=letter.data, by=by,
            )  # fmt: skip
            renewal = remedies.sign_answer(renewal=renewal, by=self.told.decider("sign"))
            remedies.send_answer(renewal=renewal, way="post", on=sent_on, by=by)
