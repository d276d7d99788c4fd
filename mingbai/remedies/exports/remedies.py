"""The cases about a request as sections of its file."""

from typing import Any

from mingbai.documents.official import Table
from mingbai.foi.models import FoiRequest
from mingbai.remedies.exports.sections import Section, words
from mingbai.remedies.models import Case, Renewal
from mingbai.remedies.queries.cases import deadlines_of, of_request
from mingbai.remedies.states import State


def of_cases(request: FoiRequest) -> list[Section]:
    """One section for each case: what it is, what happened, and its deadlines line by line."""
    return [_of_case(one) for one in of_request(request)]


def _of_case(case: Case) -> Section:
    void = "（登记作废）" if case.state == State.VOID else ""
    tables = [
        _table(("项目", "内容"), _facts(case)),
        _table(("日期", "经过", "说明"), _course(case)),
        _table(("期限", "日期", "计算"), _deadlines(case)),
        _table(("重新答复", "要求", "文号", "新的结果", "签发", "送出"), _renewals(case)),
    ]
    return Section(f"{case}{void}", [one for one in tables if one.rows])


def _table(titles: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Table:
    return Table(titles, [[words(cell) for cell in row] for row in rows])


def _facts(case: Case) -> list[tuple[Any, ...]]:
    rows = [
        ("分组", case.group.label),
        ("机关、法院", case.authority),
        ("程序", case.get_procedure_display() if case.kind == "review" else case.get_instance_display()),
        ("先前的案件", case.follows or case.appeal_of),
        ("所涉申请", "、".join(one.number for one in case.requests.all())),
        ("受理、立案", case.began_on),
        ("收到通知", case.served_on),
        ("结果", case.get_result_display()),
        ("审结", case.ended_on),
        ("收到决定、裁判", case.decision_served_on),
        ("结果摘要", case.result_text),
        ("状态", case.get_state_display()),
        ("作废原因", case.void_reason),
    ]
    return [(name, value) for name, value in rows if value]


def _course(case: Case) -> list[tuple[Any, ...]]:
    rows = []
    for one in case.steps.select_related("struck_by"):
        note = "；".join(filter(None, (f"延到 {one.until}" if one.until else "", one.note)))
        if one.struck_at:
            note = f"{note}（由{one.struck_by}划去：{one.struck_reason}）"
        rows.append((one.on, one.get_event_display(), note))
    return rows


def _deadlines(case: Case) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for one in deadlines_of(case):
        met = f"，实际 {one.met_on}" if one.met_on else ""
        due = f"到期 {one.due}{met}" if one.due else f"缺{one.missing}，算不出来{met}"
        rows.append((one.name, one.due, due))
        rows += [("", step.day, step.text) for step in one.steps]
    return rows


def _renewals(case: Case) -> list[tuple[Any, ...]]:
    rows = case.renewals.select_related("request", "signed_by")
    return [
        (one.request, one.what, one.number, one.get_leaf_display(), one.signed_by, _sent(one)) for one in rows
    ]


def _sent(renewal: Renewal) -> str:
    if renewal.sent_on is None:
        return renewal.get_state_display()
    return f"{renewal.sent_on} {renewal.get_sent_way_display()}"
