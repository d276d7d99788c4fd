"""`mingbai user create|reset-password|unlock|deactivate|activate|reset-second-factor NAME`."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from mingbai.accounts import actions, queries
from mingbai.accounts.models import User
from mingbai.commands.verb import REFUSED, Outcome, Verb, WrongUse
from mingbai.lib.verdict import Denied


def _reset_password(user: User) -> tuple[dict[str, Any], str]:
    password = actions.reset_password(user=user, by=None)
    return {"password": password}, f"一次性密码：{password}（只显示这一次，登录后须改）"


def _unlock(user: User) -> tuple[dict[str, Any], str]:
    removed = actions.unlock_user(user=user, by=None)
    return {"removed": removed}, "已解锁，可以重新登录。" if removed else "这个账号没有被锁。"


def _deactivate(user: User) -> tuple[dict[str, Any], str]:
    actions.deactivate_user(user=user, by=None)
    return {}, "已停用，已登录的也立即退出。"


def _activate(user: User) -> tuple[dict[str, Any], str]:
    actions.activate_user(user=user, by=None)
    return {}, "已启用。"


def _reset_second_factor(user: User) -> tuple[dict[str, Any], str]:
    actions.reset_second_factor(user=user, by=None)
    return {}, "已清除动态口令，下次登录只需密码。"


DEEDS: dict[str, Callable[[User], tuple[dict[str, Any], str]]] = {
    "reset-password": _reset_password,
    "unlock": _unlock,
    "deactivate": _deactivate,
    "activate": _activate,
    "reset-second-factor": _reset_second_factor,
}


class Command(Verb):
    help = "建立账号、重置密码、解锁、停用、启用、清除动态口令"

    def add(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "deed", metavar="动作", choices=["create", *DEEDS], help="、".join(["create", *DEEDS])
        )
        parser.add_argument("name", metavar="用户名", help="登录用的名字")
        parser.add_argument("--full-name", default="", metavar="姓名", help="姓名（create 必填）")
        parser.add_argument("--telephone", default="", metavar="电话", help="办公电话")

    def run(self, **options: Any) -> Outcome:
        deed, name = options["deed"], options["name"]
        if deed == "create":
            return _create(name, options["full_name"], options["telephone"])
        user = queries.by_name(name)
        if user is None:
            return _refused(deed, name, f"没有用户名为“{name}”的账号。")
        try:
            data, text = DEEDS[deed](user)
        except Denied as refusal:
            return _refused(deed, name, refusal.reason)
        return Outcome(
            {"done": True, "deed": deed, "user": user.username, **data}, f"{user.username}：{text}"
        )


def _create(name: str, full_name: str, telephone: str) -> Outcome:
    if not full_name:
        raise WrongUse("建立账号要写姓名，例如：mingbai user create zhangsan --full-name 张三")
    try:
        user, password = actions.create_user(username=name, full_name=full_name, telephone=telephone, by=None)
    except ValidationError as error:
        return _refused("create", name, " ".join(error.messages))
    data = {"done": True, "deed": "create", "user": user.username, "password": password}
    return Outcome(
        data, f"已建立 {user.username}（{user}）。一次性密码：{password}（只显示这一次，登录后须改）"
    )


def _refused(deed: str, name: str, reason: str) -> Outcome:
    return Outcome({"done": False, "deed": deed, "user": name, "reason": reason}, reason, REFUSED)
