"""Topics and the texts that count under them; the content of a text is never touched."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.actions.recording import trail
from mingbai.disclosures.models import Information, Topic, TopicTag
from mingbai.disclosures.policies import may_keep_beside, may_set_terms, may_tag
from mingbai.disclosures.queries import topics_for
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


@transaction.atomic
def add_topic(
    *,
    name: str,
    from_year: int,
    by: User,
    to_year: int | None = None,
    organisation: Organisation | None = None,
) -> Topic:
    """Add a topic: the county's without an organisation, else for that one and everything below it."""
    require(may_keep_beside(by, organisation) if organisation else may_set_terms(by))
    name = one_line(name)[:60]
    errors = {}
    if not name:
        errors["name"] = "请填写主题名称。"
    if not 2000 <= from_year <= 2100:
        errors["from_year"] = "请填写四位数的年度。"
    if to_year is not None and not from_year <= to_year <= 2100:
        errors["to_year"] = "截止年度不能早于起始年度。"
    if Topic.objects.filter(name=name, organisation=organisation, from_year=from_year).exists():
        errors["name"] = "已经有这个主题。"
    if errors:
        raise ValidationError(errors)
    topic = Topic.objects.create(
        name=name,
        organisation=organisation,
        from_year=from_year,
        to_year=to_year,
        created_by=by,
        created_at=clock.now(),
    )
    _event("add", topic, by)
    return topic


@transaction.atomic
def end_topic(*, topic: Topic, to_year: int, by: User) -> Topic:
    """Let a topic end with a year; texts counted under it stay counted."""
    require(may_keep_beside(by, topic.organisation) if topic.organisation else may_set_terms(by))
    if not topic.from_year <= to_year <= 2100:
        raise ValidationError({"to_year": "截止年度不能早于起始年度。"})
    Topic.objects.filter(pk=topic.pk).update(to_year=to_year)
    topic.to_year = to_year
    _event("end", topic, by)
    return topic


@transaction.atomic
def tag(*, texts: Iterable[Information], topic: Topic, by: User) -> int:
    """Count texts under a topic; returns how many were not yet."""
    rows = sorted(texts, key=lambda one: one.pk)
    if not rows:
        raise ValidationError({"texts": "请先勾选稿件。"})
    made = 0
    for row in rows:
        require(may_tag(by, row))
        if not _fits(row, topic):
            raise Denied(f"主题“{topic}”不能用于{row.organisation}的信息，或者不在主题的年度内。")
        new = TopicTag.objects.get_or_create(
            topic=topic, information=row, ended_at=None, defaults={"by": by, "at": clock.now()}
        )[1]
        if new:
            made += 1
            trail("tag", by=by, information=row, right=_right(by, row), detail={"topic": topic.pk})
    return made


def _fits(row: Information, topic: Topic) -> bool:
    year = (row.published_at or clock.now()).astimezone(clock.CHINA).year
    return topics_for(row, year).filter(pk=topic.pk).exists()


@transaction.atomic
def untag(*, information: Information, topic: Topic, by: User) -> None:
    require(may_tag(by, information))
    ended = TopicTag.objects.filter(information=information, topic=topic, ended_at=None).update(
        ended_at=clock.now(), ended_by=by
    )
    if ended:
        trail(
            "untag", by=by, information=information, right=_right(by, information), detail={"topic": topic.pk}
        )


def _right(by: User, information: Information) -> str:
    return "record.edit" if acting_role(by, "record.edit", information.organisation) else "upkeep.decide"


def _event(verb: str, topic: Topic, by: User) -> None:
    place = topic.organisation
    role = acting_role(by, "upkeep.decide", place) or acting_role(by, "record.edit", place)
    append(
        verb=f"topic.{verb}", by=by, subject=topic, organisation=place, role=role, detail={"name": topic.name}
    )
