"""The form for words that mean the same."""

from django import forms

LONGEST = 400  # characters of all words of a group
HELP = "一行一个词，2 到 12 个。写在第一行的是最常用的说法，会用作搜索提示。"


class SynonymForm(forms.Form):
    words = forms.CharField(
        label="意思相同的词",
        help_text=HELP,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "请写至少两个词，一行一个。",
            "max_length": f"写得太长了，一组词合起来不超过 {LONGEST} 个字。",
            "null_characters_not_allowed": "里面有不能识别的字符，请删去后再保存。",
        },
    )
    note = forms.CharField(
        label="说明",
        help_text="可以不填，例如从哪年起改叫这个名字。",
        required=False,
        max_length=100,
        error_messages={"max_length": "说明不超过 100 个字。"},
    )

    def clean_words(self) -> list[str]:
        """The lines; also words parted by 、 or ，, as people write them."""
        typed = self.cleaned_data["words"].replace("、", "\n").replace("，", "\n").replace(",", "\n")
        return [word for line in typed.splitlines() if (word := line.strip())]
