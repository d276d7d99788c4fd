"""What is wrong in a file, and where."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Problem:
    """`row` and `column` as Excel counts them, from 1; column 0 means the whole row."""

    sheet: str
    row: int
    column: int
    message: str

    @property
    def cell(self) -> str:
        """Where it is, as people say it: C7, or 第7行."""
        return f"{get_column_letter(self.column)}{self.row}" if self.column else f"第{self.row}行"
