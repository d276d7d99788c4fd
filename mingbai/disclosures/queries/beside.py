"""What stands beside a text on its page at the desk."""

from dataclasses import dataclass

from mingbai.accounts.models import User
from mingbai.disclosures.models import Dossier, DossierEntry, Information, Topic
from mingbai.disclosures.queries.dossiers import others_of_matter
from mingbai.disclosures.queries.elements import Checked, checklist
from mingbai.disclosures.queries.readers import Readers, readers
from mingbai.disclosures.queries.records import readable_by
from mingbai.disclosures.queries.topics import topics_for, topics_of
from mingbai.disclosures.queries.upkeep import due_of, is_withheld, terms, withheld
from mingbai.lib import clock


@dataclass(frozen=True)
class Beside:
    """`lost` counts the confirmed places that the present text no longer has."""

    topics: list[Topic]
    choices: list[Topic]
    may_tag: bool
    elements: list[Checked]
    matters: list[tuple[Dossier, list[DossierEntry]]]
    readers: Readers | None
    evaluation: str

    @property
    def done(self) -> int:
        return sum(one.holds for one in self.elements)

    @property
    def lost(self) -> int:
        return sum(one.answer is not None and not one.holds for one in self.elements)


def beside(user: User, information: Information, *, may_tag: bool) -> Beside:
    """Other texts of a matter show only where this person may read them."""
    tagged = list(topics_of(information))
    year = (information.published_at or clock.now()).astimezone(clock.CHINA).year
    choices = [one for one in topics_for(information, year) if one not in tagged] if may_tag else []
    return Beside(
        topics=tagged,
        choices=choices,
        may_tag=may_tag,
        elements=checklist(information),
        matters=_matters(user, information),
        readers=readers(information),
        evaluation=_evaluation(user, information),
    )


def _matters(user: User, information: Information) -> list[tuple[Dossier, list[DossierEntry]]]:
    found = others_of_matter(information)
    numbers = {one.information_id for _, entries in found for one in entries}
    mine = set(readable_by(user).filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
    return [(dossier, [one for one in entries if one.information_id in mine]) for dossier, entries in found]


def _evaluation(user: User, information: Information) -> str:
    """By when a withheld text is to be looked at again; "" for others and for who does not see the queue."""
    if not is_withheld(information):
        return ""
    row = withheld(user).filter(pk=information.pk).first()
    return f"最迟 {due_of(row, terms(clock.today()), clock.today()).on}" if row else ""
