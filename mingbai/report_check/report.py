"""One office's annual report as it was read."""

from dataclasses import dataclass, field
from datetime import date

from mingbai.report_check.extraction.found import Fault
from mingbai.report_check.form.forms import FORMS, Form, Tables, form_of

PROSE, UNKNOWN = "prose", "unknown"


@dataclass(slots=True)
class Report:
    """`organisation` is "" and `year` None where the report does not say; `published_on` likewise None.

    `form` is 2021, 2019, prose (no tables) or unknown (nothing of an annual report was found).
    `unsure` names cells whose value is not known: no rule may judge them. `pictures` are the tables
    ("two", "three", "four") in whose place stands a picture. `has_text` is False for bare tables (JSON).
    """

    organisation: str = ""
    year: int | None = None
    form: str = UNKNOWN
    published_on: date | None = None
    tables: Tables = field(default_factory=Tables)
    title: str = ""
    sections: dict[int, str] = field(default_factory=dict)
    text: str = ""
    has_text: bool = True
    unread: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)

    @property
    def shape(self) -> Form | None:
        """The form its tables have; for prose the one they should have had."""
        return FORMS.get(self.form) or (form_of(self.year) if self.year is not None else None)

    @property
    def has_tables(self) -> bool:
        return bool(self.tables.two or self.tables.three or self.tables.four)
