"""May this person do that, there? Every answer comes from the authorisation table."""

from typing import Any

from mingbai.lib import clock
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.authorisation import ACTIONS, FROM_SECURITY, roles_for
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of


def may(user: Any, action: str, organisation: Organisation | None) -> Verdict:
    """May `user` do `action` in `organisation`; None means something that belongs to no one organisation.

    The refusal names the missing role and whom to ask. KeyError for an unknown action. Nothing new is
    drafted in an organisation that has ended, though its old records are looked after.
    """
    refused = _not_signed_in(user)
    if refused is not None:
        return refused
    scope = scope_of(user, action)
    if scope.all or (organisation is not None and scope.contains(organisation)):
        return _not_ended(action, organisation)
    place = f"在“{organisation}”" if organisation is not None else ""
    return no(f"您{place}没有{_roles(action)}角色，不能{_plain(action)}。{_whom_to_ask(action)}")


def may_anywhere(user: Any, action: str) -> Verdict:
    """May `user` do `action` in at least one organisation? For menus and entry pages."""
    refused = _not_signed_in(user)
    if refused is not None:
        return refused
    if scope_of(user, action):
        return YES
    return no(f"您没有{_roles(action)}角色，不能{_plain(action)}。{_whom_to_ask(action)}")


def _not_signed_in(user: Any) -> Verdict | None:
    if not getattr(user, "is_authenticated", False):
        return no("请先登录。")
    return None if user.is_active else no("这个账号已停用。请联系安全管理员。")


def _not_ended(action: str, organisation: Organisation | None) -> Verdict:
    ended = organisation.valid_to if organisation is not None else None
    if action != "record.create" or ended is None or ended >= clock.today():
        return YES
    return no(f"“{organisation}”已于 {ended} 撤销，不能再起草新信息。请选择接手的单位。")


def _plain(action: str) -> str:
    return ACTIONS[action].split("（")[0]


def _roles(action: str) -> str:
    return "或".join(f"“{role.label}”" for role in roles_for(action))


def _whom_to_ask(action: str) -> str:
    if all(role in FROM_SECURITY for role in roles_for(action)):
        return "确需办理的，请联系安全管理员。"
    return "确需办理的，请联系本单位的单位管理员；没有单位管理员的，请联系安全管理员。"
