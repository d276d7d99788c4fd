"""Does this machine have what the product needs."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection

from mingbai.documents.conversion import converter
from mingbai.documents.official.typefaces import CHINESE, families, present
from mingbai.operations import health
from mingbai.operations.doctor.findings import Finding, bad, ok, warn
from mingbai.operations.rules import DISK_FULL, DISK_LOW
from mingbai.operations.wording import size

MAIL_SECONDS = 5
MORE_ROOM = "清理磁盘或者加磁盘；旧备份用 mingbai backup --keep 7 只留最近几份。"


def disk() -> Finding:
    usage = shutil.disk_usage(_there(settings.DATA_DIR))
    words = f"数据目录所在的磁盘还剩 {size(usage.free)}（{usage.free / usage.total:.0%}）"
    if _below(usage.free, usage.total, DISK_FULL):
        return bad(f"{words}，很快就不能保存了。", MORE_ROOM)
    if _below(usage.free, usage.total, DISK_LOW):
        return warn(f"{words}。", MORE_ROOM)
    return ok(words)


def _below(free: int, total: int, limits: tuple[int, float]) -> bool:
    """A large disk may be nearly full by share and still hold much: both must be low."""
    return free < limits[0] or (free / total < limits[1] and free < 10 * limits[0])


def _there(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())


def files() -> Finding:
    if not health.storage_answers():
        return bad("存放文件的地方不能写。", "检查数据目录的主人和权限，或者对象存储（S3_…）的设置。")
    return ok("存放文件的地方能写")


def mail() -> Finding:
    if not settings.EMAIL_URL:
        return warn("没有设置电子邮件，提醒只在站内，订阅的信也发不出。", "设置 EMAIL_URL 和 EMAIL_FROM。")
    link = get_connection(timeout=MAIL_SECONDS)
    try:
        link.open()
    except Exception as problem:  # noqa: BLE001 - whatever the mail library raises, mail does not go out
        return bad(
            f"邮件服务器连不上（{type(problem).__name__}）。", "检查 EMAIL_URL、用户名、密码和防火墙。"
        )
    finally:
        link.close()
    return ok("邮件服务器能连上")


def fonts() -> Finding:
    if not present(CHINESE, families()):
        return bad("没有中文字体，不能生成 PDF。", "运行 sudo apt install fonts-noto-cjk，重新启动网站程序。")
    return ok("有中文字体")


def office() -> Finding:
    if converter() is None:
        return warn(
            "没有安装 LibreOffice，不能读旧格式（.doc、.wps、.xls）的文件。",
            "运行 sudo apt install libreoffice-writer-nogui libreoffice-calc-nogui。",
        )
    return ok("LibreOffice 已安装")


def memory() -> Finding:
    """The cache counts tries from an address; without a shared one each process counts by itself."""
    if not settings.REDIS_URL:
        return ok("没有设置 Redis（一台服务器时不是必须的）")
    try:
        cache.set("mingbai:doctor", "1", 5)
        works = cache.get("mingbai:doctor") == "1"
    except Exception:  # noqa: BLE001 - whatever the client raises
        works = False
    if not works:
        return bad("Redis 连不上，表单的次数限制会出错。", "检查 REDIS_URL 和 Redis 是否已启动。")
    return ok("Redis 能连上")
