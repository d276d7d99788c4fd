"""The life of a package, of its destruction, and the three copies."""

from django.db import models


class PackageState(models.TextChoices):
    WAITING = "waiting", "等待制作"
    MADE = "made", "已制作"
    SAME = "same", "与上次相同，没有另存"
    DESTROYED = "destroyed", "已销毁"


class DestructionState(models.TextChoices):
    PROPOSED = "proposed", "等待批准"
    APPROVED = "approved", "已批准，已销毁"
    REJECTED = "rejected", "不同意销毁"


class Copy(models.TextChoices):
    """公开材料一式三份。"""

    COUNTY = "county", "报县"
    ARCHIVE = "archive", "本单位存档"
    BOARD = "board", "公示栏张贴"
