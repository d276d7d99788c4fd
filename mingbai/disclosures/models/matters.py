"""What the office keeps beside a text: the matter it belongs to, its topics, its elements, its readers."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.disclosures.models.records import Attachment, Information
from mingbai.organisations.models import Organisation


def _person(label: str, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name="+", verbose_name=label
    )


class Slot(models.TextChoices):
    """五公开."""

    DECISION = "decision", "决策公开"
    EXECUTION = "execution", "执行公开"
    MANAGEMENT = "management", "管理公开"
    SERVICE = "service", "服务公开"
    RESULT = "result", "结果公开"


class Phase(models.TextChoices):
    BEFORE = "before", "事前"
    DURING = "during", "事中"
    AFTER = "after", "事后"


class Dossier(models.Model):
    """One matter from decision to result, with everything published about it (五公开)."""

    class State(models.TextChoices):
        OPEN = "open", "办理中"
        CLOSED = "closed", "已办完"

    title = models.CharField("事项名称", max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="dossiers", verbose_name="单位"
    )
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    note = models.CharField("说明", max_length=300, blank=True)
    waived = models.JSONField("不涉及的公开环节", default=dict, help_text="环节 → 理由")
    created_by = _person("建立人")
    created_at = models.DateTimeField("建立时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "五公开事项"

    def __str__(self) -> str:
        return self.title


class DossierEntry(models.Model):
    """A text within a matter; taking it out ends the row."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="entries")
    information = models.ForeignKey(Information, models.PROTECT, related_name="dossier_entries")
    slot = models.CharField("公开环节", max_length=12, choices=Slot.choices)
    phase = models.CharField("阶段", max_length=8, choices=Phase.choices)
    by = _person("放入人")
    at = models.DateTimeField("放入时间")
    ended_at = models.DateTimeField("移出时间", null=True)
    ended_by = _person("移出人", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "事项中的信息"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "information", "slot"],
                condition=models.Q(ended_at=None),
                name="dossier_entry_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier} {self.get_slot_display()}"


class Topic(models.Model):
    """A key task whose texts are counted (重点任务主题). Without an organisation it is the county's."""

    name = models.CharField("主题", max_length=60)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="topics", verbose_name="单位"
    )
    from_year = models.PositiveIntegerField("起始年度")
    to_year = models.PositiveIntegerField("截止年度", null=True, blank=True)
    created_by = _person("建立人")
    created_at = models.DateTimeField("建立时间")

    class Meta:
        ordering = ["-from_year", "pk"]
        verbose_name = verbose_name_plural = "重点任务主题"
        constraints = [
            models.UniqueConstraint(fields=["name", "organisation", "from_year"], name="topic_once"),
            models.UniqueConstraint(
                fields=["name", "from_year"],
                condition=models.Q(organisation=None),
                name="topic_once_for_county",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TopicTag(models.Model):
    """That a text counts under a topic: the office's own note, no content of the text."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="tags")
    information = models.ForeignKey(Information, models.PROTECT, related_name="topic_tags")
    by = _person("标注人")
    at = models.DateTimeField("标注时间")
    ended_at = models.DateTimeField("取消时间", null=True)
    ended_by = _person("取消人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "主题标注"
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "information"],
                condition=models.Q(ended_at=None),
                name="topic_tag_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.information} {self.topic}"


class ElementAnswer(models.Model):
    """Where a text meets one element of its item: a passage, a file, or why it does not apply.

    A new answer ends the one before it. Whether a passage is still there is asked when it is shown.
    """

    class Kind(models.TextChoices):
        PASSAGE = "passage", "正文里的一段话"
        ATTACHMENT = "attachment", "附件"
        NOT_APPLICABLE = "not_applicable", "不适用"

    information = models.ForeignKey(Information, models.PROTECT, related_name="element_answers")
    key = models.CharField("要素编号", max_length=40)
    label = models.CharField("要素", max_length=200)
    kind = models.CharField("在哪里", max_length=16, choices=Kind.choices)
    quote = models.CharField("原文", max_length=500, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("不适用的理由", max_length=300, blank=True)
    by = _person("确认人")
    at = models.DateTimeField("确认时间")
    ended_at = models.DateTimeField("被替换的时间", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "要素对应"
        constraints = [
            models.UniqueConstraint(
                fields=["information", "key"],
                condition=models.Q(ended_at=None),
                name="element_answer_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.information} {self.label}"


class InternalOpening(models.Model):
    """That a colleague opened an internal text: once for each published version."""

    information = models.ForeignKey(Information, models.PROTECT, related_name="openings")
    number = models.PositiveIntegerField("版本号")
    user = _person("读者")
    at = models.DateTimeField("打开时间")

    class Meta:
        verbose_name = verbose_name_plural = "内部公开已读"
        constraints = [models.UniqueConstraint(fields=["information", "number", "user"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
