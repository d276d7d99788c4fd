"""How an expected instance of a duty ends, and what kinds of duties there are."""

from django.db import models


class Kind(models.TextChoices):
    """How a duty produces instances: one per period, one per event, one for good, one with a date."""

    PERIODIC = "periodic", "定期"
    PROMPT = "prompt", "即时（每件）"
    STANDING = "standing", "长期"
    ONCE = "once", "一次"


class Source(models.TextChoices):
    CATALOGUE = "catalogue", "公开目录"
    PLAN = "plan", "计划任务"
    QUOTA = "quota", "次数要求"


class State(models.TextChoices):
    """Silence (missing) and nothing (nil, signed) are different facts."""

    OPEN = "open", "未到期"
    MET = "met", "已履行"
    LATE = "late", "逾期履行"
    NIL = "nil", "零报告"
    NOT_APPLICABLE = "not_applicable", "不适用"
    MISSING = "missing", "未履行"


DONE = (State.MET, State.NIL)
"""Ended as the law wants it; late is done, but not in time."""

ENDED = (State.MET, State.LATE, State.NIL, State.MISSING)
"""What counts in a rate: what was due. Not what lies ahead, nor what does not apply."""


class ExemptionState(models.TextChoices):
    ASKED = "asked", "待审定"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"
    ENDED = "ended", "已终止"
