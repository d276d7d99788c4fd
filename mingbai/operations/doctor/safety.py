"""Would nothing be lost, and is nothing open that should be closed."""

import stat
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from mingbai.lib import clock
from mingbai.mirror.models import Mirror
from mingbai.operations import queries
from mingbai.operations.doctor.findings import Finding, bad, ok, warn
from mingbai.operations.models import Task
from mingbai.operations.rules import BACKUP_GIVEN_UP, BACKUP_LATE, MIRROR_LATE
from mingbai.operations.wording import ago

KEYS = ("secret_key", "foi_key", "log_key")
MAKE_BACKUP = "运行 mingbai backup；每天自动备份用 systemctl enable --now mingbai-backup.timer。"


def backup() -> Finding:
    beat = queries.last(Task.BACKUP)
    if beat is None:
        return bad("从来没有备份过。", MAKE_BACKUP)
    age = clock.now() - beat.at
    if age > BACKUP_GIVEN_UP:
        return bad(f"上次备份是{ago(beat.at)}。", MAKE_BACKUP)
    if age > BACKUP_LATE:
        return warn(f"上次备份是{ago(beat.at)}。", MAKE_BACKUP)
    return ok(f"上次备份是{ago(beat.at)}（{beat.note}）")


def mirror() -> Finding:
    """Copies on this machine that follow the site; none is no fault."""
    late = [one for one in Mirror.objects.all() if not one.made_at or clock.now() - one.made_at > MIRROR_LATE]
    if late:
        names = "、".join(
            f"{one.folder}（{ago(one.made_at) if one.made_at else '没有做完'}）" for one in late
        )
        return warn(f"网站副本旧了：{names}。", f"运行 mingbai mirror {late[0].folder}。")
    number = Mirror.objects.count()
    return ok(f"网站副本 {number} 份，都是新的" if number else "没有做网站副本（不是必须的）")


def keys() -> Finding:
    open_to_others = [path for path in _key_files() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_to_others:
        names = "、".join(str(path) for path in open_to_others)
        return bad(
            f"别的用户能读密钥文件：{names}。", f"运行 chmod 600 {' '.join(map(str, open_to_others))}。"
        )
    return ok("密钥文件只有本程序能读（请确认另有一份抄存在别处）")


def _key_files() -> list[Path]:
    return [path for name in KEYS if (path := settings.DATA_DIR / name).exists()]


def debug() -> Finding:
    if settings.DEBUG:
        return bad("开着调试（DEBUG），出错时会把内部信息显示给访问者。", "去掉 DEBUG=1，重新启动。")
    return ok("没有开调试")


def address() -> Finding:
    """Links in messages and QR codes lead to MINGBAI_BASE_URL."""
    parts = urlsplit(settings.MINGBAI_BASE_URL)
    host = parts.hostname or ""
    if host in ("localhost", "127.0.0.1", "::1", ""):
        return warn(
            f"网站地址还是 {settings.MINGBAI_BASE_URL}，二维码和提醒里的链接别人打不开。",
            "设置 MINGBAI_BASE_URL=https://网站域名，重新启动。",
        )
    if "*" in settings.ALLOWED_HOSTS:
        return warn("ALLOWED_HOSTS 是 *，任何域名都能指到本站。", "ALLOWED_HOSTS 只写本站的域名。")
    if not _answers_to(host):
        return bad(
            f"ALLOWED_HOSTS 里没有 {host}，访问者只会看到“请求没有看懂”。",
            f"在 ALLOWED_HOSTS 里加上 {host}。",
        )
    if parts.scheme != "https" or not settings.BEHIND_TLS:
        return warn("没有用 HTTPS，密码在网上明文传送。", "给 nginx 装上证书，设置 BEHIND_TLS=1。")
    return ok(f"网站地址是 {settings.MINGBAI_BASE_URL}")


def _answers_to(host: str) -> bool:
    return any(host == one or (one.startswith(".") and host.endswith(one)) for one in settings.ALLOWED_HOSTS)
