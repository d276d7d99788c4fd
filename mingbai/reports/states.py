"""Where a report stands, and what its parts are."""

from django.db import models


class ReportState(models.TextChoices):
    DRAFT = "draft", "草稿"
    FIXED = "fixed", "已定稿"
    REPLACED = "replaced", "已有新版"


class PartKind(models.TextChoices):
    INTRO = "intro", "总体情况"
    HEADING = "heading", "任务"
    RECORDS = "records", "公开数量"
    ACTIVITIES = "activities", "工作登记"
    PROBLEMS = "problems", "存在的问题"
    CLOSING = "closing", "结尾"


class Of(models.TextChoices):
    """What a figure counts; all but lines, which are in the ledger, have their lists here."""

    TASKS = "tasks", "任务"
    RECORDS = "records", "公开的信息"
    ACTIVITIES = "activities", "工作登记"
    POSTED = "posted", "张贴的村务公开表"
    CHANNELS = "channels", "其他渠道"
    EVIDENCE = "evidence", "佐证"
    LINES = "lines", "台账"
