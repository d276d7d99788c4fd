"""Who answers for open affairs: leading groups, and the contact people of every unit."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.registers.models.common import Filed
from mingbai.registers.states import ContactKind, GroupKind, GroupRole


class Lasting(models.Model):
    """Something that holds from a day to a day, the last one included; it ends and is never deleted."""

    valid_from = models.DateField("开始日期")
    valid_to = models.DateField("结束日期", null=True, blank=True)
    end_reason = models.CharField("结束原因", max_length=200, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class LeadingGroup(Lasting):
    """A leading group or the office that does its work, with the document that set it up."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="leading_groups", verbose_name="单位"
    )
    kind = models.CharField("类别", max_length=20, choices=GroupKind.choices, default=GroupKind.LEADING_GROUP)
    name = models.CharField("名称", max_length=100)
    basis = models.CharField("成立文件", max_length=200, blank=True)
    basis_record = models.ForeignKey(
        Information,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="成立文件（已公开）",
    )
    tasks = models.TextField("职责", blank=True, max_length=2000)

    class Meta:
        ordering = ["organisation__path", "-valid_from", "pk"]
        verbose_name = verbose_name_plural = "领导小组和工作机构"
        constraints = [
            models.CheckConstraint(
                name="group_ends_after_start",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registers:group", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        return f"领导小组 {self.pk}"


class GroupMember(Lasting):
    """A person in a leading group, with post and role, from a day to a day."""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=80, blank=True)
    role = models.CharField("组内职务", max_length=20, choices=GroupRole.choices, default=GroupRole.MEMBER)
    order = models.PositiveIntegerField("排序", default=100)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = verbose_name_plural = "领导小组成员"
        constraints = [
            models.CheckConstraint(
                name="group_member_ends_after_start",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_label(self) -> str:
        return f"领导小组成员 {self.pk}"


class Contact(Filed, Lasting):
    """Whom to ask about open affairs in a unit. The telephone is for staff and never public.

    With an account (`user`) the contact counts only while that person works somewhere; without one,
    reminders cannot reach them and go to the body above.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name="单位"
    )
    kind = models.CharField("身份", max_length=20, choices=ContactKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_of",
        verbose_name="账号",
    )
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=80, blank=True)
    telephone = models.CharField("电话", max_length=60, blank=True)

    class Meta:
        ordering = ["organisation__path", "kind", "-valid_from", "pk"]
        verbose_name = verbose_name_plural = "联络人员"
        indexes = [models.Index(fields=["organisation", "valid_to"], name="contact_of_org")]
        constraints = [
            models.CheckConstraint(
                name="contact_ends_after_start",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"

    @property
    def ledger_label(self) -> str:
        return f"联络人员 {self.pk}"

    def said_for(self, organisation: Organisation) -> str:
        """Who answers for `organisation`, saying so when it is somebody of a body above it."""
        if organisation.pk == self.organisation_id:
            return str(self)
        return f"“{organisation}”没有在岗的联络人员，暂由上级“{self.organisation}”的{self}负责"
