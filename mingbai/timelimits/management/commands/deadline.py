from argparse import ArgumentParser
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from mingbai.commands.verb import Outcome, Verb, WrongUse
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import by_code
from mingbai.timelimits import exports, queries
from mingbai.timelimits.rules import LimitValue, WrongEvent, due, in_words

FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y年%m月%d日")


class Command(Verb):
    help = "算一个时限到哪一天为止，并列出计算过程"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("limit", metavar="时限代号", help="如 foi.reply；全部见 mingbai limits")
        parser.add_argument(
            "--from", required=True, dest="start", metavar="日期", help="起算的日期，按小时算的写到几点几分"
        )
        parser.add_argument(
            "--event",
            action="append",
            default=[],
            metavar="事件=日期",
            help="中途发生的事，可以写几次，如 clarified=2026-03-05",
        )
        parser.add_argument("--organisation", metavar="机构代码", help="按该机构所在地的地方节日计算")

    def run(
        self,
        limit: str,
        start: str,
        event: list[str],
        organisation: str | None = None,
        **options: Any,
    ) -> Outcome:
        begun, events = _moment(start), _events(event)
        known = queries.known() if organisation else queries.known_or_packaged()
        place = _place(organisation)
        value = _limit(known, limit, begun)
        try:
            result = due(value, begun, known.calendar(place), events)
        except WrongEvent as problem:
            raise WrongUse(str(problem)) from problem
        except (OverflowError, ValueError) as problem:
            raise WrongUse(f"日期 {start} 算不下去，请核对。") from problem
        data = exports.result_as_json(value, result)
        estimated = "（预计）" if result.estimated else ""
        head = f"{value.name}：{in_words(value)}，{value.article}（{exports.certainty_words(value)}）"
        last = f"到期：{data['due']}{estimated}"
        return Outcome(data, "\n".join([head, *(f"  {step}" for step in result.steps), last]))


def _limit(known: queries.Known, key: str, start: date) -> LimitValue:
    try:
        return known.limit(key, start.date() if isinstance(start, datetime) else start)
    except queries.UnknownLimit as problem:
        keys = "、".join(known.limits(clock.today()))
        raise WrongUse(f"{problem}可以写：{keys}。") from problem


def _place(code: str | None) -> Organisation | None:
    if not code:
        return None
    place = by_code(code)
    if place is None:
        raise WrongUse(f"没有代码为 {code} 的机构。用 mingbai organisations export 查看全部机构。")
    return place


def _events(written: list[str]) -> dict[str, list[date]]:
    events: dict[str, list[date]] = defaultdict(list)
    for one in written:
        name, equals, day = one.partition("=")
        if not equals or not name.strip():
            raise WrongUse(f"--event 要写成 事件=日期，如 clarified=2026-03-05，不能写 {one}。")
        events[name.strip()].append(_moment(day.strip()))
    return dict(events)


def _moment(text: str) -> date:
    """A day, or a day with the time of day."""
    for pattern in FORMATS:
        try:
            found = datetime.strptime(text.strip(), pattern)
        except ValueError:
            continue
        return found if "%H" in pattern else found.date()
    raise WrongUse(f"日期“{text}”看不懂，请写成 2026-03-05 这样；按小时算的写成 2026-03-05T14:30。")
