"""What was done with a request, from the trail, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State, Verb
from mingbai.ledger.models import Event
from mingbai.letters.kinds import Kind as LetterKind

MOST = 500

WORDS = {
    "submit": "网上提交申请",
    "enter": "录入申请",
    "assign": "换经办人",
    "mark_repeat": "标为重复申请",
    "file": "加入材料",
    "letter_write": "拟写文书",
    "letter_rewrite": "修改文书",
    "letter_drop": "不用这份文书",
    "letter_sign": "签发文书",
    "letter_send": "送出文书",
    "letter_prove": "登记签收",
    "consult_plan": "决定征求意见",
    "party_received": "登记对方收到征求意见书",
    "set_fee": "计算信息处理费",
    "strike": "划去一条记录",
    "identity_read": "查看证件号码和身份证明",
    "identity_deleted": "按规定删除身份证明",
    "contact_erased": "按规定清除联系方式",
    "export": "导出整卷",
    **{verb.value: verb.label for verb in Verb},
}


@dataclass(frozen=True)
class Line:
    at: datetime
    what: str
    who: str
    states: str


def events_of(row: FoiRequest) -> list[Line]:
    """The newest first, at most MOST; letters and consultations of the request with it."""
    mine = Q(subject_type=row._meta.label_lower, subject_id=str(row.pk))
    for things in (row.letters, row.consultations):
        numbers = [str(pk) for pk in things.values_list("pk", flat=True)]
        mine |= Q(subject_type=things.model._meta.label_lower, subject_id__in=numbers)
    return [_line(one) for one in Event.objects.filter(mine).order_by("-sequence")[:MOST]]


def _line(event: Event) -> Line:
    words = WORDS.get(event.verb.removeprefix("foi."), "其他操作")
    kind = event.detail.get("kind", "")
    if kind in LetterKind.values:
        words = f"{words}（{LetterKind(kind).label}）"
    return Line(event.at, words, "申请人" if event.role == "applicant" else event.actor_name, _states(event))


def _states(event: Event) -> str:
    before, after = (dict(State.choices).get(one, "") for one in (event.before, event.after))
    if not after or before == after:
        return ""
    return f"{before} → {after}" if before else str(after)
