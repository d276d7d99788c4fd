"""What is typed about the sheets of a village. Keys of `cleaned_data` are the arguments of the action."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm, Several
from mingbai.timelimits.periods import Per
from mingbai.villages.exports import decimal, whole
from mingbai.villages.models import MonthlyClose, Objection
from mingbai.villages.policies import MANAGE
from mingbai.villages.rules import Line, Regime, Section
from mingbai.villages.states import TO_AUTHORITY, ObjectionKind, Result

BLANK_LINES = 3


class Money(forms.CharField):
    """An amount in yuan: 1234.5, 1,234.50 or 1234.50元; None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return decimal(str(super().to_python(value) or ""))
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def run_validators(self, value: Any) -> None:
        """The parser has judged it."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}" if isinstance(value, Decimal) else value


class Count(forms.CharField):
    """A whole number of households or people; None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=8, required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return whole(str(super().to_python(value) or ""), str(self.label or ""))
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def run_validators(self, value: Any) -> None:
        """The parser has judged it."""


class SheetForm(PlainForm):
    opening = Money(
        label="上期结余（元）", required=False, help_text="应当等于上一期公布的期末结余。没有就填 0。"
    )
    closing = Money(
        label="本期结余（元）",
        required=False,
        help_text="上期结余 + 收入合计 − 支出合计。先空着保存，系统会算给您看。",
    )
    note = forms.CharField(
        label="需要说明的情况", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    base = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: MonthlyClose, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "opening": sheet.opening,
            "closing": sheet.closing,
            "note": sheet.note,
            "base": sheet.digest,
        }
        super().__init__(*args, **kwargs)


class LineForm(forms.Form):
    """One line; a line whose text, amounts and numbers are all empty is none."""

    use_required_attribute = False
    text = forms.CharField(label="事项", required=False, max_length=200)
    amount = Money(label="金额（元）", required=False)
    households = Count(label="户数")
    people = Count(label="人数")
    on = Day(label="日期", required=False)
    note = forms.CharField(label="备注", required=False, max_length=200)
    information = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for name in UNUSED[section]:
            del self.fields[name]
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{section.label.split('（')[0]}：{field.label or name}"

    def line(self) -> Line | None:
        values = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if not values.keys() - {"information", "on"} or not any(
            values.get(n) for n in values if n != "information"
        ):
            return None
        values.setdefault("text", "")
        return Line(section=self.section, **values)


UNUSED = {
    Section.INCOME: ("households", "people", "on", "information"),
    Section.EXPENSE: ("households", "people", "on", "information"),
    Section.WELFARE: ("on", "information"),
    Section.CONTRACT: ("households", "people", "information"),
    Section.MATTER: ("households", "people", "amount"),
}
"""Fields that make no sense in a section."""


def line_forms(sheet: MonthlyClose, data: Any = None) -> dict[Section, list[LineForm]]:
    """The lines of each section and some empty ones to type into; prefixes are section and number."""
    found = {}
    for section in Section:
        present = [line for line in sheet.content if line.section == section]
        count = _count(data, section, len(present) + BLANK_LINES)
        found[section] = [
            LineForm(
                data,
                section=section,
                prefix=f"{section.value}-{number}",
                initial=vars(present[number]) if number < len(present) else None,
                auto_id="id_%s",
            )
            for number in range(count)
        ]
    return found


def _count(data: Any, section: Section, usual: int) -> int:
    """As many lines as were sent, at most 300; a page opened before others added lines loses none."""
    if not data:
        return usual
    head = f"{section.value}-"
    numbers = [name[len(head) :].partition("-")[0] for name in data if name.startswith(head)]
    return min(max((int(n) + 1 for n in numbers if n.isdigit() and len(n) < 4), default=0), 300)


class UploadForm(PlainForm):
    file = forms.FileField(
        label="填好的表格",
        help_text="用本页下载的 Excel 表填写。上传后代替这张表里现在的内容。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class StartForm(PlainForm):
    village = Place(label="村（社区）")
    period_key = forms.CharField(
        label="哪一期", max_length=10, help_text="按月公布的写 2026-03，按季度公布的写 2026Q1。"
    )

    def __init__(self, *args: Any, villages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["village"]
        assert isinstance(place, Place)
        place.queryset = villages


PHOTO = {"accept": "image/*,.pdf"}


class SignForm(PlainForm):
    role = forms.ChoiceField(label="谁签的字")
    name = forms.CharField(label="姓名", max_length=50)
    signed_on = Day(label="签字日期", initial=clock.today)
    photo = forms.FileField(
        label="签好字的纸质表照片",
        required=False,
        help_text="照片只作内部佐证，拍摄地点会自动去掉。几个签字都由您一个人录入的，最后一个必须上传。",
        widget=forms.ClearableFileInput(attrs=PHOTO),
    )

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(one, one) for one in roles]


class PostForm(PlainForm):
    posted_on = Day(label="哪天张贴的", initial=clock.today)
    posted_until = Day(label="张贴到哪天", required=False)
    place = forms.CharField(
        label="张贴地点", required=False, max_length=100, help_text="例如：村委会门口公开栏。"
    )
    photo = forms.FileField(
        label="公开栏照片",
        help_text="拍到整块公开栏。照片只作内部佐证，拍摄地点会自动去掉。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args: Any, regime: Regime, boards: Sequence[str] = (), **kwargs: Any) -> None:
        """`boards`: the names of the village's boards; the first is proposed."""
        super().__init__(*args, **kwargs)
        place, days = self.fields["place"], regime.posting_days
        if boards:
            place.initial, place.help_text = boards[0], f"登记过的公示栏：{'、'.join(boards)}。"
        self.fields["posted_until"].help_text = f"至少 {days} 天，张贴当天不算。不填就按 {days} 天。"


class CorrectForm(PlainForm):
    reason = forms.CharField(
        label="更正什么、为什么", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class EmptyForm(PlainForm):
    """Only a button."""


class ObjectionForm(PlainForm):
    kind = forms.ChoiceField(label="哪一种", choices=ObjectionKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="反映的内容",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写事情，不写反映人的身份证号、电话。",
    )
    raised_on = Day(label="哪天提出的", initial=clock.today)
    name = forms.CharField(
        label="反映人",
        required=False,
        max_length=50,
        help_text="可以不填。只有办理人员看得到，不公开、不导出。",
    )


class AnswerForm(PlainForm):
    result = forms.ChoiceField(label="结果", widget=forms.RadioSelect)
    answer = forms.CharField(
        label="怎么核实、怎么答复的", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = set()
        if objection.kind == ObjectionKind.LATE:
            left_out = {Result.CORRECTED}
        if objection.kind not in TO_AUTHORITY:
            left_out = {Result.ORDERED}
        result = self.fields["result"]
        assert isinstance(result, forms.ChoiceField)
        result.choices = [(value, label) for value, label in Result.choices if value not in left_out]


class RegimeForm(PlainForm):
    organisation = Place(label="适用于（含下级）", help_text="选县，全县适用；选乡镇或者村，只对它适用。")
    per = forms.ChoiceField(label="多久公布一次", choices=[(Per.MONTH, "每月"), (Per.QUARTER, "每季度")])
    due_days = forms.IntegerField(
        label="期满后几天内公布",
        min_value=0,
        max_value=60,
        initial=20,
        help_text="例如填 20：三月的最迟 4 月 20 日公布。",
    )
    posting_days = forms.IntegerField(label="至少张贴几天", min_value=1, max_value=60, initial=7)
    signers = Several(
        label="由谁签字", max_length=200, initial="、".join(Regime().signers), help_text="用顿号隔开。"
    )
    telephone = forms.CharField(label="监督电话", required=False, max_length=60, help_text="印在公开表下面。")
    basis = forms.CharField(label="依据", max_length=200, help_text="县里的哪个文件或者会议决定。")
    valid_from = Day(label="从哪天起用", initial=clock.today)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, Place)
        place.within(user, MANAGE)
