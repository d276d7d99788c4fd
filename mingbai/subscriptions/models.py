"""Who asked to be told of what, and what was sent. Addresses stand here sealed, tokens as digests.

No act of a subscriber is written into the trail: the trail can never be erased, a subscription must be.
"""

from django.db import models
from django.db.models import Q

from mingbai.accounts.tries import Tries
from mingbai.disclosures.models import Information
from mingbai.notifications.models import Channel, DeliveryState
from mingbai.organisations.models import Organisation


class Kind(models.TextChoices):
    ORGANISATION = "organisation", "机构、村（社区）"
    FIELD = "field", "领域"
    THEME = "theme", "主题"
    COLUMN = "column", "栏目"
    RECORD = "record", "一条信息的变化"
    SEARCH = "search", "搜索的词"


class Often(models.TextChoices):
    AT_ONCE = "at_once", "有新的就告诉我"
    DAILY = "daily", "每天汇总一次"
    WEEKLY = "weekly", "每周一汇总一次"


class Subscriber(models.Model):
    """One address. `digest` finds it, `sealed` is the address; nothing else tells who it is.

    `confirmed_at` is when somebody first opened a link sent there. `failures` counts letters in a row that
    did not arrive; at SUBSCRIBE_FAILURES the address rests from `paused_at` on. `opening` is the digest of
    the link that shows all this to its owner, good once and until `opening_until`.
    """

    digest = models.CharField("查找摘要", max_length=64, unique=True)
    channel = models.CharField("方式", max_length=10, choices=Channel.choices)
    sealed = models.TextField("地址（已加密）")
    since = models.DateTimeField("最早登记时间")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    failures = models.PositiveSmallIntegerField("连续没有寄到的次数", default=0)
    paused_at = models.DateTimeField("暂停时间", null=True)
    opening = models.CharField("查看链接的摘要", max_length=64, blank=True, db_index=True)
    opening_until = models.DateTimeField("查看链接有效期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "订阅人"

    def __str__(self) -> str:
        return f"订阅人{self.pk}"


class Subscription(models.Model):
    """What one address is told of, once `confirmed_at` is set; until then it waits SUBSCRIBE_CONFIRM_HOURS.

    `key` is a field's key, a theme's number, a column's key or the words of a search, by `kind`; `below`
    includes what stands below the organisation. Public changes up to version `cursor` have been looked at,
    at `looked_at`; a digest is due at `next_at`. `known` is the state of the record last told (see
    `rules.state_of`); `more` counts new texts that were too many to be named.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    kind = models.CharField("订阅什么", max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    information = models.ForeignKey(Information, models.CASCADE, null=True, related_name="+")
    key = models.CharField("键或者词", max_length=100, blank=True)
    below = models.BooleanField("含下级", default=False)
    often = models.CharField("多久一次", max_length=10, choices=Often.choices, default=Often.DAILY)
    asked_at = models.DateTimeField("提出时间", db_index=True)
    token = models.CharField("确认链接的摘要", max_length=64, blank=True, db_index=True)
    confirmed_at = models.DateTimeField("确认时间", null=True)
    cursor = models.BigIntegerField("看到哪个版本", default=0)
    looked_at = models.DateTimeField("看到什么时候", null=True)
    next_at = models.DateTimeField("下次汇总时间", null=True)
    known = models.CharField("已告知的状态", max_length=40, blank=True)
    more = models.PositiveIntegerField("没有列出的条数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "订阅"
        indexes = [models.Index(fields=["often", "looked_at"], name="subscription_due")]

    def __str__(self) -> str:
        return f"订阅{self.pk}（{self.get_kind_display()}）"


class Letter(models.Model):
    """One message to one subscriber. Each is sent at most once; see `actions.sending`."""

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", "请确认订阅"
        OPEN = "open", "查看订阅的链接"
        NEWS = "news", "新内容"

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="letters")
    purpose = models.CharField("事由", max_length=10, choices=Purpose.choices)
    subscription = models.ForeignKey(Subscription, models.CASCADE, null=True, related_name="+")
    more = models.PositiveIntegerField("没有列出的条数", default=0)
    state = models.CharField(
        "状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED
    )
    tries = models.PositiveSmallIntegerField("次数", default=0)
    created_at = models.DateTimeField("建立时间", db_index=True)
    next_at = models.DateTimeField("下次发送时间")
    taken_at = models.DateTimeField("开始发送时间", null=True)
    sent_at = models.DateTimeField("发出时间", null=True)
    problem = models.CharField("问题", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信"
        indexes = [models.Index(fields=["state", "next_at"], name="letter_due")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}：{self.get_state_display()}"


class Item(models.Model):
    """That a subscription is told of one text: `change` is "new", or the state it came into.

    The row stays after sending, so that nothing is told twice; the round erases it after
    SUBSCRIBE_KEPT_DAYS, when the cursor has long passed the text.
    """

    NEW = "new"

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="items")
    information = models.ForeignKey(Information, models.CASCADE, related_name="+")
    change = models.CharField("变化", max_length=40)
    letter = models.ForeignKey(Letter, models.CASCADE, null=True, related_name="items")
    found_at = models.DateTimeField("发现时间", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "告知的内容"
        constraints = [
            models.UniqueConstraint(fields=["subscription", "information", "change"], name="told_once")
        ]
        indexes = [models.Index(fields=["subscription"], name="item_waiting", condition=Q(letter=None))]

    def __str__(self) -> str:
        return f"告知{self.pk}"


class Try(Tries):
    """The limits of this app, as in `Tries`."""

    class What(models.TextChoices):
        ASK = "ask", "填写订阅（按网络地址）"
        LETTER = "letter", "要求寄信（按收信地址）"

    what = models.CharField(max_length=10, choices=What.choices)

    class Meta:
        verbose_name = verbose_name_plural = "限次记录"
        indexes = [models.Index(fields=["what", "who", "at"], name="subscriptions_try_of")]


class Tally(models.Model):
    """How often something happened on a day: all that is left of those who erased themselves."""

    class What(models.TextChoices):
        ASKED = "asked", "提出订阅"
        CONFIRMED = "confirmed", "确认订阅"
        LAPSED = "lapsed", "没有确认，已清除"
        ENDED = "ended", "退订"
        ERASED = "erased", "清除全部"
        SENT = "sent", "发出信件"
        RECORDED = "recorded", "只作记录的信件"
        FAILED = "failed", "没有发出的信件"
        PAUSED = "paused", "因寄不到而暂停的地址"

    day = models.DateField("日期")
    what = models.CharField("事项", max_length=10, choices=What.choices)
    number = models.PositiveIntegerField("数量", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "订阅数字"
        constraints = [models.UniqueConstraint(fields=["day", "what"], name="subscriptions_tally_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.get_what_display()} {self.number}"
