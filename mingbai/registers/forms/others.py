"""Forms of contacts, leading groups, accounts, the roster, kinds and settings."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.organisations.models import Kind as OrganisationKind
from mingbai.registers import rules
from mingbai.registers.forms.fields import Colleague, OfUnit, OneRecord
from mingbai.registers.models import Contact, LeadingGroup, MediaAccount
from mingbai.registers.rules import Kind
from mingbai.registers.states import ContactKind, GroupKind, GroupRole, Platform

ASKED = {
    "place": "地点",
    "chair": "主持人",
    "speaker": "主讲人、汇报人",
    "attendance": "参加人员和人数",
    "summary": "内容",
    "outcome": "结果",
    "link": "网址",
}


class _Person(OfUnit):
    """Somebody by account or by name; with an account the name may be left out."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "name" in self.fields and not values.get("name") and "name" not in self.errors:
            if values.get("user") is None:
                self.add_error("name", "请填写姓名，或者选择账号。")
            else:
                values["name"] = str(values["user"])
        return values


class FilingForm(PlainForm):
    filed_on = Day(label="向县公开办报备的日期", required=False)
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)


class ContactForm(_Person):
    organisation = Place(label="单位")
    kind = forms.ChoiceField(label="身份", choices=ContactKind.choices)
    user = Colleague(label="账号", help_text="有账号的请选上，提醒会发给本人；本人离任后系统会提示补登。")
    name = forms.CharField(label="姓名", max_length=50, required=False, help_text="选了账号的可以不填。")
    post = forms.CharField(label="职务", max_length=80, required=False)
    telephone = forms.CharField(
        label="电话", max_length=60, required=False, help_text="只给工作人员看，不会公开。"
    )
    valid_from = Day(label="从哪一天起", initial=clock.today)
    filed_on = Day(label="向县公开办报备的日期", required=False)
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)

    def __init__(
        self, *args: Any, contact: Contact | None = None, succeeds: Contact | None = None, **kwargs: Any
    ) -> None:
        initial = kwargs.pop("initial", None) or {}
        if contact is not None:
            names = ("kind", "user", "name", "post", "telephone", "valid_from", "filed_on", "filing_number")
            initial |= {name: getattr(contact, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        if contact is not None or succeeds is not None:
            del self.fields["organisation"]
        if succeeds is not None:
            del self.fields["kind"]
        someone = self.fields["user"]
        if contact is not None and contact.user_id and isinstance(someone, Colleague):
            people = someone.queryset if someone.queryset is not None else User.objects.none()
            someone.queryset = people | User.objects.filter(pk=contact.user_id)


class EndForm(PlainForm):
    on = Day(label="最后一天", initial=clock.today)
    reason = forms.CharField(label="原因", max_length=200)


class GroupForm(OfUnit):
    organisation = Place(label="单位")
    kind = forms.ChoiceField(label="类别", choices=GroupKind.choices)
    name = forms.CharField(label="名称", max_length=100, help_text="如：青禾镇政务公开领导小组。")
    basis = forms.CharField(label="成立文件", max_length=200, required=False, help_text="文件名称和文号。")
    basis_record = OneRecord(
        label="成立文件的索引号",
        max_length=80,
        required=False,
        help_text="成立文件已在本平台公开的，填索引号。",
    )
    tasks = forms.CharField(
        label="职责", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    valid_from = Day(label="从哪一天起", initial=clock.today)

    def __init__(self, *args: Any, group: LeadingGroup | None = None, **kwargs: Any) -> None:
        if group is not None:
            names = ("kind", "name", "basis", "tasks", "valid_from")
            record = group.basis_record.index_number if group.basis_record else ""
            kwargs["initial"] = {name: getattr(group, name) for name in names} | {"basis_record": record}
        super().__init__(*args, **kwargs)
        if group is not None:
            del self.fields["organisation"]


class MemberForm(_Person):
    user = Colleague(label="账号")
    name = forms.CharField(label="姓名", max_length=50, required=False, help_text="选了账号的可以不填。")
    post = forms.CharField(label="职务", max_length=80, required=False, help_text="如：镇党委副书记、镇长。")
    role = forms.ChoiceField(label="组内职务", choices=GroupRole.choices, initial=GroupRole.MEMBER)
    order = forms.IntegerField(label="排序", min_value=0, max_value=9999, initial=100)
    valid_from = Day(label="从哪一天起", initial=clock.today)


class AccountForm(OfUnit):
    organisation = Place(label="主办单位")
    platform = forms.ChoiceField(label="平台", choices=Platform.choices)
    platform_name = forms.CharField(
        label="平台名称", max_length=40, required=False, help_text="上面选“其他”的才填。"
    )
    name = forms.CharField(label="账号名称", max_length=80)
    account_id = forms.CharField(label="账号编号（微信号、UID 等）", max_length=80, required=False)
    url = forms.URLField(
        label="网址",
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "网址看不懂，请从浏览器地址栏整个复制。"},
    )
    main = forms.BooleanField(
        label="这是本单位的主账号", required=False, help_text="一个单位只有一个主账号。"
    )
    opened_on = Day(label="开设日期")
    on = Day(label="变更日期", initial=clock.today)
    note = forms.CharField(label="变更说明", max_length=300, required=False)
    filed_on = Day(label="向县公开办报备的日期", required=False, help_text="开设、变更、关停、注销都要报备。")
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)

    def __init__(self, *args: Any, account: MediaAccount | None = None, **kwargs: Any) -> None:
        if account is not None:
            names = ("platform", "platform_name", "name", "account_id", "url", "main")
            kwargs["initial"] = {name: getattr(account, name) for name in names}
        super().__init__(*args, **kwargs)
        for name in ("on", "note") if account is None else ("organisation", "opened_on"):
            del self.fields[name]


class CloseForm(FilingForm):
    on = Day(label="日期", initial=clock.today)
    cancelled = forms.BooleanField(
        label="已经在平台注销", required=False, help_text="只是停用、没有注销的不勾。"
    )
    reason = forms.CharField(label="原因", max_length=300)
    field_order = ("on", "reason", "cancelled")


class SeenForm(PlainForm):
    updated_on = Day(label="最近一次更新是哪一天", initial=clock.today)


class StepFilingForm(PlainForm):
    filed_on = Day(label="报备日期", initial=clock.today)
    filing_number = forms.CharField(label="报备文号", max_length=80, required=False)


class KindForm(PlainForm):
    """A kind of activity; what is asked is asked in the county's own words, and an empty one is not."""

    key = forms.CharField(
        label="编号", max_length=40, help_text="小写英文字母，如 village_meeting。以后不能改。"
    )
    name = forms.CharField(label="名称", max_length=40)
    short = forms.CharField(label="简称", max_length=12, required=False)
    needed = forms.MultipleChoiceField(
        label="开展以后必填的",
        required=False,
        choices=list(ASKED.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="只能勾上面填了叫法的。",
    )
    evidence = forms.CharField(label="要什么佐证", max_length=200, required=False)
    may_be_public = forms.BooleanField(label="可以对外公开", required=False)
    basis = forms.CharField(label="依据", max_length=200, required=False)
    active = forms.BooleanField(label="在用", required=False, initial=True)

    def __init__(self, *args: Any, kind: Kind | None = None, **kwargs: Any) -> None:
        if kind is not None:
            names = ("name", "short", "evidence", "may_be_public", "basis", "active")
            kwargs["initial"] = {name: getattr(kind, name) for name in names}
            kwargs["initial"] |= {f"ask_{name}": words for name, words in kind.fields.items()}
            kwargs["initial"]["needed"] = list(kind.needed)
        super().__init__(*args, **kwargs)
        for name in rules.EXTRA:
            self.fields[f"ask_{name}"] = forms.CharField(
                label=f"“{ASKED[name]}”的叫法", max_length=40, required=False, help_text="不填就不问这一项。"
            )
        if kind is not None:
            del self.fields["key"]
        self.order_fields(["key", "name", "short", *(f"ask_{name}" for name in rules.EXTRA)])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        asked = {name: values.pop(f"ask_{name}", "") for name in rules.EXTRA}
        values["fields"] = {name: words for name, words in asked.items() if words}
        return values


class StaleForm(PlainForm):
    value = forms.IntegerField(label="超过多少天没有更新就提示", min_value=1, max_value=365)
    since = Day(label="从哪一天起", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=300, required=False)


class NeededForm(PlainForm):
    """Which contacts each kind of unit must have."""

    since = Day(label="从哪一天起", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=300, required=False)

    def __init__(self, *args: Any, present: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in OrganisationKind.choices:
            self.fields[kind] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=ContactKind.choices,
                initial=present.get(kind, []),
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([*OrganisationKind.values, "since", "basis"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needed = {kind: values.pop(kind, []) for kind in OrganisationKind.values}
        return {**values, "value": needed}


class RosterForm(OfUnit):
    organisation = Place(label="单位")
    on = Day(label="日期", initial=clock.today)
    name = forms.CharField(label="值班人员", max_length=50)
    telephone = forms.CharField(label="值班电话", max_length=60)


class Moment(forms.DateTimeField):
    """A day and time as the browser's own control gives it, or typed: 2026-03-01 08:30."""

    default_error_messages = {"invalid": "时间看不懂，请写成 2026-03-01 08:30 这样。"}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"], widget=widget, **kwargs
        )


class IncidentForm(OfUnit):
    organisation = Place(label="单位")
    what = forms.CharField(
        label="发生了什么",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如：网站首页打不开；公众号被盗用。不写个人信息。",
    )
    discovered_at = Moment(label="发现时间")


class SettleForm(PlainForm):
    handled_at = Moment(label="处置完毕时间")
    handling = forms.CharField(label="怎样处置的", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    notice = OneRecord(
        label="公开说明的索引号", max_length=80, required=False, help_text="向公众发布过说明的，填索引号。"
    )
