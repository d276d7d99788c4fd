"""The two forms and their tables."""

from dataclasses import dataclass, field

from mingbai.report_check.form import four, three, two
from mingbai.report_check.form.cells import Cell, as_json
from mingbai.report_check.form.three import RowThree
from mingbai.report_check.form.two import RowTwo

SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMERALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Form:
    """`name` is the first year of use; `document` the document that prescribes it."""

    name: str
    document: str
    two: tuple[RowTwo, ...]
    three: tuple[RowThree, ...]

    @property
    def three_cells(self) -> tuple[RowThree, ...]:
        """The rows of table three that hold cells, in printed order."""
        return tuple(row for row in self.three if not row.heading)

    @property
    def leaves(self) -> tuple[str, ...]:
        """Keys of the outcomes that add up to （七）总计: 21 in the form of 2021."""
        return tuple(row.key for row in self.three if row.leaf)

    def empty(self) -> "Tables":
        """Tables of this form in which nothing is filled in."""
        return Tables(
            {row.key: [None] * len(row.columns) for row in self.two},
            {row.key: [None] * len(three.COLUMNS) for row in self.three_cells},
            [None] * len(four.CELLS),
        )


FORM_2021 = Form("2021", "国办公开办函〔2021〕30号", two.ROWS_2021, three.ROWS_2021)
FORM_2019 = Form("2019", "国办公开办函〔2019〕60号", two.ROWS_2019, three.ROWS_2019)
FORMS = {form.name: form for form in (FORM_2021, FORM_2019)}


def form_of(year: int) -> Form | None:
    """The form a report about `year` has to use; None before 2019, when it was prose."""
    if year < 2019:
        return None
    return FORM_2019 if year < 2021 else FORM_2021


@dataclass(slots=True)
class Tables:
    """Values of tables two, three and four; a table that is not there is empty ({} or []).

    `two` and `three` map a row's key to its cells in the order of its columns; `four` has the 15 cells
    in the order of `four.CELLS`.
    """

    two: dict[str, list[Cell]] = field(default_factory=dict)
    three: dict[str, list[Cell]] = field(default_factory=dict)
    four: list[Cell] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """`{two: {row: [..]}, three: {row: [7]}, four: [15]}`; a missing table is null."""
        return {
            "two": {key: [as_json(cell) for cell in row] for key, row in self.two.items()} or None,
            "three": {key: [as_json(cell) for cell in row] for key, row in self.three.items()} or None,
            "four": [as_json(cell) for cell in self.four] or None,
        }
