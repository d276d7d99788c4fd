"""Forms of the desk, and the rows of the tables that are imported.

The keys of `cleaned_data` are the keyword arguments of the action of the same purpose, so that a view
calls `actions.create_organisation(by=user, **form.cleaned_data)` and hands a ValidationError back with
`form.add_error(None, problem)`.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.authorisation import ADMINISTRATORS, FROM_SECURITY
from mingbai.organisations.models import Kind, Membership, Organisation, Role
from mingbai.organisations.queries import existing, scope_of
from mingbai.organisations.rules import code_problem, normal_code, split_list

DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]


class Day(forms.DateField):
    """A date as people type it: 2026-03-01, 2026/3/1, 2026.3.1 or 2026年3月1日."""

    default_error_messages = {"invalid": "日期看不懂，请写成 2026-03-01 这样。"}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=DATE_FORMATS, widget=widget, **kwargs)


class Several(forms.CharField):
    """Several entries in one field, separated by 、 or any usual mark; a list of strings."""

    def to_python(self, value: Any) -> Any:
        return list(split_list(super().to_python(value) or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list | tuple) else value

    def run_validators(self, value: Any) -> None:
        super().run_validators("、".join(value))


class Code(forms.CharField):
    """An organisation code, normalised and with its check digit verified."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> str:
        return normal_code(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (wrong := code_problem(value)):
            raise ValidationError(wrong)


class Labelled(forms.ChoiceField):
    """A choice written as its label (村（社区）), the label before the bracket (村), or its value."""

    def __init__(self, *, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(choices=choices, **kwargs)
        self.labels = dict(choices)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").strip()
        for key, label in self.labels.items():
            if text and text in (key, label, label.split("（")[0]):
                return key
        return text

    def validate(self, value: str) -> None:
        forms.Field.validate(self, value)
        if value and value not in self.labels:
            raise ValidationError(f"没有“{value}”这一种，只能填：{'、'.join(self.labels.values())}。")


class Place(forms.ModelChoiceField):
    """An organisation existing today; the form narrows it to what the person may manage."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organisation.objects.none(), empty_label="请选择", **kwargs)

    def within(self, user: User, action: str, without: Organisation | None = None) -> None:
        rows = Organisation.objects.filter(existing(clock.today())).order_by("path")
        if without is not None:
            rows = rows.exclude(pk=without.pk)
        self.queryset = scope_of(user, action).filter(rows, field="")

    def label_from_instance(self, place: Organisation) -> str:
        return "　" * (place.depth - 1) + place.name


class Someone(forms.ModelChoiceField):
    """A person whose account is active, listed by where they work, the reach of the one who chooses first."""

    def __init__(self, **kwargs: Any) -> None:
        people = User.objects.filter(is_active=True).order_by("full_name")
        widget = forms.Select(attrs={"data-filter": "如姓名或者单位"})
        super().__init__(queryset=people, empty_label="请选择", widget=widget, **kwargs)

    def near_to(self, user: User) -> None:
        """List the people within the reach of `user` before all others; everybody once."""
        held = Membership.objects.filter(existing(clock.today())).select_related("organisation")
        near = set(scope_of(user, "staff.manage").filter(held).values_list("pk", flat=True))
        rows = sorted(held, key=lambda one: (one.pk not in near, one.organisation.path))
        place = {one.user_id: one.organisation.name for one in reversed(rows)}
        groups: dict[str, list[tuple[Any, str]]] = {one.organisation.name: [] for one in rows}
        for one in self.queryset or ():
            groups.setdefault(place.get(one.pk, "现在没有任职"), []).append((one.pk, str(one)))
        self.choices = [
            ("", self.empty_label),
            *((name, people) for name, people in groups.items() if people),
        ]


class PlainForm(forms.Form):
    """Says which field is missing instead of that a field is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _missing(field)


def _missing(field: forms.Field) -> str:
    if field.label is None:
        return "这一页不完整，请重新打开再填。"
    if isinstance(field, forms.FileField):
        return f"请上传{field.label}。"
    return f"请{'选择' if isinstance(field, forms.ChoiceField) else '填写'}{field.label}。"


class PublicForm(PlainForm):
    """What a visitor sends. `website` is for programs alone: people do not see it; `key` is drawn with the
    empty form, so that what is sent twice is entered once."""

    use_required_attribute = False
    website = forms.CharField(label="这一栏请空着", required=False, max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("“这一栏请空着”里有内容，请删去再提交。")
        return ""


def _narrow(
    form: forms.Form, name: str, user: User, action: str, without: Organisation | None = None
) -> None:
    place = form.fields[name]
    assert isinstance(place, Place)
    place.within(user, action, without)


class OrganisationDetails(PlainForm):
    """What may be changed without a rename; the base of the desk's form and of the import."""

    code = Code(label="机构代码", help_text="有统一社会信用代码的填 18 位代码；没有的填内部编号。")
    kind = Labelled(label="类别", choices=Kind.choices)
    short_names = Several(label="简称", required=False, help_text="多个简称用顿号隔开。", max_length=300)
    slug = forms.SlugField(
        label="网址名",
        required=False,
        max_length=60,
        help_text="网页地址里用的英文名，如 qinghe。不填则由代码生成。",
        error_messages={"invalid": "网址名只能用英文字母、数字、短横线和下划线。"},
    )
    order = forms.IntegerField(
        label="排序", required=False, min_value=0, max_value=99999, help_text="数字小的排在前面，不填按 100。"
    )
    address = forms.CharField(label="办公地址", required=False, max_length=200)
    office_hours = forms.CharField(
        label="办公时间", required=False, max_length=100, help_text="如：工作日 8:30—12:00、14:30—17:30。"
    )
    telephone = forms.CharField(
        label="联系电话", required=False, max_length=60, help_text="对外公布的办公电话。"
    )
    valid_from = Day(label="设立日期", required=False)

    def clean_order(self) -> int:
        order = self.cleaned_data["order"]
        return 100 if order is None else order


class OrganisationForm(OrganisationDetails):
    """Create below a parent, or edit: then without name and parent, which have verbs of their own."""

    name = forms.CharField(label="全称", max_length=100, help_text="印章上的名称。")
    parent = Place(label="上级机构")
    field_order = ("parent", "name", "short_names", "code", "kind")

    def __init__(self, *args: Any, user: User, instance: Organisation | None = None, **kwargs: Any) -> None:
        if instance is not None:
            kwargs["initial"] = _present(instance, OrganisationDetails) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if instance is not None:
            del self.fields["name"], self.fields["parent"]
            self.fields["slug"].required = True
        else:
            _narrow(self, "parent", user, "organisation.manage")


def _present(instance: Organisation, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(instance, name) for name in form.base_fields}


class RenameForm(PlainForm):
    name = forms.CharField(label="新名称", max_length=100)
    on = Day(label="从哪一天起用新名称", help_text="旧名称会保留为曾用名，用到前一天。")
    correction = forms.BooleanField(
        label="只是改正错别字", required=False, help_text="勾选后，旧名称不作为曾用名保留。"
    )


class MergeForm(PlainForm):
    into = Place(label="并入哪个机构", help_text="原机构的信息保留原名称，由接手的机构管理。")
    on = Day(label="原机构最后一天", help_text="这一天过后，原机构人员的角色全部结束。")

    def __init__(self, *args: Any, user: User, source: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _narrow(self, "into", user, "organisation.manage", without=source)


class _Staffing(PlainForm):
    organisation = Place(label="单位")
    barred: frozenset[str] = frozenset()

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _narrow(self, "organisation", by, "staff.manage")
        for field in self.fields.values():
            if isinstance(field, Someone):
                field.near_to(by)
        barred = self.barred if scope_of(by, "staff.manage").all else self.barred.union(FROM_SECURITY)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [("", "请选择"), *(one for one in Role.choices if one[0] not in barred)]


class MembershipForm(_Staffing):
    user = Someone(label="人员")
    role = forms.ChoiceField(label="角色", choices=Role.choices)
    valid_from = Day(label="开始日期", initial=clock.today)
    valid_to = Day(label="结束日期", required=False, help_text="最后一天。长期担任的不填。")
    field_order = ("organisation", "user", "role")


class StandInForm(_Staffing):
    stand_in_for = Someone(label="代谁")
    user = Someone(label="由谁代办", help_text="须是本单位或上级单位的人员。")
    role = forms.ChoiceField(label="代办的角色", choices=Role.choices)
    valid_from = Day(label="从哪一天", initial=clock.today)
    valid_to = Day(label="到哪一天", help_text="最后一天，过后自动失效。")
    field_order = ("organisation", "stand_in_for", "user", "role")
    barred = frozenset((*ADMINISTRATORS, Role.ORGANISATION_ADMIN))


# -- rows of imported tables: the labels are the column titles ----------------


class OrganisationRow(OrganisationDetails):
    name = forms.CharField(label="全称", max_length=100)
    parent_code = Code(label="上级机构代码", required=False)
    field_order = ("code", "name", "kind", "parent_code", "short_names")


class PersonRow(PlainForm):
    username = forms.CharField(label="用户名", max_length=150)
    full_name = forms.CharField(label="姓名", max_length=50)
    telephone = forms.CharField(label="办公电话", required=False, max_length=40)
    code = Code(label="机构代码")
    roles = Several(label="角色", help_text="多个角色用顿号隔开。")
    valid_from = Day(label="开始日期", required=False)
    valid_to = Day(label="结束日期", required=False)

    def clean_valid_from(self) -> date:
        return self.cleaned_data["valid_from"] or clock.today()

    def clean_roles(self) -> list[str]:
        known = {label: key for key, label in Role.choices}
        wanted = self.cleaned_data["roles"]
        if unknown := [role for role in wanted if role not in known]:
            raise ValidationError(f"没有“{'、'.join(unknown)}”这种角色，只能填：{'、'.join(known)}。")
        return [known[role] for role in wanted]
