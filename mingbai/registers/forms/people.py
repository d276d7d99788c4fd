"""Forms of contact people and leading groups."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.registers.forms.fields import Colleague, OfUnit, OneRecord
from mingbai.registers.models import Contact, LeadingGroup
from mingbai.registers.states import ContactKind, GroupKind, GroupRole


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
