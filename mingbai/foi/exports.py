"""The transition table of requests as a page of the manual."""

from mingbai.foi.states import OPEN, SENT_BACK_BY, SENT_BACK_TO, TRANSITIONS, State, Verb
from mingbai.organisations.authorisation import ACTIONS


def states_page() -> str:
    """Table and diagram of `states.TRANSITIONS`."""
    lines = [
        "# 一件依申请公开申请的状态",
        "",
        "由 `mingbai states --write` 从 `mingbai/foi/states.py` 的转换表生成。",
        "",
        "| 动作 | 从 | 到 | 需要的权限 |",
        "|---|---|---|---|",
    ]
    for row in TRANSITIONS:
        to = row.to.label if row.to else "不变"
        states = "、".join(one.label for one in row.states)
        lines.append(f"| {row.verb.label} | {states} | {to} | {ACTIONS[row.action]} |")
    back = "、".join(one.label for one in SENT_BACK_TO.values())
    for state, action in SENT_BACK_BY.items():
        to = f"拟写答复以前的状态（{back}）"
        lines.append(f"| {Verb.SEND_BACK.label} | {state.label} | {to} | {ACTIONS[action]} |")
    return "\n".join([*lines, "", *_struck(back), "", *_diagram(), ""])


def _struck(back: str) -> list[str]:
    """Striking a line of the log is no verb of the table: it undoes what the line had done."""
    return [
        f"划去办理记录里记错的一条（告知补正、收到补正、收费、缴费），申请回到其余记录所说的状态：{back}。",
        "答复拟好以后，它依据的记录不能划去；申请人自己在网上提交的也不能划去。",
    ]


def _diagram() -> list[str]:
    """One arrow for each change of state; the three ends that every open state has are drawn once."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> submitted", "    [*] --> received"]
    for row in TRANSITIONS:
        everywhere = len(row.states) == len(OPEN)
        for state in row.states:
            if row.to and state != row.to and not everywhere:
                lines.append(f"    {state.value} --> {row.to.value}: {row.verb.label}")
    lines += [f"    {one.value} --> examining: {Verb.SEND_BACK.label}" for one in SENT_BACK_BY]
    lines += [f'    state "{one.label}" as {one.value}' for one in State]
    return [*lines, "```"]
