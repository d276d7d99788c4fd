"""Reading the accounts on other platforms, and which of them stand still."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.organisations.queries import scope_of
from mingbai.registers.models import MediaAccount
from mingbai.registers.policies import READ
from mingbai.registers.queries.kinds import setting
from mingbai.registers.rules import is_stale
from mingbai.registers.states import AccountState


def readable_accounts(user: User) -> QuerySet[MediaAccount]:
    rows = MediaAccount.objects.select_related("organisation", "updated_seen_by")
    return scope_of(user, READ).filter(rows)


@dataclass(frozen=True)
class Watched:
    """An account with what is to be said about it today; `silent` days since it was last seen alive."""

    account: MediaAccount
    stale: bool
    silent: int
    unfiled: bool
    twice: bool

    @property
    def warnings(self) -> list[str]:
        found = [f"{self.silent} 天没有更新"] if self.stale else []
        found += ["同一平台还有别的账号"] if self.twice else []
        return found + (["还有事项没有报备"] if self.unfiled else [])


def watched(accounts: QuerySet[MediaAccount], today: date) -> list[Watched]:
    """Each account with its warnings: stands still, not reported, second of one unit on one platform.

    原则上同一平台一单位一账号（国办发〔2018〕123号）【转】：只提示，不拦。
    """
    days, rows = int(setting("media_stale_days", today)), list(accounts.prefetch_related("steps"))
    seen: dict[tuple[int, str], int] = {}
    for one in rows:
        if one.state == AccountState.OPEN:
            key = (one.organisation_id, one.platform_label)
            seen[key] = seen.get(key, 0) + 1
    return [_watched(one, today, days, seen) for one in rows]


def _watched(one: MediaAccount, today: date, days: int, seen: dict[tuple[int, str], int]) -> Watched:
    is_open = one.state == AccountState.OPEN
    return Watched(
        account=one,
        stale=is_open and is_stale(one.last_sign, today, days),
        silent=(today - one.last_sign).days,
        unfiled=any(step.filed_on is None for step in one.steps.all()),
        twice=is_open and seen[one.organisation_id, one.platform_label] > 1,
    )
