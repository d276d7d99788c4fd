"""How a forwarded text stands to its source."""

from django.db import models


class State(models.TextChoices):
    UNCHECKED = "unchecked", "还没有再核对"
    SAME = "same", "与来源一致"
    DIFFERS = "differs", "来源已变化，等处理"
    UNREACHABLE = "unreachable", "打不开来源"


class Way(models.TextChoices):
    TAKEN = "taken", "转载时录入"
    FETCHED = "fetched", "自动读取来源网址"
    PASTED = "pasted", "人工录入现在的原文"


class Decision(models.TextChoices):
    CORRECTED = "corrected", "已按来源更正"
    NOT_RELEVANT = "not_relevant", "不影响转载内容"
