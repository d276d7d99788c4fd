from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mingbai.casework"
    label = "casework"
    verbose_name = "依申请公开办理"
