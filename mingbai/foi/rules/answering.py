"""What must be there before an outcome can be answered, as a pure function of what was done."""

from dataclasses import dataclass

from mingbai.letters.kinds import Variant
from mingbai.letters.rules.outcomes import Leaf

RELEASING = frozenset({Leaf.GRANTED, Leaf.PARTLY_GRANTED})
LAPSED: dict[Leaf, str] = {Leaf.OTHER_NOT_CLARIFIED: "clarification", Leaf.OTHER_FEE_UNPAID: "fee"}
"""Outcomes that say a wait has run out: what was waited for."""


@dataclass(frozen=True)
class Done:
    """What the file of a request holds when its answer is drafted.

    `waiting` is "clarification", "fee" or ""; `run_out` whether the time given for it has passed.
    """

    searches: int = 0
    released: int = 0
    withheld: int = 0
    files: int = 0
    """Files for the applicant; `wants_file` is False where the applicant comes to read (当面查阅)."""
    wants_file: bool = True
    open_consultations: int = 0
    overridden: bool = True
    """Every third party that objected has a reason written down why it is released all the same."""
    waiting: str = ""
    run_out: bool = False
    clarification_sent: bool = False
    reasons_asked: bool = False
    repeats: bool = False


def missing(leaf: str, variant: str, done: Done) -> list[str]:
    """What is still to be done before this answer, as sentences for the clerk; none when nothing is."""
    return [*_waits(leaf, done), *_work(leaf, variant, done)]


def _waits(leaf: str, done: Done) -> list[str]:
    expected = LAPSED.get(Leaf(leaf), "")
    if done.waiting and expected != done.waiting:
        what = "申请人补正" if done.waiting == "clarification" else "申请人缴费"
        return [f"正在等{what}，现在不能作这种答复。"]
    if expected and not done.waiting:
        return ["没有发出过相应的通知，或者申请人已经按通知做了，不能按逾期处理。"]
    if expected and not done.run_out:
        return ["给申请人的期限还没有过，期满以后才能按逾期处理。"]
    return []


def _work(leaf: str, variant: str, done: Done) -> list[str]:
    found = []
    if done.open_consultations:
        found.append("征求意见还没有结束。请先登记对方的意见，或者期满没有意见。")
    # 第三十六条第四项：经检索没有所申请公开信息的。诉讼中要证明尽到了检索义务。
    if leaf == Leaf.NOT_HELD and variant == Variant.NOT_FOUND and not done.searches:
        found.append("答复“不存在”以前，请先记录在哪里查过、谁查的、怎么查的。")
    # 第三十七条：能够作区分处理的，提供可以公开的内容，并对不予公开的内容说明理由。
    if leaf == Leaf.PARTLY_GRANTED and not (done.released and done.withheld):
        found.append(
            "部分公开要先在“区分处理”里分别写明公开的部分和不公开的部分（每个不公开的部分都要有事由）。"
        )
    gives = (leaf == Leaf.GRANTED and variant == Variant.PROVIDED) or leaf == Leaf.PARTLY_GRANTED
    if gives and done.wants_file and not done.files:
        found.append(
            "要提供给申请人的文件还没有放进来。请先在“放入要提供的文件、区分处理”里放好，审查时也要看。"
        )
    if leaf in RELEASING and not done.overridden:
        found.append("有第三方不同意公开。仍要公开的，请先在“征求意见”里写明理由（第三十二条）。")
    if leaf == Leaf.NOT_PROCESSED_REPEATED and not done.repeats:
        found.append("请先标明这是对哪一件已答复申请的重复。")
    # 第三十五条：可以要求申请人说明理由；认为理由不合理的，告知不予处理。
    if leaf == Leaf.NOT_PROCESSED_EXCESSIVE and not done.reasons_asked:
        found.append("按大量反复申请处理以前，要先书面要求申请人说明理由。")
    if leaf == Leaf.NOT_HELD_UNCLEAR and not done.clarification_sent:
        found.append("按补正后仍不明确答复以前，要先告知补正。")
    return found
