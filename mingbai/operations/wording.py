"""Ages and sizes as people say them."""

from datetime import datetime

from mingbai.lib import clock


def ago(moment: datetime) -> str:
    """How long ago, in one unit."""
    seconds = int((clock.now() - moment).total_seconds())
    for unit, length in (("天", 86_400), ("小时", 3_600), ("分钟", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}前"
    return "刚才"


def size(bytes_: int) -> str:
    for unit, length in (("GB", 1024**3), ("MB", 1024**2)):
        if bytes_ >= length:
            return f"{bytes_ / length:.1f} {unit}"
    return f"{bytes_ / 1024:.0f} KB"
