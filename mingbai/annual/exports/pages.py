"""The body of the record: headings, paragraphs and the three tables, everything escaped."""

from html import escape

from mingbai.annual.exports.grids import grid_of
from mingbai.annual.queries.shown import Part, Shown
from mingbai.annual.rules.grids import Box, Grid


def as_html(report: Shown) -> str:
    return "".join(_part(report, part) for part in report.parts)


def _part(report: Shown, part: Part) -> str:
    table = table_html(grid_of(report, part.table), part.title) if part.table else ""
    text = "".join(f"<p>{escape(one)}</p>" for one in part.paragraphs)
    return f"<h2>{escape(part.heading)}</h2>{table}{text}"


def table_html(grid: Grid, caption: str) -> str:
    rows = "".join(f"<tr>{''.join(_box(box) for box in row)}</tr>" for row in grid)
    return f"<table><caption>{escape(caption)}</caption><tbody>{rows}</tbody></table>"


def _box(box: Box) -> str:
    tag = "td" if box.name else "th"
    spans = f' colspan="{box.columns}"' if box.columns > 1 else ""
    spans += f' rowspan="{box.rows}"' if box.rows > 1 else ""
    scope = ' scope="row"' if tag == "th" and not box.head else ""
    return f"<{tag}{spans}{scope}>{escape(box.text)}</{tag}>"
