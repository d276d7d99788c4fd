"""Moving a change along the transition table: one guarded write."""

from typing import Any

from mingbai.catalogue.models import Change
from mingbai.catalogue.states import Verb, after
from mingbai.lib.verdict import Denied


def move(change: Change, verb: Verb, **values: Any) -> None:
    """Write the next state with `values`; Denied when the table forbids it or somebody was quicker."""
    state = after(change.state, verb)
    if state is None:
        raise Denied(f"这项变更现在是“{change.get_state_display()}”，不能{verb.label}。")
    values["state"] = state
    if not Change.objects.filter(pk=change.pk, state=change.state).update(**values):
        raise Denied("这项变更刚刚被别人办理过，请刷新页面后再操作。")
    for name, value in values.items():
        setattr(change, name, value)
