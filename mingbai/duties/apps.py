from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "mingbai.duties"
    label = "duties"
    verbose_name = "公开义务"

    def ready(self) -> None:
        from mingbai.commands import setups
        from mingbai.duties import following, sources
        from mingbai.duties.actions import load_quotas

        sources.register_all()
        following.register_all()
        setups.register("quotas", lambda: {"quotas": load_quotas()})
