"""The life of a sheet of village affairs, and of what villagers say about it."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "填写中"
    SIGNED = "signed", "已签字，待张贴"
    POSTED = "posted", "公示中"
    CLOSED = "closed", "已办结"
    REOPENED = "reopened", "已被更正后的新表代替"


EDITABLE = frozenset({State.DRAFT, State.SIGNED})
"""Changing a signed sheet voids its signatures; a posted one is only replaced by a new version."""

PUBLIC = frozenset({State.POSTED, State.CLOSED})
"""States in which villagers could read the sheet on the notice board."""


class ObjectionKind(models.TextChoices):
    QUESTION = "question", "对公布内容有疑问、异议"
    UNTRUE = "untrue", "反映公布的事项不真实"
    LATE = "late", "反映没有及时公布"


TO_AUTHORITY = frozenset({ObjectionKind.UNTRUE, ObjectionKind.LATE})
"""《村民委员会组织法》第三十一条：村民向乡镇、县级政府反映，由其调查核实，不能由村自己答复。"""


class Result(models.TextChoices):
    EXPLAINED = "explained", "已当面解释说明"
    CORRECTED = "corrected", "情况属实，更正后重新公布"
    ORDERED = "ordered", "情况属实，已责令依法公布"
    UNFOUNDED = "unfounded", "经核实情况不属实"


class ProofKind(models.TextChoices):
    SIGNED_SHEET = "signed_sheet", "已签字的公开表"
    POSTED_PHOTO = "posted_photo", "公开栏张贴照片"
