"""The names of cells as a person finds them in the printed form."""

from mingbai.report_check.findings import TABLES
from mingbai.report_check.form import three

_LABELS = {row.key: row.label for row in (*three.ROWS_2019, *three.ROWS_2021)}
_PARENTS = {row.key: row.parent for row in (*three.ROWS_2019, *three.ROWS_2021)}


def cell_words(name: str) -> str:
    """`three.三3_1国密.自然人` → 表三“（三）不予公开 1.属于国家秘密”行“自然人”列."""
    table, _, rest = name.partition(".")
    row, _, column = rest.rpartition(".")
    if table not in TABLES:
        return name
    return (
        f"{TABLES[table]}“{row_words(row)}”行“{column}”列" if table != "four" else f"表四“{row}”的“{column}”"
    )


def row_words(key: str) -> str:
    """A row's label with the heading above it where the label alone says little."""
    label = _LABELS.get(key, key).replace("“", "‘").replace("”", "’")
    parent = _PARENTS.get(key, "")
    return f"{_LABELS[parent]} {label}" if parent not in ("", "三") else label
