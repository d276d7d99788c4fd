"""Cases about a request that was really asked and answered."""

from datetime import date, datetime

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State
from mingbai.lib import clock
from mingbai.remedies import actions
from mingbai.remedies.models import Case
from tests.foi import making

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def at(day: date, hour: int = 9):
    return clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.CHINA))


def request_on(cast, day: date, state: State = State.ANSWERED) -> FoiRequest:
    with at(day, 8):
        return making.make_request(cast, state)


def review(cast, requests, **values) -> Case:
    """A review of 青禾镇's answer, as the officer enters it."""
    given = {
        "organisation": cast.town,
        "requests": requests,
        "kind": "review",
        "authority": "明白县人民政府",
        "case_number": f"明复议〔2026〕{Case.objects.count() + 1}号",
        "began_on": date(2026, 4, 1),
        "served_on": date(2026, 4, 3),
        "by": cast.foi_officer,
    }
    return actions.open_case(**{**given, **values})


def suit(cast, requests, **values) -> Case:
    number = f"（2026）青9999行初{Case.objects.count() + 1}号"
    return review(
        cast,
        requests,
        **{"kind": "litigation", "authority": "明白县人民法院", "case_number": number, **values},
    )


def decided(cast, case: Case, result: str, on: date, **values) -> Case:
    return actions.decide(
        case=case, result=result, ended_on=on, text="决定书主文", by=cast.foi_officer, **values
    )
