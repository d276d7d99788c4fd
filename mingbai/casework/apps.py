from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mingbai.casework"
    label = "casework"
    verbose_name = "依申请公开办理"

    def ready(self) -> None:
        from mingbai.casework.queries.lists import count_waiting
        from mingbai.shell import counters

        counters.register("casework:list", count_waiting)
