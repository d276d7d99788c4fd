from dataclasses import asdict
from typing import Any

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb
from mingbai.disclosures.verification import verify


class Command(Verb):
    help = "核对事件链和每条已公开信息的摘要，指出第一处不符"

    def run(self, **options: Any) -> Outcome:
        report = verify()
        if report.ok:
            text = f"全部相符：{report.events} 件事件，{report.records} 条已公开信息。"
        else:
            text = f"发现不符：{report.first_broken}"
        return Outcome(asdict(report), text, DONE if report.ok else REFUSED)
