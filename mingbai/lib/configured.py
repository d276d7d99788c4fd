"""Reading values of the environment that a person typed, so that a mistake is told in one sentence."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from environ import Env

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql", "pgsql")
HOW_TO_NAME_A_DATABASE = (
    "应当像 sqlite:////var/lib/mingbai/mingbai.sqlite3（绝对路径，四条斜线）"
    "或者 postgres://用户名:密码@127.0.0.1:5432/数据库名；密码里的 @ : / % 等符号要写成 %40 %3A %2F %25。"
)

HOW_TO_NAME_A_STORE = (
    "应当像 https://访问名:访问密钥@对象存储的地址/桶名；密钥里的 / + = 等符号要写成 %2F %2B %3D。"
)


class BadSetting(Exception):
    """A setting cannot be used; the message is for whoever runs the installation. It repeats no secret."""


class Environment(Env):
    """The variables of the environment; one of the wrong kind is named. `BadSetting`."""

    def get_value(self, var: str, *args: Any, **named: Any) -> Any:
        try:
            return super().get_value(var, *args, **named)
        except ValueError as error:
            raise BadSetting(f"{var} 写得不对：这里要写数字。") from error


def folder(name: str, path: Path) -> Path:
    """The folder, made where it is missing; `BadSetting` when nothing can be written there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        advice = "请换一个，或者检查权限。"
        raise BadSetting(f"{name} 的文件夹“{path}”不能用（{error.strerror}）。{advice}") from error
    return path


def database(name: str, url: str) -> dict[str, Any]:
    """Django's settings of the database at `url`, which stands in the variable `name`; `BadSetting`."""
    scheme, separator, _ = url.partition("://")
    if not separator or scheme not in DATABASE_SCHEMES:
        raise BadSetting(f"{name} 写得不对。{HOW_TO_NAME_A_DATABASE}")
    try:
        found = Env.db_url_config(url)
    except ValueError as error:
        raise BadSetting(f"{name} 写得不对（可能是端口）。{HOW_TO_NAME_A_DATABASE}") from error
    if not found.get("NAME"):
        raise BadSetting(f"{name} 没有写数据库名。{HOW_TO_NAME_A_DATABASE}")
    return dict(found)


def replica(name: str, url: str, main: dict[str, Any]) -> dict[str, Any]:
    """Settings of a database that is only read, a copy of `main`; `BadSetting`."""
    found = database(name, url)
    if found["ENGINE"] != main["ENGINE"] or "sqlite" in found["ENGINE"]:
        raise BadSetting(f"{name} 只能和 PostgreSQL 的 DATABASE_URL 一起用。")
    # In tests it is the main one under another name.
    return {**found, "CONN_MAX_AGE": 60, "OPTIONS": {"connect_timeout": 3}, "TEST": {"MIRROR": "default"}}


def object_store(name: str, url: str) -> dict[str, Any]:
    """Options of a storage in a bucket at `url`; `BadSetting`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadSetting(f"{name} 写得不对。{HOW_TO_NAME_A_STORE}") from error
    bucket = parts.path.strip("/")
    known = parts.scheme in ("http", "https") and parts.hostname and parts.username and parts.password
    if not known or not bucket or "/" in bucket:
        raise BadSetting(f"{name} 写得不对。{HOW_TO_NAME_A_STORE}")
    return {
        "bucket_name": bucket,
        "endpoint_url": f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else ""),
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "file_overwrite": False,  # as with folders: a file is never replaced by another of its name
        "default_acl": None,
        "addressing_style": "path",
    }


def accounts(name: str, text: str, parts: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Accounts on a platform, "account=one:two:…", comma separated, each with its `parts`; `BadSetting`."""
    found: dict[str, dict[str, str]] = {}
    for place, one in enumerate(filter(None, (entry.strip() for entry in text.split(","))), 1):
        account, separator, rest = one.partition("=")
        values = [value.strip() for value in rest.split(":", len(parts) - 1)]
        if not separator or not account.strip() or len(values) != len(parts) or not all(values):
            shape = ":".join(parts)
            raise BadSetting(
                f"{name} 的第 {place} 项写得不对。应当像 账号编号={shape}，几个账号用英文逗号隔开。"
            )
        found[account.strip()] = dict(zip(parts, values, strict=True))
    return found


def values(name: str, text: str) -> dict[str, str]:
    """Values by their names, "one=value,other=value"; `BadSetting`."""
    found: dict[str, str] = {}
    for place, entry in enumerate(filter(None, (one.strip() for one in text.split(","))), 1):
        key, _, value = (part.strip() for part in entry.partition("="))
        if not key or not value:
            raise BadSetting(f"{name} 的第 {place} 项写得不对。应当像 名称=值，几项用英文逗号隔开。")
        found[key] = value
    return found
