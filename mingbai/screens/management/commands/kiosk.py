from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.verb import REFUSED, Outcome, Verb, WrongUse
from mingbai.lib.clock import CHINA
from mingbai.screens.actions import NoFolder, fill
from mingbai.screens.queries.shelves import kiosk_of, shelf

MOST_RECORDS, MOST_HOURS = 5000, 24 * 366
NO_PLACE = "没有编号是“{code}”的电子屏或者查阅点，或者它已经停用。编号在工作台“电子屏和查阅点”里看。"


class Command(Verb):
    help = "把一个触摸屏（查阅点）的内容做成一个文件夹，没有网络也能用；再运行一次就更新，撤下的随即删去"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="地点编号", help="电子屏、查阅点等公开场所的编号")
        parser.add_argument("folder", metavar="文件夹", help="空文件夹，或者上次做好的文件夹")
        parser.add_argument("--records", type=int, metavar="条", help="放最新的多少条")
        parser.add_argument("--hours", type=int, metavar="小时", help="多少小时以后过期，过期就不再显示内容")

    def run(
        self, place: str, folder: str, records: int | None = None, hours: int | None = None, **options: Any
    ) -> Outcome:
        if records is not None and not 1 <= records <= MOST_RECORDS:
            raise WrongUse(f"--records 要写 1 到 {MOST_RECORDS}。")
        if hours is not None and not 1 <= hours <= MOST_HOURS:
            raise WrongUse(f"--hours 要写 1 到 {MOST_HOURS}。")
        found = kiosk_of(place)
        if found is None:
            text = NO_PLACE.format(code=place[:40])
            return Outcome({"refused": text}, text, REFUSED)
        content = shelf(found, records or settings.KIOSK_RECORDS, hours)
        try:
            done = fill(folder=Path(folder), shelf=content)
        except NoFolder as refusal:
            return Outcome({"refused": str(refusal)}, str(refusal), REFUSED)
        until = content.valid_until.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        text = (
            f"“{found}”共 {done.records} 条信息，文件 {done.files} 个；这次写入 {done.written} 个，"
            f"删去 {done.deleted} 个，不再收入的信息 {done.removed} 条。有效期至 {until}。"
            f"打开 {Path(folder) / 'index.html'} 就能用。"
        )
        return Outcome({**asdict(done), "valid_until": content.valid_until}, text)
