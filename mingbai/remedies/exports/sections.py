"""What is known of a request beside its papers, as headed tables for the index page and the Word file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.documents.official import Table
from mingbai.foi.models import Applicant, Consultation, FoiRequest, Part, SealedFile
from mingbai.foi.queries import clock_of
from mingbai.foi.rules.log import Event
from mingbai.foi.sealing import unseal
from mingbai.foi.states import Step
from mingbai.remedies.rules.days import local

LINKS = ("环节", "责任人", "开始", "内部期限", "完成", "完成人")
CONSULTATIONS = ("对象", "名称", "内容", "发出", "收到", "期限", "意见", "结束")
PARTS = ("部分", "是否公开", "事由和理由", "涂黑处数", "原件摘要", "提供的文件摘要")
ANYBODY = "（有职责的人员）"


@dataclass(frozen=True)
class Section:
    """A heading with tables below it; without rows it says that there was nothing."""

    title: str
    tables: Sequence[Table]

    @property
    def is_empty(self) -> bool:
        return not any(one.rows for one in self.tables)


def section(title: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Section:
    return Section(title, (Table(titles, [[words(cell) for cell in row] for row in rows]),))


def words(value: Any) -> str:
    """A cell as people read it: nothing for None, days in ISO 8601."""
    return "" if value is None else str(value)


def of_request(request: FoiRequest, with_identity: bool) -> list[Section]:
    """Everything about the request itself, in the order of the five links of article 45."""
    return [
        section("申请和登记", ("项目", "内容"), _facts(request)),
        section("申请人", ("姓名或者名称", "证件", "联系方式"), _people(request, with_identity)),
        section("办理经过", ("日期", "事项", "说明", "记录人"), _log(request)),
        _calculation(request),
        section("内部环节和内部期限", LINKS, _links(request)),
        section("检索记录", ("日期", "在哪里查", "用什么词、怎么查", "结果", "查找人"), _searches(request)),
        section("征求意见", CONSULTATIONS, _asked(request)),
        section("区分处理", PARTS, _parts(request)),
        section("审查意见", ("时间", "环节", "意见", "由谁"), _opinions(request)),
        section("延期和信息处理费", ("事项", "内容"), _extension_and_fee(request)),
    ]


def _facts(request: FoiRequest) -> list[tuple[str, Any]]:
    wish = request.wish
    rows = [
        ("登记编号", request.number),
        ("受理机关", request.organisation),
        ("事项", request.get_kind_display()),
        ("提出方式", request.get_way_display()),
        ("提交时间", local(request.submitted_at)),
        ("收到日期", request.received_on),
        ("收到日期的依据", request.received_how),
        ("申请内容", wish.content),
        ("文号", wish.document_number),
        ("补正后的内容", wish.amended),
        ("申请人说明的理由", wish.reasons),
        ("获取形式和途径", f"{request.get_form_wanted_display()}，{request.get_delivery_wanted_display()}"),
        ("经办人", request.handler),
        ("状态", request.get_state_display()),
        ("答复期限", request.due_on),
        ("办理结果", request.get_leaf_display()),
        ("答复日期", request.answered_on),
        ("结束原因", request.closing_reason),
        ("并入", request.merged_into),
        ("与前次申请重复", request.repeats),
    ]
    return [(name, value) for name, value in rows if value]


def _people(request: FoiRequest, with_identity: bool) -> list[tuple[str, str, str]]:
    return [(one.name, _certificate(one, with_identity), _contact(one)) for one in request.applicants.all()]


def _certificate(one: Applicant, with_identity: bool) -> str:
    if not one.identity_sealed:
        return one.identity_kind
    number = unseal(bytes(one.identity_sealed)).decode() if with_identity else "（号码没有导出）"
    return f"{one.identity_kind} {number}".strip()


def _contact(one: Applicant) -> str:
    if one.erased_at:
        return f"{one.erased_at:%Y-%m-%d} 已按规定清除"
    known = (one.contact_person, one.telephone, one.email, one.address, one.postcode)
    return "，".join(filter(None, known))


def _log(request: FoiRequest) -> list[tuple[Any, ...]]:
    names = dict(Event.choices)
    rows = []
    for one in request.log.select_related("recorded_by", "struck_by"):
        note = "；".join(filter(None, (one.note, f"到 {one.until}" if one.until else "")))
        if one.struck_at:
            note = f"{note}（{local(one.struck_at)} 由{one.struck_by}划去：{one.struck_reason}）"
        rows.append((one.on, names.get(one.event, one.event), note, one.recorded_by or "申请人"))
    return rows


def _calculation(request: FoiRequest) -> Section:
    """The legal clock line by line, as it stands today, and the deadlines within it."""
    counted = clock_of(request)
    steps = [(one.day, one.text) for one in counted.steps] if counted else []
    others = [(one.name, one.due, one.met_on, one.silence) for one in counted.deadlines] if counted else []
    tables = (
        _table(("日期", "计算"), steps, (1, 4)),
        _table(("其他期限", "到期", "实际", "逾期怎样处理"), others),
    )
    return Section("答复期限的计算", tables)


def _table(titles: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float] = ()) -> Table:
    return Table(titles, [[words(cell) for cell in row] for row in rows], widths=widths)


def _links(request: FoiRequest) -> list[tuple[Any, ...]]:
    return [
        (Step(one.step).label, one.owner or ANYBODY, one.began_on, one.due_on, _ended(one), one.ended_by)
        for one in request.links.select_related("owner", "ended_by")
    ]


def _ended(link: Any) -> str:
    late = link.ended_on is not None and link.ended_on > link.due_on
    return f"{link.ended_on}（超过内部期限）" if late else words(link.ended_on)


def _searches(request: FoiRequest) -> list[tuple[Any, ...]]:
    return [(one.on, one.place, one.words, one.found, one.searcher) for one in request.searches.all()]


def _asked(request: FoiRequest) -> list[tuple[Any, ...]]:
    return [_consulted(one) for one in request.consultations.all()]


def _consulted(one: Consultation) -> tuple[Any, ...]:
    opinion = "：".join(filter(None, (one.get_opinion_display(), one.opinion_text)))
    if one.override_reason:
        opinion = f"{opinion}。仍然公开的公共利益理由：{one.override_reason}"
    party = one.get_party_display()
    return party, one.name, one.about, one.sent_on, one.received_on, one.due_on, opinion, one.ended_on


def _parts(request: FoiRequest) -> list[tuple[Any, ...]]:
    return [_part(one) for one in request.parts.select_related("ground", "source", "released")]


def _part(one: Part) -> tuple[Any, ...]:
    why = "" if one.ground is None else f"{one.ground.code} {one.ground}：{one.reason}"
    marks = "，".join(f"{ground} {count} 处" for ground, count in sorted(one.marks.items()))
    return (
        one.label,
        "公开" if one.is_released else "不公开",
        why,
        marks,
        _digest(one.source),
        _digest(one.released),
    )


def _digest(file: SealedFile | None) -> str:
    return file.digest if file else ""


def _opinions(request: FoiRequest) -> list[tuple[Any, ...]]:
    names = dict(Step.choices)
    rows = request.opinions.select_related("by")
    return [
        (
            local(one.at),
            names.get(one.step, one.step),
            f"{'通过' if one.passed else '退回'} {one.text}",
            one.by,
        )
        for one in rows
    ]


def _extension_and_fee(request: FoiRequest) -> list[tuple[str, str]]:
    rows = []
    extension = getattr(request, "extension", None)
    if extension is not None:
        answer = f"{extension.approved_by}于 {extension.approved_on} 批准" if extension.approved_on else ""
        text = f"{extension.proposed_by}于 {extension.proposed_on} 提出：{extension.reason}。"
        refused = f"不同意：{extension.refused_reason}" if extension.refused_reason else ""
        rows.append(("延期", f"{text}{answer}{refused}"))
    fee = getattr(request, "fee", None)
    if fee is not None:
        rows.append(("信息处理费", _fee(fee)))
    return rows


def _fee(fee: Any) -> str:
    steps = "；".join(
        f"第{one['from']}到{one['to'] or '以上'}：{one['count']}×{one['unit_price']}元＝{one['amount']}元"
        for one in fee.steps
    )
    course = [
        f"通知 {fee.sent_on}" if fee.sent_on else "",
        f"缴费期限 {fee.due_on}" if fee.due_on else "",
        f"缴费 {fee.paid_on}" if fee.paid_on else "",
        f"免收：{fee.waived_reason}" if fee.waived_reason else "",
    ]
    amount = f"{fee.get_scale_display()} {fee.count}，{fee.amount} 元"
    return "，".join(filter(None, (f"{amount}（{steps}）" if steps else amount, *course)))
