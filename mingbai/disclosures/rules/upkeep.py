"""When withheld information is to be evaluated again, and what is asked then."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

# 政府信息公开条例第十八条：行政机关应当建立健全政府信息管理动态调整机制，对本行政机关不予公开的
# 政府信息进行定期评估审查，对因情势变化可以公开的政府信息应当公开。 No period is named there: these
# numbers only stand until the county sets its own (UpkeepRule).
LOCAL_MONTHS = 12
LOCAL_NOTICE_DAYS = 30
LOCAL_SLOT_DAYS = 90


@dataclass(frozen=True)
class Terms:
    """The periods that count today: months between evaluations, days of notice, days until a slot
    of a matter that is still empty raises an alarm. `own` when the county has set them itself."""

    months: int = LOCAL_MONTHS
    notice_days: int = LOCAL_NOTICE_DAYS
    slot_days: int = LOCAL_SLOT_DAYS
    own: bool = False


@dataclass(frozen=True)
class Question:
    """One thing to be weighed; `speaks_for_release` is the answer that speaks for making it public."""

    key: str
    text: str
    speaks_for_release: str


# 第十四条至第十六条 are the grounds, 第十五条 has the consent and the public interest, 第三十七条 the part
# that can be told apart.
QUESTIONS = (
    Question("ground", "当时不公开的法定事由，现在还成立吗？", "no"),
    Question("stage", "有关的讨论、办案、招标等过程，已经结束了吗？", "yes"),
    Question("consent", "涉及第三方的，第三方同意公开了吗？", "yes"),
    Question("interest", "不公开会对公共利益造成重大影响吗？", "yes"),
    Question("part", "去掉不能公开的部分以后，其余内容可以公开吗？", "yes"),
)
ANSWERS = (("yes", "是"), ("no", "否"), ("none", "不涉及"))


def contradiction(checklist: dict[str, str], outcome: str) -> str:
    """Why an outcome does not fit the answers, or "" when it does."""
    if outcome == "keep" and checklist.get("ground") == "no":
        return "您判断法定事由已经不成立，结论就不能是“继续不主动公开”，请核对。"
    if outcome == "partly" and checklist.get("part") == "no":
        return "您判断其余内容也不能公开，结论就不能是“区分处理后公开一部分”，请核对。"
    return ""


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or earlier when negative; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Due:
    """By when a text is to be evaluated and why; `late` counts the days past that day, 0 when none."""

    on: date
    reasons: tuple[str, ...]
    late: int


def due(
    *,
    since: date,
    next_on: date | None,
    ground_changed: date | None,
    called: date | None,
    terms: Terms,
    today: date,
) -> Due:
    """`since` is the day the decision was taken first, `next_on` the date set at the last evaluation.

    `ground_changed` and `called` are given only where they came after the last evaluation; then the
    time of notice is the time to do it in.
    """
    periodic = next_on or add_months(since, terms.months)
    found = [(periodic, "评估周期到了" if periodic <= today else "快到评估周期")]
    if periodic > today + timedelta(days=terms.notice_days):
        found = []
    for day, reason in ((ground_changed, "不公开事由有变化"), (called, "有人要求评估")):
        if day is not None:
            found.append((day + timedelta(days=terms.notice_days), reason))
    if not found:
        return Due(periodic, (), 0)
    first = min(day for day, _ in found)
    return Due(first, tuple(reason for _, reason in found), max((today - first).days, 0))
