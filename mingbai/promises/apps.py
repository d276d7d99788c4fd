from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "mingbai.promises"
    label = "promises"
    verbose_name = "民生实事"
