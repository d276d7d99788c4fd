"""Requests played up to a state with the real actions and the right people of the cast."""

from datetime import date, datetime, timedelta
from itertools import count

from mingbai.foi import actions
from mingbai.foi.models import FoiRequest, Office
from mingbai.foi.queries import suggested_values
from mingbai.foi.states import State
from mingbai.foi.values import Asked, Person, Upload
from mingbai.letters.kinds import Kind
from mingbai.lib import clock

OFFICE = {
    "name": "党政办公室",
    "address": "青禾镇人民路1号",
    "postcode": "999901",
    "hours": "工作日 8:30—12:00，14:30—18:00",
    "telephone": "0999-5550101",
    "symbol": "青政公复",
    "review_body": "明白县人民政府",
    "court": "明白县人民法院",
    "review_url": "https://fuyi.mingbai.example/",
    "fee_account": "明白县非税收入专户，账号见通知书",
}
NAME, TELEPHONE = "甄有求", "13900001234"
"""The planted applicant: must appear nowhere but in the file of the request."""

_keys = count(1)


def new_key() -> str:
    return f"test-submission-key-{next(_keys):032d}"


def open_office(cast, organisation=None) -> Office:
    office = Office(organisation=organisation or cast.town, **OFFICE)
    office.save()
    return office


def person(**values) -> Person:
    return Person(
        **{
            "name": NAME,
            "telephone": TELEPHONE,
            "identity_kind": "居民身份证",
            "identity_number": "990000199001011234",
            "email": "zhen@example.cn",
            "address": "明白县青禾镇柳湾村7号",
            **values,
        }
    )


def asked(**values) -> Asked:
    return Asked(
        **{
            "applicant_kind": "person",
            "people": (person(),),
            "content": "柳湾村2025年村道硬化工程的招标文件和中标通知书",
            "form_wanted": "electronic",
            "delivery_wanted": "online",
            **values,
        }
    )


def at(day: date):
    """Nine in the morning of that day in China."""
    return clock.at(datetime(day.year, day.month, day.day, 9, tzinfo=clock.CHINA))


def submitted(cast, **values) -> FoiRequest:
    if not Office.objects.filter(organisation=cast.town).exists():
        open_office(cast)
    return actions.submit(organisation=cast.town, asked=asked(**values), submission_key=new_key()).request


def entered(cast, way="counter", **dates) -> FoiRequest:
    if not Office.objects.filter(organisation=cast.town).exists():
        open_office(cast)
    dates = dates or {"submitted_on": clock.today()}
    return actions.enter(
        organisation=cast.town, asked=asked(), way=way, by=cast.foi_officer, submission_key=new_key(), **dates
    ).request


def letter(cast, request, kind, consultation=None, **values):
    """A letter of this kind, written by the officer and signed by the approver."""
    given = {**suggested_values(request, kind), **values}
    written = actions.write_letter(
        request=request, kind=kind, values=given, by=cast.foi_officer, consultation=consultation
    )
    return actions.sign_letter(letter=written, by=cast.approver)


def sent(cast, request, kind, consultation=None, way="online", **values):
    return actions.send_letter(
        letter=letter(cast, request, kind, consultation, **values),
        way=way,
        on=clock.today(),
        by=cast.foi_officer,
    )


ANSWER = {"提供内容": ["中标通知书"], "提供方式": "电子文件"}


def put_in(cast, request):
    """The file that the applicant gets with the answer."""
    file = Upload("中标通知书.pdf", b"%PDF-1.4 released")
    return actions.add_part(
        request=request, label="中标通知书", is_released=True, by=cast.foi_officer, released=file
    )


def drafted(cast, request, leaf="granted", variant="provided", **values):
    gives = leaf == "granted" and variant == "provided" and request.state == State.EXAMINING
    if gives and not request.parts.exists():
        put_in(cast, request)
    given = {**suggested_values(request, Kind.ANSWER, leaf, variant), **(values or ANSWER)}
    return actions.draft_answer(
        request=request, leaf=leaf, variant=variant, values=given, by=cast.foi_officer
    )


def answered(cast, request, leaf="granted", variant="provided", way="online", **values) -> FoiRequest:
    """From EXAMINING to ANSWERED, today."""
    drafted(cast, request, leaf, variant, **values)
    actions.check_law(request=request, text="", by=cast.checker)
    actions.check_secrecy(request=request, text="", by=cast.secrecy)
    actions.sign(request=request, by=cast.approver)
    return actions.deliver(request=request, way=way, on=clock.today(), by=cast.foi_officer)


def make_request(cast, state=State.EXAMINING) -> FoiRequest:
    """A request in this state, brought there by the verbs that lead to it."""
    request = submitted(cast)
    for reached, lead in _way_to(State(state)):
        lead(cast, request)
        request.refresh_from_db()
        assert request.state == reached, (request.state, reached)
    return request


def _confirm(cast, request):
    actions.confirm_receipt(request=request, on=clock.today(), by=cast.foi_officer)


def _register(cast, request):
    actions.register(request=request, topic="村道工程招标", by=cast.foi_officer)


def _accept(cast, request):
    actions.accept(request=request, by=cast.foi_officer)


def _clarify(cast, request):
    sent(
        cast, request, Kind.CLARIFICATION, 不明确之处=["没有写明哪一段村道"], 补正事项=["写明村道的起点和终点"],
        补正期限=clock.today() + timedelta(days=15),
    )  # fmt: skip


def _charge(cast, request):
    fee = actions.set_fee(request=request, scale="pages", count=150, by=cast.foi_officer)
    lines = [f"第{one['from']}至{one['to']}页，每页{one['unit_price']}元" for one in fee.steps]
    sent(cast, request, Kind.FEE_NOTICE, 计费方式="按量", 计费明细=lines, 收费金额=fee.amount)


def _draft(cast, request):
    drafted(cast, request)


def _law(cast, request):
    actions.check_law(request=request, text="", by=cast.checker)


def _secrecy(cast, request):
    actions.check_secrecy(request=request, text="", by=cast.secrecy)


def _sign(cast, request):
    actions.sign(request=request, by=cast.approver)


def _deliver(cast, request):
    actions.deliver(request=request, way="online", on=clock.today(), by=cast.foi_officer)


def _archive(cast, request):
    actions.archive(request=request, by=cast.foi_officer)


def _withdraw(cast, request):
    actions.withdraw(request=request, on=clock.today(), by=cast.foi_officer)


def _merge(cast, request):
    actions.merge(request=request, into=submitted(cast), by=cast.foi_officer)


def _void(cast, request):
    actions.void(request=request, reason="测试提交", by=cast.foi_officer)


_MAIN = [
    (State.RECEIVED, _confirm),
    (State.REGISTERED, _register),
    (State.EXAMINING, _accept),
    (State.DRAFTED, _draft),
    (State.LEGALLY_CHECKED, _law),
    (State.CHECKED, _secrecy),
    (State.SIGNED, _sign),
    (State.ANSWERED, _deliver),
    (State.ARCHIVED, _archive),
]
_ASIDE = {
    State.CLARIFYING: (2, _clarify),
    State.AWAITING_FEE: (3, _charge),
    State.WITHDRAWN: (1, _withdraw),
    State.MERGED: (1, _merge),
    State.VOID: (0, _void),
}


def _way_to(state):
    if state == State.SUBMITTED:
        return []
    if state in _ASIDE:
        steps, last = _ASIDE[state]
        return [*_MAIN[:steps], (state, last)]
    return _MAIN[: [reached for reached, _ in _MAIN].index(state) + 1]
