"""What is typed about the gazette. Keys of `cleaned_data` are the arguments of the action."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.gazette.models import Entry, Issue, Section
from mingbai.gazette.queries.issues import county, issued
from mingbai.gazette.states import RecipientKind
from mingbai.organisations.forms import Day, PlainForm
from mingbai.organisations.models import Kind, Organisation
from mingbai.shell.forms import field_of

RECENT = 300


class NumbersForm(PlainForm):
    year = forms.IntegerField(label="年份", min_value=1900, max_value=2199)
    number = forms.IntegerField(label="期号", min_value=1, max_value=999, help_text="这一年的第几期。")
    total_number = forms.IntegerField(
        label="总期号", min_value=1, max_value=99999, help_text="从创刊号算起的第几期。"
    )
    planned_on = Day(label="出版日期", help_text="印在封面和版权页上。")


class NewForm(NumbersForm):
    """The county's organ alone; there is one, so that it is only shown."""

    organisation = forms.ModelChoiceField(
        label="主办单位", queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = Organisation.objects.filter(depth=1, kind=Kind.COUNTY)
        self.order_fields(["organisation", "year", "number", "total_number", "planned_on"])
        if (found := county()) is not None:
            field_of(self, "organisation").initial = found.pk


class FactsForm(NumbersForm):
    masthead = forms.CharField(label="刊名", max_length=60)
    sponsor = forms.CharField(label="主办", max_length=100)
    editor = forms.CharField(label="编辑", max_length=100, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    telephone = forms.CharField(label="电话", max_length=60, required=False)
    giving = forms.CharField(
        label="怎样免费取得", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class SectionsForm(PlainForm):
    names = forms.CharField(
        label="栏目",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一个，按印出的顺序。改名就改那一行；栏目里有文件的不能删。",
    )

    def clean_names(self) -> list[str]:
        return [line for line in self.cleaned_data["names"].splitlines() if line.strip()]


class OfIssue(PlainForm):
    """With a choice among the sections of an issue."""

    section = forms.ModelChoiceField(label="栏目", queryset=Section.objects.none(), empty_label=None)

    def __init__(self, *args: Any, issue: Issue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "section").queryset = issue.sections.all()


class SectionForm(OfIssue):
    """Where a record stands."""


class Printed(forms.ModelChoiceField):
    def label_from_instance(self, entry: Entry) -> str:
        return f"{entry.issue} 第{entry.page}页 {entry.title}"[:80]


class NoticeForm(OfIssue):
    title = forms.CharField(label="标题", max_length=300)
    text = forms.CharField(
        label="正文", widget=forms.Textarea(attrs={"rows": 12}), help_text="一段一行。不写个人信息。"
    )
    corrects = Printed(
        label="更正的是哪一篇",
        queryset=Entry.objects.none(),
        required=False,
        empty_label="不是更正",
        help_text="更正启事请选，那一篇的网页会自动写明已经更正。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Entry.objects.filter(issue__in=issued()).select_related("issue").defer("hay", "text", "body")
        newest = rows.order_by("-issue__total_number", "number").values_list("pk", flat=True)[:RECENT]
        field_of(self, "corrects").queryset = rows.filter(pk__in=list(newest)).order_by(
            "-issue__total_number", "number"
        )


class ReasonForm(PlainForm):
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class BlankForm(ReasonForm):
    numbers = forms.TypedMultipleChoiceField(
        label="涂去哪几篇", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, entries: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.number, f"第{one.page}页 {one.title}") for one in entries if not one.blanked_at]
        field_of(self, "numbers").choices = choices
        self.order_fields(["numbers", "reason"])


class EmptyForm(PlainForm):
    """Only a button."""


class HandInForm(PlainForm):
    information = forms.CharField(
        label="文件", max_length=200, help_text="已经公开的文件，填索引号、文号或者网址。"
    )
    note = forms.CharField(label="说明", max_length=300, required=False)

    def clean_information(self) -> Information:
        typed = self.cleaned_data["information"].strip()
        number = typed.rstrip("/").rsplit("/", 1)[-1]
        rows = listed()
        exact = rows.filter(index_number=typed) | rows.filter(document_number=typed)
        found = list(exact[:2])
        if not found and "/r/" in typed and number.isascii() and number.isdigit() and len(number) < 12:
            found = list(rows.filter(pk=int(number)))
        if len(found) != 1:
            raise ValidationError("没有找到这份公开的文件，或者不止一份。请填索引号。")
        return found[0]


class RecipientForm(PlainForm):
    kind = forms.ChoiceField(
        label="种类", choices=RecipientKind.choices, help_text="公众取阅点的名称和地址会在网站上公布。"
    )
    name = forms.CharField(label="名称", max_length=100)
    address = forms.CharField(label="地址", max_length=200, required=False)
    copies = forms.IntegerField(label="每期份数", min_value=0, max_value=9999)


class ReceiptForm(PlainForm):
    received = forms.IntegerField(label="签收份数", min_value=0, max_value=9999)
    received_on = Day(label="签收日期")
    signed_by = forms.CharField(label="签收人", max_length=50)


class ImportForm(NewForm):
    pdf = forms.FileField(
        label="这一期的 PDF", widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        help_text="扫描件也可以。会先去掉文件里藏着的作者、批注。",
    )  # fmt: skip
    contents = forms.FileField(
        label="目录表格", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})
    )
