"""Moving a record along the transition table: one guarded write, never past somebody else's."""

from typing import Any

from mingbai.disclosures.models import Information
from mingbai.disclosures.policies import not_now
from mingbai.disclosures.states import Verb, transition
from mingbai.lib.verdict import Denied


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
