"""When what runs by itself last ran."""

from django.db import models


class Task(models.TextChoices):
    SWEEP = "sweep", "每分钟的办理（mingbai sweep）"
    BACKUP = "backup", "备份（mingbai backup）"


class Heartbeat(models.Model):
    """A regular task was last done at `at`; `note` says in a few words what."""

    task = models.CharField("任务", max_length=20, primary_key=True, choices=Task.choices)
    at = models.DateTimeField("时间")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "运行记录"

    def __str__(self) -> str:
        return self.get_task_display()
