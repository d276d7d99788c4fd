"""Requests and reports made by hand, row by row, so that the tests know every figure beforehand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from mingbai.annual import actions
from mingbai.annual.models import AnnualReport
from mingbai.catalogue.models import Genre
from mingbai.disclosures.models import Information, Version
from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State
from mingbai.lib import clock

NOW = datetime(2026, 1, 12, 4, tzinfo=UTC)
_numbers = count(1)

ENTERED = {
    "two.行政许可.本年处理决定数量": "12",
    "two.行政处罚.本年处理决定数量": "3",
    "two.行政强制.本年处理决定数量": "0",
    "two.行政事业性收费.本年收费金额（单位：万元）": "1.25",
}


def unsaved(
    place, received, answered=None, kind="person", leaf="granted", about="information", **values
) -> FoiRequest:
    """A request of `place` that is not stored yet; answered with `leaf` when `answered` is a day."""
    number = next(_numbers)
    states = {True: State.ANSWERED, False: State.EXAMINING}
    return FoiRequest(
        **{
            "organisation": place, "year": received.year if received else 2025, "serial": number,
            "number": f"青依申〔{received.year if received else 2025}〕{number}号", "way": "online",
            "kind": about, "state": states[answered is not None], "applicant_kind": kind, "form_wanted": "electronic",
            "delivery_wanted": "online", "submitted_at": NOW, "received_on": received,
            "leaf": leaf if answered else "", "answered_on": answered,
            "submission_key": f"annual-{number}", **values,
        }
    )  # fmt: skip


def request(place, received, answered=None, kind="person", leaf="granted", about="information", **values):
    row = unsaved(place, received, answered, kind, leaf, about, **values)
    row.save()
    return row


def document(place, written_on, public_on=None, validity="in_force", ended_on=None, **values) -> Information:
    """A public normative document; `ended_on` is the day it was marked repealed or expired."""
    number, day = next(_numbers), public_on or written_on
    row = Information.objects.create(
        **{
            "index_number": f"A/{number}", "title": f"管理办法{number}", "organisation": place,
            "issuer_name": place.name, "genre": Genre.objects.get(name="办法（规范性文件）"),
            "openness": "proactive", "status": "published", "stage": "done", "live": True,
            "written_on": written_on, "published_at": datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
            "created_at": NOW, "edited_at": NOW, "validity": validity, **values,
        }
    )  # fmt: skip
    if ended_on:
        at = datetime(ended_on.year, ended_on.month, ended_on.day, 2, tzinfo=UTC)
        Version.objects.create(information=row, number=2, kind=validity, at=at, content={}, digest="0")
    return row


def begun(place, by, year=2025) -> AnnualReport:
    return actions.begin(organisation=place, year=year, by=by)


def figures(entered=None, source="县政务服务局统计报表"):
    return [
        actions.Figure(name, Decimal(value), source=source) for name, value in (entered or ENTERED).items()
    ]


TEXT = {1: "总体情况良好。", 5: "公开的内容还不够丰富。今年加强培训。", 6: "没有其他需要报告的事项。"}


def complete(report, by) -> AnnualReport:
    """Everything filled in, ready to be submitted."""
    actions.enter_figures(report=report, figures=figures(), by=by)
    for number, text in TEXT.items():
        actions.write_section(report=report, number=number, text=text, by=by)
    return report


def submitted(place, by, year=2025) -> AnnualReport:
    report = complete(begun(place, by, year), by)
    return actions.submit(report=report, by=by)


def signed(place, by, signer, year=2025) -> AnnualReport:
    return actions.sign(report=submitted(place, by, year), by=signer)


def january(year=2026, month=1, day=12):
    return clock.at(datetime(year, month, day, 4, tzinfo=UTC))


def days(text: str) -> date:
    return date.fromisoformat(text)
