"""How far the printing of one village's board is."""

from django.db import models


class PrintState(models.TextChoices):
    WAITING = "waiting", "排队"
    WORKING = "working", "正在生成"
    DONE = "done", "已生成"
    EMPTY = "empty", "这个月没有要张贴的"
    FAILED = "failed", "没有生成"


FINISHED = frozenset({PrintState.DONE, PrintState.EMPTY})
