from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "mingbai.plans"
    label = "plans"
    verbose_name = "计划任务"
