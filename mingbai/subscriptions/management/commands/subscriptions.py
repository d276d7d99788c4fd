from typing import Any

from mingbai.commands.verb import Outcome, Verb
from mingbai.notifications.models import Channel
from mingbai.subscriptions.models import Kind, Tally
from mingbai.subscriptions.queries.figures import DAYS, figures


class Command(Verb):
    help = "订阅的数字：各类各多少，信发出多少，最早一封等了多久；不含订阅人"

    def run(self, **options: Any) -> Outcome:
        found = figures()
        lines = [
            f"订阅人 {found.subscribers} 个，其中暂停 {found.paused} 个；等待确认 {found.unconfirmed} 项。"
        ]
        lines += [f"  {Kind(one).label}：{number}" for one, number in found.by_kind.items()]
        lines += [f"  用{Channel(one).label}：{number}" for one, number in found.by_channel.items()]
        lines += [f"最近 {DAYS} 天："]
        lines += [f"  {Tally.What(one).label}：{number}" for one, number in found.lately.items()]
        since = f"，最早的从 {found.oldest:%Y-%m-%d %H:%M}（世界时）起" if found.oldest else ""
        return Outcome(found.as_json(), "\n".join([*lines, f"等待发出的信 {found.waiting} 封{since}。"]))
