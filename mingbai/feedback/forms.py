"""What visitors and those who answer them type. Keys of `cleaned_data` are the arguments of the actions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.disclosures.models import Information
from mingbai.feedback.actions.answering import LONGEST_ANSWER
from mingbai.feedback.actions.saying import LONGEST, LONGEST_CONTACT
from mingbai.feedback.states import Kind
from mingbai.lib import clock
from mingbai.organisations.forms import Place, PlainForm, PublicForm
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing
from mingbai.promises.queries import public_text


class SayForm(PublicForm):
    kind = forms.ChoiceField(
        label="是什么问题",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "请选一项。"},
    )
    text = forms.CharField(
        label="哪里不对，应该是什么",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写一两句就行，不用写姓名。写了电话、身份证号的，存的时候会遮住。",
        error_messages={"max_length": f"最多 {LONGEST} 字，请写短一些。"},
    )
    contact = forms.CharField(
        label="怎样告诉您结果（可以不填）",
        required=False,
        max_length=LONGEST_CONTACT,
        help_text="电话或者电子邮箱。加密保存，只有答复您的人看得到，办结后按期清除。不填也能用查询码查结果。",
        error_messages={"max_length": f"最多 {LONGEST_CONTACT} 字，请只写一个电话或者电子邮箱。"},
    )
    field_order = ("kind", "text", "contact", "website", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].error_messages["required"] = "请选一项：是什么问题。"
        self.fields["text"].error_messages["required"] = "请写一两句：哪里不对，应该是什么。"


class CodeForm(PlainForm):
    use_required_attribute = False
    code = forms.CharField(
        label="查询码",
        max_length=100,
        help_text="回执上的 12 位字母和数字，大小写、横线不要紧。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "查询码是 12 位，请对照回执看一看。"},
    )


class AnswerForm(PlainForm):
    answer = forms.CharField(
        label="告诉本人的话",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="本人用查询码能看到；留了电子邮箱的，也会发给他。不写别人的个人信息。",
    )


class CorrectForm(AnswerForm):
    """Closing as put right; words to the person are there for whoever has none of their own."""

    proof = forms.CharField(
        label="改在哪一条信息里",
        required=False,
        max_length=200,
        help_text="就是这一条的不用填。另外公开了一条的，填它的索引号或者网址。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].initial = "您指出的问题已经更正，谢谢您的提醒。"

    def clean_proof(self) -> Information | None:
        typed = self.cleaned_data["proof"].strip()
        if not typed:
            return None
        found = public_text(typed)
        if found is None:
            raise ValidationError("没有找到，或者还没有公开。请填索引号或者网页地址。")
        return found


class PassForm(PlainForm):
    to = Place(label="转给哪个单位")
    reason = forms.CharField(label="为什么转", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, without: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["to"]
        assert isinstance(place, Place)
        rows = Organisation.objects.filter(existing(clock.today())).exclude(pk=without.pk)
        place.queryset = rows.order_by("path")


class EmptyForm(PlainForm):
    """Only a button."""
