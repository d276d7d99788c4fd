"""Where a plan and each of its tasks stand."""

from django.db import models


class PlanState(models.TextChoices):
    READ = "read", "待核对"
    CONFIRMED = "confirmed", "已确认"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已作废"


class TaskState(models.TextChoices):
    PROPOSED = "proposed", "待核对"
    CONFIRMED = "confirmed", "已确认"
    DROPPED = "dropped", "不作为任务"


class UnitRole(models.TextChoices):
    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"


class Modality(models.TextChoices):
    MUST = "must", "必须做"
    SHOULD = "should", "应当、可以做"
    MUST_NOT = "must_not", "不得做"


class Per(models.TextChoices):
    """The period a frequency counts in; "event" is each time something happens."""

    DAY = "day", "每天"
    WEEK = "week", "每周"
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF_YEAR = "half_year", "每半年"
    YEAR = "year", "每年"
    EVENT = "event", "每次发生时"
