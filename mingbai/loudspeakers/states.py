"""How far the sound of a script has come."""

from django.db import models


class SoundState(models.TextChoices):
    WAITING = "waiting", "排队制作"
    MADE = "made", "已做好"
    FAILED = "failed", "没有做成"
