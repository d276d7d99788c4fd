"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from mingbai.lib import clock


class User(AbstractUser):
    """A member of staff. What they may do follows from their memberships, not from this row."""

    full_name = models.CharField("姓名", max_length=50)
    telephone = models.CharField("办公电话", max_length=40, blank=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    session_version = models.PositiveIntegerField("会话批次", default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_once_whatever_the_case",
                violation_error_message="已经有人用这个用户名（大小写视为相同），请换一个。",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_changed_at = clock.now()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password or `session_version` changes."""
        value = f"{self.password}:{self.session_version}"
        return salted_hmac("mingbai.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()


class FormerPassword(models.Model):
    """The hash of a password the person has chosen at some time, the present one included."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    password = models.CharField("密码散列", max_length=128)
    at = models.DateTimeField("启用时间")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = verbose_name_plural = "用过的密码"

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"


class UsedCode(models.Model):
    """A one-time code that was accepted lately; the constraint refuses it a second time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="used_codes")
    digest = models.CharField("摘要", max_length=64)
    at = models.DateTimeField("使用时间")

    class Meta:
        verbose_name = verbose_name_plural = "用过的动态口令"
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="code_used_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%H:%M:%S}"
