"""The self-check: what the machine finds, and who has handed in."""

from dataclasses import dataclass
from datetime import date

from mingbai.accounts.models import User
from mingbai.evaluation import measures
from mingbai.evaluation.models import SelfCheck, SelfCheckLine
from mingbai.evaluation.queries.packaged import Question, parameter, questions
from mingbai.evaluation.queries.reach import READ, groups_of, organisations_for
from mingbai.evaluation.rules.comparing import MACHINE_ANSWERS, differs, expectation
from mingbai.evaluation.rules.numbering import yearly_due
from mingbai.evaluation.states import SelfCheckState
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import of_key


@dataclass(frozen=True)
class Finding:
    """What the machine says to one question; all "" when it cannot say anything."""

    answer: str = ""
    note: str = ""
    measure: str = ""


def machine_answers(organisation: Organisation, year: int) -> dict[str, Finding]:
    """Question → the machine's answer for the organisation itself over the year so far."""
    period, groups = of_key(str(year)), groups_of([organisation], with_below=False)
    found = {}
    for question in questions():
        measure = measures.get(question.measure) if question.measure else None
        if measure is None:
            found[question.key] = Finding()
            continue
        number = measures.compute(measure, groups, period)[organisation.pk]
        answer = expectation(question.expects or {}).answer(number.value)
        found[question.key] = Finding(answer, f"{measure.label}：{number.words}", measure.key)
    return found


@dataclass(frozen=True)
class Shown:
    """One line as it is shown: the question, the stored line, and whether the two answers differ."""

    question: Question
    line: SelfCheckLine

    @property
    def machine(self) -> str:
        return MACHINE_ANSWERS.get(self.line.machine, "")

    @property
    def differs(self) -> bool:
        return differs(self.line.answer, self.line.machine)


def shown(selfcheck: SelfCheck) -> list[Shown]:
    """The lines of the form in its order. Questions that are no longer asked are left out."""
    asked = {one.key: one for one in questions()}
    return [Shown(asked[line.key], line) for line in selfcheck.lines.all() if line.key in asked]


@dataclass(frozen=True)
class Owed:
    """An organisation that has to hand in, and its form (None when not begun)."""

    organisation: Organisation
    selfcheck: SelfCheck | None
    late: bool

    @property
    def state(self) -> str:
        return self.selfcheck.get_state_display() if self.selfcheck else "还没有填写"


def due_on(year: int) -> date:
    """The last day for handing in that year's form."""
    return yearly_due(parameter("self_check_due"), year)


def owed(user: User, year: int, today: date) -> list[Owed]:
    """Every organisation within the person's reach that has to check itself."""
    kinds = [one.strip() for one in parameter("self_check_kinds").split(",")]
    places = organisations_for(user, READ).filter(kind__in=kinds)
    forms = {one.organisation_id: one for one in SelfCheck.objects.filter(year=year, organisation__in=places)}
    due = due_on(year)
    found = []
    for place in places:
        form = forms.get(place.pk)
        open_ = form is None or form.state in (SelfCheckState.DRAFT, SelfCheckState.RETURNED)
        found.append(Owed(place, form, open_ and today > (form.due_on if form else due)))
    return found
