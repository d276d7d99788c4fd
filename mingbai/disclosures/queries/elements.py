"""The checklist of a text: which elements it must contain and where they are met."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mingbai.catalogue.rules.elements import elements_of
from mingbai.disclosures.models import (
    ElementAnswer,
    Information,
)
from mingbai.disclosures.queries.records import files_of
from mingbai.disclosures.rules.elements import plain, proposed, still_there


@dataclass(frozen=True)
class Checked:
    """One element on the checklist of a text.

    `answer` is what a person confirmed, `holds` whether that is still true of the present text;
    `proposal` is a passage found by the machine where nothing is confirmed.
    """

    key: str
    label: str
    is_six: bool
    answer: ElementAnswer | None
    holds: bool
    proposal: str

    @property
    def state(self) -> str:
        if self.answer is None:
            return "还没有指明"
        if not self.holds:
            return "需要重新确认"
        return "不适用" if self.answer.kind == ElementAnswer.Kind.NOT_APPLICABLE else "已指明"


def checklist(information: Information) -> list[Checked]:
    """The elements of the item of a working copy with where they are met."""
    copy = information.working_copy
    if copy.catalogue_item is None:
        return []
    text = plain(copy.body)
    answers = {one.key: one for one in _answers(information)}
    files = {file.pk for file in files_of(copy)}
    return [
        Checked(
            one.key,
            one.label,
            one.group == "six",
            answer,
            answer is not None and _holds(answer, text, files),
            "" if answer is not None else proposed(one.key, one.label, text),
        )
        for one in elements_of(copy.catalogue_item)
        for answer in [answers.get(one.key)]
    ]


def _answers(information: Information) -> QuerySet[ElementAnswer]:
    return information.element_answers.filter(ended_at=None).select_related("attachment", "by")


def _holds(answer: ElementAnswer, text: str, files: set[int]) -> bool:
    if answer.kind == ElementAnswer.Kind.PASSAGE:
        return still_there(answer.quote, text)
    return answer.kind == ElementAnswer.Kind.NOT_APPLICABLE or answer.attachment_id in files
