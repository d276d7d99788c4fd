from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "mingbai.catalogue"
    label = "catalogue"
    verbose_name = "公开目录"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.catalogue.actions import apply_due, load_standard
        from mingbai.commands import rounds, setups

        rounds.register("catalogue", apply_due)
        setups.register("catalogue", load_standard)
