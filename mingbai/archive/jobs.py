"""What the background does for the archive."""

import time

from mingbai.archive.actions import Busy, build
from mingbai.archive.models import Package
from mingbai.archive.states import PackageState


def make_waiting(seconds: float = 40) -> str:
    """The round: make what waits for at most so long; the next one goes on. Says what was made."""
    until, made = time.monotonic() + seconds, []
    for package in Package.objects.filter(state=PackageState.WAITING).select_related("organisation"):
        try:
            made.append(build(package, until=until))
        except Busy:
            continue
        except OSError:
            words = "写不了文件，请系统管理员检查存储空间和文件夹权限。"
            Package.objects.filter(pk=package.pk).update(problem=words)
            raise
    return f"制作档案包 {len(made)} 个" if made else ""
