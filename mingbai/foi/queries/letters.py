"""Letters: what stands in them, and what their templates get from the request and the office."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any, Protocol

from mingbai.foi.models import FoiRequest, Letter, Office
from mingbai.foi.sealing import unseal
from mingbai.foi.states import LetterState
from mingbai.letters.kinds import Kind
from mingbai.letters.rules import Withheld
from mingbai.lib import digests
from mingbai.lib.verdict import Denied

DAY, WITHHELD = "day", "withheld"


class Kept(Protocol):
    """A sealed file of any app: the field it lies in and the digest of what was handed in."""

    file: Any
    digest: str


class Damaged(Denied):
    """A kept file is gone, or not what it was when it was stored: pages refuse with these words."""

    def __init__(self, file: Kept) -> None:
        super().__init__(
            f"材料“{file}”找不到了，或者与存入时不一致，没有打开。请告诉系统管理员，从备份恢复。"
        )


def content_of(file: Kept) -> bytes:
    """The file as it was handed in; `Damaged`, or `sealing.Unreadable` without the key."""
    try:
        with file.file.open("rb") as stored:
            data = unseal(stored.read())
    except OSError as problem:
        raise Damaged(file) from problem
    if digests.of_bytes(data) != file.digest:
        raise Damaged(file)
    return data


def as_stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a letter as JSON: days and withheld parts carry their type."""
    return {name: _stored(value) for name, value in values.items()}


def _stored(value: Any) -> Any:
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if is_dataclass(value) and not isinstance(value, type):
        return {WITHHELD: asdict(value)}
    if isinstance(value, (list, tuple)):
        return [_stored(one) for one in value]
    return value if isinstance(value, int) else str(value)


def values_of(letter: Letter) -> dict[str, Any]:
    """The values of a letter, as they were given."""
    return {name: _read(value) for name, value in json.loads(unseal(bytes(letter.values))).items()}


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(one) for one in value]
    if isinstance(value, dict):
        return date.fromisoformat(value[DAY]) if DAY in value else Withheld(**value[WITHHELD])
    return value


def last_sent(request: FoiRequest, kind: str) -> Letter | None:
    return request.letters.filter(kind=kind, state=LetterState.SENT).order_by("-sent_on", "-pk").first()


def answer_of(request: FoiRequest) -> Letter | None:
    """The answer that counts: the last one not given up."""
    answers = request.letters.filter(kind__in=(Kind.ANSWER, Kind.CORRECTION_ANSWER))
    return answers.exclude(state=LetterState.DROPPED).order_by("-pk").first()


def suggested_values(request: FoiRequest, kind: str, leaf: str = "", variant: str = "") -> dict[str, Any]:
    """What a letter gets from the request and its office, by the names of the templates; the rest is written.

    Everything that is known is given, whatever the kind: templates take what they need. Third parties and
    other organs never learn who asked, because their templates know no 申请人.
    """
    office = Office.objects.filter(organisation=request.organisation).first()
    return {**_of_request(request), **_of_office(office), **_of_course(request)}


def _of_request(request: FoiRequest) -> dict[str, Any]:
    people = list(request.applicants.all())
    first = people[0] if people else None
    known = {
        "申请人": "、".join(one.name for one in people),
        "受送达人": first.name if first else "",
        "申请人类别": request.get_applicant_kind_display(),
        "联系方式": "、".join(filter(None, (first.telephone, first.email, first.address))) if first else "",
        "送达地址": first.address if first else "",
        "登记编号": request.number,
        "收到方式": request.get_way_display(),
        "收到日期": request.received_on,
        "收到日确定方式": request.received_how,
        "申请内容": request.wish.asked,
        "形式要求": f"{request.get_form_wanted_display()}，{request.get_delivery_wanted_display()}",
        "提供方式": request.get_form_wanted_display(),
        "获取途径": request.get_delivery_wanted_display(),
        "答复期限日": request.due_on,
        "原答复期限": request.due_on,
        "经办人": str(request.handler or ""),
        "承办人": str(request.handler or ""),
    }
    return {name: value for name, value in known.items() if value}


def _of_office(office: Office | None) -> dict[str, Any]:
    if office is None:
        return {}
    known = {
        "复议机关": office.review_body,
        "管辖法院": office.court,
        "网上复议渠道": office.review_url,
        "缴费方式": office.fee_account,
    }
    return {name: value for name, value in known.items() if value}


def _of_course(request: FoiRequest) -> dict[str, Any]:
    """What happened so far that later letters quote."""
    known: dict[str, Any] = {}
    if clarification := last_sent(request, Kind.CLARIFICATION):
        known["补正通知日期"] = clarification.sent_on
        known["补正期限"] = values_of(clarification).get("补正期限")
    if reasons := last_sent(request, Kind.REASONS):
        known["说明理由通知日期"] = reasons.sent_on
    if notice := last_sent(request, Kind.FEE_NOTICE):
        known["收费通知日期"] = notice.sent_on
        fee = getattr(request, "fee", None)
        known["缴费截止日"] = fee.due_on if fee else None
    earlier = answer_of(request.repeats) if request.repeats else None
    if request.repeats is not None and earlier is not None:
        known["前次答复日期"], known["前次答复文号"] = request.repeats.answered_on, earlier.number
    searched = [
        f"{one.on}，{one.searcher}在{one.place}以“{one.words}”查找，{one.found}"
        for one in request.searches.all()
    ]
    known["检索情况"] = searched
    return {name: value for name, value in known.items() if value}
