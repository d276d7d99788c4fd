"""Forms of the catalogue. The keys of `cleaned_data` are the values of a change."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.catalogue.models import Column, Field, ListKind, Mode
from mingbai.catalogue.queries.rows import places_of
from mingbai.lib import clock
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import valid_memberships
from mingbai.shell.forms import field_of

MARKS = "“■”表示必须用的渠道，“□”表示可以选的渠道，例如：■政府网站 □政府公报。"


class Why(forms.Form):
    """What every change needs: why, and from when."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明文件依据或者实际情况。",
    )
    effective_on = Day(label="生效日期", help_text="审定以后，到这一天生效。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = clock.today()
        self.order_fields([*(name for name in self.fields if name not in Why.base_fields), *Why.base_fields])

    def values(self) -> dict[str, Any]:
        """What the change says, without the reason and the day."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in Why.base_fields}
        extra = {self.fields[name].label: own.pop(name) for name in list(own) if name.startswith("extra_")}
        return {**own, "extra": extra} if extra else own


def _with_local_columns(form: forms.Form, present: dict[str, str]) -> None:
    for column in Column.objects.filter(active=True):
        form.fields[f"extra_{column.pk}"] = forms.CharField(
            label=column.title, max_length=200, required=False, initial=present.get(column.title, "")
        )


class RowForm(Why):
    """All columns of a row."""

    field = forms.ChoiceField(label="领域")
    number = forms.CharField(label="序号", max_length=20, required=False)
    level1 = forms.CharField(label="一级事项", max_length=100)
    level2 = forms.CharField(label="二级事项", max_length=200, required=False)
    level3 = forms.CharField(label="三级事项", max_length=200, required=False)
    elements = forms.CharField(
        label="公开内容（要素）",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="各项之间用分号隔开，系统会逐项列成核对清单。",
    )
    basis = forms.CharField(label="公开依据", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    limit_text = forms.CharField(
        label="公开时限",
        max_length=300,
        required=False,
        help_text="例如：信息形成之日起20个工作日内。",
    )
    body_text = forms.CharField(label="公开主体", max_length=300, required=False)
    channels = forms.CharField(
        label="公开渠道和载体", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=MARKS
    )
    mode = forms.ChoiceField(label="公开方式", choices=Mode.choices)
    to_society = forms.BooleanField(label="公开对象：全社会", required=False)
    to_group = forms.CharField(label="公开对象：特定群体", max_length=200, required=False)
    county_level = forms.BooleanField(label="公开层级：县级", required=False)
    township_level = forms.BooleanField(label="公开层级：乡级", required=False)
    village_level = forms.BooleanField(label="公开层级：村级", required=False)

    def __init__(self, *args: Any, extra: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "field").choices = list(Field.objects.values_list("key", "name"))
        _with_local_columns(self, extra)
        self.order_fields([*(name for name in self.fields if name not in Why.base_fields), *Why.base_fields])

    def values(self) -> dict[str, Any]:
        found = super().values()
        found["proactive"] = found["mode"] == Mode.PROACTIVE
        found["on_request"] = found["mode"] == Mode.ON_REQUEST
        return found


class OverlayForm(Why):
    """What a lower layer lays over a row."""

    limit_text = forms.CharField(
        label="更严的公开时限",
        max_length=300,
        required=False,
        help_text="只能比上级规定的短，例如：10个工作日内。不收紧的留空。",
    )
    channels = forms.CharField(
        label="增加的公开渠道",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"只写增加的，上级规定的不用重写。{MARKS}",
    )

    def __init__(self, *args: Any, extra: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _with_local_columns(self, extra)
        self.order_fields([*(name for name in self.fields if name not in Why.base_fields), *Why.base_fields])


class NoteForm(forms.Form):
    note = forms.CharField(
        label="意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReleaseForm(forms.Form):
    reason = forms.CharField(label="移出的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ImportForm(forms.Form):
    """A file, whose catalogue it is, and the field where the file names none."""

    organisation = forms.ChoiceField(label="哪个单位的目录")
    field = forms.ChoiceField(
        label="领域", required=False, help_text="表格的标题、工作表名称或“领域”列里写明了领域的，不用选。"
    )
    file = forms.FileField(label="Excel 文件（.xlsx）", help_text="两行表头、合并单元格、打√或■都能读。")
    reason = forms.CharField(label="理由", max_length=300, help_text="例如：2026年目录修订。")
    effective_on = Day(label="生效日期")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").choices = importable(user)
        fields = Field.objects.values_list("key", "name")
        field_of(self, "field").choices = [("", "看表格里写的"), *fields]
        self.fields["effective_on"].initial = clock.today()


def importable(user: User) -> list[tuple[str, str]]:
    """Whose catalogue the person may import; "0" is the national one."""
    places = places_of(user, "catalogue.overlay")
    found = [(str(place.pk), place.name) for place in places]
    county = places_of(user, "catalogue.manage").filter(depth=1).first()
    if county is not None:
        found = [("0", "全国标准目录"), (str(county.pk), county.name), *found]
    return found


class ListForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="单位", empty_label="请选择单位")
    kind = forms.ChoiceField(label="清单", choices=ListKind.choices)
    file = forms.FileField(
        label="Excel 文件（.xlsx）",
        help_text="要有“事项编码”“事项名称”两列；可以有类别、依据、对应的公开事项。文件里没有的旧事项会移出清单。",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = places_of(user, "catalogue.overlay")


def people_of(organisation: Organisation) -> list[tuple[str, str]]:
    """Who may be named responsible: people of the organisation itself."""
    held = valid_memberships(clock.today()).filter(organisation=organisation, user__is_active=True)
    users = {one.user_id: str(one.user) for one in held.select_related("user").order_by("user__full_name")}
    return [(str(pk), name) for pk, name in users.items()]
