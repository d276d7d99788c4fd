"""The sums of a list, of which no household can be told."""

from django.utils.html import escape

from mingbai.households.models import HouseholdList
from mingbai.households.queries import summed
from mingbai.households.rules.masking import numeral

Named = tuple[str, str]


def rows_of_totals(row: HouseholdList) -> tuple[list[str], list[list[str]], list[str]]:
    """Titles, one row for each village, and the row of all."""
    columns = row.rules.definition.summed
    titles = ["村（社区）", "户数", *(one.label for one in columns)]
    rows = [
        [
            one["name"],
            str(one["households"]),
            *(numeral(c.type, one["sums"].get(c.name, "0")) for c in columns),
        ]
        for one in row.totals
    ]
    whole = summed(row.totals, columns)
    last = ["合计", str(whole["households"]), *(numeral(c.type, str(whole["sums"][c.name])) for c in columns)]
    return titles, rows, last


def named_totals(row: HouseholdList) -> tuple[list[str], list[list[Named]], list[Named]]:
    """The same with the title beside each cell, as narrow screens show it."""
    titles, rows, last = rows_of_totals(row)
    named = [list(zip(titles, one, strict=True)) for one in (*rows, last)]
    return titles, named[:-1], named[-1]


def as_html(row: HouseholdList) -> str:
    """The body of the public record."""
    titles, rows, last = rows_of_totals(row)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in one) + "</tr>" for one in (*rows, last)
    )
    about = escape(f"{row.title}已经公示，现将户数和合计数公开如下。")
    caption = escape(row.title.removesuffix("名单") + "合计")
    top = f"<caption>{caption}</caption><thead><tr>{head}</tr></thead>"
    return f"<p>{about}</p><table>{top}<tbody>{lines}</tbody></table>"
