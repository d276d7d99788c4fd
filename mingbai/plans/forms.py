"""Forms for plans; the keys of `cleaned_data` are the keyword arguments of the action."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.forms import Day, Place, Several
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, valid_memberships
from mingbai.plans.models import PlanTask
from mingbai.plans.queries import MANAGE
from mingbai.plans.reader.numerals import value as number_of
from mingbai.plans.states import Modality, Per
from mingbai.shell.forms import Ticked

MOST_BYTES = 50 * 1024 * 1024
_COUNTED = re.compile(r"([0-9０-９.]+|[零〇一二两三四五六七八九十百千万]+)\s*([^0-9０-９\s，。；、]{1,8})")


class UploadForm(forms.Form):
    """A plan document; the organisation only where there is a choice."""

    organisation = Place(label="为哪个单位录入")
    file = forms.FileField(
        label="选择文件",
        help_text="工作要点、实施方案或者任务分工表：Word、WPS、PDF、网页或者文本文件，不超过 50 MB。",
        error_messages={
            "required": "请先选择一个文件。",
            "empty": "文件是空的，里面没有内容。请检查后重新选择文件。",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, Place)
        place.within(user, MANAGE)
        places = list(place.queryset[:2]) if place.queryset is not None else []
        if len(places) == 1:
            place.initial, place.empty_label, place.widget = places[0].pk, None, forms.HiddenInput()

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > MOST_BYTES:
            raise ValidationError(f"文件“{file.name}”超过 50 MB，请压缩图片后再上传。")
        return file


class Quantities(forms.CharField):
    """Numbers demanded, one a line as printed (“不少于2次”); those already read keep their values."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, known: list[dict[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = {str(one["text"]): one for one in known or ()}

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return [self.known.get(line) or self._counted(line) for line in lines if line]

    def _counted(self, line: str) -> dict[str, Any]:
        found = _COUNTED.search(line)
        number = number_of(found[1]) if found else None
        if found is None or number is None:
            raise ValidationError(f"“{line}”里没有看到数字和单位。请写成“不少于2次”“8类”这样，一行一个。")
        return {"text": line, "number": number, "unit": found[2]}

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(one["text"]) for one in value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        """Each line was looked at above."""


class TaskForm(forms.Form):
    """The columns of a task that a person may correct."""

    text = forms.CharField(
        label="任务内容",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "任务内容不能是空的。"},
    )
    lead_text = Several(label="牵头单位", required=False, help_text="几个单位用顿号隔开，照文件上的写法。")
    support_text = Several(label="配合单位", required=False)
    deadline_text = forms.CharField(
        label="时限（照原文）", required=False, max_length=100, help_text="如“10月底前”“年内”。"
    )
    deadline_on = Day(label="最后一天", required=False)
    frequency_text = forms.CharField(
        label="频次（照原文）", required=False, max_length=100, help_text="如“每季度开展一次”“定期”。"
    )
    per = forms.ChoiceField(label="周期", required=False, choices=[("", "没有写明"), *Per.choices])
    times = forms.IntegerField(
        label="次数", required=False, min_value=1, max_value=9999, help_text="没有写明次数的，留空。"
    )
    at_least = forms.BooleanField(label="这是最低次数（“不少于”“至少”）", required=False)
    quantities = Quantities(
        label="数量要求", required=False, help_text="照原文，一行一个，如“8类”“不少于2次”。"
    )
    modality = forms.ChoiceField(label="要求程度", choices=Modality.choices)
    reason = forms.CharField(label="为什么改", max_length=300, help_text="计划已经确认，改动要说明理由。")

    field_order: tuple[str, ...] = (
        "text", "lead_text", "support_text", "deadline_text", "deadline_on", "frequency_text", "per", "times",
        "at_least", "quantities", "modality", "reason",
    )  # fmt: skip

    def __init__(self, *args: Any, task: PlanTask | None = None, **kwargs: Any) -> None:
        if task is not None:
            kwargs["initial"] = {name: getattr(task, name) for name in self.field_order if name != "reason"}
        super().__init__(*args, **kwargs)
        if task is not None:
            quantities = self.fields["quantities"]
            assert isinstance(quantities, Quantities)
            quantities.known = {str(one["text"]): one for one in task.quantities}
        if task is None or task.plan.is_read:
            del self.fields["reason"]


class AddForm(TaskForm):
    """A task that the machine overlooked."""

    path = forms.CharField(
        label="序号", required=False, max_length=60, help_text="照文件，如“三、（一）2、”。"
    )
    after = forms.ModelChoiceField(
        PlanTask.objects.none(), label="放在哪一项后面", required=False, empty_label="放在最后"
    )
    field_order = ("path", "after", *TaskForm.field_order)

    def __init__(self, *args: Any, tasks: QuerySet[PlanTask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.fields["after"]
        assert isinstance(after, forms.ModelChoiceField)
        after.queryset = tasks


class SplitForm(forms.Form):
    text = forms.CharField(
        label="任务内容",
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
        help_text="在要断开的地方按两次回车，留出一个空行。只分段，不改字。",
        error_messages={"required": "任务内容不能是空的。"},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写一句理由。", "max_length": "请写得短一些，不超过 300 字。"},
    )

    def __init__(self, *args: Any, label: str = "理由", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text


class ConfirmForm(forms.Form):
    """Where tasks were not looked at one by one, the person says so."""

    unchecked = forms.BooleanField(
        label="没有逐项核对的，也按系统读出的内容确认",
        error_messages={"required": "还有没核对的任务。请先核对，或者在这里打勾。"},
    )

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not left:
            del self.fields["unchecked"]


class Places(Ticked):
    """Organisations to be ticked, each with the one above it where names repeat."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, place: Organisation) -> str:
        return "　" * (place.depth - 1) + place.name


class UnitForm(forms.Form):
    """What a printed unit stands for; any organisation that exists today may be named in a plan.

    `search` leaves only names that hold these words, beside those ticked already.
    """

    organisations = Places(
        Organisation.objects.none(),
        label="对应的机构",
        help_text="可以选一个，也可以选几个（例如“有关部门”）。",
        error_messages={"required": "请选择机构，或者点“不对应任何机构”。"},
    )

    def __init__(self, *args: Any, search: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(existing(clock.today()))
        if search and not self.is_bound:
            ticked = [one.pk for one in self.initial.get("organisations", ())]
            rows = rows.filter(Q(name__contains=search) | Q(pk__in=ticked))
        places = self.fields["organisations"]
        assert isinstance(places, Places)
        places.queryset = rows.order_by("path")


class OwnerForm(forms.Form):
    """The person responsible, out of those who work in a lead organisation or in the plan's own."""

    owner = forms.ModelChoiceField(User.objects.none(), label="责任人", required=False, empty_label="不指定")

    def __init__(self, *args: Any, task: PlanTask, **kwargs: Any) -> None:
        kwargs["initial"] = {"owner": task.owner_id}
        super().__init__(*args, **kwargs)
        places = [task.plan.organisation_id, *(one.pk for one in task.lead_organisations)]
        held = valid_memberships(clock.today()).filter(organisation__in=places)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("full_name")
