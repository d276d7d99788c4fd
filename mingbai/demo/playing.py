"""One step of a document's story, done by the person whose step it is, at the time it was done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mingbai.accounts.models import User
from mingbai.catalogue.actions import rows
from mingbai.catalogue.models import CatalogueItem, Genre, Ground, Theme
from mingbai.demo import build, county, stories
from mingbai.demo.settling import Places, Staff
from mingbai.demo.stories import DemoDocument, Step
from mingbai.disclosures import actions
from mingbai.disclosures.actions.checking import unanswered
from mingbai.disclosures.models import Information, Relation, Validity
from mingbai.documents.reading import read
from mingbai.lib import clock
from mingbai.reviews.actions import SecrecyOpinion

OPINION = SecrecyOpinion(
    "publishable", "对照保密事项范围逐项核对，未发现国家秘密、工作秘密和应当保护的个人隐私。"
)
LINKED = {"interprets": Relation.Kind.INTERPRETS, "based_on": Relation.Kind.BASED_ON}
"""Relations that are made when the text goes out; the others follow from what becomes of it."""

ANSWER = "已与原始材料核对，内容属实，按规定可以公开，予以保留。"


@dataclass
class Stage:
    """What is needed to play: where the files lie, who and what exists, the records made so far."""

    folder: Path
    places: Places
    staff: Staff
    documents: dict[str, DemoDocument]
    today: date
    records: dict[str, int] = field(default_factory=dict)

    def play(self, document: DemoDocument, step: Step) -> None:
        try:
            with clock.at(step.at):
                VERBS[step.verb](self, document, step)
        except Exception as error:
            error.add_note(f"{step.verb} {document.organisation}/{document.key}")
            raise

    def record(self, key: str) -> Information:
        return Information.objects.get(pk=self.records[key])

    def person(self, username: str) -> User:
        return User.objects.get(pk=self.staff[username].pk)

    def reviewer(self, document: DemoDocument, role: str) -> User:
        return self.person(county.reviewer(document.organisation, role).username)


def _create(stage: Stage, document: DemoDocument, step: Step) -> None:
    by = stage.person(step.by)
    path = build.path_of(stage.folder, document)
    record = actions.create_from_file(
        organisation=stage.places[document.organisation],
        by=by,
        data=path.read_bytes(),
        filename=path.name,
        **_content(stage, stories.first_version(document)),
    )
    stage.records[document.key] = record.pk
    attachments = stories.attachments(stage.today)
    for key in document.attachments:
        file = build.path_of(stage.folder, attachments[key])
        actions.attach(
            information=stage.record(document.key), by=by, data=file.read_bytes(), filename=file.name
        )


def _content(stage: Stage, document: DemoDocument) -> dict[str, Any]:
    """What the clerk types beside what was read from the file."""
    level0, level1, level2 = document.item
    return {
        "title": document.title,
        "co_issuers": [stage.places[key].name for key in document.co_issuers],
        "written_on": document.written_on,
        "theme": Theme.objects.get(parent=None, name=document.theme),
        "genre": Genre.objects.filter(name=document.genre).first(),
        "keywords": list(document.keywords),
        "summary": document.summary,
        "openness": document.openness,
        "ground": Ground.objects.filter(code=document.ground).first(),
        "standing": document.standing,
        "effective_on": document.effective_on,
        "expires_on": document.expires_on,
        "audience": "internal" if document.audience == "staff" else "public",
        "source_name": document.source,
        "catalogue_item": CatalogueItem.objects.filter(
            field=_field_key(level0), level1=level1, level2=level2
        ).first(),
    }


@cache
def _field_key(name: str) -> str:
    """The key of a field by its name in the standard catalogue's rows."""
    return next(row["key"] for row in rows("fields.csv") if row["name_in_catalogue"] == name)


def _submit(stage: Stage, document: DemoDocument, step: Step) -> None:
    actions.submit(information=stage.record(document.key), by=stage.person(step.by))


def _check(stage: Stage, document: DemoDocument, step: Step) -> None:
    """The second person answers what the checks ask, then approves."""
    by = stage.person(step.by)
    record = stage.record(document.key)
    asked = dict.fromkeys(one["fingerprint"] for one in unanswered(record, record.check_report))
    for fingerprint in asked:
        actions.answer_finding(information=record, fingerprint=fingerprint, reason=ANSWER, by=by)
    actions.approve(information=record, by=by, digest=record.digest)


def _clear(stage: Stage, document: DemoDocument, step: Step) -> None:
    record = stage.record(document.key)
    actions.approve(information=record, by=stage.person(step.by), digest=record.digest, opinion=OPINION)


def _approve(stage: Stage, document: DemoDocument, step: Step) -> None:
    record = stage.record(document.key)
    actions.approve(information=record, by=stage.person(step.by), digest=record.digest, comment=step.note)


def _return(stage: Stage, document: DemoDocument, step: Step) -> None:
    record = stage.record(document.key)
    actions.send_back(information=record, by=stage.person(step.by), digest=record.digest, comment=step.note)


def _schedule(stage: Stage, document: DemoDocument, step: Step) -> None:
    at = datetime.combine(step.due or stage.today, time(9), clock.CHINA)
    actions.publish(information=stage.record(document.key), by=stage.person(step.by), at=at)


def _publish(stage: Stage, document: DemoDocument, step: Step) -> None:
    by = stage.person(step.by)
    record = actions.publish(information=stage.record(document.key), by=by)
    for kind, key in document.relations:
        if kind in LINKED:
            actions.relate(source=record, target=stage.record(key), kind=LINKED[kind], by=by)


def _publish_urgent(stage: Stage, document: DemoDocument, step: Step) -> None:
    actions.publish_urgent(information=stage.record(document.key), by=stage.person(step.by), reason=step.note)


def _correct(stage: Stage, document: DemoDocument, step: Step) -> None:
    """A correction goes through the whole review, within the hours of one day."""
    by = stage.person(document.drafted_by)
    path = build.path_of(stage.folder, document, corrected=True)
    record = stage.record(document.key)
    body = read(path.read_bytes(), path.name).html
    actions.edit(
        information=record,
        by=by,
        base=record.latest_revision_id,
        body=body,
        effective_on=document.effective_on,
    )
    actions.submit(
        information=stage.record(document.key),
        by=by,
        change_note=step.note,
        change_kind="major" if step.major else "minor",
    )
    for hours, verb, role in (
        (1, "check", "checker"),
        (2, "clear", "secrecy_reviewer"),
        (4, "approve", "approver"),
        (5, "publish", "approver"),
    ):
        username = county.reviewer(document.organisation, role).username
        stage.play(document, Step(verb, step.at + timedelta(hours=hours), username))


def _withdraw(stage: Stage, document: DemoDocument, step: Step) -> None:
    actions.withdraw(information=stage.record(document.key), by=stage.person(step.by), reason=step.note)


def _remove(stage: Stage, document: DemoDocument, step: Step) -> None:
    actions.remove(information=stage.record(document.key), by=stage.person(step.by), reason=step.note)


def _merge(stage: Stage, document: DemoDocument, step: Step) -> None:
    into = next(key for kind, key in document.relations if kind == "merged_into")
    actions.merge(
        information=stage.record(document.key),
        into=stage.record(into),
        by=stage.person(step.by),
        reason=step.note,
    )


def _repeal(stage: Stage, document: DemoDocument, step: Step) -> None:
    through = next(
        key for key, other in stage.documents.items() if ("repeals", document.key) in other.relations
    )
    actions.set_validity(
        information=stage.record(document.key),
        validity=Validity.REPEALED,
        note=step.note,
        by=stage.person(step.by),
        through=stage.record(through),
    )


def _expire(stage: Stage, document: DemoDocument, step: Step) -> None:
    actions.set_validity(
        information=stage.record(document.key),
        validity=Validity.EXPIRED,
        note=step.note or "有效期届满，内容不再适用。",
        by=stage.person(step.by),
    )


VERBS: dict[str, Callable[[Stage, DemoDocument, Step], None]] = {
    "create": _create,
    "submit": _submit,
    "check": _check,
    "clear": _clear,
    "approve": _approve,
    "return": _return,
    "schedule": _schedule,
    "publish": _publish,
    "publish_urgent": _publish_urgent,
    "correct": _correct,
    "withdraw": _withdraw,
    "remove": _remove,
    "merge": _merge,
    "repeal": _repeal,
    "expire": _expire,
}
