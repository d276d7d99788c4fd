"""How a promise stands."""

from django.db import models


class State(models.TextChoices):
    RUNNING = "running", "正在办理"
    FULFILLED = "fulfilled", "已完成"
    PARTLY = "partly", "部分完成"
    MISSED = "missed", "未完成"
    CHANGED = "changed", "目标已调整，正在办理"


OPEN = frozenset({State.RUNNING, State.CHANGED})
"""States in which progress is entered."""

ENDED = frozenset({State.FULFILLED, State.PARTLY, State.MISSED})


class Kind(models.TextChoices):
    PROJECT = "project", "民生实事"
    GOAL = "goal", "年度工作目标"
