"""How many places were withheld on which ground, for the answer letter."""

from collections import Counter
from collections.abc import Iterable, Mapping

from mingbai.redaction.values import GROUND, GroundRow, Placed

REGULATION = "《中华人民共和国政府信息公开条例》"
DIGITS = "零一二三四五六七八九"


def summary(placed: Iterable[Placed], names: Mapping[str, str] | None = None) -> tuple[GroundRow, ...]:
    """Bars by ground, in the order of the articles; `names` gives the words of a ground's code.

    What lay only in hidden content left no bar and is counted with nothing: 条例 asks reasons for what
    the applicant would have seen. A ground with nothing but such places stands with 0.
    """
    counts: Counter[str] = Counter()
    for place in placed:
        counts[place.mark.ground] += place.count if place.how == "barred" else 0
    words = names or {}
    return tuple(
        GroundRow(code, f"{REGULATION}第{chinese(_article(code))}条", words.get(code, ""), counts[code])
        for code in sorted(counts, key=lambda code: (_article(code), code))
    )


def sentence(rows: Iterable[GroundRow]) -> str:
    """One sentence for the letter; "" when nothing visible was withheld."""
    seen = [row for row in rows if row.places]
    if not seen:
        return ""
    parts = [f"依据{row.article}{f'（{row.name}）' if row.name else ''}遮盖 {row.places} 处" for row in seen]
    return f"所附文件共遮盖 {sum(row.places for row in seen)} 处：{'；'.join(parts)}。"


def _article(code: str) -> int:
    found = GROUND.fullmatch(code)
    assert found is not None
    return int(found[1])


def chinese(number: int) -> str:
    """1..99 as in 第十五条."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
