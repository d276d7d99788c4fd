from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "mingbai.mirror"
    label = "mirror"
    verbose_name = "网站副本"
