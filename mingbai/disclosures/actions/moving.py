"""Moving a record along the transition table: one guarded write, never past somebody else's."""

from typing import Any

from mingbai.disclosures.models import Information
from mingbai.disclosures.policies import not_now
from mingbai.disclosures.states import Verb, transition
from mingbai.lib.verdict import Denied


def hold(*records: Information) -> None:
    """Take the rows of these records before anything else that an action locks.

    Every action begins here, and several rows are taken by number, so that no two wait for each other.
    """
    rows = Information.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in records])
    list(rows.order_by("pk").values_list("pk"))


def move(information: Information, verb: Verb, **values: Any) -> None:
    """Write the verb's stage and status together with `values`, if nobody was quicker.

    Raises Denied when the table does not allow the verb now, or when the row changed meanwhile.
    """
    row = transition(verb, information.stage, information.status)
    if row is None:
        raise Denied(not_now(verb, information).reason)
    values["stage"] = row.stage or information.stage
    values["status"] = row.status or information.status
    changed = Information.objects.filter(
        pk=information.pk,
        stage=information.stage,
        status=information.status,
        latest_revision=information.latest_revision_id,
    ).update(**values)
    if changed != 1:
        raise Denied("这条信息刚刚被别人办理过，请刷新页面后再操作。")
    for name, value in values.items():
        setattr(information, name, value)
