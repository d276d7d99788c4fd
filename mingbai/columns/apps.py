from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    name = "mingbai.columns"
    label = "columns"
    verbose_name = "网站栏目"

    def ready(self) -> None:
        # Models can be imported only when all apps are loaded.
        from mingbai.columns.actions import load_columns
        from mingbai.columns.queries.archives import every_address
        from mingbai.commands import setups
        from mingbai.stored import addresses

        addresses.register("columns", every_address)
        setups.register("columns", load_columns)
