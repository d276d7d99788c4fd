"""How far the printing of one village's board is.

A file in which every sheet had been previewed before is ready at once. Any other waits (DRAWN) until a
person has opened that village's file and said so: one look at the very pages that will hang, instead of a
sheet to be made, previewed and chosen for each notice. There is no button for several villages.
"""

from django.db import models


class PrintState(models.TextChoices):
    WAITING = "waiting", "排队"
    WORKING = "working", "正在生成"
    DRAWN = "drawn", "待预览"
    DONE = "done", "可以打印"
    EMPTY = "empty", "这个月没有要张贴的"
    FAILED = "failed", "没有生成"


WITH_FILE = frozenset({PrintState.DRAWN, PrintState.DONE})

FINISHED = WITH_FILE | {PrintState.EMPTY}
"""The program has done its part."""
