"""Reading values of the environment that a person typed, so that a mistake is told in one sentence."""

from typing import Any

from environ import Env

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql", "pgsql")
HOW_TO_NAME_A_DATABASE = (
    "应当像 sqlite:////var/lib/mingbai/mingbai.sqlite3（绝对路径，四条斜线）"
    "或者 postgres://用户名:密码@127.0.0.1:5432/数据库名；密码里的 @ : / % 等符号要写成 %40 %3A %2F %25。"
)


class BadSetting(Exception):
    """A setting cannot be used; the message is for whoever runs the installation. It repeats no secret."""


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
