"""`mingbai register`: the register of one month or one year of an organisation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mingbai.book import exports, queries
from mingbai.book.rules import STILL, day_of, months_of_year
from mingbai.commands.verb import Outcome, Verb, WrongUse
from mingbai.organisations.models import Organisation


class Command(Verb):
    help = "公开登记簿：一个单位一个月或一年公开了什么、用什么形式、在哪里、从哪天到哪天、谁经办、有什么佐证"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", metavar="机构代码", required=True)
        parser.add_argument("--month", metavar="2026-05", help="哪个月")
        parser.add_argument("--year", type=int, metavar="2026", help="一整年")
        parser.add_argument("--pdf", type=Path, metavar="文件", help="写成可以打印的 PDF")

    def run(
        self,
        organisation: str = "",
        month: str | None = None,
        year: int | None = None,
        pdf: Path | None = None,
        **options: Any,
    ) -> Outcome:
        place = Organisation.objects.filter(code=organisation).first()
        if place is None:
            raise WrongUse(f"没有代码为 {organisation} 的机构。用 mingbai organisations 可以看到全部代码。")
        shown = [queries.shown(place, queries.month_of(key)) for key in _keys(month, year)]
        if pdf is not None:
            _write(pdf, exports.pdf(shown, month or f"{year}年"))
        return Outcome(_data(place, shown), _text(place, shown, pdf))


def _keys(month: str | None, year: int | None) -> list[str]:
    present = queries.present_month()
    if (month is None) == (year is None):
        raise WrongUse("请写 --month 2026-05 或者 --year 2026，写其中一个。")
    if month is None:
        keys = list(months_of_year(year or 0, present)) if 2000 <= (year or 0) <= 9999 else []
    else:
        try:
            keys = [queries.month_of(month).key]
        except ValueError as problem:
            raise WrongUse(f"月份要写成 2026-05 这样，不能写“{month}”。") from problem
    if not keys or keys[0] > present:
        raise WrongUse("只能列出已经开始的月份。")
    return keys


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise WrongUse(f"不能写入“{path}”。请检查路径是否正确、是否有权写入。") from problem


def _data(place: Organisation, shown: list[exports.Shown]) -> dict[str, Any]:
    months = [
        {
            **book.value(),
            "digest": seal.digest if seal else book.digest(),
            "sealed": seal.at if seal else None,
        }
        for book, seal in shown
    ]
    return {"organisation": place.code, "months": months}


def _text(place: Organisation, shown: list[exports.Shown], pdf: Path | None) -> str:
    lines = []
    for book, seal in shown:
        lines += [f"{place.name} {book.month}　{exports.totals_words(book)}", exports.seal_words(seal)]
        lines += [
            f"{one.number:>4}  {one.index_number}  {one.title}  {one.form} {one.place}  "
            f"{day_of(one.begun)}～{day_of(one.ended) or STILL}  {one.by}"
            for one in book.entries
        ]
        lines += [f"补记  {day_of(one.on)}  {one.index_number}  {one.what}" for one in book.supplements]
    return "\n".join([*lines, *([f"已写入 {pdf}"] if pdf else [])])
