"""What staff, villagers and households type. Keys of `cleaned_data` are the arguments of the actions."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.households.actions.objecting import LONGEST, LONGEST_ANSWER, LONGEST_CONTACT
from mingbai.households.models import HouseholdList, ListKind
from mingbai.households.policies import EDIT
from mingbai.households.queries import areas_for
from mingbai.households.states import ObjectionKind, ObjectionWay
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm, PublicForm
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import memberships_of
from mingbai.promises.queries import public_text
from mingbai.timelimits.periods import Per, of_key, period_of


class PublicRecord(forms.CharField):
    """A record that is public now, by its index number or address; None when nothing was typed."""

    def clean(self, value: Any) -> Information | None:
        typed = super().clean(value).strip()
        if not typed:
            return None
        found = public_text(typed)
        if found is None:
            raise ValidationError("没有找到，或者还没有公开。请填索引号或者网页地址。")
        return found


class NewForm(PlainForm):
    organisation = Place(label="经办单位")
    kind = forms.ModelChoiceField(
        label="哪一种名单", queryset=ListKind.objects.filter(retired_at=None), empty_label="请选择"
    )
    area = Place(label="哪里的名单", help_text="名单包括这里和下面所有的村（社区）。")
    period_key = forms.ChoiceField(label="哪一期")
    telephone = forms.CharField(
        label="咨询电话", required=False, max_length=60, help_text="印在公示表和网页上。不填用单位的电话。"
    )
    complaints = forms.CharField(label="监督电话", required=False, max_length=60)
    information = PublicRecord(
        label="公开的合计信息",
        required=False,
        max_length=200,
        help_text="已经公开了户数、合计金额的，填那一条的索引号或者网址；没有的，公示以后可以从这里起草。",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, area = self.fields["organisation"], self.fields["area"]
        assert isinstance(organisation, Place) and isinstance(area, Place)
        organisation.within(user, EDIT)
        area.queryset = Organisation.objects.filter(pk__in=set(_areas(user))).order_by("path")
        mine = [one.organisation_id for one in memberships_of(user) if may(user, EDIT, one.organisation)]
        if mine:
            organisation.initial = area.initial = mine[0]
        period = self.fields["period_key"]
        assert isinstance(period, forms.ChoiceField)
        period.choices = [("", "请选择"), *_periods()]


def _areas(user: User) -> Iterator[int]:
    for one in memberships_of(user):
        if may(user, EDIT, one.organisation):
            yield from areas_for(one.organisation).values_list("pk", flat=True)


def _periods() -> list[tuple[str, list[tuple[str, str]]]]:
    """The periods of this year and the last, the present one of each kind first."""
    today, found = clock.today(), []
    for per in (Per.QUARTER, Per.MONTH, Per.HALF_YEAR, Per.YEAR):
        one = period_of(per, today)
        rows: list[tuple[str, str]] = []
        while one.start.year >= today.year - 1 and len(rows) < 15:
            rows.append((one.key, one.label))
            one = period_of(per, one.start.fromordinal(one.start.toordinal() - 1))
        found.append((str(per.label), rows))
    return found


def period_words(key: str) -> str:
    return of_key(key).label


class ImportForm(PlainForm):
    file = forms.FileField(
        label="填好的表格",
        help_text="用这份名单的模板填写，存成 .xlsx。有一处错误就整份退回，标红后请改正再传。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class ReasonForm(PlainForm):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PostForm(PlainForm):
    wanted_until = Day(
        label="公示到哪一天", required=False, help_text="不填就按时限的最短时间。只能比最短时间长。"
    )


class SlipForm(PlainForm):
    again = forms.BooleanField(label="全部重印（原来的查询码全部作废）", required=False)
    reason = forms.CharField(label="为什么重印", required=False, max_length=300)


class EmptyForm(PlainForm):
    """Only a button."""


class EnterForm(PlainForm):
    kind = forms.ChoiceField(label="哪一类", choices=ObjectionKind.choices)
    way = forms.ChoiceField(
        label="怎样提出",
        choices=[(one.value, one.label) for one in (ObjectionWay.ORAL, ObjectionWay.LETTER)],
    )
    text = forms.CharField(
        label="说了什么",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="加密保存，只有办理的人能看。",
    )
    contact = forms.CharField(
        label="姓名、联系方式", required=False, max_length=LONGEST_CONTACT, help_text="不愿意留的不填。"
    )
    received_on = Day(label="哪一天提出", initial=clock.today)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DecideForm(PlainForm):
    upheld = forms.TypedChoiceField(
        label="核查结果",
        choices=[("", "请选择"), ("no", "经核查，名单没有错"), ("yes", "情况属实，名单要更正")],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    answer = forms.CharField(
        label="答复",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="提出的人用回执能看到。不写别人的个人信息。",
    )


# -- the public ---------------------------------------------------------------------------------------------


class ObjectForm(PublicForm):
    kind = forms.ChoiceField(
        label="是什么问题",
        choices=ObjectionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "请选一项。"},
    )
    text = forms.CharField(
        label="哪一户、哪里不对",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写一两句就行。加密保存，只有办理的人能看。",
        error_messages={"max_length": f"最多 {LONGEST} 字，请写短一些。"},
    )
    contact = forms.CharField(
        label="您的姓名、电话（可以不填）",
        required=False,
        max_length=LONGEST_CONTACT,
        help_text="不填也受理，用回执查结果。填了的加密保存，不告诉被反映的人。",
        error_messages={"max_length": f"最多 {LONGEST_CONTACT} 字。"},
    )
    field_order = ("kind", "text", "contact", "website", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].error_messages["required"] = "请选一项：是什么问题。"
        self.fields["text"].error_messages["required"] = "请写一两句：哪一户、哪里不对。"


class QueryForm(PlainForm):
    use_required_attribute = False
    code = forms.CharField(
        label="查询码",
        max_length=100,
        help_text="纸条上的 12 位字母和数字，大小写、横线不要紧。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "查询码是 12 位，请对照纸条看一看。"},
    )
    tail = forms.CharField(
        label="户主身份证号末四位",
        max_length=8,
        help_text="最后一位是 X 的填 X。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}),
        error_messages={"max_length": "只填末四位。"},
    )


class ReceiptForm(PlainForm):
    use_required_attribute = False
    code = forms.CharField(
        label="回执号",
        max_length=100,
        help_text="提异议时得到的 12 位字母和数字。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "回执号是 12 位，请对照看一看。"},
    )


def villages_in(row: HouseholdList) -> list[Organisation]:
    """The villages that have households on it, for the choice on the page."""
    return list(
        Organisation.objects.filter(pk__in=row.rows.order_by().values("village").distinct()).order_by("path")
    )
