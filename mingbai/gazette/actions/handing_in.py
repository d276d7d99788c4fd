"""Organisations hand in their documents (部门文件报送); the county office answers each."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.gazette.actions.recording import record, refuse, required
from mingbai.gazette.models import Entry, HandIn
from mingbai.gazette.policies import HAND_IN, may_answer, may_hand_in
from mingbai.gazette.states import HandInState
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require

TWICE = "这份文件已经报送过了，正等着编入。"


@transaction.atomic
def hand_in(*, information: Information, by: User, note: str = "") -> HandIn:
    text = Information.objects.select_related("organisation").get(pk=information.pk)
    require(may_hand_in(by, text))
    if Entry.objects.filter(information=text, corrects=None).exclude(version_digest="").filter(
        version_digest=text.public_digest
    ).exists():  # fmt: skip
        refuse("information", "这份文件已经刊登过了。")
    row = HandIn(information=text, organisation=text.organisation, by=by, at=clock.now())
    row.note = one_line(note)[:300]
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError({"information": TWICE}) from error
    record("hand_in", by, row, text.organisation, HAND_IN, record=text.index_number)
    return row


@transaction.atomic
def decline(*, row: HandIn, reason: str, by: User) -> HandIn:
    """It is not printed; the organisation reads why."""
    found = HandIn.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=row.pk)
    require(may_answer(by, found))
    found.answer = required("reason", reason, 300, "请写明为什么不刊登。")
    found.state, found.answered_at = HandInState.DECLINED, clock.now()
    found.save()
    record("decline", by, found, found.organisation, reason=found.answer)
    return found
