"""The life of an issue of the gazette, and what may stand in it."""

from django.db import models


class IssueState(models.TextChoices):
    DRAFTING = "drafting", "编辑中"
    FROZEN = "frozen", "已定稿，待出版"
    ISSUED = "issued", "已出版"


class Origin(models.TextChoices):
    COMPOSED = "composed", "在本平台编印"
    IMPORTED = "imported", "以前的各期，补录"


class EntryKind(models.TextChoices):
    RECORD = "record", "公开的文件"
    NOTICE = "notice", "编辑撰写（大事记、更正、启事）"
    PAST = "past", "以前印出的文件"


class HandInState(models.TextChoices):
    WAITING = "waiting", "等待编入"
    TAKEN = "taken", "已编入"
    DECLINED = "declined", "不刊登"


class RecipientKind(models.TextChoices):
    PLACE = "place", "公众取阅点"
    UNIT = "unit", "赠阅单位"


class Verb(models.TextChoices):
    CHANGE = "change", "修改"
    FREEZE = "freeze", "定稿"
    SEND_BACK = "send_back", "退回编辑"
    ISSUE = "issue", "出版"
    BLANK = "blank", "停止提供并重制"


FROM = {
    Verb.CHANGE: IssueState.DRAFTING,
    Verb.FREEZE: IssueState.DRAFTING,
    Verb.SEND_BACK: IssueState.FROZEN,
    Verb.ISSUE: IssueState.FROZEN,
    Verb.BLANK: IssueState.ISSUED,
}
"""The one state in which each verb may happen; an issued issue is never altered."""
