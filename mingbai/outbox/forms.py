"""What people type and choose. Keys of `cleaned_data` are the arguments of the actions."""

from typing import Any

from django import forms

from mingbai.accounts.models import User
from mingbai.channels.forms.postings import Moment
from mingbai.channels.models import Rendering
from mingbai.channels.states import RenderingState
from mingbai.organisations.forms import Place, PlainForm
from mingbai.outbox.actions.preparing import LONGEST, VARIANTS
from mingbai.outbox.models import Message
from mingbai.outbox.rules.checking import FIELDS
from mingbai.outbox.states import Purpose
from mingbai.outbox.values import Outlet

ROWS = {"full": 12, "medium": 8, "short": 6, "text": 6, "lead": 4, "digest": 3}
VARIANT_WORDS = dict(zip(VARIANTS, ("短消息（140 字以内）", "中等长度（300 字以内）", "全文"), strict=True))
HELP = {
    "lead": "放在正文前面的一两句话，可以不填。正文照公开的内容排版，不在这里改。",
    "digest": "显示在标题下面。",
    "author": "最多 8 字，可以不填。",
}
WAY = {"wechat": "wechat", "group": "wechat", "weibo": "weibo"}


class TextForm(PlainForm):
    """The fields of one kind. How long each is, is said by the action, which counts as the platform does."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, limit, _) in FIELDS[kind].items():
            limited = name != "full"
            counting = {"data-count": WAY[kind], "data-limit": str(limit)} if limited else {}
            widget: forms.Widget = (
                forms.Textarea(attrs={"rows": ROWS[name], **counting})
                if name in ROWS
                else (forms.TextInput(attrs=counting))
            )
            words = HELP.get(name, "")
            says = f"最多 {limit} 字。" if limited and name != "author" else ""
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=40_000,
                widget=widget,
                help_text=says + words,
                strip=False,
            )


class NoteForm(PlainForm):
    """Whether it is a correction of what was said before."""

    note = forms.CharField(
        label="更正了什么",
        required=False,
        max_length=300,
        help_text="第一次发的不填。更正以前发过的，写明改了什么，例如：发放标准由 120 元改为 150 元。",
    )


class SendForm(PlainForm):
    outlets = forms.MultipleChoiceField(
        label="发到哪里",
        widget=forms.CheckboxSelectMultiple,
    )
    variant = forms.ChoiceField(
        label="用哪一种长度",
        choices=list(VARIANT_WORDS.items()),
        widget=forms.RadioSelect,
        initial="short",
    )

    def __init__(self, *args: Any, outlets: list[Outlet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in outlets}
        chosen = self.fields["outlets"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(one.key, one.label) for one in outlets]
        if not any(key.startswith("group:") for key in self.known):
            del self.fields["variant"]

    def clean_outlets(self) -> list[Outlet]:
        return [self.known[key] for key in self.cleaned_data["outlets"]]


class WhichText(forms.ModelChoiceField):
    def label_from_instance(self, rendering: Rendering) -> str:
        content = rendering.content
        words = content.get("title") or content.get("text") or content.get("short") or ""
        return f"{rendering.made_at:%Y-%m-%d}　{words[:40]}"


class CorrectForm(PlainForm):
    """The confirmed texts of the record as it now reads."""

    rendering = WhichText(label="用哪份成稿", queryset=Rendering.objects.none(), empty_label="请选择")
    variant = forms.ChoiceField(
        label="用哪一种长度",
        choices=list(VARIANT_WORDS.items()),
        widget=forms.RadioSelect,
        initial="short",
    )

    def __init__(
        self, *args: Any, outlet: Outlet, information: Any, with_variant: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rendering = self.fields["rendering"]
        assert isinstance(rendering, WhichText)
        rendering.queryset = Rendering.objects.filter(
            information=information,
            kind=outlet.kind,
            state=RenderingState.CONFIRMED,
            version_digest=information.public_digest,
        )
        if not with_variant or outlet.kind != "group":
            del self.fields["variant"]


class WithdrawForm(PlainForm):
    text = forms.CharField(
        label="在群里说什么",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="群里发过的收不回来，要用同一个群说明。",
    )


class ConfirmForm(PlainForm):
    """What a person who posted it, or looked, writes down."""

    url = forms.CharField(
        label="网址", required=False, max_length=600, help_text="发布以后从平台上复制；群消息没有网址的不填。"
    )
    upload = forms.FileField(
        label="截图",
        required=False,
        help_text="手机截图就行。截图里的位置等信息会自动去掉。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    at = Moment(label="什么时候发的", help_text="不填就是现在。")
    who = forms.CharField(label="谁发的", max_length=50, required=False, help_text="不填就是您本人。")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"url": message.url})
        super().__init__(*args, **kwargs)
        if message.purpose == Purpose.DELETION:
            del self.fields["url"]
            self.fields["at"].label = "什么时候删的" if message.account_id else "什么时候说明的"
        if message.group_id:
            self.fields.pop("url", None)
        if message.out_at is not None:
            del self.fields["at"], self.fields["who"]


class ReasonForm(PlainForm):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class EmptyForm(PlainForm):
    """Only a button."""


class GroupForm(PlainForm):
    organisation = Place(label="哪个单位的群")
    name = forms.CharField(label="群名称", max_length=80, help_text="例如：柳湾村村民群。群里有谁不用登记。")
    keeper = forms.CharField(label="管群的人", max_length=50, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["organisation"]
        assert isinstance(place, Place)
        place.within(user, "posting.keep")
