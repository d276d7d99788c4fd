"""Adapting a template for an organisation and those below it, and giving that up again."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.letters import packaged
from mingbai.letters.models import Template
from mingbai.letters.policies import OFFICE, may_adapt
from mingbai.letters.queries import has_own, last_version, wording_of
from mingbai.letters.rules import Key
from mingbai.letters.rules.checking import problems
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role

CHANGED = "您打开以后，别人改过这份模板。请返回看一看最新的内容，再改。"


@transaction.atomic
def adapt(
    *, organisation: Organisation, key: Key, title: str, text: str, base: int, valid_from: date, by: User
) -> Template:
    """Word a letter differently from a day on.

    `base` is the own version that was read (0 for none): a change in between is not overwritten. The text
    must keep what the law asks for; see `rules.checking`.
    """
    _hold(organisation, key, base, by)
    if valid_from < clock.today():
        raise ValidationError({"valid_from": "启用日期不能早于今天：已经发出的文书不能改变。"})
    title, text = one_line(title), "\n".join(storable(text).splitlines()).strip()
    shipped = packaged.wordings()[key]
    if wrong := problems(replace(shipped, title=title, body=text), shipped, packaged.names()):
        raise ValidationError(wrong)
    now = wording_of(organisation, key, valid_from).wording
    if (title, text) == (now.title, now.body):
        raise ValidationError({"text": "和现在用的一样，没有改动。"})
    return _add("letter.adapt", organisation, key, base, by, title=title, text=text, valid_from=valid_from)


@transaction.atomic
def restore(*, organisation: Organisation, key: Key, base: int, by: User) -> Template:
    """Give up the own wording from today on: what is above in the tree, or the shipped text, counts again."""
    _hold(organisation, key, base, by)
    if not has_own(organisation, key):
        raise ValidationError("本单位没有改过这份模板，用的就是原文。")
    return _add(
        "letter.restore",
        organisation,
        key,
        base,
        by,
        title="",
        text="",
        valid_from=clock.today(),
        restored=True,
    )


def _hold(organisation: Organisation, key: Key, base: int, by: User) -> None:
    """Let one person at a time change the templates of an organisation."""
    require(may_adapt(by, organisation))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if last_version(organisation, key) != base:
        raise ValidationError(CHANGED)


def _add(verb: str, organisation: Organisation, key: Key, base: int, by: User, **values: object) -> Template:
    row = Template.objects.create(
        organisation=organisation,
        kind=key.kind,
        leaf=key.leaf,
        variant=key.variant,
        version=base + 1,
        by=by,
        at=clock.now(),
        **values,
    )
    append(
        verb=verb,
        by=by,
        subject=row,
        organisation=organisation,
        role=acting_role(by, OFFICE, organisation),
        detail={"template": str(key), "version": row.version, "from": str(row.valid_from)},
    )
    return row
