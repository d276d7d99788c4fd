"""States and kinds of what the registers hold."""

from django.db import models


class ActivityState(models.TextChoices):
    PLANNED = "planned", "计划中"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class ContactKind(models.TextChoices):
    """In the order in which they are asked: who does the work first, who answers for it last."""

    STAFF = "staff", "专职人员"
    LIAISON = "liaison", "联络员"
    RESPONSIBLE = "responsible", "分管负责同志"


class GroupKind(models.TextChoices):
    LEADING_GROUP = "leading_group", "领导小组"
    OFFICE = "office", "工作机构（办公室）"


class GroupRole(models.TextChoices):
    HEAD = "head", "组长（主任）"
    DEPUTY = "deputy", "副组长（副主任）"
    MEMBER = "member", "成员"
    OFFICE_HEAD = "office_head", "办公室主任"


class Platform(models.TextChoices):
    WECHAT = "wechat", "微信公众号"
    WEIBO = "weibo", "微博"
    DOUYIN = "douyin", "抖音"
    KUAISHOU = "kuaishou", "快手"
    TOUTIAO = "toutiao", "今日头条"
    CHANNELS = "channels", "微信视频号"
    MINI_PROGRAM = "mini_program", "小程序"
    APP = "app", "移动客户端"
    OTHER = "other", "其他"


class AccountState(models.TextChoices):
    OPEN = "open", "在用"
    CLOSED = "closed", "已关停"
    CANCELLED = "cancelled", "已注销"


class StepKind(models.TextChoices):
    """分级备案：开设、变更、关停、注销都报（国办发〔2018〕123号）。"""

    OPENED = "opened", "开设"
    CHANGED = "changed", "变更"
    CLOSED = "closed", "关停"
    CANCELLED = "cancelled", "注销"
