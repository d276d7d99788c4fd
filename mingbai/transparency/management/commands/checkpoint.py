from typing import Any

from mingbai.commands.verb import Outcome, Verb
from mingbai.transparency import actions


class Command(Verb):
    help = "给透明日志现在的内容签名存证，并显示存证单；一天里没有新条目就显示已有的"

    def run(self, **options: Any) -> Outcome:
        made = actions.make_checkpoint()
        data = {"size": made.size, "root": made.root, "at": made.at.isoformat(), "note": made.note}
        return Outcome(data, made.note.rstrip("\n"))
