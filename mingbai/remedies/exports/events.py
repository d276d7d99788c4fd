"""The trail of a request: its events with every column, so that each digest can be computed again."""

from typing import Any

from django.db.models import Q

from mingbai.foi.models import Consultation, FoiRequest, Letter
from mingbai.foi.states import Verb as RequestVerb
from mingbai.ledger.models import Event
from mingbai.ledger.rules import FIELDS
from mingbai.remedies.models import Case
from mingbai.remedies.states import Verb as CaseVerb

_WORDS = {
    **{f"foi.{verb.value}": verb.label for verb in RequestVerb},
    **{f"remedy.{verb.value}": verb.label for verb in CaseVerb},
    "foi.submit": "提交申请",
    "foi.enter": "录入申请",
    "foi.file": "加入材料",
    "foi.assign": "转交经办人",
    "foi.mark_repeat": "标明重复申请",
    "foi.set_fee": "计算信息处理费",
    "foi.consult_plan": "拟征求意见",
    "foi.party_received": "对方收到征求意见书",
    "foi.strike": "划去一条办理记录",
    "foi.letter_write": "拟写文书",
    "foi.letter_rewrite": "修改文书",
    "foi.letter_drop": "不用文书",
    "foi.letter_sign": "签发文书",
    "foi.letter_send": "送出文书",
    "foi.letter_prove": "登记送达凭证",
    "foi.export": "导出整卷",
    "foi.identity_deleted": "按规定删除身份证明",
    "foi.contact_erased": "按规定清除联系方式",
    "remedy.open": "登记案件",
}


def events_of(request: FoiRequest) -> list[Event]:
    """What was done with the request, its letters, its consultations and the cases about it, in order."""
    about = Q(pk=None)
    for model, pks in (
        (FoiRequest, [request.pk]),
        (Letter, request.letters.values_list("pk", flat=True)),
        (Consultation, request.consultations.values_list("pk", flat=True)),
        (Case, request.remedies.values_list("pk", flat=True)),
    ):
        label = model._meta.label_lower
        about |= Q(subject_type=label, subject_id__in=[str(pk) for pk in pks])
    return list(Event.objects.filter(about).order_by("sequence"))


def verb_words(verb: str) -> str:
    return _WORDS.get(verb, verb)


def as_json(event: Event) -> dict[str, Any]:
    """Every column the digest is computed over; `at` in microseconds since 1970 (UTC)."""
    values: dict[str, Any] = {name: getattr(event, name) for name in FIELDS}
    values["at"] = round(event.at.timestamp() * 1_000_000)
    return {**values, "digest": event.digest}
