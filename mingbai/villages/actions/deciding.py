"""How often villages publish, until when, how long it hangs, and who signs."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.timelimits.periods import Per
from mingbai.villages.actions.recording import record, refuse
from mingbai.villages.models import RegimeRow
from mingbai.villages.policies import MANAGE


@transaction.atomic
def set_regime(
    *,
    organisation: Organisation,
    per: str,
    due_days: int,
    posting_days: int,
    signers: Sequence[str],
    basis: str,
    valid_from: date,
    by: User,
    telephone: str = "",
) -> RegimeRow:
    """Decide for an organisation and all below it from a day on; the row before ends the day before."""
    require(may(by, MANAGE, organisation))
    names = list(dict.fromkeys(one_line(name) for name in signers if one_line(name)))
    _check(per, due_days, posting_days, names, one_line(basis))
    old = RegimeRow.objects.select_for_update().filter(organisation=organisation, valid_to=None).first()
    if old is not None:
        if valid_from <= old.valid_from:
            refuse("valid_from", f"现在的规定从 {old.valid_from} 起用，新的要从后面的日期起用。")
        RegimeRow.objects.filter(pk=old.pk).update(valid_to=valid_from - timedelta(days=1))
    made = RegimeRow.objects.create(
        organisation=organisation,
        per=per,
        due_days=due_days,
        posting_days=posting_days,
        signers=names,
        telephone=one_line(telephone)[:60],
        basis=one_line(basis)[:200],
        valid_from=valid_from,
        decided_by=by,
        decided_at=clock.now(),
    )
    record("village.regime", by, made, organisation, MANAGE, per=per, valid_from=valid_from)
    return made


def _check(per: str, due_days: int, posting_days: int, signers: Sequence[str], basis: str) -> None:
    if per not in (Per.MONTH, Per.QUARTER):
        refuse("per", "《村民委员会组织法》第三十条要求一般事项至少每季度公布一次，只能按月或者按季度。")
    if not 0 <= due_days <= 60:
        refuse("due_days", "请填 0 到 60 天。")
    if not 1 <= posting_days <= 60:
        refuse("posting_days", "请填 1 到 60 天。")
    if not signers or len(signers) > 8 or any(len(name) > 40 for name in signers):
        refuse("signers", "请写 1 到 8 个签字人的身份，例如：村委会主任、村务监督委员会主任、报账员。")
    if not basis:
        refuse("basis", "请写明依据哪个文件或者会议决定。")
