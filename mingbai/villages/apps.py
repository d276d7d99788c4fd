from django.apps import AppConfig


class VillagesConfig(AppConfig):
    name = "mingbai.villages"
    label = "villages"
    verbose_name = "村务公开"
