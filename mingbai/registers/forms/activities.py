"""Entering, correcting and cancelling what took place; the kind decides what is asked."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.organisations.forms import Day, Place, PlainForm
from mingbai.registers import rules
from mingbai.registers.forms.fields import Attendance, OfUnit, Records
from mingbai.registers.models import Activity
from mingbai.registers.rules import Kind
from mingbai.registers.states import ActivityState

LONG = {"summary", "outcome"}
POSTS = {"chair": "chair_post", "speaker": "speaker_post"}


class ActivityForm(OfUnit):
    """`activity` is the entry to correct, or with `hold` the plan of which to say that it took place."""

    organisation = Place(label="单位")
    held_on = Day(label="日期", help_text="还没有开展的写计划日期，到时候再登记开展情况。")
    title = forms.CharField(label="名称", max_length=200)

    def __init__(
        self,
        *args: Any,
        user: User,
        kind: Kind,
        activity: Activity | None = None,
        hold: bool = False,
        **kwargs: Any,
    ) -> None:
        if activity is not None:
            kwargs["initial"] = self._present(activity)
        super().__init__(*args, user=user, **kwargs)
        held = hold or (activity is not None and activity.state == ActivityState.HELD)
        for name, words in kind.fields.items():
            self._ask(name, words, kind, held)
        self.fields["records"] = Records(
            label="相关的已公开信息",
            required=False,
            max_length=1000,
            help_text="填索引号，多条用顿号隔开。没有就不填。",
        )
        self.fields["records"].error_messages["required"] = ""
        if activity is None:
            return
        del self.fields["organisation"]
        self.fields["held_on"].help_text = ""
        if not hold:
            self.fields["note"] = forms.CharField(label="为什么修改", max_length=300, required=False)
        else:
            del self.fields["records"]

    @staticmethod
    def _present(activity: Activity) -> dict[str, Any]:
        names = ("held_on", "title", *rules.EXTRA, *POSTS.values())
        return {
            **{name: getattr(activity, name) for name in names},
            "records": list(activity.records.values_list("index_number", flat=True)),
        }

    def _ask(self, name: str, words: str, kind: Kind, held: bool) -> None:
        """One column the kind asks for; those needed before something counts as held are said to be."""
        wanted = name in kind.needed
        field: forms.Field
        if name == "attendance":
            field = Attendance(
                label=words,
                max_length=500,
                help_text="写明是哪些人、多少人，如：村干部 30，群众代表 12。不写姓名。",
            )
        elif name == "link":
            field = forms.URLField(
                label=words,
                max_length=300,
                assume_scheme="https",
                error_messages={"invalid": "网址看不懂，请从浏览器地址栏整个复制。"},
            )
        else:
            widget = forms.Textarea(attrs={"rows": 4}) if name in LONG else forms.TextInput()
            longest = 4000 if name in LONG else 50 if name in POSTS else 200
            field = forms.CharField(label=words, max_length=longest, widget=widget)
        field.required = wanted and held
        field.error_messages["required"] = f"请填写{words}。"
        if wanted and not held:
            field.help_text = f"{field.help_text}已经开展的，这一项必填。"
        self.fields[name] = field
        if name in POSTS:
            self.fields[POSTS[name]] = forms.CharField(label=f"{words}的职务", max_length=80, required=False)


class ReasonForm(PlainForm):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ProofForm(PlainForm):
    file = forms.FileField(
        label="选择文件",
        max_length=200,
        help_text="PDF、Word、Excel、照片，每个不超过 20 MB。只有能看登记的工作人员可以打开，不会公开。",
        error_messages={"empty": "文件是空的，请重新选择。"},
    )
