import random
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.commands.verb import DONE, REFUSED, Outcome, Verb, WrongUse
from mingbai.mirror import actions, manifest
from mingbai.mirror.rules import LOOKS
from mingbai.stored import store

VERIFY = "verify"
OFF = "没有开启网页存储（STORED_PAGES 是空的），不能做副本。"


class Command(Verb):
    help = "把公众网站完整复制到一个文件夹（U盘、一体机、另一台服务器）；mirror verify 文件夹 核对副本"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", nargs="+", metavar="文件夹", help="文件夹；核对时写 verify 文件夹")
        parser.add_argument(
            "--keep", action="store_true", help="这个副本留在本机：网站上撤下的，副本里随即撤下"
        )
        parser.add_argument("--look", choices=LOOKS, default=LOOKS[0], help="样式，elder 是长辈版")
        parser.add_argument(
            "--sample", type=int, default=200, metavar="个", help="核对时抽查多少个文件，0 是全部"
        )
        parser.add_argument(
            "--seed", type=int, metavar="数", help="抽查用的随机数种子，写了可以重复同样的抽查"
        )

    def run(self, words: list[str], **options: Any) -> Outcome:
        if words[0] == VERIFY and len(words) == 2:
            return self._verify(Path(words[1]), options["sample"], options["seed"])
        if len(words) != 1 or words[0] == VERIFY:
            raise WrongUse("写法：mingbai mirror 文件夹，或者 mingbai mirror verify 文件夹。")
        if not store.is_on():
            return Outcome({"refused": OFF}, OFF, REFUSED)
        folder = Path(words[0])
        try:
            done = actions.mirror(folder=folder, look=options["look"], keep=options["keep"])
        except actions.NoFolder as refusal:
            return Outcome({"refused": str(refusal)}, str(refusal), REFUSED)
        words_ = (
            f"副本共有文件 {done.files} 个，这次写入 {done.written} 个，删去 {done.removed} 个。"
            f"打开 {folder / 'index.html'} 就能看。"
        )
        lacking = f"有 {done.failed} 个网页没有做成，请查看日志，然后再运行一次。" if done.failed else ""
        return Outcome(asdict(done), words_ + lacking, REFUSED if done.failed else DONE)

    def _verify(self, folder: Path, most: int, seed: int | None) -> Outcome:
        try:
            entries = sorted(manifest.read(folder).values())
        except ValueError:
            entries = []
        if not entries:
            text = f"“{folder}”里没有可以核对的副本（缺少或者读不出 {manifest.NAME}）。"
            return Outcome({"refused": text}, text, REFUSED)
        if most < 0:
            raise WrongUse("--sample 要写 0 或者更大的整数。")
        seed = random.SystemRandom().randrange(1 << 31) if seed is None else seed
        most = min(most, len(entries)) or len(entries)
        chosen = random.Random(seed).sample(entries, most)  # noqa: S311  to be repeated, not a secret
        problems = actions.verify(folder=folder, sample=chosen)
        lines = [f"{settings.MINGBAI_BASE_URL}{path}：{problem}" for path, problem in problems.items()]
        lines.append(f"抽查 {most} 个（共 {len(entries)} 个，种子 {seed}），有问题 {len(problems)} 个。")
        data = {"checked": most, "files": len(entries), "seed": seed, "problems": problems}
        return Outcome(data, "\n".join(lines), REFUSED if problems else DONE)
