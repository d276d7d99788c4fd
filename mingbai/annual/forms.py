"""Forms of the annual reports; the keys of `cleaned_data` are the keyword arguments of the action."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.annual.actions import Figure
from mingbai.annual.models import Entered
from mingbai.annual.queries import packaged, parameter, writable
from mingbai.annual.rules.places import Place
from mingbai.catalogue.models import Genre
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.shell.forms import field_of

OLDEST = 2019


class BeginForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label="哪个单位的报告", queryset=Organisation.objects.none(), empty_label="请选择"
    )
    year = forms.TypedChoiceField(
        label="年度", coerce=int, help_text="2019、2020年度用2019年试行格式，2021年度起用现行格式。"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = writable(user)
        this = clock.today().year
        field_of(self, "year").choices = [(one, f"{one}年") for one in range(this, OLDEST - 1, -1)]
        self.initial.setdefault("year", this - 1)


class SectionForm(forms.Form):
    text = forms.CharField(
        label="内容",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="每段一行。“【请补充：……】”的地方要换成实际情况，否则不能提交签发。",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class HandInForm(forms.Form):
    to = forms.CharField(label="报送给", required=False, max_length=100, help_text="不填的，报送给上级机关。")


class CoverForm(forms.Form):
    included = forms.TypedChoiceField(
        label="是否汇总",
        coerce=lambda value: value == "yes",
        choices=[("yes", "汇总这个单位的报告"), ("no", "不汇总")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    reason = forms.CharField(
        label="不汇总的理由", required=False, help_text="如：实行垂直管理，由上级主管部门汇总。"
    )


class FiguresForm(forms.Form):
    """Three fields for each cell: the value, that it is not applicable, and where the value is from."""

    def __init__(self, *args: Any, cells: Sequence[Place], known: dict[str, Entered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = list(cells)
        for number, place in enumerate(self.cells):
            self._add(number, place, known.get(place.name))

    def _add(self, number: int, place: Place, held: Entered | None) -> None:
        value = held.value.normalize() if held and held.value is not None else None
        self.fields[f"value{number}"] = forms.DecimalField(
            label=self._short(place),
            required=False,
            max_digits=16,
            decimal_places=6,
            initial=f"{value:f}" if value is not None else None,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"invalid": "请填数字，如 12 或者 3.5。"},
        )
        self.fields[f"na{number}"] = forms.BooleanField(
            label="不适用", required=False, initial=bool(held and held.not_applicable)
        )
        self.fields[f"source{number}"] = forms.CharField(
            label="来源",
            required=False,
            max_length=300,
            initial=held.source if held else "",
            help_text="如：行政执法统计年报、非税收入系统。" if number == 0 else "",
        )

    def _short(self, place: Place) -> str:
        """Names the figure where the problems are listed: 行政处罚, or 规章：本年制发件数."""
        alone = sum((one.table, one.row) == (place.table, place.row) for one in self.cells) == 1
        return place.row if place.table == "two" and alone else place.label.partition(" ")[2]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"place": place, "fields": [self[f"{name}{number}"] for name in ("value", "na", "source")]}
            for number, place in enumerate(self.cells)
        ]

    def clean(self) -> dict[str, Any]:
        """Only `figures`, as the action takes them."""
        data = super().clean() or {}
        figures = [
            Figure(
                name=place.name,
                value=_decimal(data.get(f"value{number}")),
                not_applicable=bool(data.get(f"na{number}")),
                source=data.get(f"source{number}") or "",
            )
            for number, place in enumerate(self.cells)
        ]
        return {"figures": figures}

    def field_of_cell(self, name: str) -> str:
        """Where a problem with a cell is shown."""
        names = [place.name for place in self.cells]
        return f"value{names.index(name)}" if name in names else ""


def _decimal(value: Any) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


class ParametersForm(forms.Form):
    reporting_kinds = forms.MultipleChoiceField(choices=Kind.choices, widget=forms.CheckboxSelectMultiple)
    rules_kinds = forms.MultipleChoiceField(
        choices=Kind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    normative_kinds = forms.MultipleChoiceField(
        choices=Kind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    normative_genres = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Genre.objects.values_list("name", flat=True)
        field_of(self, "normative_genres").choices = [(one, one) for one in names]
        for name in self.fields:
            told = packaged()[name]
            self.fields[name].label, self.fields[name].help_text = told["label"], told["basis"]
            self.initial.setdefault(name, parameter(name))
