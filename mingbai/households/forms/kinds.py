"""A kind of list as it is set up: its facts, and a form for each column."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.households.queries import hanging_limits
from mingbai.households.rules.definitions import (
    MOST_COLUMNS,
    SHOWS,
    TYPES,
    VIEWS,
    Check,
    Column,
    Definition,
    Show,
    Type,
    View,
    check_of,
)
from mingbai.organisations.forms import PlainForm, Several

SPARE = 3
_SHOWS = [(key.value, label) for key, label in SHOWS.items()]


class KindForm(PlainForm):
    name = forms.CharField(label="名称", max_length=40)
    limit = forms.ChoiceField(label="公示多久", help_text="天数在“时限”里设置。")
    basis = forms.CharField(label="依据", required=False, max_length=200)
    names_basis = forms.CharField(
        label="写全名的依据",
        required=False,
        max_length=200,
        help_text="只有法规规定公示栏要写全名的才填，写明哪一部、第几条。不填，姓名遮住一部分。",
    )
    several = forms.BooleanField(label="同一户可以有几行（选项不同的）", required=False)
    checks = forms.CharField(
        label="自动核对",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一条，如：补贴金额 = 补贴面积 × 补贴标准，或者：合计 = 种粮补贴 + 农机补贴。",
    )

    def __init__(
        self, *args: Any, definition: Definition | None = None, name: str = "", **kwargs: Any
    ) -> None:
        if definition is not None:
            kwargs["initial"] = {
                "name": name,
                "limit": definition.limit,
                "basis": definition.basis,
                "names_basis": definition.names_basis,
                "several": definition.several,
                "checks": "\n".join(str(one) for one in definition.checks),
            }
        super().__init__(*args, **kwargs)
        limit = self.fields["limit"]
        assert isinstance(limit, forms.ChoiceField)
        limit.choices = hanging_limits()

    def clean_checks(self) -> tuple[Check, ...]:
        lines = [line for line in self.cleaned_data["checks"].splitlines() if line.strip()]
        try:
            return tuple(check_of(line) for line in lines[:20])
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong


class ColumnForm(PlainForm):
    """One column; without a name it is none."""

    name = forms.CharField(label="列名", required=False, max_length=20)
    type = forms.ChoiceField(label="类型", choices=[(key.value, label) for key, label in TYPES.items()])
    required = forms.BooleanField(label="必填", required=False)
    options = Several(label="选项", required=False, max_length=900)
    least = forms.DecimalField(label="最小", required=False, max_digits=12, decimal_places=4)
    most = forms.DecimalField(label="最大", required=False, max_digits=12, decimal_places=4)
    total = forms.BooleanField(label="算合计", required=False)
    public = forms.ChoiceField(label=VIEWS[View.PUBLIC], choices=_SHOWS)
    board = forms.ChoiceField(label=VIEWS[View.BOARD], choices=_SHOWS)
    household = forms.ChoiceField(label=VIEWS[View.HOUSEHOLD], choices=_SHOWS, initial=Show.FULL.value)
    hint = forms.CharField(label="填写提示", required=False, max_length=100)

    def column(self) -> Column | None:
        values = self.cleaned_data
        if not values["name"].strip():
            return None
        return Column(
            name=values["name"].strip(),
            type=Type(values["type"]),
            required=values["required"],
            options=tuple(values["options"]),
            least=values["least"],
            most=values["most"],
            total=values["total"],
            public=Show(values["public"]),
            board=Show(values["board"]),
            household=Show(values["household"]),
            hint=values["hint"],
        )


def column_forms(definition: Definition | None, posted: Any) -> list[ColumnForm]:
    """A form for each column there is, and some empty ones; what was sent counts before both."""
    columns = definition.columns if definition else ()
    count = min(len(columns) + SPARE, MOST_COLUMNS)
    if posted is not None:
        sent = {key.split("-")[0] for key in posted if key.endswith("-name") and key.startswith("c")}
        return [ColumnForm(posted, prefix=f"c{at}") for at in range(MOST_COLUMNS) if f"c{at}" in sent]
    filled = [_initial(one) for one in columns] + [None] * count
    return [ColumnForm(prefix=f"c{at}", initial=one) for at, one in enumerate(filled[:count])]


def _initial(one: Column) -> dict[str, Any]:
    plain = {"least": one.least, "most": one.most, "options": list(one.options)}
    shows = {"public": one.public.value, "board": one.board.value, "household": one.household.value}
    return {
        "name": one.name, "type": one.type.value, "required": one.required, "total": one.total,
        "hint": one.hint, **plain, **shows,
    }  # fmt: skip


def definition_of(form: KindForm, columns: list[ColumnForm]) -> Definition:
    values = form.cleaned_data
    found = (one.column() for one in columns)
    return Definition(
        columns=tuple(one for one in found if one is not None),
        checks=values["checks"],
        limit=values["limit"],
        names_basis=values["names_basis"],
        basis=values["basis"],
        several=values["several"],
    )
