from argparse import ArgumentParser
from typing import Any

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import by_code
from mingbai.printing.actions import begin, work
from mingbai.printing.models import PrintRound
from mingbai.printing.rules.months import days_of
from mingbai.printing.states import PrintState

LOOK = (
    "{} 份张贴稿还没有人预览，在 {} 个村（单位）的文件里。请在“公示栏打印”里逐个打开看一遍、确认，然后再印。"
)
OPEN = (PrintState.WAITING, PrintState.WORKING)


class Command(Verb):
    help = "生成一个月各村公示栏的打印文件（每村一个 PDF）；中途停下的，再运行一次接着做"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", required=True, metavar="月份", help="例如 2026-05")
        parser.add_argument("--organisation", metavar="机构代码", help="只做这个单位和它下面的；不写就是全县")
        parser.add_argument("--again", action="store_true", help="不接着上一次，从头重新生成")

    def run(
        self, month: str, organisation: str | None = None, again: bool = False, **options: Any
    ) -> Outcome:
        if days_of(month) is None:
            raise WrongUse("--month 要写成 2026-05 这样。")
        place = by_code(organisation) if organisation else Organisation.get_first_root_node()
        if place is None:
            raise WrongUse(f"没有机构代码“{organisation}”。" if organisation else "还没有机构。")
        round_ = None if again else _unfinished(place, month)
        resumed = round_ is not None
        round_ = round_ or begin(organisation=place, month=month, by=None)
        done = work(round_=round_)
        jobs = round_.jobs.select_related("organisation")
        rows = [
            {"organisation": job.organisation.name, "state": job.state, "sheets": job.sheets,
             "unpreviewed": job.unpreviewed, "file": job.file.name, "warnings": job.warnings}
            for job in jobs
        ]  # fmt: skip
        lines = [f"{place} {month}：{'接着上一次，' if resumed else ''}{done.words}。"]
        to_look = [job for job in jobs if job.state == PrintState.DRAWN]
        unpreviewed = sum(job.unpreviewed for job in to_look)
        if to_look:
            lines.append(LOOK.format(unpreviewed, len(to_look)))
        lines += [f"{job.organisation}：{one}" for job in jobs for one in job.warnings]
        data = {"round": round_.pk, "resumed": resumed, "villages": rows, "left": done.left}
        data["unpreviewed"] = unpreviewed
        return Outcome(data, "\n".join(lines), REFUSED if done.failed or done.left else DONE)


def _unfinished(place: Organisation, month: str) -> PrintRound | None:
    """The last round that was begun for the same and stopped half way."""
    rows = PrintRound.objects.filter(organisation=place, month=month)
    return rows.filter(jobs__state__in=OPEN).distinct().first()
