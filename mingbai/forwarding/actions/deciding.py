"""What was done about a difference."""

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.forwarding.actions.recording import held, record, refuse
from mingbai.forwarding.models import Check, Forwarding
from mingbai.forwarding.policies import may_check
from mingbai.forwarding.states import Decision, State
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.notifications.actions import settle


@transaction.atomic
def decide(*, forwarding: Forwarding, decision: str, by: User, reason: str = "") -> Forwarding:
    """The record was corrected after the source, or the change does not concern it, for a reason."""
    row = held(forwarding)
    require(may_check(by, row.information))
    check = Check.objects.filter(forwarding=row, decision="").first()
    if check is None or row.state != State.DIFFERS:
        raise Denied("现在没有要处理的变化。")
    if decision not in Decision.values:
        refuse("decision", "请选择怎样处理的。")
    words = one_line(reason)[:300]
    if decision == Decision.NOT_RELEVANT and not words:
        refuse("reason", "请写明为什么不影响，例如：来源只改了网页排版说明。")
    if decision == Decision.CORRECTED:
        check.version_number = _corrected(row)
    check.decision, check.reason, check.decided_by, check.decided_at = decision, words, by, clock.now()
    check.save()
    row.state, row.known_digest, row.found_at = State.SAME, check.digest, None
    row.save()
    record("decide", by, row, before=State.DIFFERS, after=decision, version=check.version_number)
    settle(key=f"forwarding:{row.pk}:")
    return row


def _corrected(row: Forwarding) -> int:
    """The number of the public version that came after the difference was found."""
    versions = row.information.versions.filter(at__gt=row.found_at).order_by("-number")
    newest = versions.values_list("number", flat=True).first()
    if newest is None:
        refuse(
            "decision",
            "发现变化以后，这条信息还没有发布过更正。请先在“稿件”里更正并发布；不用更正的选“不影响”。",
        )
    return newest
