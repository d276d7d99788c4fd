"""Forms being filled in, and what is counted against misuse. Nothing of a person stands here readably."""

from django.db import models

from mingbai.accounts.tries import Tries


class Draft(models.Model):
    """One form being filled in by one browser, and for a while after sending it the receipt.

    The browser's session knows a random word; here is only its digest. `sealed` is `values.Answers`,
    or `values.Receipt` once `submitted_at` is set, as text that only the server's key opens.
    """

    word = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    submitted_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "填写中的申请"

    def __str__(self) -> str:
        return f"填写中的申请{self.pk}"


class DraftFile(models.Model):
    """A proof of identity waiting to be sent, sealed on disk; its name is sealed too."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.TextField()
    file = models.FileField(upload_to="asking/", max_length=300)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "填写中的材料"

    def __str__(self) -> str:
        return f"填写中的材料{self.pk}"


class Try(Tries):
    """The limits of this app, as in `Tries`."""

    class What(models.TextChoices):
        SUBMIT = "submit", "提交申请"
        SUBMIT_PLAIN = "submit_plain", "提交申请（没有工作量证明）"
        QUERY = "query", "查询没有对上（按网络地址）"
        CODE = "code", "查询没有对上（按查询码）"

    what = models.CharField(max_length=20, choices=What.choices)

    class Meta:
        verbose_name = verbose_name_plural = "限次记录"
        indexes = [models.Index(fields=["what", "who", "at"], name="asking_try_of")]


class SpentChallenge(models.Model):
    """A proof of work that was used; it counts once."""

    nonce = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "用过的工作量证明"

    def __str__(self) -> str:
        return f"工作量证明{self.pk}"
